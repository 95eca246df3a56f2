"""What is marked in a text on the page: contents, claims, sources, cues, hedges and problems, and where links lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.export.marking import Mark, is_in_text
from reportedly.export.voices import Voice
from reportedly.export.words import Names, chain_in_words, plain, sentence, sureness
from reportedly.model import Attribution, Claim, Reading, Source, Span

CHAIN = " > "


@dataclass(frozen=True)
class Marked:
    """The marks of one reading in the order in which they nest, and the ids of the marks that entries link to."""

    marks: tuple[Mark, ...]
    claims: tuple[str | None, ...]
    voices: tuple[str | None, ...]
    problems: tuple[str | None, ...]


def marks_of(reading: Reading, names: Names, voices: tuple[Voice, ...], prefix: str) -> Marked:
    """All marks of a reading. `prefix` begins every id, so that several readings can share a page.

    Ids count up (`r1-claim-3` the entry, `r1-c3` the words): nothing from the document becomes an id.
    """
    length = len(reading.document.text)
    claims = _claim_marks(reading, names, prefix)
    met = {voice.spans[0]: f"{prefix}-v{i}" for i, voice in enumerate(voices, 1) if voice.spans}
    problems = {i: row.spans[0] for i, row in enumerate(reading.problems, 1) if row.spans}
    marks = (
        *(Mark(span, ("problem",), reading.problems[i - 1].message, f"{prefix}-p{i}") for i, span in problems.items()),
        *_content_marks(reading, names),
        *claims.values(),
        *(Mark(span, ("met",), id=key) for span, key in met.items()),
        *_voice_marks(reading),
    )
    shown = {mark.id for mark in marks if mark.id and is_in_text(mark.span, length)}
    claimed = (claims[min(claim.spans)].id if claim.spans else "" for claim in reading.claims)
    return Marked(
        marks=marks,
        claims=_known(claimed, shown),
        voices=_known((met.get(voice.spans[0], "") if voice.spans else "" for voice in voices), shown),
        problems=_known((f"{prefix}-p{i}" for i in range(1, len(reading.problems) + 1)), shown),
    )


def _known(ids: Iterable[str], shown: set[str]) -> tuple[str | None, ...]:
    """The ids that stand in the text; a link to any other would lead nowhere."""
    return tuple(key if key in shown else None for key in ids)


def certainty_classes(claim: Claim) -> tuple[str, ...]:
    """How a claim's mark and its entry are drawn: its certainty, and whether it is denied."""
    return (claim.certainty, "denied") if claim.polarity == "denied" else (claim.certainty,)


def voice_class(source: Source) -> str:
    """How a voice is drawn: named, unnamed, nobody (hearsay) or author."""
    if source.kind in ("author", "unspecified"):
        return "author" if source.kind == "author" else "nobody"
    return "named" if source.named else "unnamed"


def _claim_marks(reading: Reading, names: Names, prefix: str) -> dict[Span, Mark]:
    """One mark for each stretch that asserts something, its first one by its first span; all of its claims are told.

    Two claims of the same words share the mark, else the inner one would hide the outer.
    """
    holders: dict[Span, list[tuple[int, Claim]]] = defaultdict(list)
    for number, claim in enumerate(reading.claims, 1):
        for span in claim.spans:
            holders[span].append((number, claim))
    firsts = {min(claim.spans) for claim in reading.claims if claim.spans}
    marks = {}
    for span, held in holders.items():
        classes = dict.fromkeys(name for _, claim in held for name in certainty_classes(claim))
        said = "\n".join(dict.fromkeys(_said(claim, names) for _, claim in held))
        is_first = span in firsts
        marks[span] = Mark(
            span,
            ("claim", *classes),
            said,
            f"{prefix}-c{held[0][0]}" if is_first else "",
            tuple(f"{prefix}-claim-{number}" for number, _ in held) if is_first else (),
        )
    return marks


def _said(claim: Claim, names: Names) -> str:
    return f"{plain(sentence(claim, names))}\n{CHAIN.join(chain_in_words(claim, names))}, {sureness(claim)}"


def _content_marks(reading: Reading, names: Names) -> Iterator[Mark]:
    """The words of each voice, with the chain that they came through."""
    by_id = {row.id: row for row in reading.attributions}
    for row in reading.attributions:
        said = CHAIN.join(_voices_down_to(row, by_id, names))
        for span in row.content_spans:
            yield Mark(span, ("content",), said)


def _voices_down_to(row: Attribution, by_id: dict[str, Attribution], names: Names) -> tuple[str, ...]:
    """'author', 'The Telegraph', 'experts': up the parents, each once even where they run in a ring."""
    chain = {row.id: row}
    while (above := by_id.get(row.parent or "")) and above.id not in chain:
        chain[above.id] = row = above
    return ("author", *(names.voice(link.source) for link in reversed(chain.values())))


def _voice_marks(reading: Reading) -> Iterator[Mark]:
    """Sources, cues, and the words that show hedge, denial and tense."""
    kinds = {source.id: voice_class(source) for source in reading.sources}
    for row in reading.attributions:
        yield from _plain_marks(row.source_spans, "source", kinds.get(row.source, "nobody"))
        yield from _plain_marks(row.cue_spans, "cue")
    for claim in reading.claims:
        yield from _plain_marks(claim.marker_spans, "marker", "no" if claim.polarity == "denied" else "hedge")


def _plain_marks(spans: Iterable[Span], *classes: str) -> Iterator[Mark]:
    for span in spans:
        yield Mark(span, classes)
