"""From drafts and voices to actors, places and times with identities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.model import Actor, Attributed, Draft, Identified, Parsed, Place, Span
from reportedly.resolution.names import clean, fold
from reportedly.resolution.refer import refer
from reportedly.resolution.referents import Referent
from reportedly.resolution.report import Report, survey

_BY_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})


def identify(parsed: Parsed, attributed: Attributed, drafts: Sequence[Draft]) -> Identified:
    """The actors, places and times that the drafts' spans and the voices mean."""
    report = survey(parsed, attributed)
    meant = {span: () if by_force and _is_a_seat(report, span) else refer(report, span) for span, by_force in _spans(drafts)}
    places = {span: parsed.words(span) for draft in drafts for span in draft.places}
    rows = {name: f"p{i}" for i, name in enumerate(dict.fromkeys(places.values()), 1)}
    ids = _ids(meant.values())
    return Identified(
        actors=tuple(_actors(report, meant, ids)),
        places=tuple(Place(key, name) for name, key in rows.items()),
        actor_ids={span: tuple(ids[one.key] for one in referents) for span, referents in meant.items()},
        place_ids={span: rows[name] for span, name in places.items()},
    )


def _spans(drafts: Sequence[Draft]) -> Iterable[tuple[Span, bool]]:
    """Every actor's span, with whether something is done to it by force."""
    found: dict[Span, bool] = {}
    for draft in drafts:
        for span in draft.recipients:
            found[span] = found.get(span, True) and draft.event in _BY_FORCE
        for span in draft.actors:
            found[span] = False
    return found.items()


def _is_a_seat(report: Report, span: Span) -> bool:
    """'Damascus' where something is done to it by force: a place."""
    inside = report.sightings.inside(span)
    return len(inside) == 1 and not inside[0].spellings and inside[0].words[0].kind == "seat"


def _ids(meant: Iterable[tuple[Referent, ...]]) -> dict[str, str]:
    keys = dict.fromkeys(one.key for referents in meant for one in referents)
    return {key: f"a{i}" for i, key in enumerate(keys, 1)}


def _actors(report: Report, meant: dict[Span, tuple[Referent, ...]], ids: dict[str, str]) -> Iterable[Actor]:
    """One row an actor, with the forms that it goes by and where."""
    rows = {one.key: one for referents in meant.values() for one in referents}
    spans: dict[str, list[Span]] = {key: [] for key in rows}
    forms: dict[str, list[str]] = {key: [] for key in rows}
    for span, referents in meant.items():
        for one in referents:
            spans[one.key].append(span)
            if len(referents) == 1 and _is_a_form(report, span):
                forms[one.key].append(clean(report.parsed.words(span)))
    for key, one in rows.items():
        aliases = {fold(form): form for form in reversed(forms[key]) if fold(form) not in ("", fold(one.name))}
        yield Actor(
            ids[key], one.name, tuple(reversed(aliases.values())), tuple(sorted(spans[key])), one.type, one.country,
            one.wikidata,
        )  # fmt: skip


def _is_a_form(report: Report, span: Span) -> bool:
    """Pronouns are mentions, not names."""
    tokens = report.parsed.tokens_in(span)
    return bool(tokens) and not (len(tokens) == 1 and tokens[0].pos in ("PRON", "DET"))
