"""What pages show and the API encodes: the same frozen values, redacted already where that is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportedly.model.answers import Counts, Entry, Note, Receipt


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the id of its page; None where nothing may be linked, or there is nothing."""

    words: str
    id: str | None = None
    kind: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a claim's sentence, what they are (who, deed, not, thing, where, when), and the page they open."""

    words: str
    role: str = ""
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    id: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    claims: int
    problems: int
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim as it is told: a sentence, the chain of voices, how surely, and the report's own words around it.

    `id` is the report's id, a full stop and the claim's id there; `number` pages through lists. `before` and `after`
    are what stands around `words` in the report.
    """

    id: str
    number: int
    report: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    event: str | None
    relation: str | None
    mode: str | None
    actors: tuple[Link, ...]
    recipients: tuple[Link, ...]
    sentence: tuple[Piece, ...]
    chain: tuple[Link, ...]
    label: str
    certainty: str
    polarity: str
    when: str
    sureness: str
    markers: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    standing: str
    place: str | None
    time_start: str | None
    time_end: str | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field of a claim: what it said when it was read, and what it says now; its choices, and how it is written."""

    name: str
    label: str
    was: str
    now: str
    choices: tuple[str, ...] = ()
    hint: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether people corrected it."""
        return self.was != self.now


@dataclass(frozen=True, slots=True)
class StretchShown:
    """Stretches of a report that a claim points at, as '12-40, 55-60' in code points, and their words, one a line."""

    name: str
    label: str
    was: str
    now: str
    words: str


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims; `next` is the path of the following one.

    `is_cut` tells that the page is not full since looking through all claims takes long; the next one goes on.
    """

    items: tuple[ClaimShown, ...]
    next: str | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports."""

    items: tuple[ReportLine, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor over all reports; `named` is false where it is only described ('gunmen'), so that each report may mean
    its own."""

    id: str | None
    name: str
    type: str | None
    country: str | None
    wikidata: str | None
    aliases: tuple[str, ...]
    merged: tuple[str, ...]
    claims: int
    reports: int
    named: bool = True


@dataclass(frozen=True, slots=True)
class Actors:
    """A page of actors."""

    items: tuple[ActorLine, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """A voice over all reports; the grade is a person's, A to F."""

    id: str
    name: str
    kind: str
    named: bool
    role: str | None
    affiliation: str | None
    merged: tuple[str, ...]
    claims: int
    reports: int
    grade: str | None


@dataclass(frozen=True, slots=True)
class Voices:
    """A page of voices."""

    items: tuple[VoiceLine, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class TieLine:
    """What is said between two, one kind of deed or tie."""

    one: Link
    other: Link
    kind: str
    mutual: bool
    claims: int
    denied: int
    hedged: int
    reports: int


@dataclass(frozen=True, slots=True)
class Ties:
    """A page of ties."""

    items: tuple[TieLine, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ActorShown:
    """An actor's page: what ties it, who speaks of it, what is said."""

    actor: ActorLine
    ties: tuple[TieLine, ...]
    speakers: tuple[tuple[Link, int], ...]
    claims: Claims
    notes: tuple[Note, ...]
    propositions: tuple[PropositionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceShown:
    """A voice's page: what it says, and what it passed on of others; `report` where it is one report's own."""

    voice: VoiceLine
    claims: Claims
    passed_on: tuple[ClaimShown, ...]
    notes: tuple[Note, ...]
    falls: tuple[tuple[str | None, PropositionLine], ...] = ()
    report: ReportLine | None = None


@dataclass(frozen=True, slots=True)
class TieShown:
    """Two actors and all that is said of both: affirmed and denied apart."""

    one: ActorLine
    other: ActorLine
    ties: tuple[TieLine, ...]
    affirmed: tuple[ClaimShown, ...]
    denied: tuple[ClaimShown, ...]
    rejected: tuple[ClaimShown, ...]
    is_all: bool
    propositions: tuple[PropositionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class InMargin:
    """A claim beside the text: the id of its entry, and of its words where they are marked."""

    claim: ClaimShown
    entry: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a report's text, marked, with the claims that begin in it."""

    html: str
    claims: tuple[InMargin, ...] = ()
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class VoiceInReport:
    """A voice of one report: who it is, through whom it speaks, how often."""

    link: Link
    drawn: str
    capacity: tuple[str, ...]
    through: tuple[str, ...]
    counts: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report's page: how it came, its text with marks, its claims, voices, ties and problems, what people decided."""

    line: ReportLine
    key: str
    url: str | None
    link: str | None
    language: str | None
    original: str
    size: int
    reader: str | None
    receipts: tuple[Receipt, ...]
    problems: tuple[str, ...]
    text: str
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[ClaimShown, ...]
    voices: tuple[VoiceInReport, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SideShown:
    """What stands for a proposition or against it: independent origins at least and at most, and what was counted."""

    low: int
    high: int
    claims: int
    copies: int
    relays: int


@dataclass(frozen=True, slots=True)
class PropositionLine:
    """A proposition in a list: what it says, how well it is supported, and what that hangs on."""

    id: str
    sentence: tuple[Piece, ...]
    label: str
    realm: str
    support: str
    affirmed: SideShown
    denied: SideShown
    hangs_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Propositions:
    """A page of propositions."""

    items: tuple[PropositionLine, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class OriginShown:
    """One independent word, why it was counted as one, and its claims, each with its way: own, relay or copy."""

    name: str
    kind: str
    named: bool
    could_be: tuple[str, ...] = ()
    interest: str | None = None
    because: tuple[str, ...] = ()
    claims: tuple[tuple[str, ClaimShown], ...] = ()


@dataclass(frozen=True, slots=True)
class Hanging:
    """Voices and reports, each of which alone takes the support word down to `left`; None: nobody would claim it."""

    names: tuple[Link, ...]
    left: str | None


@dataclass(frozen=True, slots=True)
class Why:
    """A line of the tree that leads to a support word."""

    says: str
    under: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class PropositionShown:
    """A proposition's page: its origins as a tree, what it hangs on, and why it has its word.

    `credibility` (Admiralty, 1 to 6) and `likelihood` (ICD 203) are there where people graded its voices.
    """

    line: PropositionLine
    affirmed: tuple[OriginShown, ...]
    denied: tuple[OriginShown, ...]
    hanging: tuple[Hanging, ...]
    why: Why | None
    marked: tuple[tuple[str, tuple[str, ...]], ...]
    credibility: int | None
    likelihood: str | None
    is_all: bool


@dataclass(frozen=True, slots=True)
class Stone:
    """A voice or report: how many propositions would be weaker without it, how many nobody would claim.

    `report` is the report that the name means; None where it is a voice.
    """

    name: str
    weaker: int
    gone: int
    report: ReportLine | None = None


@dataclass(frozen=True, slots=True)
class CitedShown:
    """An outlet that a report leans on, and the report that is meant, where the casebook holds it."""

    name: str
    report: ReportLine | None
    share: float
    retracts: bool


@dataclass(frozen=True, slots=True)
class LineageShown:
    """Where a report comes from: copied from `parent`, going back to `origin` or `outside`; its copies."""

    parent: ReportLine | None
    origin: ReportLine | None
    outside: str | None
    why: tuple[str, ...]
    score: float | None
    cited: tuple[CitedShown, ...]
    copies: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two reports and the passages that they share, marked in the lines of both."""

    one: ReportLine
    other: ReportLine
    left: tuple[str, ...]
    right: tuple[str, ...]
    one_in_other: float
    other_in_one: float
    passages: int
    is_reuse: bool
    because: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """The first page: how much there is, what is new, the strongest ties, what waits for a decision."""

    counts: Counts
    head: str
    entries: int
    reports: tuple[ReportLine, ...]
    ties: tuple[TieLine, ...]
    actors: tuple[ActorLine, ...]
    waiting: int
    contested: tuple[PropositionLine, ...] = ()
    supported: tuple[PropositionLine, ...] = ()
    stones: tuple[Stone, ...] = ()
    is_weighed: bool = True


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log."""

    items: tuple[Entry, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Claims on a timeline, each under its date."""

    items: tuple[tuple[str, ClaimShown], ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Progressing:
    """How far something that is being added is."""

    id: str
    state: str
    what: str
    by: str
    at: str
    received: int = 0
    read: int = 0
    words: int = 0
    name: str = ""
    lines: tuple[str, ...] = ()
    done: dict[str, Any] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will change."""
        return self.state not in ("waiting", "reading")
