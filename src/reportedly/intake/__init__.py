"""Intake: files, pages, PDF, JSON Lines and standard input become documents; their text never changes again."""

from reportedly.intake.files import expected
from reportedly.intake.receive import receive, receive_text
from reportedly.intake.values import Failure, Given, Limits, Received

__all__ = ["Failure", "Given", "Limits", "Received", "expected", "receive", "receive_text"]
