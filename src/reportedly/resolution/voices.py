"""Which voices are also actors: a named person, body or outlet that speaks and does something."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.model import Source
from reportedly.resolution.report import Report
from reportedly.resolution.speakers import voice


def actors_of_voices(report: Report, ids: Mapping[str, str]) -> dict[str, str]:
    """Source id to actor id for every named voice that is an actor of the report; an unnamed one is nobody's."""
    found = {source.id: _actor(report, source, ids) for source in report.attributed.sources if _has_a_name(source)}
    return {source: actor for source, actor in found.items() if actor is not None}


def _has_a_name(source: Source) -> bool:
    return source.named and source.kind not in ("author", "unspecified", "document")


def _actor(report: Report, source: Source, ids: Mapping[str, str]) -> str | None:
    return next((ids[one.key] for one in voice(report, source) if one.key in ids), None)
