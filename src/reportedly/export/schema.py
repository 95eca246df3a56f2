"""The schema: the reading contract as JSON Schema, for programs that check what they are given."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def reading_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `--format json` prints, from data/reading.schema.json.

    Unknown fields are allowed, since the contract may grow; every field of the contract is required, null or empty
    where nothing is known. That ids lead to rows and spans into the text is beyond a schema.
    """
    schema: dict[str, Any] = json.loads(
        (files("reportedly.export") / "data" / "reading.schema.json").read_text("utf-8")
    )
    return schema
