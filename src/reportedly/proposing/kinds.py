"""Knows the words that a proposal may use for what was done, how surely and when, and tells a model of them."""

from __future__ import annotations

import functools
from importlib.resources import files

FIELDS = ("event", "relation", "polarity", "certainty", "when")


@functools.cache
def values_of(field: str) -> tuple[str, ...]:
    """The values that a field may have."""
    rows = (line.split("\t") for line in _data("kinds.tsv").splitlines()[1:])
    return tuple(value for name, value, _ in rows if name == field)


@functools.cache
def instructions() -> str:
    """What the model is told before it gets the report; nothing of any report stands in it."""
    text = _data("instructions.txt")
    for field in FIELDS:
        text = text.replace(f"{{{field}}}", ", ".join(values_of(field)))
    return text


def _data(name: str) -> str:
    return (files("reportedly.proposing") / "data" / name).read_text(encoding="utf-8")
