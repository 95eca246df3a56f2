"""Why a claim: the words, the row of the lexicon, the actors' rows, the chain and the hedges, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.export.positions import Positions, words_at
from reportedly.export.screen import Run, in_plain, wrapped
from reportedly.export.words import label, names_of, sentence, sureness
from reportedly.model import Attribution, Explanation, Link, Reading, Span

_INDENT, _LONGEST = 4, 160


def render(reading: Reading, explanation: Explanation, width: int = 80) -> str:
    """What led to a claim, as lines of at most `width` columns, ending with a newline."""
    page = _Page(reading, width)
    lines = [line for part in _parts(page, explanation) for line in part]
    return "\n".join(map(in_plain, lines)) + "\n"


class _Page:
    """The text with its places, and how wide a line may be."""

    def __init__(self, reading: Reading, width: int) -> None:
        self.reading = reading
        self.names = names_of(reading)
        self.width = max(width, 40)
        self._positions = Positions(reading.document.text)

    def quoted(self, spans: Sequence[Span]) -> str:
        """'2:45 "the words"', shortened where they are many."""
        words = " ... ".join(words_at(self.reading.document.text, spans))
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ..."
        return f'{self._positions.first(spans) or "-"} "{shown}"'

    def title(self, words: str) -> Iterator[list[Run]]:
        yield from wrapped([Run(words, "bold")], self.width, 0)

    def line(self, words: str) -> Iterator[list[Run]]:
        yield from wrapped([Run(words)], self.width, _INDENT)


def _parts(page: _Page, explanation: Explanation) -> Iterator[Iterator[list[Run]]]:
    claim = explanation.claim
    said = "".join(piece.words for piece in sentence(claim, page.names))
    yield page.title(f"{claim.id} {said} [{label(claim)}]")
    yield page.title("THE WORDS")
    yield page.line(page.quoted(claim.spans))
    yield page.title(f"THE RULE {claim.rule or '-'}, score {claim.score:.2f}")
    yield from _cells(page, explanation.row, "no row of the lexicon has this id")
    if claim.reasons:
        yield page.line(f"what moves its score most, in log-odds: {', '.join(claim.reasons)}")
    yield page.title("WHO")
    for link in explanation.links:
        yield from _link(page, link)
    yield page.title("ON WHOSE WORD")
    if not explanation.steps:
        yield page.line("the report's own: the words stand in nobody else's content")
    for step in explanation.steps:
        yield page.line(_step(page, step))
    yield page.title("HOW SURELY")
    yield page.line(f"{sureness(claim)}, {claim.when}")
    for span in claim.marker_spans:
        yield page.line(page.quoted([span]))
    if not claim.marker_spans:
        yield page.line("no word of the text hedges, denies or moves it")


def _cells(page: _Page, cells: Sequence[tuple[str, str]], nothing: str) -> Iterator[Iterator[list[Run]]]:
    for name, cell in cells:
        yield page.line(f"{name}: {cell.replace('|', ' | ')}")
    if not cells:
        yield page.line(nothing)


def _link(page: _Page, link: Link) -> Iterator[Iterator[list[Run]]]:
    actor = link.actor
    kind = ", ".join(filter(None, (actor.type, actor.country)))
    yield page.line(f"{link.role}: {actor.name}" + (f" ({kind})" if kind else ""))
    if link.row:
        yield page.line("linked to " + "; ".join(f"{name}: {cell}" for name, cell in link.row))
    else:
        yield page.line("in no row of the knowledge base: it goes by the text's own words")


def _step(page: _Page, step: Attribution) -> str:
    """'The Telegraph, 2:1 "The newspaper", cue 2:15 "quoted", indirect, score 0.90'."""
    parts = [page.names.voice(step.source)]
    if step.source_spans:
        parts.append(page.quoted(step.source_spans))
    if step.cue_spans:
        parts.append(f"cue {page.quoted(step.cue_spans)}")
    if not step.content_spans:
        parts.append("who carried it")
    return ", ".join((*parts, step.form, f"score {step.score:.2f}"))
