"""The casebook: keeps reports as received, what was read in them and what people decided, and proves that all stands."""

from reportedly.casebook.evidence import keep, keep_original, original_bytes
from reportedly.casebook.faults import CasebookError
from reportedly.casebook.log import head
from reportedly.casebook.names import fold, report_key
from reportedly.casebook.opening import Store, open_store
from reportedly.casebook.preparing import Prepared, prepare, reader_line
from reportedly.casebook.readings import load_reading, unread, write
from reportedly.casebook.rebuilding import rebuild
from reportedly.casebook.writing import Writing

__all__ = [
    "CasebookError",
    "Prepared",
    "Store",
    "Writing",
    "fold",
    "head",
    "keep",
    "keep_original",
    "load_reading",
    "open_store",
    "original_bytes",
    "prepare",
    "reader_line",
    "rebuild",
    "report_key",
    "unread",
    "write",
]
