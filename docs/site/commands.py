"""The reference of the command line, from the commands' own parsers: each command, argument and option."""

from __future__ import annotations

import enum
import re
from importlib import import_module
from typing import Any, get_args


def commands() -> str:
    """Markdown: a section a command, those of a group behind it."""
    from reportedly.cli import app

    root = import_module("typer.main").get_command(app)
    return "\n".join(_section(name, command) for name, command in _walk("reportedly", root))


def _walk(name: str, command: Any) -> list[tuple[str, Any]]:
    """The commands below one, in the order of `--help`; a group itself stands before its commands."""
    found = []
    for short, below in getattr(command, "commands", {}).items():
        if not below.hidden:
            found += [(f"{name} {short}", below), *_walk(f"{name} {short}", below)]
    return found


def _section(name: str, command: Any) -> str:
    shown = [row for row in command.params if not row.hidden and row.name != "help"]
    arguments = [row for row in shown if row.param_type_name == "argument"]
    options = [row for row in shown if row.param_type_name == "option"]
    parts = [f"{'##' if name.count(' ') == 1 else '###'} {name}", _prose(command.help or "")]
    if not hasattr(command, "commands"):
        parts.insert(1, f"```text\n{_usage(name, arguments, options)}\n```")
    if arguments:
        parts.append(_table("argument", [(f"`{_metavar(row)}`", _says(row)) for row in arguments]))
    if options:
        parts.append(_table("option", [(_names(row), _says(row)) for row in options]))
    return "\n\n".join(parts) + "\n"


def _usage(name: str, arguments: list[Any], options: list[Any]) -> str:
    needed = [f"{row.opts[0]} {_metavar(row)}" for row in options if row.required]
    given = [_metavar(row) if row.required else f"[{_metavar(row)}]" for row in arguments]
    return " ".join([name, *(["[OPTIONS]"] if len(options) > len(needed) else []), *needed, *given])


def _prose(words: str) -> str:
    """Help text as paragraphs; names in quotation marks and angle brackets stay as they are."""
    paragraphs = re.split(r"\n\s*\n", words.strip())
    return "\n\n".join(_escaped(" ".join(paragraph.split())) for paragraph in paragraphs)


def _names(option: Any) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    return names if option.is_flag or _is_switch(option) else f"{names} `{_metavar(option)}`"


def _is_switch(option: Any) -> bool:
    return _kind(option) is bool


def _kind(row: Any) -> Any:
    """The type that a value has, without 'or none' and 'several'."""
    kind = row.type_descriptor.annotation
    while inner := [part for part in get_args(kind) if part is not type(None) and isinstance(part, type)]:
        kind = inner[0]
    return kind


def _metavar(row: Any) -> str:
    if row.metavar:
        return str(row.metavar)
    kind = _kind(row)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return "|".join(str(member.value) for member in kind)
    return {int: "N", float: "NUMBER"}.get(kind, str(row.name).upper())


def _says(row: Any) -> str:
    """The help, the default where there is one to know, and the variable that stands in for it."""
    words = [_escaped(" ".join((row.help or "").split()))]
    if row.required and row.param_type_name == "option":
        words.append("Must be given.")
    default = getattr(row.default, "value", row.default)
    if default not in (None, False, "", ()) and not callable(default):
        words.append(f"Default: `{default}`.")
    if row.envvar:
        words.append(f"Or set `${row.envvar}`.")
    return " ".join(words).replace("|", "\\|")


def _escaped(words: str) -> str:
    """Words for Markdown: what looks like markup is no markup."""
    return re.sub(r"([*_<>\[\]$])", r"\\\1", words)


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {head} | |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {_cell(name)} | {says} |" for name, says in rows)])


def _cell(name: str) -> str:
    return name.replace("|", "\\|")
