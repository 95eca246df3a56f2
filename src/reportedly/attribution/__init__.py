"""Attribution: who says what, by which cue, through whom."""

from reportedly.attribution.attribute import METHODS, RULES, TAGGER, attribute
from reportedly.attribution.chains import chain, innermost

__all__ = ["METHODS", "RULES", "TAGGER", "attribute", "chain", "innermost"]
