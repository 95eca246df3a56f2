"""Keeps reports as received, what was read in them and what people decided, and proves that all of it stands."""

from reportedly.casebook.content import content_hash
from reportedly.casebook.corrected import corrected
from reportedly.casebook.decisions import load_decisions
from reportedly.casebook.evidence import keep, keep_original, original_bytes, original_digests
from reportedly.casebook.faults import CasebookError
from reportedly.casebook.judgements import (
    actor_target,
    claim_target,
    judge,
    judged,
    judgement_target,
    lost_judgements,
    merging,
    report_target,
    voice_target,
)
from reportedly.casebook.log import head
from reportedly.casebook.names import fold, report_key
from reportedly.casebook.opening import Store, open_store
from reportedly.casebook.preparing import Prepared, prepare, reader_line
from reportedly.casebook.readings import load_reading, unread, write
from reportedly.casebook.rebuilding import rebuild
from reportedly.casebook.verify import verify
from reportedly.casebook.writing import Writing

__all__ = [
    "CasebookError",
    "Prepared",
    "Store",
    "Writing",
    "actor_target",
    "claim_target",
    "content_hash",
    "corrected",
    "fold",
    "head",
    "judge",
    "judged",
    "judgement_target",
    "keep",
    "keep_original",
    "load_decisions",
    "load_reading",
    "lost_judgements",
    "merging",
    "open_store",
    "original_bytes",
    "original_digests",
    "prepare",
    "reader_line",
    "rebuild",
    "report_key",
    "report_target",
    "unread",
    "verify",
    "voice_target",
    "write",
]
