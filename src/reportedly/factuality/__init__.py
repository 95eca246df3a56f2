"""Factuality: how surely, by whose word, with the words that show it."""

from reportedly.factuality.assess import assess

__all__ = ["assess"]
