"""Intake: files, pages, PDF, feeds, archives, mail, addresses become documents; their text never changes again."""

from typing import TYPE_CHECKING, Any

from reportedly.intake.files import expected
from reportedly.intake.receive import receive, receive_bytes, receive_text
from reportedly.intake.values import Container, Failure, Given, Limits, Passed, Received

if TYPE_CHECKING:
    from reportedly.intake.completions import LanguageModel
    from reportedly.intake.fetch import Clock, Fetched, Fetcher, Network
    from reportedly.intake.watch import Feed, Polled, is_due, poll, receive_new

__all__ = [
    "Clock",
    "Container",
    "Failure",
    "Feed",
    "Fetched",
    "Fetcher",
    "Given",
    "LanguageModel",
    "Limits",
    "Network",
    "Passed",
    "Polled",
    "Received",
    "expected",
    "is_due",
    "poll",
    "receive",
    "receive_bytes",
    "receive_new",
    "receive_text",
]
_OF_THE_WEB = {
    **dict.fromkeys(("Clock", "Fetched", "Fetcher", "Network"), "reportedly.intake.fetch"),
    "LanguageModel": "reportedly.intake.completions",
    **dict.fromkeys(("Feed", "Polled", "is_due", "poll", "receive_new"), "reportedly.intake.watch"),
}


def __getattr__(name: str) -> Any:
    """What needs the network is loaded when it is first asked for: reading a file costs none of it (PEP 562)."""
    if name not in _OF_THE_WEB:
        raise AttributeError(f"module 'reportedly.intake' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_OF_THE_WEB[name]), name)
