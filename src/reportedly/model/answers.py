"""What a casebook answers: rows of claims, actors, voices, ties and reports, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.text import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """Which claims are meant: all that is set must hold; names are canonical names, aliases or the start of one.

    `actor` acts, `recipient` is acted upon, `involving` is either; `voice` is the one on whose word the claim stands,
    `through` any voice of its chain. `since` and `until` are ISO 8601 dates to any precision ('2023-05'): the time of
    the deed touches that stretch. `words` are looked for in the report, as in a search, and in the claim's own words.
    """

    actor: str | None = None
    recipient: str | None = None
    involving: str | None = None
    voice: str | None = None
    through: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    event: str | None = None
    relation: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    when: str | None = None
    standing: str | None = None
    publisher: str | None = None
    report: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in a list. `id` is its number in this casebook, which the next page goes `after`.

    `document` is the report's name, `claim` the claim's id in the report's reading; `words` are the report's own from
    `start` to `end` (code points); `chain` runs from the report's voice to the one on whose word the claim stands.
    """

    id: int
    document: str
    claim: str
    event: str | None
    mode: str | None
    relation: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    time_start: str | None
    time_end: str | None
    polarity: str
    certainty: str
    when: str
    chain: tuple[str, ...]
    standing: str
    score: float
    words: str
    start: int
    end: int
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim on a timeline: under the date of its deed, or under that of its report."""

    date: str
    claim: ClaimRow


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found; in `snippet` what was looked for stands between « and »."""

    id: int
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    claims: int
    snippet: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor over all reports: its claims, and the reports that it stands in; `merged` are names put under it."""

    id: int
    name: str
    type: str | None
    country: str | None
    wikidata: str | None
    aliases: tuple[str, ...]
    merged: tuple[str, ...]
    claims: int
    reports: int


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice over all reports: `claims` stand on its word; `grade` is what a person gave it, A to F, or None."""

    id: int
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
class TieRow:
    """What is said between two actors, one kind of deed or tie a row; `mutual` where both do it.

    `hedged` counts claims that are not said as certain; `voices` those on whose word they stand, `last` the latest
    date of a deed, else of a report: both only where two actors were asked for, since they are counted in the claims.
    `support` tells how many propositions of each support word these claims come to: '2 contested'.
    """

    actor: str
    recipient: str
    kind: str
    mutual: bool
    claims: int
    denied: int
    hedged: int
    reports: int
    voices: int | None = None
    last: str | None = None
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list; `key` says which publication of which original it is."""

    id: int
    document: str
    key: str
    original: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    claims: int
    problems: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """When and from where a report came, one of its times."""

    at: str
    place: str
    by: str
    tool: str
    final_url: str | None
    status: int | None
    container: str | None
    member: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A person's judgement as it is shown: what it says of what, by whom, when and why.

    `about` is a claim's id in its report ('c3'), a name, or the start of a key; `document` the report of that claim.
    `words` are a claim's own when it was judged; `of` is the key of the report that a claim or note is about, or of the
    judgement that is taken back.
    """

    key: str
    kind: str
    document: str | None
    about: str
    says: str
    by: str
    at: str
    why: str | None
    is_withdrawn: bool = False
    words: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One report as a person looks at it: the publication, how it came, its text, its claims, what was decided."""

    report: ReportRow
    text: str
    reader: str | None
    receipts: tuple[Receipt, ...]
    problems: tuple[Problem, ...]
    claims: tuple[ClaimRow, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    seq: int
    at: str
    by: str
    action: str
    subject: str
    digest: str
    hash: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a casebook holds."""

    originals: int
    reports: int
    claims: int
    actors: int
    voices: int
    judgements: int
