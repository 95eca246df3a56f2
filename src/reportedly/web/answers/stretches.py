"""Stretches of a report's text as a person points at them: by their words, by where they stand, or by both."""

from __future__ import annotations

import re

from reportedly.model import Span

_AT = re.compile(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*", re.ASCII)
_NAMED = 6  # places that are told where words stand more than once
_LONGEST = 4000  # code points of words that are looked for


class StretchError(ValueError):
    """The words, or where they are said to stand, are not in the text: one line for a person."""


def stretches(text: str, words: str, at: str, was_words: str, was_at: str) -> tuple[Span, ...]:
    """The stretches that a form means, given what it showed before. Raises StretchError; nothing is guessed.

    `words` has one stretch a line, blanks counting as one; `at` is '12-40, 55-60' in code points, the end excluded.
    Where only the words were changed they are looked for, and must stand in the text once; where only `at` was, it
    is taken; where both were, the words must stand there.
    """
    are_other_words = as_typed(words) != as_typed(was_words)
    is_elsewhere = bool(at.strip()) and _spans(at, text) != _spans(was_at, text)
    if is_elsewhere and are_other_words:
        return _agreeing(text, _lines(words), _spans(at, text))
    if is_elsewhere:
        return _spans(at, text)
    if are_other_words:
        return tuple(sorted((_standing(text, line) for line in _lines(words)), key=lambda span: span.start))
    return _spans(was_at, text)


def quoted(text: str, at: str) -> str:
    """The words of stretches, one a line, each in one line."""
    return "\n".join(" ".join(text[span.start : span.end].split()) for span in _spans(at, text))


def as_typed(words: str) -> str:
    """Words without what a browser's field changes in them: runs of blanks, ends of lines, what no page may hold."""
    kept = "".join(c if c.isspace() or c.isprintable() else "" for c in words if c != "\ufffd")
    return " ".join(kept.split())


def _lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in words.splitlines() if line.strip()]


def _spans(at: str, text: str) -> tuple[Span, ...]:
    found = []
    for part in filter(str.strip, at.split(",")):
        match = _AT.fullmatch(part)
        if not match or not int(match[1]) < int(match[2]) <= len(text):
            raise StretchError(f"“{part.strip()[:40]}” is no stretch of this text; write 12-40, to {len(text)} at most")
        found.append(Span(int(match[1]), int(match[2])))
    return tuple(found)


def _agreeing(text: str, lines: list[str], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans, where the words stand in them."""
    there = [" ".join(text[span.start : span.end].split()) for span in spans]
    if lines and there != lines:
        first = next((words for words, line in zip(there, lines, strict=False) if words != line), "")
        raise StretchError(f"the words and the places differ: there stands “{(first or ' | '.join(there))[:120]}”")
    return spans


def _standing(text: str, line: str) -> Span:
    """Where words stand that stand in the text once."""
    if len(line) > _LONGEST:
        raise StretchError(f"words of at most {_LONGEST} characters can be looked for")
    pattern = re.compile(r"\s+".join(map(re.escape, line.split(" "))))
    found = [Span(*match.span()) for match in pattern.finditer(text)]
    if not found:
        raise StretchError(f"“{line[:120]}” does not stand in the text")
    if len(found) > 1:
        places = ", ".join(f"{span.start}-{span.end}" for span in found[:_NAMED])
        raise StretchError(f"“{line[:120]}” stands in the text {len(found)} times: say which of {places}")
    return found[0]
