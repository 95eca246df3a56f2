"""A visit: who asks, what he chose to see, and what he may write; one for each request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, HTTPException, Request

from reportedly.web.desk import Desk, Sight
from reportedly.web.safety.sessions import Session, is_secret


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's visitor."""

    desk: Desk
    session: Session

    @property
    def redact(self) -> bool:
        """Whether unnamed voices are hidden from him."""
        return self.desk.settings.redact or self.session.redact

    @property
    def sight(self) -> Sight:
        """What he may see."""
        return Sight(self.desk, self.redact)

    @property
    def may_write(self) -> bool:
        """Whether anything can be decided or added here."""
        return not self.desk.settings.read_only


def _visit(request: Request) -> Visit:
    desk: Desk = request.app.state.desk
    return Visit(desk, request.state.session)


def _writing(visit: Seen, csrf: Annotated[str, Form()] = "") -> Visit:
    """A visitor whose form is ours (OWASP: synchronizer token)."""
    if not visit.may_write:
        raise HTTPException(403, "This casebook is open for reading only.")
    if not is_secret(visit.session, csrf):
        raise HTTPException(403, "The form is too old, or not this desk's; open the page again.")
    return visit


def _choosing(visit: Seen, csrf: Annotated[str, Form()] = "") -> Visit:
    """A visitor who changes what only he sees."""
    if not is_secret(visit.session, csrf):
        raise HTTPException(403, "The form is too old, or not this desk's; open the page again.")
    return visit


def _sending(request: Request, visit: Seen) -> Visit:
    """A program that writes: by its token, or by a page of ours that sends the session's secret in a header."""
    if not visit.may_write:
        raise HTTPException(403, "This casebook is open for reading only.")
    given = request.headers.get("x-reportedly-secret", "")
    if not getattr(request.state, "is_bearer", False) and not is_secret(visit.session, given):
        raise HTTPException(403, "Send the token as 'Authorization: Bearer ...'.")
    return visit


Seen = Annotated[Visit, Depends(_visit)]
Writing = Annotated[Visit, Depends(_writing)]
Choosing = Annotated[Visit, Depends(_choosing)]
Sending = Annotated[Visit, Depends(_sending)]
