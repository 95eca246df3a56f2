"""Clauses that a text without commas, or a headline without auxiliaries, runs together: 'killed two people injured
eight others', 'Girl killed two others injured', 'killing 40 fighters the ministry said'."""

from __future__ import annotations

from reportedly.claims.lexicon import in_class, lemma_of
from reportedly.model import Parsed, Span, Token

_OTHERS = frozenset(["other", "others"])
_SUBJECTS = ("nsubj", "nsubjpass")


def killing_before(parsed: Parsed, verb: Token) -> Token | None:
    """The verb of killing whose victims stand right before one of injuring as if they did it: the 'killed' of 'killed
    two people injured eight others'."""
    subject = parsed.child(verb.i, "nsubj")
    if subject is None or not in_class(lemma_of(verb.lemma), "injuring") or parsed.child(verb.i, "aux", "auxpass"):
        return None
    before = parsed.tokens[max(0, parsed.subtree(subject.i)[0].i - 1)]
    active = in_class(lemma_of(before.lemma), "killing") and parsed.child(before.i, "auxpass") is None
    return before if active and before.pos == "VERB" and before.i < subject.i else None


def lists_victims(parsed: Parsed, verb: Token) -> bool:
    """Whether a headline's verb of killing has its victim before it and other victims of another verb behind it:
    'Civilian killed others injured', '20 civilians killed 30 injured'."""
    if verb.tag not in ("VBD", "VBN", "VBP", "NNP") or not in_class(lemma_of(verb.lemma), "killing"):
        return False
    other = parsed.child(verb.i, "dobj")
    if other is None or parsed.child(verb.i, "aux", "auxpass") or not _are_more(parsed, verb, other):
        return False
    behind = parsed.tokens[min(other.i + 1, len(parsed.tokens) - 1)]
    return in_class(lemma_of(behind.lemma), "injuring") and behind.tag in ("VBD", "VBN")


def _are_more(parsed: Parsed, verb: Token, other: Token) -> bool:
    """Whether what follows are victims too: 'others', a number, or numbered people behind a killed child."""
    if other.lower in _OTHERS or other.pos == "NUM":
        return True
    first = parsed.child(verb.i, "nsubj")
    return first is not None and in_class(first.lemma, "people") and parsed.child(other.i, "nummod") is not None


def tells(parsed: Parsed, span: Span, trigger: Token) -> bool:
    """Whether those who seem to suffer a deed only tell it: the ministry of 'killing 40 fighters the ministry said'."""
    words = parsed.tokens_in(span)
    if not words or words[-1].i + 1 >= len(parsed.tokens) or words[0].i < trigger.i:
        return False
    behind = parsed.tokens[words[-1].i + 1]
    if behind.tag not in ("VBD", "VBZ", "VBP") or not in_class(behind.lemma, "saying"):
        return False
    free = behind.i != trigger.i and parsed.child(behind.i, *_SUBJECTS, "aux") is None
    return free or _is_subject(parsed, words)


def _is_subject(parsed: Parsed, words: tuple[Token, ...]) -> bool:
    behind = parsed.tokens[words[-1].i + 1]
    return any(one.head == behind.i and one.dep in _SUBJECTS for one in words)
