"""What Sphinx is told: Markdown pages by MyST, the look by Furo, nothing from the network, references made by us."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.application import Sphinx

SITE = Path(__file__).parent
sys.path.insert(0, str(SITE))

from made import fill  # noqa: E402 - it stands beside this file, which is on the path only now

from reportedly.version import __version__  # noqa: E402

project = "reportedly"
author = "The reportedly authors"
copyright = "The reportedly authors, MIT licence"  # noqa: A001 - Sphinx's own name
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["site"]
language = "en"
default_role = "code"  # docstrings write names as `name`
smartquotes = False  # options begin with two dashes
keep_warnings = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # files of the repository that are shown here begin at other levels

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_display_short_literal_types = True
maximum_signature_line_length = 80

html_theme = "furo"
html_title = "reportedly"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#1f5f5b", "color-brand-content": "#1f5f5b"},
    "dark_css_variables": {"color-brand-primary": "#7fc7bf", "color-brand-content": "#7fc7bf"},
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"


def setup(app: Sphinx) -> None:
    """Pages may hold a line '% made: NAME', in whose place what NAME makes is read."""
    app.connect("source-read", _read_made)


def _read_made(_app: Sphinx, page: str, source: list[str]) -> None:
    source[0] = fill(source[0], page)
