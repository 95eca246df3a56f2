"""What is written into a casebook: evidence, judgements, and what the store says to each."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.text import Document, Problem

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document as it came: the original bytes, what intake read out of them, and when and from where they came.

    `place` is the path or URL that was asked for, `final_url` the one that answered; `container` the SHA-256 (hex) of
    the archive, feed or mailbox that it came in, `member` where in it; `fetched` when the web gave it (ISO 8601, UTC).
    A document whose text is empty was kept, but could not be read; `problems` say why.
    """

    original: bytes
    document: Document
    media_type: str | None = None
    place: str = ""
    final_url: str | None = None
    status: int | None = None
    headers: Pairs = ()
    container: str | None = None
    member: str | None = None
    fetched: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Where evidence stands: the report's key, the original's SHA-256, and the document as it can be read again."""

    report: str
    original: str
    is_new: bool
    has_reading: bool
    document: Document
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that waits to be read; `id` is its number here, which the next page goes `after`."""

    id: int
    report: str
    document: Document
    problems: tuple[Problem, ...]
    media_type: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """What a new reading changed: the claims that it has and the one before had not, and those that are gone.

    `gained` are claims' ids in the new reading, `lost` in the one before; claims are the same where their anchors are.
    """

    report: str
    is_new: bool
    claims: int
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a judgement is attached to, in words that survive a reread.

    `kind` is claim, actor, voice, report or judgement; `anchor` its (name, value) pairs, sorted: a claim's report and
    digest, an actor's folded name and country, a voice's, a report's or a judgement's key.
    """

    kind: str
    anchor: Pairs

    def get(self, name: str) -> str:
        """The anchor's value of this name, '' where it has none."""
        return next((value for key, value in self.anchor if key == name), "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decides about something that was read: accept, reject, correct, merge, split, rename, grade, note,
    or withdraw (another judgement); `body` says what, as sorted (name, value) pairs.

    correct: the claim's fields and their new values; the casebook adds whom its names mean (`actors_are`,
    `recipients_are`, `place_is`: JSON). merge: `into`, as of `Target.anchor`. split: `name` (an alias) or `report`, and
    `as`, the new name. rename: `name`. grade: `letter`, A to F (the Admiralty's grades of a source).
    """

    kind: str
    target: Target
    body: Pairs = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it stands in the casebook: its key, who made it, when, and whether it was taken back since."""

    key: str
    judgement: Judgement
    by: str
    at: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """A judgement in force whose target can't be found again, and what it was attached to, in words."""

    judged: Judged
    words: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that verifying found wrong: what it is called, and how it is wrong."""

    what: str
    how: str

    def line(self) -> str:
        """One line for a person."""
        words = f"{self.what}: {self.how}"
        return "".join(character if character.isprintable() else "�" for character in words)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of the log: its number, which is how many there are, and its hash."""

    seq: int
    hash: str
