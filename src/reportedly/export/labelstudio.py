"""Label Studio: each report as a task with our reading as its prediction, for people to correct.

Offsets are code points, as Label Studio has counted them since 2022. A claim is a region a stretch, joined by the
relation 'continues'; polarity, certainty, time, mode and actors hang on its first region. The reading itself goes along
in the task's data, so that `labelled.from_label_studio` can tell what was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise

from reportedly.export.identifiers import report_uuid, uuid_of
from reportedly.export.rows import Row, printed
from reportedly.export.said import Told, told
from reportedly.model import Attribution, Reading, Span
from reportedly.model.export import Case

CHOICES = ("polarity", "certainty", "when")
AREAS = ("mode", "actors", "recipients")
PARTS = ("source", "cue", "content")


def label_studio(case: Case) -> bytes:
    """The tasks as Label Studio's JSON import takes them; the labelling set-up that they need is `label_config()`."""
    return printed([_task(reading) for reading in case.readings], indent=1)


def label_config() -> str:
    """The labelling configuration of a Label Studio project for these tasks, as XML."""
    return (files("reportedly.export") / "data" / "label_studio.xml").read_text("utf-8")


def _task(reading: Reading) -> Row:
    kept = reading.to_dict()
    text = kept["document"].pop("text")
    reader, scores = reading.reader, [claim.score for claim in reading.claims]
    prediction = {
        "model_version": f"{reader.name} {reader.version} ({reader.model})",
        "score": sum(scores) / len(scores) if scores else 0.0,
        "result": [*_claims(reading), *_attributions(reading)],
    }
    data = {"text": text, "document": reading.document.name, "reading": kept}
    return {"data": data, "meta": {"report": report_uuid(reading.document)}, "predictions": [prediction]}


def _claims(reading: Reading) -> Iterator[Row]:
    for row in told(reading):
        name = row.claim.relation or row.claim.event or ""
        keys = [uuid_of("region", report_uuid(reading.document), row.claim.id, i) for i in range(len(row.claim.spans))]
        for i, (key, span) in enumerate(zip(keys, row.claim.spans, strict=True)):
            yield _region(key, "claim", name, span, reading, f"{row.claim.id} {i}")
        for first, second in pairwise(keys):
            ends = {"from_id": first, "to_id": second}
            yield {"type": "relation", **ends, "direction": "right", "labels": ["continues"]}
        for key in keys[:1]:
            yield from _said_of(row, key)


def _said_of(row: Told, key: str) -> Iterator[Row]:
    claim = row.claim
    at = {"start": claim.spans[0].start, "end": claim.spans[0].end}
    for name in CHOICES:
        value = {**at, "choices": [getattr(claim, name)]}
        yield {"id": key, "from_name": name, "to_name": "text", "type": "choices", "value": value}
    words = {
        "mode": [claim.mode] if claim.mode else [],
        "actors": [actor.name for actor in row.actors],
        "recipients": [actor.name for actor in row.recipients],
    }
    for name, lines in words.items():
        if lines:
            value = {**at, "text": lines}
            yield {"id": key, "from_name": name, "to_name": "text", "type": "textarea", "value": value}


def _attributions(reading: Reading) -> Iterator[Row]:
    for row in reading.attributions:
        for part in PARTS:
            for i, span in enumerate(spans_of(row, part)):
                key = uuid_of("region", report_uuid(reading.document), row.id, part, i)
                yield _region(key, "attribution", part, span, reading, f"{row.id} {i}")


def spans_of(row: Attribution, part: str) -> Sequence[Span]:
    """The spans of an attribution's source, cue or content."""
    found: Sequence[Span] = getattr(row, f"{part}_spans")
    return found


def _region(key: str, tag: str, name: str, span: Span, reading: Reading, mark: str) -> Row:
    """A labelled stretch. Label Studio gives a prediction's regions new ids when a person takes it up; `meta` stays."""
    words = reading.document.text[span.start : span.end]
    value = {"start": span.start, "end": span.end, "text": words, "labels": [name]}
    return {
        "id": key,
        "from_name": tag,
        "to_name": "text",
        "type": "labels",
        "value": value,
        "meta": {"text": [mark]},
    }
