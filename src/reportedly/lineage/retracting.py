"""Retractions and corrections: who is told to have taken a report back."""

from __future__ import annotations

import functools
import re

from reportedly.lineage.outlets import same_outlet
from reportedly.lineage.rows import rows

DENIED = "denied:"  # begins the words for what a report denies, among its matters
_HEAD = 400  # code points in which a notice says what it is
_NO_NAME = r"(?!(?:On|In|At|By|After|But|Later|[A-Z]\w+day)\b)"
_NAME = _NO_NAME + r"(?:[Tt]he\s+)?[A-Z][\w'’&.-]*(?:\s+(?:of\s+|al-)?[A-Z][\w'’&.-]*){0,4}"


def retracted_by(text: str) -> tuple[str, ...]:
    """The names that a text says have taken a report back: 'The Telegraph has retracted its report'."""
    return tuple(dict.fromkeys(match["name"] for match in _told().finditer(text)))


def is_own_correction(text: str, title: str | None, publisher: str | None) -> bool:
    """Whether a report corrects or takes back an earlier one of its own publisher: it opens with 'Correction:'."""
    opening = f"{title or ''}\n{text[:_HEAD]}"
    if _heads().search(opening) or _phrases().search(opening):
        return True
    return any(same_outlet(name, publisher) for name in retracted_by(opening))


@functools.cache
def _told() -> re.Pattern[str]:
    verbs = "|".join(_forms("verb"))
    what = "|".join(_forms("what"))
    between = r"(?:\s+(?:has|have|had|later|since|also|now|on\s+\w+day)){0,3}"
    gap = r"(?:\s+(?:its|their|the|a|an|that|this|for|earlier|own|exclusive|front-page|\w+day|\w+['’]s)){0,5}"
    return re.compile(rf"\b(?P<name>{_NAME}){between}\s+(?:{verbs}){gap}\s+(?:{what})\b")


@functools.cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(_forms('head'))})\s*[:：.–—-]", re.IGNORECASE | re.MULTILINE)


@functools.cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_forms('phrase'))})(?!\w)", re.IGNORECASE)


def _forms(kind: str) -> list[str]:
    return [re.escape(row["words"]) for row in rows("retractions.tsv") if row["kind"] == kind]
