"""Parsing: a document becomes tokens in a tree, sentences, quotation marks and mentions."""

from reportedly.parsing.language import MODEL
from reportedly.parsing.parse import parse

__all__ = ["MODEL", "parse"]
