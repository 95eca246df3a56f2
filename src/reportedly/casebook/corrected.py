"""Puts what people corrected in the place of what was read: a reading as their judgements leave it, the read one kept.

Who and which place a correction names was told when it was made, and stands in it: nothing here asks a casebook, so
that the same reading and the same judgements give the same rows whatever else was added since.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportedly.casebook.corrections import OF_ATTRIBUTION, value_of
from reportedly.casebook.decisions import Decisions
from reportedly.casebook.names import actor_key, claim_anchor, place_key, report_key
from reportedly.model import Actor, Attribution, Claim, Place, Reading

WHO = {"actors": "actors_are", "recipients": "recipients_are", "place": "place_is"}  # where it is told who is meant


def corrected(reading: Reading, decisions: Decisions) -> Reading:
    """The reading with all claims as people corrected them; the same reading where nothing was corrected.

    Claims keep their ids; rejected ones stand in it still (see `Decisions.verdicts`). What an older judgement says in
    words that mean no value is passed over.
    """
    report = report_key(reading.document.id.removeprefix("sha256:"), reading.document)
    verdicts = decisions.verdicts.get(report, {})
    if not any(verdict.fields for verdict in verdicts.values()):
        return reading
    names = {actor.id: actor.name for actor in reading.actors}
    for at, claim in enumerate(reading.claims):
        verdict = verdicts.get(claim_anchor(report, claim, names))
        if verdict and verdict.fields:
            reading = corrected_claim(reading, at, dict(verdict.fields))
    return reading


def corrected_claim(reading: Reading, at: int, fields: dict[str, str]) -> Reading:
    """The reading with its claim number `at` corrected."""
    given = {field: words for field, words in fields.items() if field not in WHO.values()}
    values = dict(_values(given))
    claim = reading.claims[at]
    spans = {field: values.pop(field) for field in OF_ATTRIBUTION if field in values}
    if spans and claim.attribution:
        reading, values["attribution"] = _with_attribution(reading, claim, spans)
    for side in ("actors", "recipients"):
        if side in values:
            reading, values[side] = _with_actors(reading, values[side], fields.get(WHO[side]))
    if "place" in values:
        reading, values["place"] = _with_place(reading, values["place"], fields.get(WHO["place"]))
        others = (place for place in claim.places_all if place not in (claim.place, values["place"]))
        values["places_all"] = (values["place"], *others) if values["place"] else ()
    claims = (*reading.claims[:at], replace(claim, **values), *reading.claims[at + 1 :])
    return replace(reading, claims=claims)


def _values(fields: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for field, words in fields.items():
        try:
            yield field, value_of(field, words)
        except ValueError:
            continue


def _with_attribution(reading: Reading, claim: Claim, spans: dict[str, Any]) -> tuple[Reading, str]:
    """Other claims of the same attribution keep theirs."""
    found = next((row for row in reading.attributions if row.id == claim.attribution), None)
    if found is None:
        return reading, str(claim.attribution)
    own: Attribution = replace(found, id=f"{found.id}.{claim.id}", **spans)
    return replace(reading, attributions=(*reading.attributions, own)), own.id


def _with_actors(reading: Reading, names: tuple[str, ...], told: str | None) -> tuple[Reading, tuple[str, ...]]:
    ids: list[str] = []
    for name, country, kind, wikidata in _told(told) or [[name, None, None, None] for name in names]:
        key = actor_key(name, country)
        known = next((row.id for row in reading.actors if actor_key(row.name, row.country) == key), None)
        if known is None:
            known = _free("a", {row.id for row in reading.actors})
            new = Actor(known, name, type=kind, country=country, wikidata=wikidata)
            reading = replace(reading, actors=(*reading.actors, new))
        ids.append(known)
    return reading, tuple(dict.fromkeys(ids))


def _with_place(reading: Reading, name: str | None, told: str | None) -> tuple[Reading, str | None]:
    if name is None:
        return reading, None
    place = Place("", *(next(iter(_told(told)), (name,))))
    known = next((row.id for row in reading.places if place_key(row) == place_key(place)), None)
    if known is None:
        known = _free("p", {row.id for row in reading.places})
        reading = replace(reading, places=(*reading.places, replace(place, id=known)))
    return reading, known


def _told(told: str | None) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(told) if told else []
    return found


def _free(letter: str, taken: set[str]) -> str:
    return next(key for n in itertools.count(len(taken) + 1) if (key := f"{letter}{n}") not in taken)
