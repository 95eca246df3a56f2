"""An attribution as it is first found: spans only, before anybody knows whose voice it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.model import Parsed, Span, Token

QUOTATION_MARKS = "\"'`´‘’‚‛“”„‟«»‹›"
_EDGES = QUOTATION_MARKS + " \t\r\n\u00a0,;:"


@dataclass(frozen=True, slots=True)
class Found:
    """Source, cue and content spans in text order; `source` and `content` may be empty, `rule` says what found it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    rule: str


def spans_of(parsed: Parsed, tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The stretches that the tokens cover, joined over mere marks, without space and quotation marks at their ends."""
    stretches: list[list[Token]] = []
    for token in sorted(tokens, key=lambda token: token.i):
        if stretches and _only_marks_between(parsed, stretches[-1][-1].i, token.i):
            stretches[-1].append(token)
        else:
            stretches.append([token])
    trimmed = (trim(parsed.text, parsed.cover(stretch[0], stretch[-1])) for stretch in stretches)
    return tuple(span for span in trimmed if any(char.isalnum() for char in parsed.words(span)))


def trim(text: str, span: Span) -> Span:
    """The span without space, quotation marks and commas at its ends; a full stop stays."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def head_in(parsed: Parsed, span: Span) -> Token | None:
    """The token of a span that governs the others: the first whose own head stands outside, nouns before the rest."""
    tokens = parsed.tokens_in(span)
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head not in inside or token.head == token.i]
    return next((token for token in heads if token.pos in ("PROPN", "NOUN", "PRON")), heads[0] if heads else None)


def _only_marks_between(parsed: Parsed, left: int, right: int) -> bool:
    return all(token.pos == "PUNCT" for token in parsed.tokens[left + 1 : right])
