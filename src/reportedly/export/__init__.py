"""Export: a reading in the forms that people and programs take: terminal, page, spreadsheet, schema."""

from __future__ import annotations

from reportedly.model import Reading
from reportedly.model.reading import show_in_notebooks_as

__all__ = ["notebook_view"]


def notebook_view(reading: Reading) -> str:
    """A reading as an HTML fragment for a notebook cell; the templates are loaded only when one is shown."""
    from reportedly.export.html import fragment

    return fragment(reading)


show_in_notebooks_as(notebook_view)
