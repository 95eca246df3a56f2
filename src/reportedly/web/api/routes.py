"""The routes of the API under /api, each an answer of `answers/`, described for OpenAPI with an example."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Path, Query
from fastapi.responses import Response

from reportedly.book.handing_in import HandedIn, check
from reportedly.model.pictures import Picture
from reportedly.web.answers.actors import actor, actors
from reportedly.web.answers.case import case, log, timeline
from reportedly.web.answers.claims import claim, claims
from reportedly.web.answers.lineage import lineage, side_by_side
from reportedly.web.answers.pairs import tie
from reportedly.web.answers.pictures import drawn
from reportedly.web.answers.propositions import proposition, propositions
from reportedly.web.answers.reports import reading_of, report, reports, search
from reportedly.web.answers.review import queue
from reportedly.web.answers.targets import correct, decide_actor, decide_claim, decide_voice
from reportedly.web.answers.ties import ties
from reportedly.web.answers.voices import voice, voices
from reportedly.web.api.asked import AskedOf, Decision, NewReport
from reportedly.web.api.tagged import TaggedRoute
from reportedly.web.values import (
    Actors,
    ActorShown,
    CaseShown,
    Claims,
    ClaimShown,
    Days,
    LineageShown,
    Log,
    Progressing,
    Propositions,
    PropositionShown,
    Reports,
    ReportShown,
    SideBySide,
    Ties,
    TieShown,
    Voices,
    VoiceShown,
)
from reportedly.web.visits import Seen, Sending

_PROBLEM = {
    "description": "A problem document (RFC 9457).",
    "content": {
        "application/problem+json": {
            "example": {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "there is no such claim"}
        }
    },
}
_PROBLEMS: dict[int | str, dict[str, Any]] = dict.fromkeys((400, 401, 403, 404, 409, 413, 421, 422, 429), _PROBLEM)
router = APIRouter(prefix="/api", route_class=TaggedRoute, responses=_PROBLEMS)

ReportId = Annotated[str, Path(examples=["921a83ac0dc2aa16"], max_length=64)]
ClaimId = Annotated[str, Path(examples=["921a83ac0dc2aa16.c1"], max_length=110)]
ActorId = Annotated[str, Path(examples=["houthi_movement.YEM"], max_length=800)]
VoiceId = Annotated[str, Path(examples=["outlet.red_sea_wire"], max_length=800)]
Number = Annotated[int | None, Query(ge=0, le=2**53, examples=[120])]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Name = Annotated[str | None, Query(max_length=400, examples=["Houthi"])]


@router.get("/case", tags=["case"])
def get_case(visit: Seen) -> CaseShown:
    """How much there is, what came last, the strongest ties."""
    return case(visit.sight)


@router.get("/reports", tags=["reports"])
def get_reports(visit: Seen, limit: Limit = 25, before: Number = None) -> Reports:
    """The reports, the latest first; the next page goes `before` its `next`."""
    return reports(visit.sight, limit=limit, before=before)


@router.get("/reports/{id}", tags=["reports"])
def get_report(visit: Seen, id: ReportId) -> ReportShown:  # noqa: A002 - the path's own word
    """One report: its text, its marks, its claims, how it came."""
    return report(visit.sight, id)


@router.get("/reports/{id}/reading", tags=["reports"])
def get_reading(visit: Seen, id: ReportId) -> dict[str, Any]:  # noqa: A002
    """The reading of a report, as `reportedly schema` describes it."""
    return reading_of(visit.sight, id).to_dict()


@router.get("/reports/{id}/original", tags=["reports"], response_class=Response)
def get_original(visit: Seen, id: ReportId) -> Response:  # noqa: A002
    """The bytes as they were received; not where unnamed voices are hidden."""
    if visit.redact:
        raise HTTPException(403, "The original names those who are hidden here.")
    shown = report(visit.sight, id)
    found = visit.sight.look.original(shown.original)
    headers = {"content-disposition": f'attachment; filename="{shown.original[:16]}.bin"'}
    return Response(found.body if found else b"", media_type="application/octet-stream", headers=headers)


@router.post("/reports", tags=["reports"], status_code=202)
def post_report(visit: Sending, new: Annotated[NewReport, Body()]) -> Progressing:
    """Adds a text or an address; how far it is stands under /api/jobs."""
    handed = HandedIn(
        new.name, text=new.text, url=new.url, published=new.published, publisher=new.publisher, title=new.title
    )
    try:
        check(handed)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    if (new.text is None) == (new.url is None):
        raise HTTPException(422, "Send a text or an address, one of the two.")
    return visit.desk.jobs.add((handed,), visit.session.who)


@router.get("/jobs/{id}", tags=["reports"])
def get_job(visit: Seen, id: Annotated[str, Path(max_length=64)]) -> Progressing:  # noqa: A002
    """How far something that was added is."""
    job = visit.desk.jobs.of(id)
    if job is None:
        raise HTTPException(404, "Nothing of that name was added since the desk was started.")
    return job


@router.get("/search", tags=["reports"])
def get_search(
    visit: Seen,
    q: Annotated[str, Query(min_length=1, max_length=400, examples=['"drone attack"'])],
    limit: Limit = 20,
    after: Number = None,
) -> Reports:
    """The reports with all of the words, "in a row", with a start*, or one OR another."""
    return search(visit.sight, q, limit=limit, after=after)


@router.get("/claims", tags=["claims"])
def get_claims(visit: Seen, asked: AskedOf, limit: Limit = 25, after: Number = None) -> Claims:
    """The claims that fit all that is asked; the next page goes `after` its `next`."""
    return claims(visit.sight, asked.given(), limit=limit, after=after or 0)


@router.get("/claims/{id}", tags=["claims"])
def get_claim(visit: Seen, id: ClaimId) -> ClaimShown:  # noqa: A002
    """One claim with the words around it."""
    return claim(visit.sight, id)


@router.post("/claims/{id}/judgements", tags=["claims"], status_code=201)
def post_claim_judgement(visit: Sending, id: ClaimId, made: Annotated[Decision, Body()]) -> dict[str, str]:  # noqa: A002
    """Accepts, rejects, corrects (`field` and `value`, or `fields`) or notes; the key takes it back."""
    with visit.desk.signed(visit.session.who) as book:
        if made.kind == "correct" and made.fields:
            return {"key": correct(visit.sight, book, id, tuple(made.fields.items()), made.why.strip() or None)}
        return {"key": decide_claim(visit.sight, book, id, made.kind, made.why, made.field, made.value)}


@router.get("/review", tags=["claims"])
def get_review(visit: Seen) -> tuple[ClaimShown, ...]:
    """What waits for a decision, what would change most first."""
    return queue(visit.sight)


@router.get("/actors", tags=["actors"])
def get_actors(visit: Seen, q: Name = None, limit: Limit = 50, offset: Offset = 0) -> Actors:
    """The actors, most claims first, or those with a name that begins so."""
    return actors(visit.sight, q, limit=limit, offset=offset)


@router.get("/actors/{id}", tags=["actors"])
def get_actor(visit: Seen, id: ActorId, limit: Limit = 25, before: Number = None) -> ActorShown:  # noqa: A002
    """One actor with its ties and claims."""
    return actor(visit.sight, id, limit=limit, before=before)


@router.post("/actors/{id}/judgements", tags=["actors"], status_code=201)
def post_actor_judgement(visit: Sending, id: ActorId, made: Annotated[Decision, Body()]) -> dict[str, str]:  # noqa: A002
    """Merges into the actor called `value`, renames to it, splits the alias `value` off, or notes."""
    with visit.desk.signed(visit.session.who) as book:
        return {"key": decide_actor(visit.sight, book, id, made.kind, made.why, made.value, made.name)}


@router.get("/voices", tags=["voices"])
def get_voices(
    visit: Seen,
    q: Name = None,
    kind: Annotated[str | None, Query(max_length=40, examples=["outlet"])] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Voices:
    """The voices, most claims on their word first."""
    return voices(visit.sight, q, kind=kind, limit=limit, offset=offset)


@router.get("/voices/{id}", tags=["voices"])
def get_voice(visit: Seen, id: VoiceId, limit: Limit = 25, before: Number = None) -> VoiceShown:  # noqa: A002
    """One voice with what stands on its word."""
    return voice(visit.sight, id, limit=limit, before=before)


@router.post("/voices/{id}/judgements", tags=["voices"], status_code=201)
def post_voice_judgement(visit: Sending, id: VoiceId, made: Annotated[Decision, Body()]) -> dict[str, str]:  # noqa: A002
    """Grades with the letter `value`, merges into the voice called so, renames to it, or notes."""
    with visit.desk.signed(visit.session.who) as book:
        return {"key": decide_voice(visit.sight, book, id, made.kind, made.why, made.value)}


@router.get("/ties", tags=["actors"])
def get_ties(visit: Seen, limit: Limit = 50, offset: Offset = 0) -> Ties:
    """Who is said to do what with whom, most claims first."""
    return ties(visit.sight, limit=limit, offset=offset)


@router.get("/ties/{one}/{other}", tags=["actors"])
def get_tie(visit: Seen, one: ActorId, other: ActorId) -> TieShown:
    """All that is said of two actors, the denied beside the affirmed."""
    return tie(visit.sight, one, other)


@router.get("/reports/{id}/lineage", tags=["reports"])
def get_lineage(visit: Seen, id: ReportId) -> LineageShown:  # noqa: A002
    """What a report was copied from, what it leans on, what was copied from it."""
    found = lineage(visit.sight, id)
    if found is None:
        raise HTTPException(404, "It is being worked out; ask again in a moment.")
    return found


@router.get("/reports/{id}/compare/{other}", tags=["reports"])
def get_comparison(visit: Seen, id: ReportId, other: ReportId) -> SideBySide:  # noqa: A002
    """Two reports with the passages that they share."""
    return side_by_side(visit.sight, id, other)


@router.get("/propositions", tags=["propositions"])
def get_propositions(
    visit: Seen,
    actor: Name = None,
    other: Name = None,
    support: Annotated[str | None, Query(max_length=40, examples=["contested"])] = None,
    kind: Annotated[str | None, Query(max_length=40, examples=["ASSAULT"])] = None,
    limit: Limit = 25,
    offset: Offset = 0,
) -> Propositions:
    """What several reports' claims come to, on how many independent words for and against."""
    asked = {"actor": actor, "other": other, "support": support, "kind": kind}
    return propositions(visit.sight, asked, limit=limit, offset=offset)


@router.get("/propositions/{id}", tags=["propositions"])
def get_proposition(visit: Seen, id: Annotated[str, Path(max_length=64)]) -> PropositionShown:  # noqa: A002
    """One proposition: its origins with their claims, what it hangs on, and why it has its word."""
    return proposition(visit.sight, id)


@router.get("/timeline", tags=["claims"])
def get_timeline(
    visit: Seen,
    by: Annotated[str, Query(pattern="^(deed|report)$")] = "deed",
    involving: Name = None,
    limit: Limit = 50,
    after: Number = None,
) -> Days:
    """Claims by the dates of their deeds, or of their reports."""
    return timeline(visit.sight, by_report=by == "report", limit=limit, after=after, involving=involving)


@router.get("/pictures/{kind}", tags=["case"])
def get_picture(
    visit: Seen, kind: Annotated[str, Path(max_length=40, examples=["network"])], involving: Name = None
) -> Picture:
    """The network, timeline, map or chains: its figures, its words, and its Vega-Lite specification in `drawing`."""
    return drawn(visit.sight, kind, involving or "")


@router.get("/log", tags=["case"])
def get_log(visit: Seen, limit: Limit = 50, before: Number = None) -> Log:
    """The log, the latest entry first; each hash vouches for all before it."""
    return log(visit.sight, limit=limit, before=before)


@router.post("/judgements/{key}/withdraw", tags=["claims"], status_code=201)
def post_withdrawal(visit: Sending, key: Annotated[str, Path(max_length=64)]) -> dict[str, str]:
    """Takes a judgement back; both stay on record."""
    with visit.desk.signed(visit.session.who) as book:
        return {"key": book.judge.withdraw(key)}
