"""The pages to look at: the case, reports, claims, actors, voices, ties, the timeline, the log."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from reportedly.web.answers.actors import actor, actors
from reportedly.web.answers.case import case, log, timeline
from reportedly.web.answers.claims import FILTERS, claim, claims
from reportedly.web.answers.correcting import correcting
from reportedly.web.answers.lineage import lineage, side_by_side
from reportedly.web.answers.pairs import tie
from reportedly.web.answers.propositions import of_claim, proposition, propositions, without
from reportedly.web.answers.reports import key_of, report, reports, search
from reportedly.web.answers.ties import ties
from reportedly.web.answers.voices import voice, voices
from reportedly.web.render import page, part
from reportedly.web.visits import Seen

router = APIRouter()
Number = Annotated[int | None, Query(ge=0, le=2**53)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Words = Annotated[str, Query(max_length=400)]


@router.get("/")
def show_case(request: Request, visit: Seen) -> Response:
    """The first page."""
    return page(request, visit, "case.html", case=case(visit.sight))


@router.get("/search")
def show_search(request: Request, visit: Seen, q: Words = "", after: Number = None, only: Words = "") -> Response:
    """What a search finds; a part of the page where one types."""
    typing = "*" if only == "part" and q[-1:].isalnum() else ""  # the last word is not typed to its end yet
    found = search(visit.sight, q + typing, after=after) if q.strip() else None
    named = actors(visit.sight, q, limit=6) if q.strip() and after is None else None
    if only == "part":
        return part("search_part.html", q=q, found=found, named=named, more=None)
    more = _more(request, "after", found.next) if found else None
    return page(request, visit, "search.html", q=q, found=found, named=named, more=more)


@router.get("/reports")
def show_reports(request: Request, visit: Seen, before: Number = None) -> Response:
    """The reports."""
    found = reports(visit.sight, before=before, limit=40)
    return page(request, visit, "reports.html", found=found, more=_more(request, "before", found.next))


@router.get("/reports/{id_}")
def show_report(request: Request, visit: Seen, id_: str) -> Response:
    """One report."""
    return page(request, visit, "report.html", report=report(visit.sight, id_), lineage=lineage(visit.sight, id_))


@router.get("/reports/{id_}/compare/{other}")
def show_comparison(request: Request, visit: Seen, id_: str, other: str) -> Response:
    """Two reports side by side."""
    return page(request, visit, "compare.html", found=side_by_side(visit.sight, id_, other))


@router.get("/reports/{id_}/original")
def show_original(request: Request, visit: Seen, id_: str) -> Response:
    """The bytes as they came, always as something to save: a browser must never run what a report brings."""
    if visit.redact:
        words = "The original names those who are hidden here; see Settings."
        return page(request, visit, "message.html", 403, title="Hidden", words=words)
    shown = visit.desk.book.show(key_of(visit.sight, id_)).report
    found = visit.sight.look.original(shown.original)
    name = f"{shown.original[:16]}.bin"
    headers = {"content-disposition": f'attachment; filename="{name}"', "x-sha256": shown.original}
    return Response(found.body if found else b"", media_type="application/octet-stream", headers=headers)


@router.get("/claims")
def show_claims(request: Request, visit: Seen, after: Number = None) -> Response:
    """Claims by what is asked."""
    asked = {name: value for name, value in request.query_params.items() if name in FILTERS and value.strip()}
    found = claims(visit.sight, asked, after=after or 0)
    return page(request, visit, "claims.html", found=found, asked=asked, more=_more(request, "after", found.next))


@router.get("/claims/{id_}")
def show_claim(request: Request, visit: Seen, id_: str) -> Response:
    """One claim."""
    told = claim(visit.sight, id_)
    notes = [row for row in report(visit.sight, told.report).notes if row.about == told.id.rpartition(".")[2]]
    known, fields = of_claim(visit.sight, told), correcting(visit.sight, id_).fields
    return page(request, visit, "claim.html", claim=told, notes=notes, proposition=known, fields=fields)


@router.get("/actors")
def show_actors(request: Request, visit: Seen, q: Words = "", offset: Offset = 0) -> Response:
    """The actors."""
    found = actors(visit.sight, q or None, offset=offset)
    return page(request, visit, "actors.html", q=q, found=found, more=_more(request, "offset", found.next))


@router.get("/actors/{id_}")
def show_actor(request: Request, visit: Seen, id_: str, before: Number = None) -> Response:
    """One actor."""
    found = actor(visit.sight, id_, before=before)
    return page(request, visit, "actor.html", found=found, more=_more(request, "before", found.claims.next))


@router.get("/voices")
def show_voices(request: Request, visit: Seen, q: Words = "", kind: Words = "", offset: Offset = 0) -> Response:
    """The voices."""
    found = voices(visit.sight, q or None, kind=kind or None, offset=offset)
    return page(request, visit, "voices.html", q=q, kind=kind, found=found, more=_more(request, "offset", found.next))


@router.get("/voices/{id_}")
def show_voice(request: Request, visit: Seen, id_: str, before: Number = None) -> Response:
    """One voice."""
    found = voice(visit.sight, id_, before=before)
    return page(request, visit, "voice.html", found=found, more=_more(request, "before", found.claims.next))


@router.get("/ties")
def show_ties(request: Request, visit: Seen, offset: Offset = 0) -> Response:
    """The ties."""
    found = ties(visit.sight, offset=offset)
    return page(request, visit, "ties.html", found=found, more=_more(request, "offset", found.next))


@router.get("/ties/{one}/{other}")
def show_tie(request: Request, visit: Seen, one: str, other: str) -> Response:
    """Two actors."""
    return page(request, visit, "tie.html", found=tie(visit.sight, one, other))


@router.get("/propositions")
def show_propositions(
    request: Request,
    visit: Seen,
    actor: Words = "",
    other: Words = "",
    support: Words = "",
    kind: Words = "",
    offset: Offset = 0,
) -> Response:
    """What claims come to."""
    asked = {"actor": actor, "other": other, "support": support, "kind": kind}
    found = propositions(visit.sight, asked, offset=offset)
    more, is_weighed = _more(request, "offset", found.next), visit.desk.origins.is_up_to_date()
    return page(request, visit, "propositions.html", found=found, asked=asked, more=more, is_weighed=is_weighed)


@router.get("/propositions/{id_}")
def show_proposition(request: Request, visit: Seen, id_: str) -> Response:
    """One proposition, its origins as a tree."""
    return page(request, visit, "proposition.html", found=proposition(visit.sight, id_))


@router.get("/without")
def show_without(request: Request, visit: Seen, name: Words = "") -> Response:
    """What hangs on a voice or a report."""
    return page(request, visit, "without.html", name=name, rows=without(visit.sight, name))


@router.get("/timeline")
def show_timeline(
    request: Request, visit: Seen, by: Words = "", involving: Words = "", after: Number = None
) -> Response:
    """The timeline."""
    found = timeline(visit.sight, by_report=by == "report", after=after, involving=involving)
    more = _more(request, "after", found.next)
    return page(request, visit, "timeline.html", found=found, by=by, involving=involving, more=more)


@router.get("/log")
def show_log(request: Request, visit: Seen, before: Number = None) -> Response:
    """The log."""
    found = log(visit.sight, before=before)
    return page(request, visit, "log.html", found=found, more=_more(request, "before", found.next))


def _more(request: Request, name: str, value: str | None) -> str | None:
    """This page's address, one page further."""
    if value is None:
        return None
    rest = [(key, held) for key, held in request.query_params.multi_items() if key not in (name, "did")]
    return f"{request.url.path}?{urlencode([*rest, (name, value)])}"
