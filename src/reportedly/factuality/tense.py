"""When a deed is, by the tense and aspect of the verbs on its path: past or ongoing; what is not finite asks above."""

from __future__ import annotations

from reportedly.factuality.findings import is_verbal
from reportedly.factuality.lexicon import lasts
from reportedly.factuality.path import Path
from reportedly.model import Parsed, Token

_PAST = frozenset(["retook", "overran", "overthrew"])  # which taggers take for presents
_SHORT = frozenset(["'s", "’s", "'re", "’re", "'m", "’m"])


def tense(parsed: Parsed, path: Path) -> str:
    """'past' or 'ongoing': of the first finite verb on the path; a noun on its own is past."""
    trigger = path.nodes[0]
    state = trigger.pos == "ADJ" or lasts(trigger.lemma, "noun")
    if not is_verbal(trigger) and state and not _is_over(parsed, path):
        return "ongoing"
    if is_headline(parsed, trigger) and not any(lasts(node.lemma, "verb") for node in path.nodes):
        return "past"
    for node in path.nodes:
        found = _of_verb(parsed, node) if is_verbal(node) else ""
        if found:
            return found
    return "ongoing" if any(_is_progressive(parsed, node) for node in path.nodes) else "past"


def _is_progressive(parsed: Parsed, verb: Token) -> bool:
    """Whether an infinitive goes on: 'are said to be helping them by giving them drones'."""
    return verb.tag == "VBG" and any(aux.lemma == "be" for aux in parsed.children(verb.i, "aux"))


def is_headline(parsed: Parsed, token: Token) -> bool:
    """Whether a token stands in a line of its own without a full stop, where 'Rebels seize town' tells of the past."""
    sentence = parsed.sentences[token.sentence]
    last = parsed.tokens[sentence.last - 1]
    line = parsed.paragraphs[sentence.paragraph]
    return last.pos != "PUNCT" and last.end == line.end and parsed.tokens[sentence.first].start == line.start


def _is_over(parsed: Parsed, path: Path) -> bool:
    """Whether a noun of a lasting state stands under a verb in the past ('the war ended')."""
    return any(_of_verb(parsed, node) == "past" for node in path.nodes if is_verbal(node))


def _of_verb(parsed: Parsed, verb: Token) -> str:
    """'past' or 'ongoing' by a verb's first auxiliary, else by its own form; '' where it is not finite."""
    auxiliaries = tuple(aux for aux in parsed.children(verb.i, "aux", "auxpass") if aux.text != "IS")
    if any(aux.tag in ("MD", "TO") for aux in auxiliaries):
        return ""
    first = auxiliaries[0] if auxiliaries else verb
    if first.i == verb.i:
        return _of_form(verb)
    if first.lemma == "have":
        return "past" if first.tag == "VB" else _perfect(verb, first)
    return {"VBD": "past", "VB": ""}.get(first.tag, "ongoing" if _is_present(first) else "")


def _of_form(verb: Token) -> str:
    if verb.tag == "VBD" or verb.lower in _PAST:
        return "past"
    if _is_present(verb):
        return "ongoing"
    if verb.dep in ("acl", "amod") and lasts(verb.lemma, "verb"):
        return "ongoing"
    return "past" if verb.tag == "VBN" and verb.dep in ("acl", "ROOT", "amod") else ""


def _is_present(verb: Token) -> bool:
    return verb.tag in ("VBZ", "VBP") or verb.lower in _SHORT


def _perfect(verb: Token, have: Token) -> str:
    """'have been fighting' goes on, 'have killed' is over."""
    return "ongoing" if have.tag in ("VBZ", "VBP") and verb.tag == "VBG" else "past"
