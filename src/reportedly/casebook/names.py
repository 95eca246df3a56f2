"""By what rows are known over all reports: folded names, keys of actors, voices, places, reports, anchors of claims."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from reportedly.casebook.digests import digest
from reportedly.model import Claim, Document, Place, Source, Span

LONGEST = 160  # code points of a name in an index; PostgreSQL takes no key above 2,704 bytes
_POSSESSIVE = re.compile(r"['’ʼ]s?(?!\w)")
_DROPPED = str.maketrans("", "", "'’ʼ`‘ʿʾ.")
_SPACED = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:(?:the|an?) )+(?=\S)")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_GROUPS = {"person": "person", "outlet": "outlet", "organization": "body", "group": "body", "document": "document"}

ActorKey = tuple[str, str]  # folded name, country or ''


@functools.lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Lower case, without accents, marks, possessives and a leading article: 'the Houthis’' is 'houthis'.

    A name of marks alone stays as it is; of a long one the start stays, with eight digits of the digest of it all.
    """
    return bounded(_folded(name) or " ".join(storable(name).split()) or "?")


def _folded(name: str) -> str:
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", storable(name)) if not unicodedata.combining(c))
    name = _POSSESSIVE.sub("", name.casefold()).translate(_DROPPED)
    return _ARTICLE.sub("", _SPACED.sub(" ", name).strip())


def bounded(name: str) -> str:
    """The name, or the start of a long one with eight digits that tell it from others of the same start."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 9]}#{digest(name)[:8]}"


def storable(text: str) -> str:
    """The text with U+FFFD, one for one, for NUL and lone surrogates, which no database takes."""
    return _UNSTORABLE.sub("�", text)


def unstorable(text: str) -> int:
    """How many characters of the text no database takes."""
    return len(_UNSTORABLE.findall(text))


def report_key(original: str, document: Document) -> str:
    """Which publication this is: SHA-256 over original, publisher, url, published, and the name where neither is known.

    `original` is the SHA-256 of the original bytes in hex.
    """
    name = None if document.publisher or document.url else document.name
    known = (document.publisher, document.url, document.published, name)
    return digest([original, *(None if part is None else storable(part) for part in known)])


def actor_key(name: str, country: str | None) -> ActorKey:
    """Who an actor is over all reports."""
    return fold(name), bounded(storable(country or ""))


def voice_keys(report: str, publisher: str | None, sources: Iterable[Source]) -> dict[str, str]:
    """Who each source of a reading is over all reports, by its id; an unnamed voice stays its report's own."""
    keys: dict[str, str] = {}
    taken: dict[str, int] = {}
    for source in sources:
        key = _named_voice(publisher, source)
        if key is None:
            own = f"report:{report}:{fold(source.name)}"
            taken[own] = taken.get(own, 0) + 1
            key = own if taken[own] == 1 else f"{own}#{taken[own]}"
        keys[source.id] = key
    return keys


def _named_voice(publisher: str | None, source: Source) -> str | None:
    if source.kind == "author":
        return f"outlet:{fold(publisher)}" if publisher else None
    return f"{_GROUPS.get(source.kind, 'other')}:{fold(source.name)}" if source.named else None


def place_key(place: Place) -> str:
    """Its number in GeoNames, else its name with that of its province and country."""
    if place.geonames:
        return bounded(f"geonames:{storable(place.geonames)}")
    return "|".join((fold(place.name), *(bounded(storable(part or "")) for part in (place.admin1, place.country))))


def claim_anchor(report: str, claim: Claim, names: dict[str, str]) -> str:
    """What a judgement finds the claim by after a reread: its report, words and sides; `names` are actors' by id."""
    spans: list[Span] = sorted(claim.spans)
    sides = [sorted(names.get(actor, "") for actor in side) for side in (claim.actors, claim.recipients)]
    return digest([report, spans, claim.event, claim.relation, claim.mode, claim.polarity, *sides])
