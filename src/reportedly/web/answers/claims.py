"""Claims as they are told: what the casebook found, with the words of the reading that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportedly.book import AskError
from reportedly.export.positions import words_at
from reportedly.export.words import chain_in_words, label, names_of, sentence, sureness
from reportedly.model import Claim, Reading
from reportedly.model.answers import Asked
from reportedly.model.desk import Found, Party, Speaker
from reportedly.web.desk import Sight
from reportedly.web.ids import actor_id, claim_id, claim_of, report_id, voice_id
from reportedly.web.values import Claims, ClaimShown, Link, Piece

_LOOKED_AT = 20_000  # claims that are searched for words before a page is shown
AROUND = 160  # code points of the report that are shown on either side of a claim's words
FILTERS = (
    *("actor", "recipient", "involving", "voice", "through", "place", "since", "until", "event", "relation"),
    *("certainty", "polarity", "when", "standing", "publisher", "report", "words"),
)


def claims(sight: Sight, asked: Mapping[str, str], *, limit: int = 25, after: int = 0) -> Claims:
    """The claims that fit all that is asked, in the order in which they came in."""
    wanted = {name: value for name, value in asked.items() if value and name in FILTERS}
    if wanted.get("words"):
        return _with_words(sight, Asked(**wanted), limit, after)
    rows = sight.book.claims(limit=limit + 1, after=after, **wanted)
    found = sight.look.by_ids(tuple(row.id for row in rows[:limit]))
    return Claims(shown(sight, found), str(rows[limit - 1].id) if len(rows) > limit else None)


def _with_words(sight: Sight, asked: Asked, limit: int, after: int) -> Claims:
    """The same for claims with some words; where so many were looked at, what was found so far and how to go on."""
    some = sight.look.worded(asked, limit=limit, after=after, most=_LOOKED_AT)
    found = shown(sight, sight.look.by_ids(some.ids))
    return Claims(found, str(some.last) if some.last else None, is_cut=len(some.ids) < limit and some.last is not None)


def claim(sight: Sight, id_: str) -> ClaimShown:
    """One claim. Raises AskError."""
    found = claim_found(sight, id_)
    told = shown(sight, [found])
    if not told:
        raise AskError("that claim is not found any more; its report was read again")
    return told[0]


def claim_found(sight: Sight, id_: str) -> Found:
    """Where a claim stands. Raises AskError."""
    parts = claim_of(id_)
    found = sight.look.claim(*parts) if parts else None
    if found is None:
        raise AskError(f"there is no claim '{id_[:60]}' here")
    return found


def shown(sight: Sight, found: Iterable[Found]) -> tuple[ClaimShown, ...]:
    """The claims with their words; one whose reading was replaced this moment is left out."""
    told = (_shown(sight, row) for row in found)
    return tuple(row for row in told if row)


def _shown(sight: Sight, found: Found) -> ClaimShown | None:
    ask = sight.corrected if _is_judged(found) else sight.reading
    reading = ask(found.report, found.reading)
    row = next((row for row in reading.claims if row.id == found.local), None) if reading else None
    if reading is None or row is None:
        return None
    names, document = names_of(reading), reading.document
    start = min((span.start for span in row.spans), default=0)
    end = max((span.end for span in row.spans), default=0)
    actors, recipients = _parties(sight, found, row, reading)
    return ClaimShown(
        id=claim_id(found.report, found.local),
        number=found.id,
        report=report_id(found.report),
        document=found.document if not sight.redact else document.name,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        event=row.event,
        relation=row.relation,
        mode=row.mode,
        actors=actors,
        recipients=recipients,
        sentence=_sentence(sentence(row, names), (*actors, *recipients)),
        chain=_chain(sight, found, row, reading),
        label=label(row),
        certainty=row.certainty,
        polarity=row.polarity,
        when=row.when,
        sureness=sureness(row),
        markers=tuple(words_at(document.text, row.marker_spans)),
        score=row.score,
        reasons=row.reasons,
        standing=found.standing,
        place=_place(reading, row),
        time_start=row.time.start if row.time else None,
        time_end=row.time.end if row.time else None,
        before=_before(document.text, start),
        words=document.text[start:end],
        after=_behind(document.text, end),
    )


def _is_judged(found: Found) -> bool:
    """Whether it may say otherwise than it was read; what was corrected and then accepted stands corrected."""
    return found.standing != "unjudged"


def _before(text: str, start: int) -> str:
    """What stands before some words in their line, from a word's beginning on."""
    cut = max(0, start - AROUND)
    line = text[cut:start].replace("\r", "\n").rpartition("\n")
    if line[1] or not cut:
        return line[2]
    return f"… {line[2].partition(' ')[2]}"


def _behind(text: str, end: int) -> str:
    """What stands behind some words in their line, to a word's end."""
    line = text[end : end + AROUND].replace("\r", "\n").partition("\n")
    if line[1] or end + AROUND >= len(text):
        return line[0]
    return f"{line[0].rpartition(' ')[0]} …"


def _place(reading: Reading, row: Claim) -> str | None:
    return next((place.name for place in reading.places if place.id == row.place), None)


def _parties(sight: Sight, found: Found, row: Claim, reading: Reading) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    plain = sight.plain(found.report, found.reading, is_corrected=_is_judged(found)) if sight.redact else None
    return (
        _links(found.actors, _names(reading, row, "actors"), _names(plain, row, "actors")),
        _links(found.recipients, _names(reading, row, "recipients"), _names(plain, row, "recipients")),
    )


def _names(reading: Reading | None, row: Claim, side: str) -> tuple[str, ...] | None:
    """What a claim's actors are called in a reading."""
    if reading is None:
        return None
    own = next(one for one in reading.claims if one.id == row.id)
    called = {actor.id: actor.name for actor in reading.actors}
    return tuple(called.get(key, key) for key in getattr(own, side))


def _links(
    parties: tuple[Party, ...], names: tuple[str, ...] | None, plain: tuple[str, ...] | None
) -> tuple[Link, ...]:
    """The parties under the casebook's names; in a redacted reading only those whose name it leaves as it is."""
    if plain is None or names is None:
        return tuple(Link(party.name, actor_id(party.folded, party.country)) for party in parties)
    rows = zip(parties, names, plain, strict=False)
    return tuple(Link(name, actor_id(one.folded, one.country) if name == was else None) for one, name, was in rows)


def _sentence(pieces: Iterable[Any], who: tuple[Link, ...]) -> tuple[Piece, ...]:
    """The sentence with its actors under the casebook's names, each with its page."""
    links, made = iter(who), []
    for words, role in pieces:
        link = next(links, None) if role == "who" else None
        made.append(Piece(link.words, role, link.id) if link else Piece(words, role))
    return tuple(made)


def _chain(sight: Sight, found: Found, row: Claim, reading: Reading) -> tuple[Link, ...]:
    """The voices from the report's own to the one on whose word it stands."""
    words = chain_in_words(row, names_of(reading))
    speakers = found.chain
    if len(words) != len(speakers):
        return tuple(Link(name) for name in words)
    return tuple(
        _speaker(speaker, name, first=not i, redact=sight.redact)
        for i, (speaker, name) in enumerate(zip(speakers, words, strict=True))
    )


def _speaker(speaker: Speaker, words: str, *, first: bool, redact: bool) -> Link:
    """A voice under the casebook's name; the report's own under its publisher's, where that is known."""
    is_own = speaker.key.startswith("report:")
    name = words if redact or is_own or not speaker.named else speaker.name
    if first and not is_own:
        name = speaker.name
    kind = "author" if first else speaker.kind
    named = speaker.named or first
    return Link("the report itself" if name == "author" else name, voice_id(speaker.key), kind, named)
