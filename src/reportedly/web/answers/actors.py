"""Actors: lists of them, and one with its ties, who speaks of it, and all that is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from reportedly.book import AskError
from reportedly.model.described import is_a_description
from reportedly.model.desk import ActorFound, Found
from reportedly.web.answers.claims import shown
from reportedly.web.answers.decisions import notes_about
from reportedly.web.answers.propositions import between
from reportedly.web.answers.ties import lines
from reportedly.web.desk import Sight
from reportedly.web.ids import actor_id, actor_of
from reportedly.web.values import ActorLine, Actors, ActorShown, Claims

_KINDS = ("merge", "split", "rename", "note")
_WITNESSES = 8  # claims that are looked at to tell whether a name is only an unnamed voice's
_SPEAKERS = 12


def actors(sight: Sight, name: str | None = None, *, limit: int = 50, offset: int = 0) -> Actors:
    """The actors, most claims first, or those with a name that begins so."""
    found = sight.look.actors(name, limit=limit + 1, offset=offset)
    rows = (line_of(sight, one) for one in found[:limit])
    return Actors(tuple(row for row in rows if row), str(offset + limit) if len(found) > limit else None)


def actor(sight: Sight, id_: str, *, limit: int = 25, before: int | None = None) -> ActorShown:
    """One actor; of one who is only described no sums over reports, which would be of many. Raises AskError."""
    found = actor_found(sight, id_)
    line = line_of(sight, found)
    if line is None:
        raise AskError("that actor is hidden, since it stands only in the words for an unnamed voice")
    rows = sight.look.claims_of_actor(found.ids, limit=limit + 1, before=before)
    page = Claims(shown(sight, rows[:limit]), str(rows[limit - 1].id) if len(rows) > limit else None)
    told = {claim.id: claim for claim in page.items}
    return ActorShown(
        actor=line,
        ties=lines(sight, sight.look.bonds(found.ids, limit=40)) if line.named else (),
        speakers=tuple(Counter(claim.chain[-1] for claim in told.values() if claim.chain).most_common(_SPEAKERS)),
        claims=page,
        notes=notes_about(sight, _KINDS, (found.row.name, *found.row.merged, *found.row.aliases)),
        propositions=between(sight, called(found), None, limit=8) if line.named else (),
    )


def actor_found(sight: Sight, id_: str) -> ActorFound:
    """The actor of an id. Raises AskError."""
    folded, country = actor_of(id_)
    found = sight.look.actor(folded, country) if folded else None
    if found is None:
        raise AskError(f"there is no actor '{id_[:60]}' here")
    return found


def line_of(sight: Sight, found: ActorFound) -> ActorLine | None:
    """An actor in a list; None where it is hidden."""
    row = found.row
    line = ActorLine(
        actor_id(found.folded, found.country),
        row.name,
        row.type,
        row.country,
        row.wikidata,
        row.aliases,
        row.merged,
        row.claims,
        row.reports,
        named=not is_a_description(row.name),
    )
    return _hidden(sight, found, line) if sight.redact else line


def _hidden(sight: Sight, found: ActorFound, line: ActorLine) -> ActorLine | None:
    """The actor by those of its names that redacted readings still have; None where that is none of them."""
    seen: set[str] = set()
    claims = sight.look.claims_of_actor(found.ids, limit=_WITNESSES)
    for claim in claims:
        seen |= _names_left(sight, claim)
    if line.name not in seen:
        return None
    keep = tuple(name for name in line.aliases if name in seen)
    return replace(line, aliases=keep, merged=tuple(name for name in line.merged if name in seen))


def _names_left(sight: Sight, claim: Found) -> set[str]:
    """What the actors of a report are called where unnamed voices are hidden."""
    reading = sight.reading(claim.report, claim.reading)
    return {name for row in reading.actors for name in (row.name, *row.aliases)} if reading else set()


def called(found: ActorFound) -> str:
    """An actor's name as a question means only him."""
    return f"{found.row.name} ({found.country or '-'})"
