"""One line of a head: 'Reuters, 12 March 2024', 'By X, AFP | 3 May 2023', 'Published 2023-05-04', 'Source: Saba'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.intake.dates import DAY, MONTH, WEEKDAY, readings
from reportedly.intake.outlets import is_known_outlet, is_place, sounds_like_outlet

_LONGEST = 160
_DATES = (re.compile(DAY, re.IGNORECASE | re.ASCII), re.compile(MONTH, re.IGNORECASE | re.ASCII))
_PARTED = re.compile(r"\s*[|•·–—;()\[\]]\s*|\s+[-/]+\s+|,\s*|\s+-+$|^-+\s+")
_KEYWORD = re.compile(
    r"(?:(?:first|last|originally)\s+)?(?:date of publication|publication date|published|posted|issued|released|created"
    r"|dated?|(?P<updated>updated|modified))\b(?:\s+(?:on|at|in))?\s*:?\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?P<key>title|headline|date|published|publication date|date of publication|source|publisher|outlet|newspaper"
    r"|agency|author|byline|updated|last updated|url|link|tags|category|section|language)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*|and|&|de|del|di|van|von|bin|al|el|la|le|in|for|of|the|staff)", re.ASCII)
_CLOCK = re.compile(
    rf"(?:at\s+)?\d{{1,2}}[:.]?\d{{2}}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{{2,4}}(?:[+-]\d+)?)?|{WEEKDAY}|at|on",
    re.IGNORECASE | re.ASCII,
)
_NAMES_A_PUBLISHER = ("source", "publisher", "outlet", "newspaper", "agency")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a head says; `start` and `end` are the date's place in the line."""

    title: str | None = None
    publisher: str | None = None
    published: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    is_update: bool = False


def read_line(line: str) -> Line | None:
    """What a line of a head says, or None where it holds words of another kind and so is headline or text."""
    if len(line) > _LONGEST:
        return None
    if found := _FIELD.fullmatch(line):
        return _field(found)
    date = next((match for pattern in _DATES for match in pattern.finditer(line) if readings(match[0])), None)
    before, after = (line[: date.start()], line[date.end() :]) if date else (line, "")
    parts = [*_parts(before), *_parts(after)]
    if not _is_head_line(parts, has_date=date is not None):
        return None
    if date is None:
        return Line(None, _publisher(parts, may_be_unknown=False))
    is_apart_before = _is_set_apart(before.rstrip()[-1:], _parts(before)[-1:])
    if not is_apart_before or not _is_set_apart(after.lstrip()[:1], _parts(after)[:1]):
        return None
    is_update = any((found := _KEYWORD.match(part)) and found["updated"] for part in parts)
    return Line(None, _publisher(parts, may_be_unknown=True), readings(date[0]), *date.span(), is_update)


def _field(found: re.Match[str]) -> Line | None:
    key, value = found["key"].lower(), found["value"].strip("\"' ")
    if key in ("title", "headline"):
        return Line(title=value)
    if key in _NAMES_A_PUBLISHER:
        return Line(publisher=value) if len(value.split()) <= 8 and not value.endswith(".") else None
    if "date" in key or key == "published":
        return Line(None, None, readings(value), *found.span("value"), "updated" in key) if readings(value) else None
    return Line()


def _parts(side: str) -> list[str]:
    return [part.strip(" .:*_") for part in _PARTED.split(side) if part.strip(" .:*_")]


def _is_head_line(parts: list[str], *, has_date: bool) -> bool:
    """Whether every part is of a head's kind, and one of them makes it a head: a date, a byline, an outlet alone."""
    if not all(_is_of_a_head(part) for part in parts):
        return False
    if has_date:
        return True
    if any(_BY.match(part) for part in parts):
        return all(_BY.match(part) or _is_outlet(part) or is_place(part) for part in parts)
    return len(parts) <= 2 and bool(parts) and is_known_outlet(parts[-1])


def _is_set_apart(edge: str, neighbour: list[str]) -> bool:
    """Whether a mark parts the date from the words beside it, or they are plainly a head's: 'Reuters 3 May 2024'.

    'Rebels Seize Town 3 May 2024' is a headline that runs into its date, not a date line.
    """
    if not edge.isalnum() or not neighbour:
        return True
    rest = _without_keyword(neighbour[0])
    return not rest or bool(_CLOCK.fullmatch(rest) or _BY.match(rest)) or _is_outlet(rest) or is_place(rest)


def _is_of_a_head(part: str) -> bool:
    rest = _without_keyword(part)
    return not rest or bool(_CLOCK.fullmatch(rest)) or _is_name(_BY.sub("", rest, count=1))


def _is_name(part: str) -> bool:
    words = part.split()
    if not 0 < len(words) <= 8 or not words[0][:1].isupper():
        return False
    return all(_NAME.fullmatch(word) or word.isdigit() for word in words)


def _without_keyword(part: str) -> str:
    found = _KEYWORD.match(part)
    return part[found.end() :] if found else part


def _is_outlet(part: str) -> bool:
    return is_known_outlet(part) or (len(part.split()) <= 5 and sounds_like_outlet(part))


def _publisher(parts: list[str], *, may_be_unknown: bool) -> str | None:
    """The part that is an outlet; failing that, where it may be, the only name that is neither author nor place."""
    rests = [_without_keyword(part) for part in parts]
    bare = [_BY.sub("", rest, count=1) for rest in rests if rest]
    if known := next((part for part in bare if is_known_outlet(part)), None):
        return known
    if sounding := next((part for part in bare if _is_outlet(part)), None):
        return sounding
    unknown = [rest for rest in rests if rest and not _BY.match(rest) and not _CLOCK.fullmatch(rest)]
    unplaced = [rest for rest in unknown if not is_place(rest)] if may_be_unknown and unknown else []
    return unplaced[0] if len(unplaced) == 1 and len(unplaced[0].split()) <= 5 else None
