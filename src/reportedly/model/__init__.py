"""The values that walk through the house: plain, frozen, made of the standard library only."""

from reportedly.model.casebook import Evidence, Fault, Head, Judged, Judgement, Kept, Lost, Target, Unread, Written
from reportedly.model.explanation import Explanation, Link
from reportedly.model.parsed import Mention, Parsed, Quote, Sentence, Token
from reportedly.model.reading import (
    Actor,
    Assessment,
    Attributed,
    Attribution,
    Claim,
    Draft,
    Identified,
    Place,
    Quantity,
    Reader,
    Reading,
    Source,
    Time,
)
from reportedly.model.text import Document, Problem, Span

__all__ = [
    "Actor",
    "Assessment",
    "Attributed",
    "Attribution",
    "Claim",
    "Document",
    "Draft",
    "Evidence",
    "Explanation",
    "Fault",
    "Head",
    "Identified",
    "Judged",
    "Judgement",
    "Kept",
    "Link",
    "Lost",
    "Mention",
    "Parsed",
    "Place",
    "Problem",
    "Quantity",
    "Quote",
    "Reader",
    "Reading",
    "Sentence",
    "Source",
    "Span",
    "Target",
    "Time",
    "Token",
    "Unread",
    "Written",
]
