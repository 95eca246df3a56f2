"""The tools: what an assistant may ask of a casebook, one method a tool, its docstring what the assistant is told.

Each answers with the same words as the pages and the API (`web/answers/`), page by page, and only reads.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from mcp.types import CallToolResult
from pydantic import Field

from reportedly.book import AskError, CasebookError
from reportedly.explaining import explain
from reportedly.export.explain import render
from reportedly.web.answers import actors, lineage, propositions, reports, ties
from reportedly.web.answers.claims import FILTERS, claim_found
from reportedly.web.assistants.hiding import NOT_FOUND, actor_called, called, unhidden
from reportedly.web.assistants.quoting import cut, quoted
from reportedly.web.assistants.telling import (
    actor_told,
    claim_told,
    claims_told,
    lineage_told,
    passages_told,
    proposition_told,
    report_told,
    support_told,
    tie_told,
)
from reportedly.web.desk import Sight

_LONGEST_TEXT = 20_000  # code points of a report in one answer
_MEMBERS = 15  # claims of a proposition
_LATEST = 3  # claims beside ties
_NAMES = ("actor", "recipient", "involving", "voice", "through", "place", "words")

Name = Annotated[str | None, Field(max_length=200)]
Actor = Annotated[str | None, Field(max_length=200, description="Who acts: a name, an alias, or the start of one.")]
Voice = Annotated[str | None, Field(max_length=200, description="On whose word it is claimed.")]
Place = Annotated[str | None, Field(max_length=200, description="A place, a province, or a country's three letters.")]
Date = Annotated[str | None, Field(max_length=10, description="Of the deed: 2024-03-12, 2024-03 or 2024.")]
Event = Annotated[str | None, Field(max_length=40, description="A PLOVER type: ASSAULT, AID, ACCUSE, COERCE ...")]
Tie = Annotated[
    str | None, Field(max_length=40, description="backs, allied_with, hostile_to, leads, member_of or part_of.")
]
Certainty = Annotated[str | None, Field(max_length=40, description="certain, probable, possible or unspecified.")]
Polarity = Annotated[str | None, Field(max_length=40, description="affirmed or denied.")]
Report = Annotated[str, Field(max_length=64, description="A report's id, as other answers give it in 'report'.")]
Limit = Annotated[int, Field(ge=1, le=25, description="So many rows at most.")]
Next = Annotated[int, Field(ge=0, description="What the page before gave as 'next'; 0 for the first page.")]


def _answering(method: Callable[..., dict[str, Any]]) -> Callable[..., CallToolResult]:
    """The method with its answer quoted; what can't be answered is said in a line, quoted too, since it names names."""

    @wraps(method)
    def answering(self: Tools, *args: Any, **asked: Any) -> CallToolResult:
        try:
            return quoted({**method(self, *args, **asked), "unnamed_voices_hidden": self.sight.redact})
        except CasebookError as error:
            return quoted({"error": NOT_FOUND if self.sight.redact else cut(str(error), 1_000)}, is_error=True)

    return answering


class Tools:
    """The look-ups of one casebook."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight

    def all(self) -> tuple[Callable[..., CallToolResult], ...]:
        """Every tool, by its name."""
        return (
            self.search,
            self.claims,
            self.explain_claim,
            self.actors,
            self.ties,
            self.propositions,
            self.proposition,
            self.report,
            self.lineage,
        )

    @_answering
    def search(
        self,
        words: Annotated[
            str, Field(min_length=1, max_length=400, description='All of these; "in a row"; a start*; one OR another.')
        ],
        limit: Limit = 10,
        next_page: Next = 0,
    ) -> dict[str, Any]:
        """Reports that have these words, the latest added first."""
        found = reports.search(self.sight, words, limit=limit, after=next_page or None)
        return _page([report_told(row) for row in found.items], found.next)

    @_answering
    def claims(  # noqa: PLR0913 - each is one thing that may be asked
        self,
        *,
        actor: Actor = None,
        recipient: Name = None,
        involving: Name = None,
        voice: Voice = None,
        through: Name = None,
        place: Place = None,
        since: Date = None,
        until: Date = None,
        event: Event = None,
        relation: Tie = None,
        certainty: Certainty = None,
        polarity: Polarity = None,
        publisher: Name = None,
        report: Name = None,
        words: Name = None,
        limit: Limit = 10,
        next_page: Next = 0,
    ) -> dict[str, Any]:
        """Claims: who is said to do what to whom, on whose word, through whom, how surely; all that is set must hold.

        Each with its exact words ('quotation', with document and offsets in code points) and its 'chain' of voices,
        from the report down to the one on whose word it stands. No claim is called true, however many reports carry it.
        """
        given = locals()
        asked = {name: str(given[name]) for name in FILTERS if given.get(name)}
        rows = self.sight.book.claims(limit=limit + 1, after=next_page, **asked)
        found = self.sight.look.by_ids(tuple(row.id for row in rows[:limit]))
        found = unhidden(self.sight, found, (asked[name] for name in _NAMES if name in asked))
        return _page(claims_told(self.sight, found), str(rows[limit - 1].id) if len(rows) > limit else None)

    @_answering
    def explain_claim(
        self, claim: Annotated[str, Field(max_length=120, description="A claim's id, as other answers give it.")]
    ) -> dict[str, Any]:
        """Why a claim was read: its words, the row of the lexicon, the actors' rows, the chain's steps, the hedges."""
        found = claim_found(self.sight, claim)
        told = claim_told(self.sight, found)
        reading = self.sight.reading(found.report, found.reading)
        if told is None or reading is None:
            raise AskError("that claim is not found any more; its report was read again")
        why = render(reading, explain(reading, found.local), 100)
        part_of = self._proposition_of(found.id)
        return {"claim": told, "why": cut(why, 8_000), "part_of": part_of}

    @_answering
    def actors(self, name: Name = None, limit: Limit = 10, next_page: Next = 0) -> dict[str, Any]:
        """Actors over all reports, most claims first; with a name, those called so or whose name begins so."""
        found = self.sight.look.actors(name, limit=limit + 1, offset=next_page)
        lines = ((one, actors.line_of(self.sight, one)) for one in found[:limit])
        rows = [{**actor_told(line), **self._latest(one.ids)} for one, line in lines if line]
        return _page(rows, str(next_page + limit) if len(found) > limit else None)

    @_answering
    def ties(self, actor: Actor, other: Name = None, limit: Limit = 10, next_page: Next = 0) -> dict[str, Any]:
        """Who is said to do what with an actor, or what is said between two: counts of claims, denials and reports."""
        one = actor_called(self.sight, actor or "").ids
        two = actor_called(self.sight, other).ids if other else None
        found = self.sight.look.bonds(one, two, limit=limit + 1, offset=next_page)
        rows = ties.lines(self.sight, found[:limit])
        following = str(next_page + limit) if len(found) > limit else None
        return {**_page([tie_told(row) for row in rows], following), **self._latest(one, two, _LATEST)}

    @_answering
    def propositions(
        self,
        actor: Name = None,
        other: Name = None,
        support: Annotated[
            str | None, Field(max_length=40, description="uncorroborated, partially, well, or contested.")
        ] = None,
        kind: Annotated[str | None, Field(max_length=40, description="An event (ASSAULT) or a tie (backs).")] = None,
        limit: Limit = 10,
        next_page: Next = 0,
    ) -> dict[str, Any]:
        """What the claims of several reports come to: how many independent words stand for and against each.

        'support' counts independent words; it does not say that anything happened.
        """
        names = [called(actor_called(self.sight, name)) if name else None for name in (actor, other)]
        asked = {"actor": names[0], "other": names[1], "support": support, "kind": kind}
        found = propositions.propositions(self.sight, asked, limit=limit, offset=next_page)
        rows = [{**proposition_told(row), **self._members(row.id, 1)} for row in found.items]
        return {**_page(rows, found.next), **self._age()}

    @_answering
    def proposition(
        self,
        id: Annotated[str, Field(max_length=80, description="A proposition's id.")],  # noqa: A002 - as answers call it
    ) -> dict[str, Any]:
        """One proposition: its support word, the reasons for it as a tree, what it hangs on, and its claims."""
        found = propositions.proposition(self.sight, id)
        told = {**proposition_told(found.line), **support_told(found), **self._members(found.line.id, _MEMBERS)}
        return {"proposition": told, **self._age()}

    @_answering
    def report(
        self,
        report: Report,
        start: Annotated[int, Field(ge=0, description="From which code point of its text on.")] = 0,
        length: Annotated[int, Field(ge=1, le=_LONGEST_TEXT, description="So many code points at most.")] = 8_000,
    ) -> dict[str, Any]:
        """A report as it was received, and its text from 'start' on; offsets of claims count in this text."""
        found = reports.report(self.sight, report)
        end = min(len(found.text), start + length)
        text = {"words": found.text[start:end], "start": start, "end": end, "of": len(found.text)}
        about = {"url": found.url, "language": found.language, "original_sha256": found.original}
        problems = [cut(line, 300) for line in found.problems[:10]]
        more = str(end) if end < len(found.text) else None
        return {**report_told(found.line), **about, "text": text, "problems": problems, "next": more}

    @_answering
    def lineage(self, report: Report) -> dict[str, Any]:
        """Where a report comes from: what it was copied from, whom it leans on, what was copied from it, and why."""
        found = lineage.lineage(self.sight, report)
        ancestry = self.sight.desk.origins.ancestry(reports.key_of(self.sight, report))
        passages = passages_told(self.sight, report, ancestry.descent.passages) if ancestry else []
        told = {**lineage_told(found), "words_taken": passages} if found else None
        return {"report": report, "lineage": told, **self._age()}

    def _latest(self, ones: tuple[int, ...], others: tuple[int, ...] | None = None, most: int = 1) -> dict[str, Any]:
        """The claims of an actor, or of two, that came last, with their words."""
        look = self.sight.look
        found = look.claims_between(ones, others, limit=most) if others else look.claims_of_actor(ones, limit=most)
        return {"latest_claims": claims_told(self.sight, found)}

    def _members(self, proposition: str, most: int) -> dict[str, Any]:
        found = self.sight.desk.origins.members(proposition, limit=most + 1)
        return {"its_claims": claims_told(self.sight, found[:most]), "are_all_its_claims": len(found) <= most}

    def _proposition_of(self, number: int) -> dict[str, Any] | None:
        row = self.sight.desk.origins.of_claim(number)
        return proposition_told(propositions.line_of(self.sight, row)) if row else None

    def _age(self) -> dict[str, Any]:
        """Whether what was worked out over all reports is as new as the reports: it is read here, never worked out."""
        return {"is_up_to_date": self.sight.desk.origins.is_up_to_date()}


def _page(rows: list[dict[str, Any]], following: str | None) -> dict[str, Any]:
    return {"items": rows, "next": int(following) if following else None}
