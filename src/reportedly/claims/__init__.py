"""Claims: who does what to whom, where and when, as drafts that point at spans."""

from reportedly.claims.extract import extract

__all__ = ["extract"]
