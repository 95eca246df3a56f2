"""Trace: who copied or cited whom, from the words that reports share, their credit lines and whom they cite."""

from reportedly.lineage.comparing import compare
from reportedly.lineage.dating import UNDATED, last_day
from reportedly.lineage.following import follow
from reportedly.lineage.handles import Handles, handles
from reportedly.lineage.leaning import report_of
from reportedly.lineage.linking import link, may_be_copies, may_matter
from reportedly.lineage.neighbours import ALIKE, may_share
from reportedly.lineage.sketching import sketch
from reportedly.lineage.tracing import links, trace, window, window_after

__all__ = [
    "ALIKE",
    "UNDATED",
    "Handles",
    "compare",
    "follow",
    "handles",
    "last_day",
    "link",
    "links",
    "may_be_copies",
    "may_matter",
    "may_share",
    "report_of",
    "sketch",
    "trace",
    "window",
    "window_after",
]
