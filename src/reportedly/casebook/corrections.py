"""What a correction says of a claim: each field's value from its words, or in one line why they mean nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from reportedly.casebook.wanted import CERTAINTIES, EVENTS, POLARITIES, RELATIONS, WHENS
from reportedly.model import Quantity, Span, Time
from reportedly.model.days import days_of

SPANS = ("spans", "marker_spans", "source_spans", "cue_spans", "content_spans")
OF_ATTRIBUTION = SPANS[2:]
_LIST = ";"
_MOST, _LONGEST = 50, 200  # entries of a list, code points of one
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_RANGE = re.compile(r"(\d{1,9})(?:(-)(\d{1,9})?)?", re.ASCII)
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def value_of(field: str, words: str) -> Any:
    """The field's value as `Claim` has it; actors and places by their names, spans as `Span`s. Raises ValueError."""
    if field not in _READ:
        raise ValueError(f"'{field}' is no field that can be corrected; they are {', '.join(sorted(_READ))}")
    return _READ[field](field, words.strip())


def _one_of(choices: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(field: str, words: str) -> str:
        known = {choice.casefold(): choice for choice in choices}
        found = known.get(words.casefold().replace(" ", "_"))
        if found is None:
            raise ValueError(f"'{words}' is no {field}; it is one of {', '.join(choices)}")
        return found

    return read


def _or_none(read: Callable[[str, str], Any]) -> Callable[[str, str], Any]:
    return lambda field, words: read(field, words) if words else None


def _mode(field: str, words: str) -> str:
    if words.lower() not in _modes():
        raise ValueError(f"'{words}' is no {field}; it is one of {', '.join(sorted(_modes()))}")
    return words.lower()


@functools.cache
def _modes() -> frozenset[str]:
    lines = (files("reportedly.casebook") / "data/modes.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return frozenset(mode for _, modes, _ in rows for mode in modes.split(","))


def _listed(field: str, words: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(" ".join(part.split()) for part in words.split(_LIST) if part.strip()))
    if len(found) > _MOST or any(len(part) > _LONGEST for part in found):
        raise ValueError(f"{field}: at most {_MOST} of at most {_LONGEST} characters each, apart by '{_LIST}'")
    return found


def _name(field: str, words: str) -> str:
    if len(words) > _LONGEST:
        raise ValueError(f"{field}: a name of at most {_LONGEST} characters")
    return " ".join(words.split())


def _number(field: str, words: str) -> int:
    if not _NUMBER.fullmatch(words):
        raise ValueError(f"'{words}' is no {field}; write a number")
    return int(words)


def _quantity(field: str, words: str) -> Quantity:
    """'7', '7-9', or '7-' for at least seven."""
    match = _RANGE.fullmatch(words)
    if not match or (match[3] and int(match[3]) < int(match[1])):
        raise ValueError(f"'{words}' is no number of {field}; write it as 7, as 7-9, or as 7- for at least seven")
    high = None if match[2] and not match[3] else int(match[3] or match[1])
    return Quantity(int(match[1]), high, words)


def _time(field: str, words: str) -> Time:
    start, _, end = (part.strip() for part in words.partition("/"))
    for day in (start, end or start):
        if not _is_date(day):
            raise ValueError(f"'{words}' is no {field}; write it as 2024-03-12, 2024-03 or 2024, or two with / between")
    if f"{end or start}~" < start:  # '~' sorts behind every day: 2024-03 ends after 2024-03-12
        raise ValueError(f"'{words}': it ends before it begins")
    return Time(start, end or start, words)


def _is_date(words: str) -> bool:
    return bool(_DATE.fullmatch(words) and days_of(words))


def _spans(field: str, words: str) -> tuple[Span, ...]:
    """'12-40, 55-60': code points, the end excluded, in order and apart."""
    found: list[Span] = []
    for part in filter(None, (part.strip() for part in words.split(","))):
        match = _SPAN.fullmatch(part)
        if not match or int(match[1]) >= int(match[2]):
            raise ValueError(f"{field}: '{part}' is no stretch; write START-END, as 12-40, the end excluded")
        if found and int(match[1]) < found[-1].end:
            raise ValueError(f"{field}: '{part}' begins before the stretch before it ends")
        found.append(Span(int(match[1]), int(match[2])))
    if len(found) > _MOST:
        raise ValueError(f"{field}: at most {_MOST} stretches")
    if field == "spans" and not found:
        raise ValueError("spans: a claim has words; reject it where nothing says it")
    return tuple(found)


_READ: dict[str, Callable[[str, str], Any]] = {
    "event": _or_none(_one_of(EVENTS)),
    "relation": _or_none(_one_of(RELATIONS)),
    "mode": _or_none(_mode),
    "contexts": _listed,
    "actors": _listed,
    "recipients": _listed,
    "things": _listed,
    "count": _or_none(_number),
    "place": _or_none(_name),
    "time": _or_none(_time),
    "polarity": _one_of(POLARITIES),
    "certainty": _one_of(CERTAINTIES),
    "when": _one_of(WHENS),
    "dead": _or_none(_quantity),
    "injured": _or_none(_quantity),
    **dict.fromkeys(SPANS, _spans),
}
