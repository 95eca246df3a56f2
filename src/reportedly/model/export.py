"""What leaves the house: readings with all that a casebook knows beside them, and the files of an evidence bundle."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.lineage import Descent
from reportedly.model.reading import Reading, Time
from reportedly.model.text import Problem


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person decided, as exports tell it; it stands beside a claim and never in its place.

    `kind` is accept, reject, correct, merge, split, rename, grade or note; `target` is claim, actor, voice or report.
    `document` is the report's name, `claim` the claim's id in its reading, `name` an actor's or a voice's. `says` is
    the decision in words: the corrected fields, the other name, the letter, the note. `at` is ISO 8601 in UTC.
    """

    key: str
    kind: str
    target: str
    by: str
    at: str
    says: str = ""
    why: str | None = None
    document: str | None = None
    claim: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Supported:
    """A proposition, as exports tell it: what several claims say alike, and how well it is supported.

    `origins_for` and `origins_against` count independent origins as (low, high), high None where nobody can tell;
    `support` is the word (uncorroborated, partially corroborated, well corroborated, contested), `why` its reasons;
    `members` are (document, claim) of the claims.
    """

    id: str
    event: str | None
    relation: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    support: str
    origins_for: tuple[int, int | None]
    origins_against: tuple[int, int | None] = (0, 0)
    things: tuple[str, ...] = ()
    place: str | None = None
    time: Time | None = None
    members: tuple[tuple[str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """When and from where a report came; `at` is ISO 8601 in UTC, `place` the path or URL that was asked for.

    `container` is the SHA-256 of the archive, feed or mailbox that it came in, `member` where in it.
    """

    document: str
    at: str
    place: str
    by: str
    tool: str
    final_url: str | None = None
    status: int | None = None
    container: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that an export tells of. `document.name` is the same for no two readings; the rest points at reports by it.

    `made_at` is ISO 8601 in UTC: exports know no clock, and the same case gives the same bytes. `redact` hides what
    identifies unnamed voices. `decided` are the same readings with every claim as people corrected it and without those
    that they rejected; None where nobody decided anything.
    """

    readings: tuple[Reading, ...]
    judgements: tuple[Judged, ...] = ()
    propositions: tuple[Supported, ...] = ()
    descents: tuple[Descent, ...] = ()
    receipts: tuple[Received, ...] = ()
    redact: bool = False
    made_at: str | None = None
    by: str | None = None
    decided: tuple[Reading, ...] | None = None

    def rejected(self) -> frozenset[tuple[str, str]]:
        """The claims that people rejected, each by its report's name and its id."""
        return _claims(self.readings) - _claims(self.readings if self.decided is None else self.decided)


def _claims(readings: tuple[Reading, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((reading.document.name, claim.id) for reading in readings for claim in reading.claims)


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a document as they came in, and their SHA-256 in lower-case hex."""

    sha256: str
    body: bytes
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry of a casebook's log; `hash` covers all other fields, so each entry vouches for those before it."""

    seq: int
    at: str
    by: str
    action: str
    subject: str
    digest: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes into an evidence bundle: the case, the originals behind it, and the log of the casebook."""

    case: Case
    originals: tuple[Original, ...] = ()
    log: tuple[Logged, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about a claim in another tool: accept (left as it was), reject, correct, or note.

    `claim` is its id in the reading that the tool was given, None of one that a person added; `fields` the corrected
    fields with their values as a correction writes them; `words` those of a note.
    """

    kind: str
    claim: str | None
    fields: tuple[tuple[str, str], ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report as people labelled it: the reading that they were given, who did it where, and what they decided.

    `signature` is '' where nobody did anything; `lost` are regions that don't stand in the text.
    """

    reading: Reading
    signature: str = ""
    decisions: tuple[Decided, ...] = ()
    lost: tuple[Problem, ...] = ()
