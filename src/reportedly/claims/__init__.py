"""Claims: who does what to whom, where and when, as drafts that point at spans."""

from reportedly.claims.echoes import heading_end, without_echoes
from reportedly.claims.extract import extract
from reportedly.claims.rows import row_behind

__all__ = ["extract", "heading_end", "row_behind", "without_echoes"]
