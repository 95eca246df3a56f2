"""What a told clause is to its speaker: a demand, something to come, a refusal, a promise of help."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claims.tree import is_verb
from reportedly.model import Draft, Parsed, Token

_COMING = frozenset(["will", "would", "'ll", "’ll", "wo", "shall", "'d"])
_OPEN = frozenset(["will", "would", "may", "might", "could"])
_DEMANDING = frozenset(["must", "should", "ought"])
_OBLIGED = frozenset(["have", "need"])
_SELF = frozenset(["i", "we", "it", "he", "she", "they"])
_READY = frozenset(["willing", "ready", "prepared"])
_HELPING = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID"])


def is_to_come(parsed: Parsed, verb: Token) -> bool:
    """Whether the clause is announced: 'will', 'would'."""
    return any(aux.lower in _COMING for aux in parsed.children(verb.i, "aux"))


def is_demanded(parsed: Parsed, verb: Token) -> bool:
    """Whether somebody else is to do it: 'the army must leave', 'they have to pay'; not 'we must'."""
    subject = parsed.child(verb.i, "nsubj")
    if subject is None or subject.lower in _SELF:
        return False
    obliged = verb.lemma in _OBLIGED and any(one.tag == "VB" for one in parsed.children(verb.i, "xcomp"))
    return obliged or any(aux.lower in _DEMANDING for aux in parsed.children(verb.i, "aux"))


def is_refused(parsed: Parsed, verb: Token) -> bool:
    """Whether the speaker will not do it: 'it will not begin talks'."""
    return is_negated(parsed, verb) and is_speakers(parsed, verb)


def is_negated(parsed: Parsed, verb: Token) -> bool:
    """Whether 'not', 'never' or 'no longer' hangs on the verb."""
    return any(
        child.dep == "neg" or (child.lower == "longer" and parsed.tokens[child.i - 1].lower == "no")
        for child in parsed.children(verb.i)
    )


def is_speakers(parsed: Parsed, verb: Token) -> bool:
    """Whether a told clause is of the one who tells it: 'said it would leave'."""
    subject = parsed.child(verb.i, "nsubj")
    return subject is not None and subject.lower in _SELF


def hangs_on(parsed: Parsed, verb: Token, *marks: str) -> bool:
    """Whether a clause with one of the conjunctions hangs on the verb: 'unless they leave'."""
    return any(mark.lower in marks for one in parsed.children(verb.i, "advcl") for mark in parsed.children(one.i))


def as_promised(parsed: Parsed, draft: Draft, *, passive: bool) -> Draft:
    """A deed that is only promised or threatened as what its announcement is.

    PLOVER: help and talks to come are an AGREE; reduced relations that hang on a condition a THREATEN.
    """
    verb = parsed.tokens[draft.trigger]
    if draft.event in _HELPING and draft.actors and not passive and not is_negated(parsed, verb):
        promised = is_to_come(parsed, verb) or _is_ready(parsed, verb)
        return replace(draft, event="AGREE", mode=None) if promised else draft
    if draft.event == "SANCTION" and draft.actors and hangs_on(parsed, verb, "if", "unless"):
        held_out = any(aux.lower in _OPEN for aux in parsed.children(verb.i, "aux"))
        return replace(draft, event="THREATEN", mode="relations") if held_out else draft
    return draft


def _is_ready(parsed: Parsed, verb: Token) -> bool:
    """'Is willing to send', 'stands ready to help'."""
    head = parsed.tokens[verb.head]
    return (
        verb.dep == "xcomp"
        and not is_verb(head)
        and head.lower in _READY
        and not is_negated(parsed, parsed.tokens[head.head])
    )
