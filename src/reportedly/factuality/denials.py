"""What is said of a report as a whole, so that its content is denied: 'claims that they fled are false', 'there is no
truth in reports that'."""

from __future__ import annotations

from reportedly.factuality.findings import DENIAL, Finding, is_verbal
from reportedly.factuality.lexicon import refutes, vouches
from reportedly.model import Parsed, Token

_PREDICATES = ("acomp", "attr", "oprd", "ccomp", "xcomp", "dobj")
_NO = frozenset(["no", "little", "without"])


def refutation(parsed: Parsed, report: Token) -> Finding | None:
    """The words that deny what a report, a claim or an allegation tells, or None where nothing does."""
    above = parsed.tokens[report.head]
    if is_verbal(above):
        return _by_predicate(parsed, report, above)
    if above.pos == "ADP":
        return _by_noun(parsed, parsed.tokens[above.head])
    return None


def _by_predicate(parsed: Parsed, report: Token, verb: Token) -> Finding | None:
    """'The reports are false', 'are not true', 'do not correspond to reality'; 'called the reports a lie'."""
    negation = parsed.child(verb.i, "neg")
    said = (verb, *(one for one in parsed.children(verb.i, *_PREDICATES) if one.i != report.i))
    for word in said:
        if negation is None and refutes(word.lemma):
            return Finding((word,), DENIAL)
        if negation is not None and vouches(word.lemma):
            return Finding((negation, word), DENIAL)
    return None


def _by_noun(parsed: Parsed, noun: Token) -> Finding | None:
    """'There is no truth in the reports', 'contrary to reports'."""
    if noun.lower == "contrary":
        return Finding((noun,), DENIAL)
    no = next((one for one in parsed.children(noun.i, "det", "amod") if one.lower in _NO), None)
    return Finding((no, noun), DENIAL) if no is not None and vouches(noun.lemma) else None
