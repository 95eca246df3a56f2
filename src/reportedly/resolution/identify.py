"""From drafts and voices to actors, places and times with identities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.model import Actor, Attributed, Draft, Identified, Parsed, Place, Span, Time
from reportedly.resolution.dates import tell_time
from reportedly.resolution.gazetteer import Spot, country_name
from reportedly.resolution.known import by_id
from reportedly.resolution.named import named_elsewhere
from reportedly.resolution.names import clean, fold
from reportedly.resolution.places import find_place, place_key
from reportedly.resolution.refer import refer, refer_to_fighters
from reportedly.resolution.referents import Referent
from reportedly.resolution.report import Report, survey
from reportedly.resolution.voices import actors_of_voices

_BY_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})


def identify(parsed: Parsed, attributed: Attributed, drafts: Sequence[Draft]) -> Identified:
    """The actors, places and times that the drafts' spans and the voices mean."""
    report = survey(parsed, attributed)
    fighting = _fighting(drafts)
    meant = {
        span: () if by_force and _is_a_seat(report, span) else _meant(report, span, fights=span in fighting)
        for span, by_force in _spans(drafts)
    }
    ids = _ids(meant.values())
    places, place_ids = _places(report, drafts)
    return Identified(
        actors=tuple(_actors(report, meant, ids)),
        places=places,
        actor_ids={span: tuple(ids[one.key] for one in referents) for span, referents in meant.items()},
        place_ids=place_ids,
        times=_times(parsed, drafts),
        source_actors=actors_of_voices(report, ids),
    )


def _places(report: Report, drafts: Sequence[Draft]) -> tuple[tuple[Place, ...], dict[Span, str]]:
    """One row a place, under the first name that the text gives it, and which place each span is."""
    spans = dict.fromkeys(span for draft in drafts for span in draft.places)
    found = {span: place for span in spans if (place := find_place(report, span)) is not None}
    keys = {span: place_key(*place) for span, place in found.items()}
    ids = {key: f"p{i}" for i, key in enumerate(dict.fromkeys(keys.values()), 1)}
    rows = {key: found[span] for span, key in reversed(keys.items())}
    where: dict[str, list[Span]] = {key: [] for key in ids}
    for span in sorted(keys):
        where[keys[span]].append(span)
    places = tuple(_place(ids[key], *rows[key], tuple(where[key])) for key in ids)
    return places, {span: ids[key] for span, key in keys.items()}


def _place(key: str, name: str, spot: Spot, mentions: tuple[Span, ...]) -> Place:
    return Place(
        key, name, spot.admin1, spot.country, country_name(spot.country), spot.latitude, spot.longitude, spot.geonames,
        mentions,
    )  # fmt: skip


def _times(parsed: Parsed, drafts: Sequence[Draft]) -> dict[Span, Time]:
    told = {span: tell_time(parsed, span) for span in dict.fromkeys(draft.time for draft in drafts) if span is not None}
    return {span: time for span, time in told.items() if time is not None}


def _spans(drafts: Sequence[Draft]) -> Iterable[tuple[Span, bool]]:
    """Every actor's span, with whether something is done to it by force."""
    found: dict[Span, bool] = {}
    for draft in drafts:
        for span in draft.recipients:
            found[span] = found.get(span, True) and draft.event in _BY_FORCE
        for span in draft.actors:
            found[span] = False
    return found.items()


def _fighting(drafts: Sequence[Draft]) -> frozenset[Span]:
    """The spans of those who act by force, and else stand in ties only."""
    by_force = {span for draft in drafts if draft.event in _BY_FORCE for span in draft.actors}
    words = (draft for draft in drafts if draft.event is not None and draft.event not in _BY_FORCE)
    return frozenset(by_force - {span for draft in words for span in draft.actors})


def _meant(report: Report, span: Span, *, fights: bool) -> tuple[Referent, ...]:
    """Whom a span means; an outlet beside a deed of force only tells it ('Reuters. Militias attacked')."""
    if not fights:
        return refer(report, span)
    return tuple(one for one in refer_to_fighters(report, span) if not _is_outlet(one))


def _is_outlet(one: Referent) -> bool:
    known = by_id().get(one.key)
    return known is not None and "outlet" in known.nature


def _is_a_seat(report: Report, span: Span) -> bool:
    """'Damascus' where something is done to it by force: a place."""
    inside = report.sightings.inside(span)
    return len(inside) == 1 and not inside[0].spellings and inside[0].words[0].kind == "seat"


def _ids(meant: Iterable[tuple[Referent, ...]]) -> dict[str, str]:
    keys = dict.fromkeys(one.key for referents in meant for one in referents)
    return {key: f"a{i}" for i, key in enumerate(keys, 1)}


def _actors(report: Report, meant: dict[Span, tuple[Referent, ...]], ids: dict[str, str]) -> Iterable[Actor]:
    """One row an actor, with where it is named or meant and the forms that it goes by."""
    rows = {one.key: one for referents in meant.values() for one in referents}
    spans: dict[str, dict[Span, bool]] = {key: {} for key in rows}  # with whether its words are a form of the name
    for span, referents in meant.items():
        for one in referents:
            spans[one.key][span] = len(referents) == 1 and _is_a_form(report, span)
    for key, span in named_elsewhere(report):
        if key in spans:
            spans[key].setdefault(span, True)
    for key, one in rows.items():
        forms = [clean(report.parsed.words(span)) for span, is_form in sorted(spans[key].items()) if is_form]
        aliases = {fold(form): form for form in reversed(forms) if fold(form) not in ("", fold(one.name))}
        yield Actor(
            ids[key], one.name, tuple(reversed(aliases.values())), tuple(sorted(spans[key])), one.type, one.country,
            one.wikidata,
        )  # fmt: skip


def _is_a_form(report: Report, span: Span) -> bool:
    """Pronouns are mentions, not names."""
    tokens = report.parsed.tokens_in(span)
    return bool(tokens) and not (len(tokens) == 1 and tokens[0].pos in ("PRON", "DET"))
