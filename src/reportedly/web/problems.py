"""What went wrong, told: to a program as a problem document (RFC 9457), to a person as a page in one sentence."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response

from reportedly.book import AskError, CasebookError

MEDIA_TYPE = "application/problem+json"


def refused(request: Request, status: int, detail: str) -> Response:
    """The answer to a request that is not served."""
    if request.url.path.startswith("/api"):
        return problem(status, detail)
    from reportedly.web.render import bare_page

    return bare_page(status, HTTPStatus(status).phrase, detail)


def problem(status: int, detail: str, **more: Any) -> Response:
    """A problem document; `type` stays 'about:blank', since the status says what kind it is."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, media_type=MEDIA_TYPE)


def tell_problems(app: FastAPI) -> None:
    """Makes every error of the desk a problem document or a page."""
    app.add_exception_handler(AskError, lambda request, error: refused(request, 404, str(error)))
    app.add_exception_handler(CasebookError, lambda request, error: refused(request, 409, str(error)))
    app.add_exception_handler(HTTPException, _told)
    for status in (400, 404, 405, 413):  # what the frameworks below refuse themselves
        app.add_exception_handler(status, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


def _told(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    if status == HTTPStatus.BAD_REQUEST and str(getattr(error, "detail", "")).startswith("Part exceeded"):
        return refused(request, 413, "A text of more than a megabyte is brought as a file.")
    answer = refused(request, status, _words(status, str(getattr(error, "detail", ""))))
    for name, value in (getattr(error, "headers", None) or {}).items():
        answer.headers[name] = value
    return answer


def _words(status: int, detail: str) -> str:
    return "There is no such page." if status == 404 and detail in ("", "Not Found") else detail


def _invalid(request: Request, error: Exception) -> Response:
    """Which part of the request can't be used; what was sent is not sent back."""
    assert isinstance(error, RequestValidationError)
    errors = [{"at": ".".join(map(str, row["loc"])), "why": row["msg"]} for row in error.errors()]
    if request.url.path.startswith("/api"):
        return problem(422, "Some of what was sent can't be used.", errors=errors)
    return refused(request, 422, "; ".join(f"{row['at']}: {row['why']}" for row in errors[:5]))


def _fault(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the server logs it
    return refused(request, 500, "A fault of reportedly; the terminal says more. Please report it.")
