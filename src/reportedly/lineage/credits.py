"""Credit lines: the agency or outlet that a report names at its head or end as where its text comes from."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.lineage.outlets import folded, is_agency, is_known, is_own_name, sounds_like_body, sounds_like_outlet
from reportedly.lineage.rows import rows
from reportedly.model.lineage import Report

UNNAMED = "agencies"  # what a credit to nobody in particular is printed as
_LINES = 6  # of the head, and half as many of the end, that are looked at
_RUNNING = 240  # code points of a text's head where a wire's name and date may run into the words
_BYLINE = 90  # code points: a longer line is a sentence
_NAME = r"[^\W_][\w .'’&/,+-]{0,48}?"
# A wire's place and date with its name in brackets before the dash, as in SANAA, March 3 (AFP) -.
_DATELINE = re.compile(rf"\s*(?:[^()\n]{{2,70}}?[\s,–—-]\s*)?\((?P<names>{_NAME})\)\s*(?:[-–—:]|\.\s)")
_BRACKETED = re.compile(rf"\s*\((?P<names>{_NAME})\)\s+(?=\S)")  # and the name alone, before the first sentence
# The same without brackets, or the name alone before a dash or colon.
_OPENING = re.compile(rf"\s*(?:[^().\n]{{2,50}}?\s*[,/–—-]\s*)??(?P<names>{_NAME})\s*(?:\s[-–—]|[–—:])\s+(?=\S)")
_AT_THE_END = re.compile(rf"[(\[](?P<names>{_NAME})[)\]]\s*[.…]?\s*$")
_BEHIND_A_DASH = re.compile(rf"(?:^|[.!?؟\"”»]\s*)(?:[-–—]+|/{{1,2}})\s*(?P<names>{_NAME})\s*[/.]*\s*$")
_RIGHTS = re.compile(rf"(?:©|\bcopyright\b)\s*(?:\d{{4}}\s*)?(?P<names>{_NAME})\s*(?:[.,;|]|$)", re.IGNORECASE)
_DATED = re.compile(r"\s+(?:\w{3,9},?\s+)?\d{1,2}\.?\s+[A-Z][a-z]{2,8}\.?\s+\d{4}\b")  # 'AFP Friday 3 Jul 2015'
_PARTS = re.compile(r"\s*(?:[/|+&,;–—:()]|\s-\s|^-|-$|\b(?:and|AND)\b|\s[وو]\s)\s*")
_STAFF = re.compile(r"^(?:by|from|our|staff|correspondents?|with|via|source|sources)\b:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that a text is credited to. `is_sure` is false where only a publisher of that name would make it one."""

    name: str  # UNNAMED where the line only says 'agencies'
    is_sure: bool = True


def credits_of(report: Report) -> tuple[Credit, ...]:
    """Whom the head and end of a report credit with it, its own publisher left out, in the text's order.

    An unnamed credit ('with agencies') is kept only where no other stands beside it.
    """
    found: dict[str, Credit] = {}
    for credit in (*_at_head(report), *_at_end(report)):
        if not is_own_name(credit.name, report.publisher):
            known = found.get(folded(credit.name))
            found[folded(credit.name)] = credit if known is None or credit.is_sure else known
    named = tuple(credit for credit in found.values() if credit.name != UNNAMED and credit.is_sure)
    return tuple(credit for credit in found.values() if credit.name != UNNAMED or not named)


def _at_head(report: Report) -> Iterator[Credit]:
    lines = _lines(report.text)[:_LINES]
    for line in lines:
        for pattern in (_DATELINE, _BRACKETED, _OPENING):
            if found := pattern.match(line[:_RUNNING]):
                is_wire = pattern is _DATELINE
                yield from _named(found["names"], guess=is_wire)
        if _is_byline(line) and line != report.title:
            yield from _in_byline(line)
    yield from _running(report.text[:_RUNNING])


def _at_end(report: Report) -> Iterator[Credit]:
    lines = _lines(report.text)[-(_LINES // 2) :]
    for line in lines:
        for pattern in (_AT_THE_END, _BEHIND_A_DASH, _RIGHTS):
            if found := pattern.search(line[-_RUNNING:]):
                keyed = _line_words().match(found["names"])
                names = found["names"][keyed.end() :] if keyed else found["names"]
                yield from _named(names, guess=bool(keyed) or pattern is _AT_THE_END)
        if _is_byline(line) and len(lines) > 1:
            yield from _in_byline(line)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _is_byline(line: str) -> bool:
    """Whether a line is short and no sentence; one that says 'source:' or 'agencies' may end in a full stop."""
    if line.endswith((".", "!", "?", "؟")) and not _line_words().match(line):
        return False
    return len(line) <= (_BYLINE if not line.endswith(":") else _BYLINE // 2)


def _in_byline(line: str) -> Iterator[Credit]:
    """'Source: SANA', 'By Reuters', 'Aden - Reuters', 'Agencies', 'Staff and agencies'."""
    keyed = _line_words().match(line)
    rest = line[keyed.end() :] if keyed else line
    yield from _named(rest.strip(" .:()[]"), guess=bool(keyed))


def _named(names: str, *, guess: bool) -> Iterator[Credit]:
    """The credits in words that stand where a credit stands; `guess` admits names that no list knows."""
    parts = [_STAFF.sub("", part).strip(" .-") for part in (names, *_PARTS.split(names))]
    if is_known(parts[0]):
        parts = parts[:1]
    for part in filter(None, parts):
        if _is_unnamed(part):
            yield Credit(UNNAMED)
        elif is_known(part):
            yield Credit(part)
        elif guess and _may_be_a_name(part) and part not in parts[:1] * (len(parts) > 2):
            yield Credit(part, is_sure=is_agency(part) or sounds_like_outlet(part))


def _is_unnamed(part: str) -> bool:
    """Whether words credit agencies without a name, also behind somebody: 'Our Reporter with agency reports'."""
    words = folded(part)
    behind = (one for one in _agencies_words() if one.startswith("with "))
    return words in _agencies_words() or any(words.endswith(f" {one}") for one in behind)


def _may_be_a_name(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 5 and words[0][:1].isupper() and not sounds_like_body(part) and not part[-1:].isdigit()


def _running(head: str) -> Iterator[Credit]:
    """'... in Aleppo Monitor AFP Friday 3 Jul 2015 A bridge fell': an agency's name before a date, in running words."""
    if found := _DATED.search(head):
        before = head[: found.start()].split()
        for n in (3, 2, 1):
            name = " ".join(before[-n:])
            if len(before) > n and is_known(name) and is_agency(name):
                yield Credit(name)
                return


@functools.cache
def _agencies_words() -> frozenset[str]:
    return frozenset(folded(row["words"]) for row in rows("credit_lines.tsv") if row["kind"] == "unnamed")


@functools.cache
def _line_words() -> re.Pattern[str]:
    keys = sorted((re.escape(row["words"]) for row in rows("credit_lines.tsv") if row["kind"] == "key"), key=len)
    return re.compile(
        rf"(?:{'|'.join(reversed(keys))})\s*[:：]?\s+|(?:{'|'.join(reversed(keys))})\s*[:：]", re.IGNORECASE
    )
