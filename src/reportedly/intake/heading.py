"""The head of a text: what its headline, its date line and its byline say about title, publisher and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.intake.byline import Line, read_line
from reportedly.intake.dates import DAY, WEEKDAY, day_readings
from reportedly.intake.outlets import is_known_outlet
from reportedly.model import Span

_HEAD = 2_000  # code points: a head longer than this is a text
_RUNNING_HEAD = 400
_LINES = 8
_SHORT = 200
_TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}:?\d{2}(?:\s*(?:GMT|UTC|EST|EDT|CET)(?:[+-]\d+)?)?)?"
_SAID = (
    r"(?:(?P<updated>last updated|updated)|published|posted|date of publication|publication date)"
    r"(?:\s+(?:on|at))?\s*:?\s+"
)
_AGENCY = r"(?P<outlet>(?-i:Reuters|AFP|AP|dpa|SANA|Saba|TASS|Xinhua))"
# A text that runs on after its date, as archives without line ends keep it: 'Published July 19 2016 Airstrikes on ...'.
_RUNNING = re.compile(
    rf"(?:{_AGENCY}\s+)?(?:{_SAID})?(?:{WEEKDAY},?\s+)?(?P<date>{DAY}){_TIME}(?=\s*(?-i:[A-Z0-9\"“‘(])|\s+by\s|[.,:|–—-])",
    re.IGNORECASE | re.ASCII,
)
# The same after a headline: 'Missile kills 18 in Aleppo Monitor AFP Friday 3 Jul 2015 A bridge fell ...'.
_AFTER_HEADLINE = re.compile(
    rf"(?P<title>[^.!?\n]{{12,160}}?\w)\s+{_AGENCY}?\s*(?:{WEEKDAY},?\s+)?(?P<date>{DAY}){_TIME}"
    r"(?=\s+(?-i:[A-Z\"“‘(]))",
    re.IGNORECASE | re.ASCII,
)  # fmt: skip
_NEEDS_A_DATE = re.compile(
    r"\b(?:on|in|since|until|till|before|after|from|by|of|to|the|and|for|at|dated|mid|late|early|this|last)$",
    re.IGNORECASE,
)
# 'SANAA, 12 March 2024 (Saba) - The governor ...', 'Reuters, 12 March 2024: The governor ...'.
_DATELINE = re.compile(
    rf"(?P<before>[^.!?\n(]{{2,60}}?)\s*[,|–—-]\s*(?:{WEEKDAY},?\s+)?(?P<date>{DAY}){_TIME}"
    r"\s*,?\s*(?:\((?P<outlet>[\w\s-]{2,30})\))?\s*[:–—-]\s",
    re.IGNORECASE | re.ASCII,
)
# A wire's own date line: 'BEIRUT (Reuters) - Syrian troops ...', 'WASHINGTON, June 3 (AP) — ...'.
_WIRE = re.compile(r"\s*(?:[^()\n.]{2,60}?[\s,])?\((?P<outlet>[\w\s-]{2,30})\)\s*[-–—]", re.ASCII)
# Names above the outlet's, without 'By': 'Jane Doe and John Smith'.
_AUTHORS = re.compile(r"{0}(?:(?:, | and |, and ){0})*".format(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,2}"))
# A picture's caption or a page's furniture, which stands where a headline would.
_CAPTION = re.compile(
    r"\b(?:caption|photo|copyright|playback|highlights|getty images|watch|video)\b|[.!?] (?-i:[A-Z])|^(?-i:CLOSE)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a text says about itself. `published` has two ISO dates where the figures may be read both ways."""

    title: str | None = None
    publisher: str | None = None
    published: tuple[str, ...] = ()
    span: Span | None = None
    is_update: bool = False


def read_heading(text: str) -> Heading:
    """Title, publisher and date as the first lines of a text give them; all unknown where it begins without a head."""
    lines = tuple(_first_lines(text))
    found = _from_lines(lines) or _from_running_text(text) or Heading(title=_headline_alone(lines))
    return replace(found, publisher=_of_wire(lines)) if found.publisher is None else found


def _first_lines(text: str) -> Iterator[tuple[int, str]]:
    """The first lines that hold words, with their offsets, without Markdown's marks and the rules of a front matter."""
    found = 0
    for match in re.finditer(r"[^\r\n]+", text[:_HEAD]):
        line = match[0].strip().lstrip("#>*_").rstrip("*_").strip()
        if any(character.isalnum() for character in line):
            yield match.start() + match[0].find(line), line
            found += 1
        if found == _LINES:
            return


def _from_lines(lines: tuple[tuple[int, str], ...]) -> Heading | None:
    """A head that stands on lines of its own: a headline, perhaps a standfirst, then byline and date line."""
    titles: list[str] = []
    heading: Heading | None = None
    for offset, line in lines:
        read = read_line(line)
        if read is not None:
            heading = _with_line(heading or Heading(), read, offset)
        elif heading is not None or len(line) > _SHORT or len(titles) == 2:
            break
        else:
            titles.append(line)
    if heading is None:
        return None
    title = next((line for line in titles if is_headline(line)), None)
    if title and not heading.published and _AUTHORS.fullmatch(title):
        title = None
    return replace(heading, title=heading.title or title)


def _with_line(heading: Heading, line: Line, offset: int) -> Heading:
    """The heading with what one more line says; a date of publication wins over one of an update."""
    if line.published and (not heading.published or (heading.is_update and not line.is_update)):
        span = Span(offset + line.start, offset + line.end)
        heading = replace(heading, published=line.published, span=span, is_update=line.is_update)
    return replace(heading, title=heading.title or line.title, publisher=heading.publisher or line.publisher)


def _from_running_text(text: str) -> Heading | None:
    start = len(text[:_HEAD]) - len(text[:_HEAD].lstrip())
    end = start + _RUNNING_HEAD
    if found := _RUNNING.match(text, start, end):
        readings = day_readings(found)
        is_update = bool(found["updated"])
        return Heading(None, found["outlet"], readings, Span(*found.span("date")), is_update) if readings else None
    found = _DATELINE.match(text, start, end)
    if found and day_readings(found) and not _NEEDS_A_DATE.search(found["before"]):
        publisher = next((name for name in (found["outlet"], found["before"]) if name and is_known_outlet(name)), None)
        return Heading(None, publisher, day_readings(found), Span(*found.span("date")))
    found = _AFTER_HEADLINE.match(text, start, end)
    if not found or _NEEDS_A_DATE.search(found["title"]) or not day_readings(found):
        return None
    return Heading(found["title"].strip(" ,-–—"), found["outlet"], day_readings(found), Span(*found.span("date")))


def _headline_alone(lines: tuple[tuple[int, str], ...]) -> str | None:
    """The first line, where it reads as a headline and a paragraph follows."""
    if len(lines) < 2 or lines[1][1][:1].islower():  # the first line is only wrapped
        return None
    if not is_headline(lines[0][1]) or len(lines[0][1].split()) < 4 or _CAPTION.search(lines[0][1]):
        return None
    return lines[0][1] if len(lines[1][1]) > len(lines[0][1]) or lines[1][1].endswith((".", "”", '"')) else None


def is_headline(line: str) -> bool:
    """Whether a line can be a headline: short, of two words or more, begun like a sentence and without a full stop."""
    begins_well = line[:1].isupper() or line[:1].isdigit() or line[:1] in "\"'“‘«"
    is_long_enough = len(line.split()) >= 2 and len(line) <= _SHORT
    return begins_well and is_long_enough and not line.endswith((".", ",", ";", ":"))


def _of_wire(lines: tuple[tuple[int, str], ...]) -> str | None:
    for _, line in lines[:4]:
        found = _WIRE.match(line)
        if found and is_known_outlet(found["outlet"]):
            return found["outlet"].strip()
    return None
