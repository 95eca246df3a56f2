"""The casebook for assistants: the same answers as on the pages, as tools of the Model Context Protocol, to read."""

from reportedly.web.assistants.server import serve

__all__ = ["serve"]
