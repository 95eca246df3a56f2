"""When a deed is, by the tense and aspect of the verbs on its path: past or ongoing; what is not finite asks above."""

from __future__ import annotations

from reportedly.factuality.lexicon import lasts
from reportedly.factuality.path import Path, is_verbal
from reportedly.model import Parsed, Token


def tense(parsed: Parsed, path: Path) -> str:
    """'past' or 'ongoing': of the first finite verb on the path; a noun on its own is past."""
    trigger = path.nodes[0]
    state = trigger.pos == "ADJ" or lasts(trigger.lemma, "noun")
    if not is_verbal(trigger) and state and not _is_over(parsed, path):
        return "ongoing"
    if is_headline(parsed, trigger) and not lasts(trigger.lemma, "verb"):
        return "past"
    for node in path.nodes:
        found = _of_verb(parsed, node) if is_verbal(node) else ""
        if found:
            return found
    return "ongoing" if _is_progressive(parsed, trigger) else "past"


def _is_progressive(parsed: Parsed, verb: Token) -> bool:
    """Whether an infinitive that stands alone goes on: 'to be helping'."""
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
    auxiliaries = tuple(aux for aux in parsed.children(verb.i, "aux", "auxpass") if aux.text != "IS")
    if any(aux.tag in ("MD", "TO") for aux in auxiliaries):
        return ""
    first = auxiliaries[0] if auxiliaries else verb
    if first.tag == "VB" and first.i != verb.i:
        return "past" if first.lemma == "have" else ""
    if first.lemma == "have" and first.i != verb.i:
        return _perfect(verb, auxiliaries)
    if first.tag == "VBD":
        return "past"
    if first.tag in ("VBZ", "VBP") or first.lower in ("'s", "’s", "'re", "’re", "'m", "’m"):
        return "ongoing"
    if verb.dep in ("acl", "amod") and lasts(verb.lemma, "verb"):
        return "ongoing"
    if verb.tag == "VBN" and verb.dep in ("acl", "ROOT", "amod"):
        return "past"
    return ""


def _perfect(verb: Token, auxiliaries: tuple[Token, ...]) -> str:
    """'have been fighting' goes on, 'have killed' is over."""
    present = auxiliaries[0].tag in ("VBZ", "VBP")
    return "ongoing" if present and verb.tag == "VBG" else "past"
