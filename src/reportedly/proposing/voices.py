"""Voices: whose word some words are, by the attributions that were read; a model may agree with them and add none.

Quoting is not endorsing: what stands in somebody's mouth never becomes the report's own, nor another voice's, because a
model says so.
"""

from __future__ import annotations

from reportedly.model import Attribution, Reading, Span

_ARTICLES = ("the ", "a ", "an ")


def spoken_by(reading: Reading, words: Span, voice: str | None) -> tuple[Attribution | None, bool]:
    """The attribution that the words stand in, None for the report's own; and whether that is the voice proposed."""
    touching = [row for row in reading.attributions if any(span.touches(words) for span in row.content_spans)]
    holding = [row for row in touching if any(span.holds(words) for span in row.content_spans)]
    if voice is None or bare(voice) == bare(reading.sources[0].name):
        return None, not touching
    if holding:
        inner = min(holding, key=_extent)
        return inner, _is_called(reading, inner, voice)
    parents = {row.parent for row in touching}
    own = [row for row in touching if row.id not in parents and _is_called(reading, row, voice)]
    return (own[0], True) if len(own) == 1 else (None, False)


def chain_of(reading: Reading, attribution: Attribution | None) -> tuple[str, ...]:
    """The voices' ids from the report's own down to the attribution's."""
    by_id = {row.id: row for row in reading.attributions}
    walked: list[Attribution] = []
    while attribution is not None and attribution not in walked:  # a broken row must not circle
        walked.append(attribution)
        attribution = by_id.get(attribution.parent or "")
    return tuple(dict.fromkeys((reading.sources[0].id, *(row.source for row in reversed(walked)))))


def bare(name: str) -> str:
    """A name without its article, its case and what blanks it has, to compare."""
    words = " ".join(name.casefold().split())
    return next((words.removeprefix(article) for article in _ARTICLES if words.startswith(article)), words)


def _is_called(reading: Reading, row: Attribution, voice: str) -> bool:
    source = next((one for one in reading.sources if one.id == row.source), None)
    if source is None:
        return False
    text = reading.document.text
    spoken = (text[start:end] for start, end in (*source.mentions, *row.source_spans))
    return bare(voice) in {bare(name) for name in (source.name, *source.aliases, *spoken)}


def _extent(row: Attribution) -> int:
    return sum(end - start for start, end in row.content_spans)
