"""What people decide at the desk: the queue to review, and judgements, each signed, dated and to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from reportedly.book import Book, CasebookError
from reportedly.web.answers.correcting import changed, correcting
from reportedly.web.answers.review import queue
from reportedly.web.answers.stretches import StretchError
from reportedly.web.answers.targets import correct, decide_actor, decide_claim, decide_voice, note_report
from reportedly.web.render import page
from reportedly.web.visits import Seen, Visit, Writing

router = APIRouter()
Field = Annotated[str, Form(max_length=4000)]
Short = Annotated[str, Form(max_length=400)]
_SHOWN = "Judgements are made with everybody shown; see Settings."


@router.get("/review")
def show_review(request: Request, visit: Seen) -> Response:
    """The queue of what waits."""
    return page(request, visit, "review.html", found=queue(visit.sight))


@router.get("/judgements")
def show_judgements(request: Request, visit: Seen) -> Response:
    """All that people decided."""
    from reportedly.web.answers.decisions import noted

    book = visit.desk.book
    lost = () if visit.redact else book.judge.lost()
    return page(request, visit, "judgements.html", notes=noted(visit.sight, reversed(book.judge.all())), lost=lost)


@router.post("/claims/{id_}/judge")
def judge_claim(
    visit: Writing, id_: str, kind: Short, why: Field = "", field: Short = "", value: Short = "", back: Short = ""
) -> Response:
    """Decides about a claim."""
    return _decided(
        visit, back, f"/claims/{id_}", lambda book: decide_claim(visit.sight, book, id_, kind, why, field, value)
    )


@router.get("/claims/{id_}/correct")
def show_correcting(request: Request, visit: Seen, id_: str) -> Response:
    """The form that corrects a claim, with its report's text to select words in."""
    if visit.redact:
        raise HTTPException(403, _SHOWN)
    return page(request, visit, "correct.html", form=correcting(visit.sight, id_), given={}, problem=None)


@router.post("/claims/{id_}/correct")
async def correct_claim(request: Request, visit: Writing, id_: str) -> Response:
    """Corrects what the form says otherwise; where it means nothing, the form again with the reason."""
    given = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_corrected, request, visit, id_, given)


def _corrected(request: Request, visit: Visit, id_: str, given: dict[str, str]) -> Response:
    if visit.redact:
        raise HTTPException(403, _SHOWN)
    form = correcting(visit.sight, id_)
    try:
        fields = changed(form, given)
        if fields:
            why = given.get("why", "").strip() or None
            return _decided(visit, "", f"/claims/{id_}", lambda book: correct(visit.sight, book, id_, fields, why))
        problem = "Nothing is changed yet."
    except (StretchError, CasebookError) as error:
        problem = str(error)
    return page(request, visit, "correct.html", 422, form=form, given=given, problem=problem)


@router.post("/actors/{id_}/judge")
def judge_actor(
    visit: Writing, id_: str, kind: Short, why: Field = "", value: Short = "", name: Short = ""
) -> Response:
    """Decides about an actor."""
    return _decided(
        visit, "", f"/actors/{id_}", lambda book: decide_actor(visit.sight, book, id_, kind, why, value, name)
    )


@router.post("/voices/{id_}/judge")
def judge_voice(visit: Writing, id_: str, kind: Short, why: Field = "", value: Short = "") -> Response:
    """Decides about a voice."""
    return _decided(visit, "", f"/voices/{id_}", lambda book: decide_voice(visit.sight, book, id_, kind, why, value))


@router.post("/reports/{id_}/note")
def note(visit: Writing, id_: str, why: Field = "") -> Response:
    """A note about a report."""
    return _decided(visit, "", f"/reports/{id_}", lambda book: note_report(visit.sight, book, id_, why))


@router.post("/judgements/{key}/withdraw")
def withdraw(visit: Writing, key: str, why: Field = "", back: Short = "") -> Response:
    """Takes a judgement back."""
    return _decided(visit, back, "/judgements", lambda book: book.judge.withdraw(key, why or None))


def _decided(visit: Visit, back: str, own: str, decide: Callable[[Book], str]) -> Response:
    """Writes the judgement down under the visitor's name, and goes back to where he was."""
    if visit.redact:
        raise HTTPException(403, _SHOWN)
    with visit.desk.signed(visit.session.who) as book:
        key = decide(book)
    visit.desk.weigher.soon()
    to = back if is_own_path(back) else own
    return RedirectResponse(f"{to}{'&' if '?' in to else '?'}did={key[:16]}", 303)


def is_own_path(path: str) -> bool:
    """Whether an address to go on to lies on this desk."""
    is_path = path.startswith("/") and not path.startswith(("//", "/\\"))
    return is_path and path.isprintable() and "\\" not in path
