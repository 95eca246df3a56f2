"""Attribution: who says what, by which cue, through whom."""

from reportedly.attribution.attribute import attribute
from reportedly.attribution.chains import chain, innermost

__all__ = ["attribute", "chain", "innermost"]
