"""Who copied whom: a report as lineage sees it, how two texts compare, and what each report goes back to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from reportedly.model.text import Span

DENSE = 2**61  # from here on keys are only of short texts: an eighth of all hashes lie below
Passage = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Citing:
    """A name that a report leans on: 'The Telegraph reported', 'told Reuters', 'according to state media'.

    `share` is the part of the report's claims (of its sentences, where it has too few claims) that reach it through
    the name, 0 to 1; `leads` says that the headline or the opening does. `through` are the names further down, nearest
    first ('B, citing C': C). `is_outlet` is false where only a publisher of that name would make an outlet of it.
    `retracts` says that the name is told to have taken its report back, `named` is false for 'state media' or 'a local
    newspaper'. `source` is the voice's id in the reading, `spans` the sentences that come through it; `is_first` says
    that the report opens with it and quotes nobody but outlets before.
    """

    name: str
    share: float
    leads: bool = False
    through: tuple[str, ...] = ()
    is_outlet: bool = True
    retracts: bool = False
    named: bool = True
    source: str | None = None
    spans: tuple[Span, ...] = ()
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report as lineage sees it. `document` is its name, the same for no other report of the casebook.

    `published` is ISO 8601 to any precision. `citing` and `matters` come from its reading: whom it leans on, and what
    it tells of as sorted words such as 'place:marib', 'actor:houthi movement', 'dead:12', 'event:ASSAULT'.
    """

    document: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    citing: tuple[Citing, ...] = ()
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sample of a text's word sequences: sorted signed 64-bit hashes, the same in every process.

    Two texts share about the same part of their samples as of their word sequences. `packed` is what a store keeps;
    each of `keys` is what it looks neighbours up by.
    """

    keys: tuple[int, ...]
    words: int

    @property
    def common(self) -> int:
        """How many of the keys a text of any length would have too: a short text's sample is four times as dense."""
        return bisect_left(self.keys, DENSE) - bisect_left(self.keys, 0)

    def packed(self) -> bytes:
        """The sketch as bytes: the number of words, then the keys, eight bytes each, little end first."""
        return b"".join(value.to_bytes(8, "little", signed=True) for value in (self.words, *self.keys))

    @classmethod
    def unpacked(cls, packed: bytes) -> Sketch:
        """A sketch from its bytes. Raises ValueError where they are none."""
        if len(packed) % 8 or not packed:
            raise ValueError("these bytes are no sketch")
        words, *keys = (int.from_bytes(packed[i : i + 8], "little", signed=True) for i in range(0, len(packed), 8))
        return cls(tuple(keys), words)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side.

    `passages` are pairs of spans, in `a` and in `b`, of the same words. `a_in_b` is the share of a's words that stand
    in passages, `b_in_a` of b's. `contained` is the larger share of the two of word 5-grams found in the other.
    `is_reuse` says whether this is copying rather than a common statement, template or footer, `because` says why.
    """

    a_in_b: float
    b_in_a: float
    contained: float
    passages: tuple[Passage, ...]
    is_reuse: bool
    because: str


@dataclass(frozen=True, slots=True)
class Cited:
    """An outlet that a report leans on, and the report of the casebook that is meant, where it holds one."""

    name: str
    report: str | None
    share: float
    retracts: bool = False
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Descent:
    """What a report goes back to.

    `origin` is a report's name, or the outside source's ('Reuters') where `is_outside`; its own name where it is an
    original. `derived_from` is the report that it was taken from, `why` are passages, credit, citation in this order.
    `score` is the share of its words that stand in `passages`, pairs of spans in it and in `derived_from`.
    `cited` are all outlets it leans on, those of a mere aside too. `is_named` is false where the outside source goes by
    no name ('agencies'): then it is nobody else's, whatever it is called. `root` is the report of the casebook that the
    way ends in, its own name where it derives from none.
    """

    report: str
    origin: str
    derived_from: str | None = None
    why: tuple[str, ...] = ()
    score: float | None = None
    passages: tuple[Passage, ...] = ()
    is_outside: bool = False
    cited: tuple[Cited, ...] = ()
    is_named: bool = True
    root: str = ""

    @property
    def lineage(self) -> str:
        """What the reports of one lineage have in common; never the same for a report and an outside source."""
        if not self.is_outside:
            return f"report {self.origin}"
        return f"source {self.origin}" if self.is_named else f"source {self.origin} of {self.root}"
