"""Back from STIX: the reports of a bundle with their claims, as the readings that they were."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from reportedly.export.rows import value_of, values_of
from reportedly.export.stix_words import CLAIM, Object, reading_extension, unspelled
from reportedly.model import Actor, Attribution, Claim, Document, Place, Problem, Reader, Reading, Source


def readings_in(bundle: Any) -> tuple[Reading, ...]:
    """The readings of a bundle's reports; reports without our extension are passed over.

    Raises KeyError or TypeError where it is no bundle, ValueError where a report of ours is not whole.
    """
    objects = {one["id"]: one for one in bundle["objects"]}
    claims: dict[str, list[Object]] = {}
    for one in objects.values():
        if one["type"] == CLAIM:
            claims.setdefault(one["report_ref"], []).append(one)
    ours = [
        one for one in objects.values() if one["type"] == "report" and reading_extension() in one.get("extensions", {})
    ]
    return tuple(_reading(one, claims.get(one["id"], []), objects) for one in ours)


def _reading(report: Object, claims: list[Object], objects: dict[str, Object]) -> Reading:
    kept = unspelled(report["extensions"][reading_extension()])
    text = b64decode(objects[kept["text_ref"]].get("payload_bin", "")).decode("utf-8")
    return Reading(
        value_of(Reader, kept.get("reader", {})),
        value_of(Document, {**kept.get("document", {}), "text": text}),
        values_of(Actor, kept.get("actors", [])),
        values_of(Place, kept.get("places", [])),
        values_of(Source, kept.get("sources", [])),
        values_of(Attribution, kept.get("attributions", [])),
        tuple(value_of(Claim, {**unspelled(one), "id": one["claim_id"]}) for one in claims),
        values_of(Problem, kept.get("problems", [])),
    )
