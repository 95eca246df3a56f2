"""What people decided in Label Studio: each claim that they took out, mended, left as it was or added, as a decision.

A claim that no region is left of was rejected; one of which a label, a choice, a name or a stretch differs from the
reading that the task carries was corrected in those fields; one that is the same was left. What a person added is no
claim of a reading: it becomes a note on the report. Only annotations count, never our own prediction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from reportedly.export.labelled import of_each, reading_of
from reportedly.export.rows import Row
from reportedly.model import Claim, Document, Reading, Span
from reportedly.model.export import Decided, Labelled

_FIELDS = ("event", "relation", "mode", "actors", "recipients", "polarity", "certainty", "when", "spans")
_LISTS = "; "


def decisions_of(data: bytes) -> tuple[Labelled, ...]:
    """A task after the other, with what was decided in its last annotation that was not cancelled.

    Tasks that nobody annotated have no decisions and no annotation. Raises ValueError where the JSON is none of ours.
    """
    return of_each(data, _labelled)


def _labelled(task: Row) -> Labelled:
    kept, text = task["data"]["reading"], task["data"]["text"]
    read = Reading.from_json(json.dumps({**kept, "document": {**kept["document"], "text": text}}))
    done = [row for row in task.get("annotations", []) if not row.get("was_cancelled")]
    if not done:
        return Labelled(read)
    now = reading_of(task)
    lost = tuple(row for row in now.problems if row not in read.problems)
    return Labelled(read, _signature(task, done[-1]), tuple(_decided(read, now)), lost)


def _signature(task: Row, annotation: Row) -> str:
    """'task 7, annotation 12 by anna@desk.example'."""
    by = annotation.get("completed_by")
    name = (by.get("email") or by.get("username") or by.get("id")) if isinstance(by, dict) else by
    where = f"task {task.get('id', '?')}, annotation {annotation.get('id', '?')}"
    return where if name is None else f"{where} by {name}"


def _decided(read: Reading, now: Reading) -> Iterator[Decided]:
    after = {claim.id: claim for claim in now.claims}
    for claim in read.claims:
        mended = after.pop(claim.id, None)
        if mended is None:
            yield Decided("reject", claim.id)
        else:
            fields = tuple(_changes(_said(read, claim), _said(now, mended)))
            yield Decided("correct" if fields else "accept", claim.id, fields)
    for claim in after.values():
        said = {name: value for name, value in _said(now, claim).items() if value and name != "spans"}
        told = ", ".join(f"{name} {value}" for name, value in said.items())
        yield Decided("note", None, (), f"a claim that was not read: '{_words(now.document, claim.spans)}' ({told})")


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that differ; of event and relation, of which one is empty, the one that says something."""
    different = [(name, value) for name, value in after.items() if before[name] != value]
    says_other = any(value for name, value in different if name in ("event", "relation"))
    return ((name, value) for name, value in different if value or not (says_other and name in ("event", "relation")))


def _said(reading: Reading, claim: Claim) -> dict[str, str]:
    """What can be changed there, as a correction writes it: lists with semicolons, spans as '12-40, 55-60'."""
    names = {actor.id: actor.name for actor in reading.actors}
    row = replace(claim, actors=_named(claim.actors, names), recipients=_named(claim.recipients, names))
    found = {name: _written(getattr(row, name)) for name in _FIELDS if name != "spans"}
    return {**found, "spans": ", ".join(f"{span.start}-{span.end}" for span in sorted(claim.spans))}


def _named(keys: tuple[str, ...], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(key, key) for key in keys)


def _written(value: str | tuple[str, ...] | None) -> str:
    return _LISTS.join(value) if isinstance(value, tuple) else value or ""


def _words(document: Document, spans: tuple[Span, ...]) -> str:
    return " ... ".join(" ".join(document.text[span.start : span.end].split()) for span in spans)[:300]
