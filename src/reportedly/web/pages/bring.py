"""Adding at the desk: files, an address or a pasted text, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from reportedly.book.handing_in import HandedIn, check
from reportedly.web.render import page, part
from reportedly.web.visits import Seen, Visit, Writing

router = APIRouter()
_FILES = 500  # in one request
_NAME = 200
Line = Annotated[str, Form(max_length=2000)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a person knows of what is added."""

    title: Line = ""
    publisher: Line = ""
    published: Line = ""

    def of(self, one: HandedIn) -> HandedIn:
        """What is handed in, with what is known of it."""
        title, publisher, published = (words.strip() or None for words in (self.title, self.publisher, self.published))
        return replace(one, title=title, publisher=publisher, published=published)


@router.get("/add")
def show_add(request: Request, visit: Seen) -> Response:
    """Where one adds."""
    return page(request, visit, "add.html", jobs=visit.desk.jobs.all(), problem=None)


@router.post("/add")
def add(
    request: Request,
    visit: Writing,
    known: Annotated[_Known, Depends()],
    files: Annotated[list[UploadFile] | None, File()] = None,
    url: Line = "",
    text: Annotated[str, Form()] = "",
) -> Response:
    """Takes files, an address, a text; goes on to how far it is."""
    what = tuple(_brought(files or [], url.strip(), text, known))
    try:
        for one in what:
            check(one)
    except ValueError as error:
        return _again(request, visit, str(error))
    if not what:
        return _again(request, visit, "Choose files, give an address, or paste a text.")
    return RedirectResponse(f"/jobs/{visit.desk.jobs.add(what, visit.session.who).id}", 303)


def _again(request: Request, visit: Visit, problem: str) -> Response:
    return page(request, visit, "add.html", 422, jobs=visit.desk.jobs.all(), problem=problem)


@router.get("/jobs/{id_}")
def show_job(request: Request, visit: Seen, id_: str, only: str = "") -> Response:
    """How far something is."""
    job = visit.desk.jobs.of(id_)
    if job is None:
        raise HTTPException(404, "Nothing of that name was added since the desk was started.")
    if only == "part":
        return part("job_part.html", job=job, visit=visit)
    return page(request, visit, "job.html", job=job)


def _brought(files: list[UploadFile], url: str, text: str, known: _Known) -> list[HandedIn]:
    """What a form brought: every file that has a name, an address, a text."""
    named = [one for one in files if one.filename]
    if len(named) > _FILES:
        raise HTTPException(413, f"Those are more than {_FILES} files; pack them into a .zip.")
    found = [HandedIn(plain_name(one.filename or ""), one.file.read(), one.content_type) for one in named]
    if url:
        found.append(HandedIn(url, url=url))
    if text.strip():
        found.append(HandedIn(plain_name(known.title.strip() or " ".join(text.split()[:6])), text=text))
    return [known.of(one) for one in found]


def plain_name(name: str) -> str:
    """The last part of a file's name, without what steers a terminal or a page; it names nothing on this machine."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c if c.isprintable() else "_" for c in last)[:_NAME].strip() or "unnamed"
