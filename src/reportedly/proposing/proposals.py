"""Proposals: takes a model's answer apart into values, or says that it is none; nothing of it is believed yet."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from reportedly.proposing.kinds import FIELDS, values_of

MOST = 60  # proposals that are looked at in one answer
_LONGEST_ANSWER = 200_000  # code points
_LONGEST_WORDS, _LONGEST_NAME, _NAMES = 600, 120, 8
_FENCED = re.compile(r"\A```(?:json)?\s*\n(.*)\n```\Z", re.DOTALL)
_UNSURE = 0.3  # where the model does not say how sure it is


class NoAnswerError(ValueError):
    """What a model wrote is no list of claims."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as a model proposes it: words that are said to stand in the report; None for the report's own voice."""

    quotation: str
    start: int | None
    event: str | None
    relation: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    voice: str | None
    polarity: str
    certainty: str
    when: str
    confidence: float


def proposals_in(answer: str) -> tuple[Proposal | str, ...]:
    """The proposals of an answer, at most `MOST`; for what is none a few words that say why. Raises NoAnswerError."""
    if len(answer) > _LONGEST_ANSWER:
        raise NoAnswerError("it is too long")
    text = answer.strip()
    match = _FENCED.match(text)
    try:
        found = json.loads(match[1] if match else text)
    except (ValueError, RecursionError):
        raise NoAnswerError("it is no JSON") from None
    rows = found.get("claims") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise NoAnswerError("it has no list of claims")
    beyond = ("are beyond the number that is looked at",) * max(0, len(rows) - MOST)
    return (*map(_proposal, rows[:MOST]), *beyond)


def _proposal(row: Any) -> Proposal | str:
    if not isinstance(row, dict):
        return "are no claims in form"
    if not all(_is_known(name, row.get(name)) for name in FIELDS):
        return "have a kind, a certainty or a time that is none"
    if (row.get("event") is None) == (row.get("relation") is None):
        return "are no deed or tie, or both"
    actors, recipients = _names(row.get("actors")), _names(row.get("recipients"))
    place, voice, quotation, start = (row.get(name) for name in ("place", "voice", "quotation", "start"))
    is_whole = _is_words(quotation, _LONGEST_WORDS) and _is_at(start) and _is_name(place) and _is_name(voice)
    if not is_whole or quotation is None or actors is None or recipients is None:
        return "are no claims in form"
    polarity, certainty, when = (str(row[name]) for name in ("polarity", "certainty", "when"))
    deed = (quotation, start, row.get("event"), row.get("relation"), actors, recipients, place, voice)
    return Proposal(*deed, polarity, certainty, when, _number(row.get("confidence")))


def _is_known(field: str, value: Any) -> bool:
    is_left_out = value is None and field in ("event", "relation")
    return is_left_out or (isinstance(value, str) and value in values_of(field))


def _is_words(value: Any, most: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= most


def _is_name(value: Any) -> bool:
    return value is None or _is_words(value, _LONGEST_NAME)


def _is_at(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _names(value: Any) -> tuple[str, ...] | None:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > _NAMES or not all(_is_words(name, _LONGEST_NAME) for name in value):
        return None
    return tuple(dict.fromkeys(value))


def _number(value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return float(value) if is_number and math.isfinite(value) else _UNSURE
