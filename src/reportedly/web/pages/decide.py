"""What people decide at the desk: the queue to review, and judgements, each signed, dated and to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.book import Book
from reportedly.web.answers.review import queue
from reportedly.web.answers.targets import decide_actor, decide_claim, decide_voice, note_report
from reportedly.web.render import page
from reportedly.web.visits import Seen, Visit, Writing

router = APIRouter()
Field = Annotated[str, Form(max_length=4000)]
Short = Annotated[str, Form(max_length=400)]


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
        raise HTTPException(403, "Judgements are made with everybody shown; see Settings.")
    with visit.desk.signed(visit.session.who) as book:
        key = decide(book)
    visit.desk.weigher.soon()
    to = back if is_own_path(back) else own
    return RedirectResponse(f"{to}{'&' if '?' in to else '?'}did={key[:16]}", 303)


def is_own_path(path: str) -> bool:
    """Whether an address to go on to lies on this desk."""
    is_path = path.startswith("/") and not path.startswith(("//", "/\\"))
    return is_path and path.isprintable() and "\\" not in path
