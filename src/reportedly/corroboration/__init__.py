"""Tells on how many independent words each thing claimed in a casebook rests, for and against, and why."""

from reportedly.corroboration.explaining import counted, explain, lines
from reportedly.corroboration.listing import contradictions, keystones, news, without
from reportedly.corroboration.opinions import credibility, likelihood, opinion
from reportedly.corroboration.propose import heaps_of, propositions, tops, worked_out
from reportedly.corroboration.regrouping import Kept, Regrouped, cells_of, regrouped, restored
from reportedly.corroboration.stating import statements
from reportedly.corroboration.tables import Rule, default_rule
from reportedly.corroboration.viewing import View
from reportedly.corroboration.viewing import keys_of as keys

__all__ = [
    "Kept",
    "Regrouped",
    "Rule",
    "View",
    "cells_of",
    "contradictions",
    "counted",
    "credibility",
    "default_rule",
    "explain",
    "heaps_of",
    "keys",
    "keystones",
    "likelihood",
    "lines",
    "news",
    "opinion",
    "propositions",
    "regrouped",
    "restored",
    "statements",
    "tops",
    "without",
    "worked_out",
]
