"""The front door: arguments in, readings out on standard output or in a file, one line on stderr for what failed."""

from reportedly.cli.commands import app, main

__all__ = ["app", "main"]
