"""The reference of the desk's API, from the description that the desk itself gives of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any


def routes() -> str:
    """Markdown: a table of the routes of each kind, with what may be asked."""
    by_kind: dict[str, list[str]] = {}
    for path, methods in _description()["paths"].items():
        for method, row in methods.items():
            by_kind.setdefault(row["tags"][0], []).append(_row(path, method, row))
    parts = [f"## {kind.capitalize()}\n\n{_head()}\n" + "\n".join(rows) for kind, rows in by_kind.items()]
    return "\n\n".join(parts) + "\n"


def _description() -> dict[str, Any]:
    from reportedly.web.app import create_app
    from reportedly.web.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Path(folder) / "empty.db", Settings(workers=0))
        described = app.openapi()
        app.state.desk.close()
    return described


def _head() -> str:
    return "| asked | answers | may be given |\n| --- | --- | --- |"


def _row(path: str, method: str, row: dict[str, Any]) -> str:
    given = [f"`{one['name']}`" for one in row.get("parameters", []) if one["in"] == "query"]
    says = " ".join(row.get("description", "").split()).replace("|", "\\|").replace("*", "\\*")
    return f"| `{method.upper()} {path}` | {says} | {' '.join(given)} |"
