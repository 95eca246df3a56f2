"""The voices of a reading: who speaks, through whom, how often, and where one first meets them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.export.words import Names, voice_name
from reportedly.model import Attribution, Reading, Source, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice: where it stands first, who carries its words to the author, what it says."""

    source: Source
    name: str
    spans: tuple[Span, ...]
    through: tuple[str, ...]
    statements: int
    claims: int

    @property
    def is_unnamed(self) -> bool:
        """Whether it is a person or a body that the report leaves nameless."""
        return not self.source.named and self.source.kind not in ("author", "unspecified")

    @property
    def capacity(self) -> tuple[str, ...]:
        """In what capacity it speaks: its role and its affiliation, unless one says what is said already."""
        known: list[str] = [self.name]
        for words in (self.source.role, self.source.affiliation):
            if words and not any(words.casefold() in said.casefold() for said in known):
                known.append(words)
        return tuple(known[1:])

    @property
    def counts(self) -> str:
        """'9 statements, 1 claim': how often it speaks, and how many claims begin with it."""
        return f"{counted(self.statements, 'statement')}, {counted(self.claims, 'claim')}"


def voices(reading: Reading, names: Names) -> tuple[Voice, ...]:
    """Every voice once: the author first, the others as the text brings them; who stands nowhere comes last."""
    spoken = defaultdict(list)
    for attribution in reading.attributions:
        spoken[attribution.source].append(attribution)
    origins = Counter(claim.chain[-1] for claim in reading.claims if claim.chain)
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    found = [_voice(source, spoken[source.id], by_id, origins[source.id], names) for source in reading.sources]
    return tuple(sorted(found, key=_reading_order))


def counted(number: int, noun: str) -> str:
    """'1 claim', '2 claims', 'no claims'."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _voice(
    source: Source, spoken: list[Attribution], by_id: dict[str, Attribution], claims: int, names: Names
) -> Voice:
    parents = (by_id[row.parent].source for row in spoken if row.parent in by_id)
    return Voice(
        source=source,
        name=voice_name(source),
        spans=_first_place(source, spoken),
        through=tuple(dict.fromkeys(names.voice(key) for key in parents if key != source.id)),
        statements=sum(bool(row.content_spans) for row in spoken),
        claims=claims,
    )


def _first_place(source: Source, spoken: Iterable[Attribution]) -> tuple[Span, ...]:
    """Where a voice is met first: its first mention, else the cue of 'are said to'."""
    spans = source.mentions or tuple(span for row in spoken for span in row.source_spans or row.cue_spans)
    return (min(spans),) if spans else ()


def _reading_order(voice: Voice) -> tuple[bool, bool, tuple[Span, ...]]:
    return (voice.source.kind != "author", not voice.spans, voice.spans)
