"""Reports: lists of them, what a search finds, and one with its text, marks, claims, voices and how it came."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.book import AskError
from reportedly.export.addresses import web_address
from reportedly.export.view import View, VoiceEntry, view_of
from reportedly.model import Reading
from reportedly.model.answers import Hit, Page, Receipt, ReportRow
from reportedly.model.desk import Found
from reportedly.web.answers.claims import shown
from reportedly.web.answers.decisions import noted
from reportedly.web.desk import Sight
from reportedly.web.ids import is_report_id, report_id, voice_id
from reportedly.web.values import ClaimShown, InMargin, Link, Paragraph, ReportLine, Reports, ReportShown, VoiceInReport

_WORD = re.compile(r"\w+")
_SNIPPET = 160
PREFIX = "r"


def reports(sight: Sight, *, limit: int = 25, before: int | None = None) -> Reports:
    """The reports that came last."""
    rows = sight.look.reports(limit=limit + 1, before=before)
    return Reports(
        tuple(line_of(sight, row) for row in rows[:limit]), str(rows[limit - 1].id) if len(rows) > limit else None
    )


def search(sight: Sight, words: str, *, limit: int = 20, after: int | None = None) -> Reports:
    """The reports with these words, the latest first. Raises AskError where there is no word in them."""
    hits = sight.book.search(words, limit=limit + 1, after=after)
    lines = (_hit_line(sight, hit, words) for hit in hits[:limit])
    return Reports(tuple(line for line in lines if line), str(hits[limit - 1].id) if len(hits) > limit else None)


def line_of(sight: Sight, row: ReportRow) -> ReportLine:
    """A report in a list."""
    line = ReportLine(
        report_id(row.key), row.document, row.title, row.publisher, row.published, row.claims, row.problems
    )
    return _hidden(sight, row.key, line) if sight.redact else line


def key_of(sight: Sight, id_: str) -> str:
    """The key of the report that an id means. Raises AskError."""
    key = sight.look.report_key(id_) if is_report_id(id_) else None
    if key is None:
        raise AskError(f"there is no report '{id_[:60]}' here")
    return key


def reading_of(sight: Sight, id_: str) -> Reading:
    """A report's whole reading, as this visitor may see it. Raises AskError."""
    key = key_of(sight, id_)
    found = sight.reading(key, sight.look.reading_digest(key))
    if found is None:
        raise AskError("that report was not read yet")
    return found


def report(sight: Sight, id_: str) -> ReportShown:
    """A report as a person looks at it. Raises AskError."""
    key = key_of(sight, id_)
    page = sight.book.show(key)
    found = sight.look.claims_of_report(key)
    told = shown(sight, found)
    ask = sight.corrected if any(row.standing != "unjudged" for row in found) else sight.reading
    reading = ask(key, found[0].reading if found else sight.look.reading_digest(key))
    view = view_of(reading, PREFIX) if reading else None
    text = reading.document.text if reading else ("" if sight.redact else page.text)
    return ReportShown(
        line=line_of(sight, page.report),
        key=key,
        url=_url(sight, page, reading),
        link=web_address(_url(sight, page, reading)),
        language=view.language if view else None,
        original=page.report.original,
        size=sight.look.size(page.report.original),
        reader=page.reader,
        receipts=tuple(_receipt(sight, row) for row in page.receipts),
        problems=tuple(row.words for row in view.problems) if view else tuple(row.message for row in page.problems),
        text=text,
        paragraphs=_paragraphs(reading, view, told) if reading and view else (),
        claims=told,
        voices=_voices(found, reading, view) if reading and view else (),
        notes=noted(sight, page.notes),
    )


def _url(sight: Sight, page: Page, reading: Reading | None) -> str | None:
    if sight.redact:
        return reading.document.url if reading else None
    return page.report.url


def _receipt(sight: Sight, row: Receipt) -> Receipt:
    """A receipt; where unnamed voices are hidden, not from where, since an address may name somebody."""
    return replace(row, place="(hidden)", final_url=None, member=None) if sight.redact else row


def _paragraphs(reading: Reading, view: View, told: tuple[ClaimShown, ...]) -> tuple[Paragraph, ...]:
    """The lines of the text, each with the claims whose words begin in it."""
    by_id = {row.id.rpartition(".")[2]: row for row in told}
    at: dict[int, list[InMargin]] = {}
    for claim, entry in zip(reading.claims, view.claims, strict=True):
        if entry.place.position and claim.id in by_id:
            noted = InMargin(by_id[claim.id], entry.id, entry.place.anchor)
            at.setdefault(entry.place.position.line, []).append(noted)
    return tuple(Paragraph(str(line), tuple(at.get(n, ())), not line.strip()) for n, line in enumerate(view.lines, 1))


def _voices(found: tuple[Found, ...], reading: Reading, view: View) -> tuple[VoiceInReport, ...]:
    """The voices of the report; one on whose word, or through whom, a claim stands has a page."""
    keys: dict[str, str] = {}
    claims = {row.id: row for row in reading.claims}
    for row in found:
        own = claims.get(row.local)
        if own and len(own.chain) == len(row.chain):
            keys |= {source: speaker.key for source, speaker in zip(own.chain, row.chain, strict=True)}
    return tuple(_voice(entry, keys.get(entry.voice.source.id)) for entry in view.voices)


def _voice(entry: VoiceEntry, key: str | None) -> VoiceInReport:
    voice = entry.voice
    name = "the report itself" if entry.drawn == "author" else voice.name
    link = Link(name, voice_id(key) if key else None, voice.source.kind, voice.source.named)
    return VoiceInReport(link, entry.drawn, voice.capacity, voice.through, voice.counts, entry.place.anchor)


def _hit_line(sight: Sight, hit: Hit, words: str) -> ReportLine | None:
    """A hit; where unnamed voices are hidden, none for a word that is hidden: a search must not find out who it is."""
    (row,) = sight.look.reports_by_id((hit.id,))
    line = replace(line_of(sight, row), claims=hit.claims, snippet=hit.snippet)
    if not sight.redact:
        return line
    reading = sight.reading(row.key, sight.look.reading_digest(row.key))
    text = f"{line.title or ''}\n{reading.document.text}" if reading else ""
    wanted = [word for word in _WORD.findall(words) if word != "OR"]
    places = [text.casefold().find(word.casefold()) for word in wanted]
    if any(place < 0 for place in places):
        return None
    start = max(0, min(places, default=0) - _SNIPPET // 2)
    return replace(line, snippet=" ".join(text[start : start + _SNIPPET].split()))


def _hidden(sight: Sight, key: str, line: ReportLine) -> ReportLine:
    reading = sight.reading(key, sight.look.reading_digest(key))
    if reading is None:
        return replace(line, document="(not read)", title=None)
    return replace(line, document=reading.document.name, title=reading.document.title)
