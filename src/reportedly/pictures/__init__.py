"""Pictures: networks, timelines, maps and chains of what is said, from frozen values to Vega-Lite, SVG, PNG and pages.

Needs the extra `reportedly[plot]` (altair, vl-convert-python). Nothing here knows a casebook, a file or a network.
"""

from reportedly.pictures.chains import chains
from reportedly.pictures.deeds_map import deeds_map
from reportedly.pictures.network import network
from reportedly.pictures.pages import bundle, fragment, page, script_safe, show_script
from reportedly.pictures.palette import dark_style
from reportedly.pictures.rendering import png, spec, svg
from reportedly.pictures.timeline import timeline
from reportedly.pictures.view import KINDS, View, rendered

__all__ = [
    "KINDS",
    "View",
    "bundle",
    "chains",
    "dark_style",
    "deeds_map",
    "fragment",
    "network",
    "page",
    "png",
    "rendered",
    "script_safe",
    "show_script",
    "spec",
    "svg",
    "timeline",
]
