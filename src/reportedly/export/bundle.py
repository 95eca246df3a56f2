"""The evidence bundle: originals, readings, judgements and log in one zip with a manifest of hashes, and its check.

Nothing in it is packed: each member's bytes stand in the file as they are, so that the same bundle has the same bytes
everywhere, and so that one changed byte belongs to one member. A bundle proves that it is whole, not who made it: note
down its own SHA-256, or have it signed, when it is handed on.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.export.beside import beside
from reportedly.export.formats import prepared
from reportedly.export.html import page
from reportedly.export.rows import printed
from reportedly.model.export import Bundle, Case, Original
from reportedly.model.serial import encode

FORMAT, VERSION = "reportedly/bundle", 2  # 1 left out the archives, feeds and mailboxes that documents came in
MANIFEST = "manifest.json"
Member = tuple[str, bytes]
_START_OF_TIME = (1980, 1, 1, 0, 0, 0)  # zip knows none before; a member's own date would differ from run to run
_README = """\
Evidence bundle of reportedly

report.html           all of it for a person; opens in any browser, needs no network
originals/            the documents as they came in, each named by the SHA-256 of its bytes, with the web archives,
                      feeds and mailboxes that they came in (receipts.jsonl says which)
readings/             what was read in each report, one JSON object each ('reportedly schema' describes it)
judgements.jsonl      what people decided, beside the claims
propositions.jsonl    what several reports say alike, and how well it is supported
lineage.jsonl         which report was taken from which
receipts.jsonl        when and from where each report came
log.jsonl             the casebook's log; each entry's hash covers the one before
manifest.json         the SHA-256 and size of every file here

'reportedly verify' checks it. By hand: 'sha256sum' of each file against manifest.json.
Nothing here is called true: it says who is said to have done what, and on whose word.
"""


def packed(bundle: Bundle) -> bytes:
    """A bundle as a zip; the same bundle gives the same bytes.

    A redacted one holds no originals, since they name whom it hides; its manifest says so.
    """
    case = prepared(bundle.case)
    members = list(_members(case, () if case.redact else bundle.originals))
    members.append(("log.jsonl", _lines(bundle.log)))
    return zipped([(MANIFEST, _manifest(case, members)), *members])


def zipped(members: Iterable[Member]) -> bytes:
    """Members as a zip of which every byte follows from them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in members:
            info = zipfile.ZipInfo(name, _START_OF_TIME)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, body)
    return out.getvalue()


def _members(case: Case, originals: Iterable[Original]) -> Iterator[Member]:
    yield "README.txt", _README.encode("utf-8")
    yield "report.html", page(case.readings, beside(case)).encode("utf-8", "replace")
    for original in sorted({one.sha256: one for one in originals}.values(), key=lambda one: one.sha256):
        yield f"originals/{original.sha256}", original.body
    for i, reading in enumerate(case.readings, 1):
        digest = hashlib.sha256(f"{reading.document.id} {reading.document.name}".encode()).hexdigest()
        yield f"readings/{i:05}-{digest[:8]}.json", f"{reading.to_json()}\n".encode()
    yield "judgements.jsonl", _lines(case.judgements)
    yield "propositions.jsonl", _lines(case.propositions)
    yield "lineage.jsonl", _lines(case.descents)
    yield "receipts.jsonl", _lines(case.receipts)


def _lines(rows: Iterable[Any]) -> bytes:
    return b"".join(printed(encode(row)) for row in rows)


def _manifest(case: Case, members: Iterable[Member]) -> bytes:
    rows = [{"name": name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()} for name, body in members]
    head = {"format": FORMAT, "version": VERSION, "made_at": case.made_at, "by": case.by, "redacted": case.redact}
    return (json.dumps({**head, "members": rows}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
