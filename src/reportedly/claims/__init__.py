"""Claims: who does what to whom, where and when, as drafts that point at spans."""

from reportedly.claims.extract import extract
from reportedly.claims.rows import row_behind

__all__ = ["extract", "row_behind"]
