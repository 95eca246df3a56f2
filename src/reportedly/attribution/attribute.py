"""From a parsed text to its voices and attributions: find, join quotations, name voices, build chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.attribution.carriers import settle_citing
from reportedly.attribution.found import Found
from reportedly.attribution.nesting import enclosing
from reportedly.attribution.quoted import Quotations, join_quotes
from reportedly.attribution.rules import find_by_rules
from reportedly.attribution.voices import Voice, Voices
from reportedly.model import Attributed, Attribution, Parsed, Span

TAGGER, RULES = "tagger", "rules"
METHODS = (TAGGER, RULES)
_PRONOUNS = ("he", "she", "they", "it")


@dataclass(frozen=True, slots=True)
class _Row:
    """An attribution with its voice and the voice that carried it, before ids are given."""

    found: Found
    voice: Voice
    carrier: Voice | None
    carrier_span: Span | None
    outer: int | None


def attribute(parsed: Parsed, method: str = TAGGER) -> Attributed:
    """The sources and attributions of a text; the report's own voice always stands first.

    `method` is 'tagger', the trained model with rules for what it was not taught, or 'rules' alone.
    """
    found = join_quotes(parsed, find_by_rules(parsed))
    if method == TAGGER:
        from reportedly.attribution.trained import find_by_tagger  # those who read by rule need no model runtime

        found = find_by_tagger(parsed, found)
    settled = settle_citing(parsed, _without_echoes(parsed, found))
    outer = enclosing([row for row, _ in settled])
    voices = Voices(parsed)
    rows = _voiced(parsed, voices, settled, outer)
    attributions = _attributions(parsed, rows)
    return Attributed(tuple(voices.sources()), attributions)


def _without_echoes(parsed: Parsed, rows: Sequence[Found]) -> list[Found]:
    """Without 'we hope' in one's own words: that the speaker hopes is what he says, and no voice of its own."""
    echoes = [bool(row.source) and parsed.words(row.source[0]).lower() in ("i", "we") for row in rows]
    outer = enclosing(rows)
    return [row for row, echo, holder in zip(rows, echoes, outer, strict=True) if not echo or holder is None]


def _voiced(
    parsed: Parsed,
    voices: Voices,
    settled: Sequence[tuple[Found, Span | None]],
    outer: Sequence[int | None],
) -> list[_Row]:
    """Each attribution with its voice, in the order in which a reader meets the sources."""
    rows: dict[int, _Row] = {}
    carried: dict[int, tuple[Voice, Span | None]] = {}  # by a speaker's key: through whom he last spoke
    for i in _reading_order(settled, outer):
        found, span = settled[i]
        holder = rows.get(outer[i]) if outer[i] is not None else None  # type: ignore[arg-type]
        voice = voices.of(found, holder.voice if holder else None)
        carrier = voices.of_span(span) if span is not None else None
        if carrier is voice:
            carrier = None
        if carrier is None and holder is None and _goes_on(parsed, found):
            carrier, span = carried.get(voice.key, (None, None))
        if carrier is not None:
            carried[voice.key] = (carrier, span)
        rows[i] = _Row(found, voice, carrier, span if carrier else None, outer[i])
    return [rows[i] for i in range(len(settled))]


def _reading_order(settled: Sequence[tuple[Found, Span | None]], outer: Sequence[int | None]) -> list[int]:
    """The rows by the place of their source, an outer row before those in its content."""

    def depth(i: int) -> int:
        steps, up = 0, outer[i]
        while up is not None and steps < 10:
            steps, up = steps + 1, outer[up]
        return steps

    def place(i: int) -> tuple[int, int]:
        top, steps = i, 0
        while outer[top] is not None and steps < 10:
            top, steps = outer[top] or 0, steps + 1
        return _place(settled[top][0]), depth(i)

    return sorted(range(len(settled)), key=lambda i: (*place(i), _place(settled[i][0])))


def _place(found: Found) -> int:
    spans = found.source or found.cue or found.content
    return spans[0].start


def _goes_on(parsed: Parsed, found: Found) -> bool:
    """Whether the source is only pointed back to ('He added'), so that the carrier is still the same."""
    return bool(found.source) and parsed.words(found.source[0]).lower() in _PRONOUNS


def _attributions(parsed: Parsed, rows: Sequence[_Row]) -> tuple[Attribution, ...]:
    """The rows of the contract: carriers are attributions of their own, parents point to outer rows and carriers."""
    ids, carriers = _ids(rows)
    quotes = Quotations(parsed)
    found: list[Attribution] = []
    for i, row in enumerate(rows):
        outer = ids[row.outer] if row.outer is not None else None
        if row.carrier is not None:
            spans = (row.carrier_span,) if row.carrier_span is not None else ()
            found.append(Attribution(carriers[i], f"s{row.carrier.key}", spans, (), (), "indirect", 0.8, outer))
        found.append(
            Attribution(
                ids[i],
                f"s{row.voice.key}",
                row.found.source,
                row.found.cue,
                row.found.content,
                form_of(quotes, row.found.content),
                round(row.found.score, 3),
                carriers[i] if row.carrier is not None else outer,
            )
        )
    return tuple(found)


def _ids(rows: Sequence[_Row]) -> tuple[list[str], list[str]]:
    ids, carriers, number = [], [], 0
    for row in rows:
        number += row.carrier is not None
        carriers.append(f"t{number}")
        number += 1
        ids.append(f"t{number}")
    return ids, carriers


def form_of(quotes: Quotations, content: Sequence[Span]) -> str:
    """direct where all of the content stands in quotation marks, mixed where a part does, else indirect."""
    length = sum(span.end - span.start for span in content)
    quoted = sum(
        min(span.end, quote.inner.end) - max(span.start, quote.inner.start)
        for span in content
        for quote in quotes.touching(span)
    )
    if quoted <= 0:
        return "indirect"
    return "direct" if quoted >= 0.9 * length else "mixed"
