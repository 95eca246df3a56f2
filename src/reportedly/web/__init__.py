"""The desk: a casebook's pages and its API, on this machine unless told otherwise, for people who look and decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.web.app import create_app
    from reportedly.web.settings import Settings

__all__ = ["Settings", "create_app"]


def __getattr__(name: str) -> Any:
    """Loaded when they are asked for: `assistants/` gives the same answers where the desk's packages are missing."""
    if name not in __all__:
        raise AttributeError(f"module 'reportedly.web' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"reportedly.web.{'app' if name == 'create_app' else 'settings'}"), name)
