"""Hides: where unnamed voices are redacted, no question by a word that would tell who they are is answered."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.book import AskError
from reportedly.export.masking import content_words
from reportedly.export.redaction import hidden_words
from reportedly.model.desk import ActorFound, Found
from reportedly.web.answers.actors import line_of
from reportedly.web.desk import Sight
from reportedly.web.values import ActorLine

NOT_FOUND = "nothing that may be named here is called so, or several things are"
_CHOICES = 8
_COUNTRY = re.compile(r"\s*\((?:[A-Z]{3}|-)\)$")


def unhidden(sight: Sight, found: Iterable[Found], names: Iterable[str]) -> tuple[Found, ...]:
    """The claims that were not found by a word, or the start of one, that is hidden in their report.

    A question for a voice called 'the seamstress' would otherwise find out who 'an unnamed source 1' is.
    """
    rows = tuple(found)
    asked = content_words(names) if sight.redact else frozenset()
    if not asked:
        return rows
    told = {at: _is_told_by(sight, at, asked) for at in {(row.report, row.reading) for row in rows}}
    return tuple(row for row in rows if not told[row.report, row.reading])


def _is_told_by(sight: Sight, at: tuple[str, str], asked: frozenset[str]) -> bool:
    plain = sight.plain(*at)
    return plain is None or any(hidden.startswith(word) for hidden in hidden_words(plain) for word in asked)


def actor_called(sight: Sight, name: str) -> ActorFound:
    """The one actor with a name that may be told, or that begins so. Raises AskError, which names the choices."""
    rows = [
        (one, line)
        for one in sight.look.actors(_COUNTRY.sub("", name), limit=_CHOICES)
        if (line := line_of(sight, one))
    ]
    same = [row for row in rows if name.casefold() in _names(row[1])]
    found = same or rows
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise AskError("no actor here is called so; the tool 'actors' lists them")
    raise AskError(f"several are called so: {'; '.join(called(one) for one, _ in found)}; name one of them")


def called(found: ActorFound) -> str:
    """An actor's name with its country, as a question means only this one."""
    return f"{found.row.name} ({found.country or '-'})"


def _names(line: ActorLine) -> set[str]:
    names = (line.name, *line.aliases, *line.merged)
    return {name.casefold() for name in names} | {f"{line.name} ({line.country or '-'})".casefold()}
