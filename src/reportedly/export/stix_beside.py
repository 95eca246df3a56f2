"""What stands beside the claims in STIX: problems and judgements as notes and opinions, propositions, lineage."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.export.identifiers import claim_uuid, report_uuid, uuid_of
from reportedly.export.said import joined
from reportedly.export.stix_words import CLAIM, Object, made, moment
from reportedly.export.words import problem_in_words
from reportedly.model import Document
from reportedly.model.export import Case, Judged, Received, Supported

_OPINIONS = {"accept": "agree", "reject": "disagree", "correct": "neutral"}


def beside(case: Case, at: str) -> Iterator[Object]:
    """Notes, opinions, groupings and relationships between reports, in the order of the case."""
    reports = {reading.document.name: reading.document for reading in case.readings}
    yield from _problems(case, at)
    for row in case.judgements:
        if row.document in reports:
            yield _judgement(row, reports[row.document], at)
    for proposition in case.propositions:
        yield from _proposition(proposition, reports, at)
    yield from _descents(case, reports, at)
    yield from (_receipt(row, reports[row.document], at) for row in case.receipts if row.document in reports)


def _problems(case: Case, at: str) -> Iterator[Object]:
    for reading in case.readings:
        report = report_uuid(reading.document)
        for i, problem in enumerate(reading.problems):
            facts = {"content": problem_in_words(problem), "abstract": "could not be read"}
            yield made("note", uuid_of("problem", report, i), at, **facts, object_refs=[f"report--{report}"])


def _judgement(row: Judged, document: Document, at: str) -> Object:
    """An opinion where somebody accepts, rejects or corrects a claim, else a note; never a change of the claim."""
    target = f"{CLAIM}--{claim_uuid(document, row.claim)}" if row.claim else f"report--{report_uuid(document)}"
    facts = {"authors": [row.by], "object_refs": [target]}
    at, key = moment(row.at) or at, uuid_of("judgement", row.key)
    words = "; ".join(part for part in (row.name, row.says, row.why) if part)
    if row.target == "claim" and row.kind in _OPINIONS:
        return made("opinion", key, at, opinion=_OPINIONS[row.kind], explanation=words, **facts)
    return made("note", key, at, abstract=f"{row.kind} {row.target}", content=words or row.kind, **facts)


def _proposition(row: Supported, reports: dict[str, Document], at: str) -> Iterator[Object]:
    """A grouping of the claims that say the same, and a note of how well it is supported: a count, no confidence."""
    members = [f"{CLAIM}--{claim_uuid(reports[name], claim)}" for name, claim in row.members if name in reports]
    if not members:
        return
    key = uuid_of("proposition", row.id)
    what = f"{joined(row.actors)}: {row.relation or row.event}: {joined(row.recipients)}"
    yield made("grouping", key, at, name=what, context="unspecified", object_refs=members)
    said = f"{row.support}: independent origins for {_range(row.origins_for)}, against {_range(row.origins_against)}"
    content = f"{said}. {row.why}".strip()
    note = uuid_of("support", row.id)
    yield made("note", note, at, abstract=row.support, content=content, object_refs=[f"grouping--{key}"])


def _range(origins: tuple[int, int | None]) -> str:
    low, high = origins
    return str(low) if low == high else f"{low} to {'?' if high is None else high}"


def _descents(case: Case, reports: dict[str, Document], at: str) -> Iterator[Object]:
    for row in case.descents:
        if row.report in reports and row.derived_from in reports:
            ends = [f"report--{report_uuid(reports[name])}" for name in (row.report, row.derived_from)]
            facts = {"source_ref": ends[0], "target_ref": ends[1], "description": ", ".join(row.why)}
            yield made("relationship", uuid_of("descent", *ends), at, relationship_type="derived-from", **facts)


def _receipt(row: Received, document: Document, at: str) -> Object:
    report = report_uuid(document)
    content = f"received at {row.at} from {row.final_url or row.place} by {row.by} with {row.tool}"
    key = uuid_of("receipt", report, row.at, row.place)
    return made("note", key, at, abstract="received", content=content, object_refs=[f"report--{report}"])
