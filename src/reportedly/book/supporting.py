"""What all reports together come to, asked of a casebook: propositions, what they hang on, what is contested or new."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.book.support import Weighed, catch_up, news_since, weigh
from reportedly.casebook import Store
from reportedly.casebook.pairs import support_of
from reportedly.casebook.propositions import (
    Falls,
    Stone,
    falls,
    grades,
    proposition_named,
    propositions,
    stones,
)
from reportedly.casebook.weighing import waiting
from reportedly.corroboration import credibility, explain, likelihood, opinion
from reportedly.model.answers import TieRow
from reportedly.model.corroboration import Change, Opinion, Proposition, Reason


@dataclass(frozen=True, slots=True)
class Graded:
    """An opinion by graded voices, with Admiralty's credibility (1 to 6) and the word of ICD 203 for it."""

    opinion: Opinion
    credibility: int
    likelihood: str | None


class Support:
    """How well supported what is claimed is, as it was last weighed; a small casebook is weighed before each answer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def weigh(self) -> Weighed:
        """Works out what all claims come to, as far as anything changed; `add`, `watch` and `reread` end with it."""
        return weigh(self._store)

    def waiting(self) -> int:
        """How many entries the log had since: about four a report. Questions of a small casebook weigh by themselves,
        those of a large one are answered at once, without what waits."""
        with self._store.reading() as connection:
            return waiting(connection)

    def propositions(
        self,
        actor: str | None = None,
        other: str | None = None,
        *,
        support: str | None = None,
        kind: str | None = None,
        document: str | None = None,
        limit: int | None = 50,
        offset: int = 0,
    ) -> tuple[Proposition, ...]:
        """What is claimed (of an actor, of two; of a support word, event or tie, report), most claims first."""
        catch_up(self._store)
        asked = {"support": support, "kind": kind, "document": document}
        with self._store.reading() as connection:
            return propositions(connection, actor, other, limit=limit, offset=offset, **asked)

    def proposition(self, key: str) -> Proposition:
        """The proposition of an id, or of the start of one."""
        catch_up(self._store)
        with self._store.reading() as connection:
            return proposition_named(connection, key)

    def explain(self, key: str) -> Reason:
        """The tree that leads to a proposition's support word."""
        return explain(self.proposition(key))

    def graded(self, row: Proposition) -> Graded | None:
        """What people's letters of reliability leave of a proposition; None where they graded nobody in it."""
        with self._store.reading() as connection:
            found = opinion(row, grades(connection))
        return Graded(found, credibility(found), likelihood(found)) if found else None

    def keystones(self, *, limit: int | None = 50, offset: int = 0) -> tuple[Stone, ...]:
        """The voices and reports without which most words would change."""
        catch_up(self._store)
        with self._store.reading() as connection:
            return stones(connection, limit=limit, offset=offset)

    def without(self, name: str, *, limit: int | None = 50, offset: int = 0) -> tuple[Falls, ...]:
        """What would have another word, or be claimed by nobody, if a voice or report fell."""
        catch_up(self._store)
        with self._store.reading() as connection:
            return falls(connection, name, limit=limit, offset=offset)

    def news(self, since: str, *, by_receipt: bool = False) -> tuple[Change, ...]:
        """What was newly claimed, corroborated or contested by reports published (or received) since a day."""
        catch_up(self._store)
        return news_since(self._store, since, by_receipt=by_receipt)

    def of_ties(self, rows: tuple[TieRow, ...]) -> tuple[TieRow, ...]:
        """Ties with the support of what is claimed in them."""
        catch_up(self._store)
        with self._store.reading() as connection:
            known = support_of(connection, rows)
        return tuple(replace(row, support=words) for row, words in zip(rows, known, strict=True))
