"""The desk: a casebook's pages and its API, on this machine unless told otherwise, for people who look and decide."""

from reportedly.web.app import create_app
from reportedly.web.settings import Settings

__all__ = ["Settings", "create_app"]
