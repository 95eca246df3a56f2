"""What a body calls itself in its own mouth: 'the Yemeni armed forces' of a Houthi spokesman are the Houthis."""

from __future__ import annotations

import functools

from reportedly.model import Source
from reportedly.resolution.known import by_id
from reportedly.resolution.names import fold
from reportedly.resolution.phrases import Look
from reportedly.resolution.referents import Referent, known_actor
from reportedly.resolution.report import Report
from reportedly.resolution.scan import sight
from reportedly.resolution.tables import rows, several


def by_own_name(look: Look) -> tuple[Referent, ...] | None:
    """The group in whose mouth a phrase is one of the names that it gives itself; None in any other's."""
    groups = _by_name().get(fold(look.phrase.core), ())
    if not groups or look.phrase.counted:
        return None
    source = look.report.voice_at(look.phrase.span)
    if source is None:
        return None
    speaks_for = _speaks_for(look.report, source)
    return next(((known_actor(by_id()[group]),) for group in groups if group in speaks_for), None)


def _speaks_for(report: Report, source: Source) -> frozenset[str]:
    """The known groups that a voice is, names in its words, or is known to lead or speak for; an outlet's own."""
    words = " ".join(word for word in (source.name, source.affiliation, source.role, *source.aliases) if word)
    found = {actor.id for one in sight(words).found if (actor := report.actor(one)) is not None}
    who = report.people.called(source.name) if source.kind == "person" else None
    if who is not None and who.known is not None:
        found.add(who.known.parent or "")
    found |= {by_id()[key].parent or "" for key in found if key in by_id()}
    return frozenset(found | {group for name, group in _outlets().items() if name == fold(source.name)})


@functools.cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """The groups that call themselves by each name."""
    found: dict[str, list[str]] = {}
    for group, names in rows("own_voice", "actor", "names"):
        for name in several(names):
            found.setdefault(fold(name), []).append(group)
    return {name: tuple(groups) for name, groups in found.items()}


@functools.cache
def _outlets() -> dict[str, str]:
    return {fold(name): group for group, names in rows("own_voice", "actor", "outlets") for name in several(names)}
