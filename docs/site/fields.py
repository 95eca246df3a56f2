"""Tables of fields and formats, from the JSON Schema of a reading and from the list of exports."""

from __future__ import annotations

from typing import Any

_PARTS = ("document", "source", "attribution", "claim", "actor", "place", "time", "quantity", "problem", "reader")


def fields_of_a_reading() -> str:
    """Markdown: a section a part of a reading, its fields with their types and meanings."""
    from reportedly.export.schema import reading_schema

    schema = reading_schema()
    defined = schema["$defs"]
    parts = [("The whole", schema), *((name, defined[name]) for name in _ordered(defined))]
    return "\n".join(_part(name, row) for name, row in parts)


def formats() -> str:
    """Markdown: the names that `export --format` takes, with what each is and what it needs."""
    from reportedly.export.formats import FORMATS

    lines = ["| format | file | what it is | media type |", "| --- | --- | --- | --- |"]
    every = FORMATS.values() if isinstance(FORMATS, dict) else FORMATS
    return "\n".join(
        [*lines, *(f"| `{row.name}` | `.{row.suffix}` | {row.says} | `{row.media_type}` |" for row in every)]
    )


def _ordered(defined: dict[str, Any]) -> list[str]:
    known = [name for name in _PARTS if name in defined]
    return known + sorted(name for name, row in defined.items() if name not in known and "properties" in row)


def _part(name: str, row: dict[str, Any]) -> str:
    head = f"## {name}\n\n{_words(row.get('description', ''))}\n"
    lines = ["| field | type | meaning |", "| --- | --- | --- |"]
    fields = [
        f"| `{field}` | {_type(what)} | {_words(what.get('description', ''))} |"
        for field, what in row.get("properties", {}).items()
    ]
    return "\n".join([head, *lines, *fields, ""])


def _type(what: dict[str, Any]) -> str:
    """'list of claim', 'text or null', 'one of these words'."""
    if "$ref" in what:
        name = str(what["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name})" if name in _PARTS else name
    if "const" in what:
        return f"`{what['const']}`"
    if "enum" in what:
        words = ", ".join(f"`{word}`" for word in what["enum"] if word is not None)
        return f"one of {words}" + (", or null" if None in what["enum"] else "")
    for several in ("anyOf", "oneOf"):
        if several in what:
            return " or ".join(_type(one) for one in what[several])
    kinds = what.get("type", "any")
    named = [_NAMES.get(kind, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    if named == ["list"] and "items" in what:
        return f"list of {_type(what['items'])}"
    return " or ".join(named)


_NAMES = {"string": "text", "integer": "whole number", "number": "number", "array": "list", "null": "null"}


def _words(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|").replace("*", "\\*").replace("<", "\\<")
