"""Back from Label Studio: what people labelled, as the reading that it makes; what they left alone comes back the same.

A region that still carries its claim's mark is that claim; one without is a new claim. A claim of which no region is
left was taken out. What people can't change there (places, times, things, the chain) is kept as it was read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from reportedly.export.labelstudio import AREAS, CHOICES, PARTS, spans_of
from reportedly.export.rows import Row, parsed
from reportedly.model import Actor, Attribution, Claim, Problem, Reading, Span

_RELATIONS = ("backs", "allied_with", "hostile_to", "leads", "member_of", "part_of")


def from_label_studio(data: bytes) -> tuple[Reading, ...]:
    """The readings in Label Studio's JSON export (or in our import file). Raises ValueError where it is none.

    Of several annotations of a task the last that was not cancelled counts, else its first prediction. A region whose
    words don't stand where it says, counted in code points or in UTF-16 units, is left out and becomes a problem.
    """
    return of_each(data, reading_of)


def of_each(data: bytes, said: Callable[[Row], Any]) -> tuple[Any, ...]:
    """What is said of each task of Label Studio's JSON. Raises ValueError where one is none of ours."""
    tasks = parsed(data)
    try:
        if not isinstance(tasks, list):
            raise TypeError("it is no list of tasks")  # noqa: TRY301 - as any other thing that does not fit
        return tuple(said(task) for task in tasks)
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(f"not a task of ours from Label Studio: {error!r}") from error


@dataclass
class _Region:
    """One labelled stretch with what hangs on it."""

    key: str
    tag: str
    label: str
    span: Span
    mark: tuple[str, int] | None
    says: dict[str, list[str]] = field(default_factory=dict)


class _Cast:
    """The actors of one reading, and those that people add to them."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self.rows = list(actors)
        self._names = {actor.id: actor.name for actor in actors}
        self._keys = {actor.name: actor.id for actor in reversed(actors)}

    def keys(self, old: tuple[str, ...], names: list[str]) -> tuple[str, ...]:
        """The ids of the actors of some names; as they were where the names are the same."""
        if [self._names[key] for key in old if key in self._names] == names:
            return old
        return tuple(map(self._key, names))

    def _key(self, name: str) -> str:
        """The id of the first actor of that name, of a new one where there is none."""
        if name not in self._keys:
            self._keys[name] = f"new-{len(self.rows) + 1}"
            self.rows.append(Actor(self._keys[name], name))
        return self._keys[name]


def reading_of(task: Row) -> Reading:
    """The reading of one task as people left it. Raises KeyError and the like where it is none of ours."""
    kept = task["data"]["reading"]
    text = task["data"]["text"]
    base = Reading.from_json(json.dumps({**kept, "document": {**kept["document"], "text": text}}))
    results = _results(task)
    regions, lost = _regions(results, text)
    base = replace(base, problems=(*base.problems, *lost))
    follows = {row["to_id"]: row["from_id"] for row in results if row.get("type") == "relation"}
    return _with_claims(_with_attributions(base, regions), regions, follows)


def _results(task: Row) -> list[Row]:
    done = [row for row in task.get("annotations", []) if not row.get("was_cancelled")]
    chosen = done[-1:] or task.get("predictions", [])[:1]
    return [row for one in chosen for row in one["result"]]


def _regions(results: Iterable[Row], text: str) -> tuple[dict[str, _Region], list[Problem]]:
    regions: dict[str, _Region] = {}
    lost = []
    rows = list(results)
    for row in rows:
        if row["type"] != "labels" or not row["value"]["labels"]:
            continue
        span = _place(row["value"], text)
        if span is None:
            message = f"region {row['id']} of Label Studio does not stand at {row['value']['start']}"
            lost.append(Problem("label-studio-span", message))
        else:
            regions[row["id"]] = _Region(
                row["id"], row["from_name"], row["value"]["labels"][0], span, _mark(row.get("meta"))
            )
    for row in rows:
        if row.get("from_name") in (*CHOICES, *AREAS) and row["id"] in regions:
            value = row["value"]
            regions[row["id"]].says[row["from_name"]] = value.get("choices") or value.get("text") or []
    return regions, lost


def _place(value: Row, text: str) -> Span | None:
    """Where a region stands in code points; older versions of Label Studio count UTF-16 units."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if 0 <= start <= end <= len(text) and (words is None or text[start:end] == words):
        return Span(start, end)
    units = text.encode("utf-16-le", "surrogatepass")
    before, inside = (part.decode("utf-16-le", "replace") for part in (units[: 2 * start], units[2 * start : 2 * end]))
    return Span(len(before), len(before) + len(inside)) if inside == words else None


def _mark(meta: Any) -> tuple[str, int] | None:
    """The claim's or attribution's id, and which of its stretches it is."""
    lines = meta.get("text") if isinstance(meta, dict) else None
    key, _, number = (lines[0] if lines else "").rpartition(" ")
    return (key, int(number)) if number.isdecimal() else None


def _with_attributions(base: Reading, regions: dict[str, _Region]) -> Reading:
    """The attributions with their stretches as they are now; one of which nothing is left was taken out."""
    found: dict[tuple[str, str], list[_Region]] = {}
    for region in regions.values():
        if region.tag == "attribution" and region.mark:
            found.setdefault((region.mark[0], region.label), []).append(region)
    moved = (_moved(row, found) for row in base.attributions)
    return replace(base, attributions=tuple(row for row in moved if row))


def _moved(row: Attribution, found: dict[tuple[str, str], list[_Region]]) -> Attribution | None:
    source, cue, content = (_in_order(found.get((row.id, part), [])) for part in PARTS)
    if any(spans_of(row, part) for part in PARTS) and not (source or cue or content):
        return None
    return replace(row, source_spans=source, cue_spans=cue, content_spans=content)


def _in_order(regions: Iterable[_Region]) -> tuple[Span, ...]:
    return tuple(region.span for region in sorted(regions, key=lambda region: region.mark[1] if region.mark else 0))


def _with_claims(base: Reading, regions: dict[str, _Region], follows: dict[str, str]) -> Reading:
    groups: dict[str, list[_Region]] = {}
    for region in regions.values():
        if region.tag == "claim":
            groups.setdefault(_claim_of(region, regions, follows), []).append(region)
    known, cast = {claim.id for claim in base.claims}, _Cast(base.actors)
    kept = [_changed(row, groups[row.id], cast) if row.id in groups else row for row in base.claims]
    kept = [row for row in kept if row.id in groups or not row.spans]
    new = [_changed(_blank(base, key), group, cast) for key, group in groups.items() if key not in known]
    return replace(base, actors=tuple(cast.rows), claims=(*kept, *new))


def _claim_of(region: _Region, regions: dict[str, _Region], follows: dict[str, str]) -> str:
    """The id of a region's claim: its mark's, that of the region which it continues, or a new one from its own id."""
    seen: set[str] = set()
    while region.mark is None and region.key not in seen and follows.get(region.key) in regions:
        seen.add(region.key)
        region = regions[follows[region.key]]
    return region.mark[0] if region.mark else f"new-{region.key}"


def _changed(row: Claim, group: list[_Region], cast: _Cast) -> Claim:
    first = min(group, key=lambda region: region.mark[1] if region.mark else 0)
    says = {name: value for region in reversed(group) for name, value in region.says.items()}
    is_tie = first.label in _RELATIONS
    event, relation = (None, first.label) if is_tie else (first.label or None, None)
    if (row.relation or row.event or "") == first.label:
        event, relation = row.event, row.relation
    return replace(
        row,
        spans=_in_order(group),
        event=event,
        relation=relation,
        mode=next(iter(says.get("mode", [])), None),
        actors=cast.keys(row.actors, says.get("actors", [])),
        recipients=cast.keys(row.recipients, says.get("recipients", [])),
        polarity=(says.get("polarity") or [row.polarity])[0],
        certainty=(says.get("certainty") or [row.certainty])[0],
        when=(says.get("when") or [row.when])[0],
    )


def _blank(base: Reading, key: str) -> Claim:
    """A claim that a person added: in the author's own voice, as long as nobody says otherwise."""
    author = tuple(row.id for row in base.sources if row.kind == "author")[:1]
    return Claim(
        key, (), None, None, (), None, (), (), (), None, None, (), None, "affirmed", "certain", None, None, (), 1.0,
        "past", None, author,
    )  # fmt: skip
