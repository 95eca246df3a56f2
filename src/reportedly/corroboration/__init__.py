"""Tells on how many independent words each thing claimed in a casebook rests, for and against, and why."""

from reportedly.corroboration.explaining import counted, explain, lines
from reportedly.corroboration.listing import contradictions, keystones, news, without
from reportedly.corroboration.opinions import credibility, likelihood, opinion
from reportedly.corroboration.propose import propositions
from reportedly.corroboration.stating import statements
from reportedly.corroboration.tables import Rule, default_rule
from reportedly.corroboration.viewing import keys_of as keys

__all__ = [
    "Rule",
    "contradictions",
    "counted",
    "credibility",
    "default_rule",
    "explain",
    "keys",
    "keystones",
    "likelihood",
    "lines",
    "news",
    "opinion",
    "propositions",
    "statements",
    "without",
]
