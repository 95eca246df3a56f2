"""Proposing: a language model's claims, each checked against the text and the reading, beside those that were read."""

from reportedly.proposing.propose import Ask, propose

__all__ = ["Ask", "propose"]
