"""Colours by what they mean, for a light page and a dark one, and the style that turns one into the other."""

from __future__ import annotations

from dataclasses import dataclass

INK, QUIET, FAINT, PAPER, LAND = "#1f2933", "#5c6873", "#cbd2d9", "#ffffff", "#eef1f3"
SPOKEN_OF, BORDER = "#d3dde6", "#a9b5c0"  # a land of which something is said, and the edges of lands
HEDGED, CONTESTED, DENIED = "#2b6094", "#8a4b01", "#b3261e"
# Each at 4.5 to 1 or better on its paper (WCAG 2.2, 1.4.3) but for FAINT, LAND, SPOKEN_OF and BORDER:
# they say nothing that a mark or a word does not say as well.
DARK = {
    INK: "#e4e7eb",
    QUIET: "#a3aeb9",
    FAINT: "#3e4a56",
    PAPER: "#14181d",
    LAND: "#222a32",
    SPOKEN_OF: "#34424f",
    BORDER: "#566472",
    HEDGED: "#86b7ea",
    CONTESTED: "#f0b056",
    DENIED: "#ff9a8c",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said, and how that is drawn: never by its colour alone."""

    word: str
    colour: str
    dash: tuple[int, ...] = ()
    is_hollow: bool = False


CERTAIN = Manner("said as certain", INK)
WITH_HEDGES = Manner("half or more hedged", HEDGED, (6, 4))
IN_DISPUTE = Manner("half or more contested", CONTESTED, is_hollow=True)
IN_DENIAL = Manner("only denied", DENIED, (2, 3), is_hollow=True)
MANNERS = (CERTAIN, WITH_HEDGES, IN_DISPUTE, IN_DENIAL)


def manner(claims: int, denied: int, hedged: int, contested: int = 0, weighed: int = 0) -> Manner:
    """How so many claims say it; where propositions were weighed, those tell what is contested."""
    if denied >= claims > 0:
        return IN_DENIAL
    if (weighed and 2 * contested >= weighed) or (not weighed and 2 * denied >= claims):
        return IN_DISPUTE
    return WITH_HEDGES if 2 * hedged >= claims else CERTAIN


def dark_style(scope: str = "") -> str:
    """CSS rules that show such an SVG on a dark page; `scope` is a selector that stands before each."""
    before = f"{scope} " if scope else ""
    rules = (
        f'{before}.reportedly-picture [{what}="{light}"]{{{what}:{dark}}}'
        for light, dark in DARK.items()
        for what in ("fill", "stroke")
    )
    return "".join(rules)
