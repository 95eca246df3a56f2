"""Modals, negation, adverbs and adjectives that hang on a word."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.factuality.findings import DENIAL, Finding, is_verbal
from reportedly.factuality.lexicon import Effect, hedge, modal
from reportedly.model import Parsed, Token

_NOBODY = frozenset(["none", "nobody", "no-one", "nothing"])
_NO = frozenset(["no", "neither"])
_DENIES_NOTHING = frozenset(["only", "just", "least", "doubt", "merely", "simply"])
_HEDGING = ("neg", "advmod", "amod", "det", "preconj", "intj")


def beside(parsed: Parsed, node: Token) -> Iterator[Finding]:
    """What hangs on a node, in text order; 'no' on a verb's own arguments denies the verb."""
    for child in parsed.children(node.i):
        found = _beside_word(parsed, node, child)
        if found is not None:
            yield found
        elif is_verbal(node) and child.dep in ("nsubj", "nsubjpass", "dobj"):
            yield from _nobody(parsed, child)


def _nobody(parsed: Parsed, argument: Token) -> Iterator[Finding]:
    """'No soldiers were hurt', 'none of them fled': who does not exist does nothing."""
    if argument.lower in _NOBODY:
        yield Finding((argument,), DENIAL)
    for word in parsed.children(argument.i, "det"):
        if word.lower in _NO:
            yield Finding((word,), DENIAL)


def _beside_word(parsed: Parsed, node: Token, child: Token) -> Finding | None:
    if child.dep == "aux" and child.tag == "MD":
        return _modal(parsed, node, child)
    if child.lower in ("longer", "more") and any(one.lower == "no" for one in parsed.children(child.i)):
        return Finding((*parsed.children(child.i), child), DENIAL)
    effect = hedge(child.lower) if child.dep in _HEDGING else None
    if effect is None or (effect.denied and _denies_nothing(parsed, child)):
        return None
    return Finding((child,), effect)


def _denies_nothing(parsed: Parsed, word: Token) -> bool:
    """Whether a negation denies nothing: 'not only', 'no doubt'."""
    after = parsed.tokens[word.i + 1].lower if word.i + 1 < len(parsed.tokens) else ""
    return after in _DENIES_NOTHING


def _modal(parsed: Parsed, node: Token, word: Token) -> Finding | None:
    """A modal with the aspect behind it: 'may flee', 'may have fled', 'may be fleeing'."""
    found = modal(word.lower)
    if found is None:
        return None
    aspects = {aux.lemma for aux in parsed.children(node.i, "aux") if aux.i > word.i}
    when = found.bare
    if "have" in aspects:
        when = found.have
    elif "be" in aspects and node.tag == "VBG":
        when = found.being
    return Finding((word,), Effect(certainty=found.certainty, when=when))
