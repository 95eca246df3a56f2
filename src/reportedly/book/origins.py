"""What claims come to and where reports come from, as it was last worked out: asking never waits for working out."""

from __future__ import annotations

from reportedly.book.support import weigh
from reportedly.casebook import Store
from reportedly.casebook.ancestry import ancestry, members, of_claim
from reportedly.casebook.looked import claims_found
from reportedly.casebook.naming import AskError
from reportedly.casebook.propositions import Falls, Stone, falls, grades, proposition_named, propositions, stones
from reportedly.casebook.weighing import is_weighed, waiting
from reportedly.corroboration import credibility, explain, likelihood, opinion
from reportedly.model.corroboration import Proposition, Reason
from reportedly.model.desk import Ancestry, Found


class Origins:
    """Propositions and lineage of a casebook's store. Any thread may ask; `weigh` brings them up to date."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def is_up_to_date(self) -> bool:
        """Whether everything that was added and decided is in what is answered."""
        with self._store.reading() as connection:
            return is_weighed(connection)

    def waiting(self) -> int:
        """How many entries of the log are not in what is answered yet."""
        with self._store.reading() as connection:
            return waiting(connection)

    def weigh(self) -> None:
        """Works out what changed since the last time; long where much was added. Raises CasebookError."""
        weigh(self._store)

    def propositions(
        self,
        actor: str | None = None,
        other: str | None = None,
        *,
        support: str | None = None,
        kind: str | None = None,
        report: str | None = None,
        limit: int = 25,
        offset: int = 0,
    ) -> tuple[Proposition, ...]:
        """Those that fit all that is asked, most claims first. Raises AskError."""
        asked = {"support": support, "kind": kind, "document": report}
        with self._store.reading() as connection:
            return propositions(connection, actor, other, limit=limit, offset=offset, **asked)

    def proposition(self, key: str) -> Proposition:
        """The proposition of an id. Raises AskError."""
        with self._store.reading() as connection:
            return proposition_named(connection, key)

    def members(self, key: str, *, limit: int) -> tuple[Found, ...]:
        """A proposition's claims."""
        with self._store.reading() as connection:
            return claims_found(connection, members(connection, key, limit=limit))

    def of_claim(self, number: int) -> Proposition | None:
        """What a claim is part of."""
        with self._store.reading() as connection:
            key = of_claim(connection, number)
            return proposition_named(connection, key) if key else None

    def graded(self, row: Proposition) -> tuple[int, str | None] | None:
        """By people's grades of its voices: credibility (Admiralty, 1 to 6) and ICD 203's word, or None."""
        with self._store.reading() as connection:
            found = opinion(row, grades(connection))
        return (credibility(found), likelihood(found)) if found else None

    def explain(self, row: Proposition) -> Reason:
        """The tree that leads to its support word."""
        return explain(row)

    def stones(self, *, limit: int) -> tuple[Stone, ...]:
        """The voices and reports on which most words hang."""
        with self._store.reading() as connection:
            return stones(connection, limit=limit)

    def falls(self, name: str, *, limit: int) -> tuple[Falls, ...]:
        """What would have another word without a voice or report."""
        try:
            with self._store.reading() as connection:
                return falls(connection, name, limit=limit)
        except AskError:
            return ()

    def ancestry(self, key: str) -> Ancestry | None:
        """Where the report of a key comes from."""
        with self._store.reading() as connection:
            return ancestry(connection, key)
