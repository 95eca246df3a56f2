"""Back from FollowTheMoney: the articles and events of a file of ours, as the readings that they were."""

from __future__ import annotations

from reportedly.export.ftm_words import Entity, unpacked
from reportedly.export.rows import parsed, value_of, values_of
from reportedly.model import Actor, Attribution, Claim, Document, Place, Problem, Reader, Reading, Source


def from_ftm(data: bytes) -> tuple[Reading, ...]:
    """The readings in entities as JSON Lines; entities of others are passed over. Raises ValueError for no such."""
    try:
        entities = [parsed(line) for line in data.decode("utf-8").split("\n") if line.strip()]
        articles = [one for one in entities if one["schema"] == "Article"]
        claims = _claims_by_article(entities)
        found = [_reading(one, claims.get(one["id"], [])) for one in articles]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not FollowTheMoney entities of ours: {error!r}") from error
    return tuple(reading for reading in found if reading)


def _claims_by_article(entities: list[Entity]) -> dict[str, list[Claim]]:
    claims: dict[str, list[Claim]] = {}
    for one in entities:
        row = unpacked("claim", one["properties"].get("indexText", [])) if one["schema"] == "Event" else None
        if row:
            claims.setdefault(one["properties"]["proof"][0], []).append(value_of(Claim, row))
    return claims


def _reading(article: Entity, claims: list[Claim]) -> Reading | None:
    kept = unpacked("reading", article["properties"].get("indexText", []))
    if kept is None:
        return None
    return Reading(
        value_of(Reader, kept.get("reader", {})),
        value_of(Document, kept.get("document", {})),
        values_of(Actor, kept.get("actors", [])),
        values_of(Place, kept.get("places", [])),
        values_of(Source, kept.get("sources", [])),
        values_of(Attribution, kept.get("attributions", [])),
        tuple(claims),
        values_of(Problem, kept.get("problems", [])),
    )
