"""Which names and nouns are news outlets: those that carry other people's words."""

from __future__ import annotations

import csv
import functools
import re
from importlib import resources

from reportedly.attribution.cues import words

_ARTICLE = re.compile(r"^(the|a|an|this|that|its|their|his|her)\s+", re.IGNORECASE)

_EDITIONS = frozenset(
    ["africa", "afrique", "arabic", "arabi", "brasil", "english", "francais", "français", "french", "hausa",
     "international", "mundo", "persian", "russian", "service", "somali", "turkish", "uk", "world"]
)  # fmt: skip


def plain(name: str) -> str:
    """A name for comparing: lower case, single spaces, without article, possessive and marks at its ends."""
    bare = _ARTICLE.sub("", " ".join(name.split()).strip(" \"'“”‘’.,;:()[]"))
    return re.sub(r"['’]s?$", "", bare).replace("’", "'").casefold()


def outlet_named(name: str) -> str | None:
    """The usual name of the outlet that a name or alias stands for, or None; 'the monitor' is not the Monitor."""
    return _by_name().get(plain(name)) if any(char.isupper() for char in _ARTICLE.sub("", name.strip())) else None


def is_publisher(name: str, publisher: str | None) -> bool:
    """Whether a name is that of the report's own publisher: by its name, its letters ('MMI' of Mimi Mefo Info), or
    without its edition ('VOA' of VOA Afrique)."""
    own, other = plain(publisher or ""), plain(name)
    if not own or not other:
        return False
    known = outlet_named(name)
    whole, _, edition = own.rpartition(" ")
    if other == own:
        return True
    letters = "".join(word[0] for word in (publisher or "").split() if word[0].isupper())
    if len(letters) > 1 and name.replace(".", "") == letters:
        return True
    return edition in _EDITIONS and (other == whole or (known is not None and known == outlet_named(whole.title())))


def is_outlet_phrase(phrase: str) -> bool:
    """Whether a phrase speaks of an outlet: by the list, or by its last or first word ('Radio X')."""
    if outlet_named(phrase):
        return True
    parts = plain(phrase).split()
    if not parts or _is_a_bodys(parts):
        return False
    if parts[-1] in words("outlet"):
        return True
    if len(parts) < 2:
        return False
    bare = _ARTICLE.sub("", phrase.strip())
    if parts[0] in words("outlet") and bare.split()[1][:1].isupper():  # 'website Sahel Matin'
        return True
    if not bare[:1].isupper():
        return False
    return parts[-1] in words("outlet_name") or parts[0] in words("outlet_first")


def _is_a_bodys(parts: list[str]) -> bool:
    """'the Doctors Network', 'the Human Rights Monitoring Agency', 'the UN agency': what it publishes is its own."""
    return parts[-1] in words("outlet_or_body") and any(part in words("of_a_body") for part in parts[:-1])


@functools.cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    with resources.files("reportedly.knowledge").joinpath("outlets.tsv").open("r", encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return tuple(
            (row["name"], tuple(filter(None, row["aliases"].split("|")))) for row in rows if row["kind"] == "outlet"
        )


@functools.cache
def _by_name() -> dict[str, str]:
    return {plain(form): name for name, aliases in _rows() for form in (name, *aliases)}
