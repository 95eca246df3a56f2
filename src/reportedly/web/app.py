"""The desk as an ASGI application: gate and headers before everything, pages and API on the same answers."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from reportedly.book import Book, open_casebook
from reportedly.version import __version__
from reportedly.web.api import routes as api
from reportedly.web.desk import Desk
from reportedly.web.jobs import Jobs
from reportedly.web.pages import bring, decide, enter, look, pictures
from reportedly.web.problems import tell_problems
from reportedly.web.safety.gate import Gate
from reportedly.web.safety.headers import Headers
from reportedly.web.settings import Settings

_ABOUT = (
    "Who is said to do what with whom, on whose word, through whom, how surely. The same answers as on the pages. "
    "Send the desk's token as `Authorization: Bearer ...`. What goes wrong is told as RFC 9457 says. "
    "Nothing is called true."
)


def create_app(casebook: str | os.PathLike[str], settings: Settings) -> FastAPI:
    """The desk of one casebook, which is made where there is none. Raises CasebookError, one line.

    It lets go of the casebook when the server ends.
    """

    def opened(by: str) -> Book:
        return open_casebook(casebook, by=by)

    book = open_casebook(casebook, by=settings.by, create=not settings.read_only, read_only=settings.read_only)
    desk = Desk(book, settings, Jobs(opened, workers=settings.workers, allow_private=settings.allow_private))

    desk.jobs.when_done = desk.weigher.poke

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        desk.weigher.poke()
        yield
        desk.close()

    app = FastAPI(
        title="reportedly",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=living,
    )
    app.state.desk = desk
    tell_problems(app)
    for router in (look.router, decide.router, bring.router, enter.router, pictures.router):
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=str(files("reportedly.web") / "static")))
    app.add_middleware(Gate, settings=settings, sessions=desk.sessions)
    app.add_middleware(Headers, is_https=settings.is_https)
    return app
