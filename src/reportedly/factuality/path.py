"""The words that bear on a deed, from itself up to the end of its sentence or of its voice's content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.factuality.lexicon import Effect, governing_noun, governing_passive, governing_verb, hedge, lasts, modal
from reportedly.model import Parsed, Token

_CONDITIONS = frozenset({"if", "unless", "whether", "should", "lest"})
_DEFINITE = frozenset("the this that these those its his her their our your both".split())
PURPOSE = Effect(certainty="unspecified", when="intended")
CONDITION = Effect(certainty="unspecified", when="hypothetical")
DENIAL = Effect(denied=True)


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that bear on the deed, and what they do to it."""

    words: tuple[Token, ...]
    effect: Effect


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes passed from the deed upwards, and what was found on the way, nearest first."""

    nodes: tuple[Token, ...]
    findings: tuple[Finding, ...]


def climb(parsed: Parsed, trigger: Token, inside: Callable[[Token], bool]) -> Path:
    """The path from a deed upwards, as long as what stands above still bears on it and `inside` holds."""
    nodes: list[Token] = [trigger]
    findings = list(_beside(parsed, trigger))
    node: Token | None = trigger
    while node is not None and len(nodes) < 12:
        found, above, bears = _step(parsed, node)
        if above is not None and not inside(above):
            above = None
        if found is not None and (inside(found.words[0]) or found.effect in (PURPOSE, CONDITION)):
            findings.append(found)
        if above is not None:
            nodes.append(above)
            if bears:
                findings.extend(_beside(parsed, above))
        node = above
    return Path(tuple(nodes), tuple(findings))


def is_verbal(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


def _beside(parsed: Parsed, node: Token) -> Iterator[Finding]:
    """Modals, negation, adverbs and adjectives that hang on a node."""
    for child in parsed.children(node.i):
        found = _beside_word(parsed, node, child)
        if found is not None:
            yield found
        elif is_verbal(node) and child.dep in ("nsubj", "nsubjpass", "dobj"):
            yield from _none(parsed, child)


def _none(parsed: Parsed, argument: Token) -> Iterator[Finding]:
    """'No soldiers were hurt', 'none of them fled': who does not exist does nothing."""
    if argument.lower in ("none", "nobody", "no-one", "nothing"):
        yield Finding((argument,), DENIAL)
    for word in parsed.children(argument.i, "det"):
        if word.lower in ("no", "neither"):
            yield Finding((word,), DENIAL)


def _beside_word(parsed: Parsed, node: Token, child: Token) -> Finding | None:
    if child.dep == "aux" and child.tag == "MD":
        return _modal(parsed, node, child)
    if child.lower in ("longer", "more") and any(one.lower == "no" for one in parsed.children(child.i)):
        return Finding((*parsed.children(child.i), child), DENIAL)
    if child.dep not in ("neg", "advmod", "amod", "det", "preconj", "acomp", "intj"):
        return None
    effect = hedge(child.lower)
    if effect is None or (effect.denied and _only(parsed, child)):
        return None
    return Finding((child,), effect)


def _only(parsed: Parsed, word: Token) -> bool:
    """Whether a negation denies nothing: 'not only', 'no doubt'."""
    after = parsed.tokens[word.i + 1].lower if word.i + 1 < len(parsed.tokens) else ""
    return after in ("only", "just", "least", "doubt", "merely", "simply")


def _modal(parsed: Parsed, node: Token, word: Token) -> Finding | None:
    found = modal(word.lower)
    if found is None:
        return None
    aspects = {aux.lemma for aux in parsed.children(node.i, "aux") if aux.i > word.i}
    if "have" in aspects:
        when = found.have
    elif "be" in aspects and node.tag == "VBG":
        when = found.being
    else:
        when = found.bare
    return Finding((word,), Effect(certainty="" if found.certainty == "certain" else found.certainty, when=when))


def _step(parsed: Parsed, node: Token) -> tuple[Finding | None, Token | None, bool]:
    """What the edge above a node does, the node above if it still bears on the deed, and whether its own words do."""
    head = parsed.tokens[node.head]
    if node.dep == "ROOT" or head.i == node.i:
        return None, None, False
    if is_verbal(node):
        return _from_verb(parsed, node, head)
    return _from_noun(parsed, node, head)


def _from_verb(parsed: Parsed, node: Token, head: Token) -> tuple[Finding | None, Token | None, bool]:
    infinitive = next((aux for aux in parsed.children(node.i, "aux") if aux.tag == "TO"), None)
    match node.dep:
        case "xcomp" if infinitive is not None and lasts(head.lemma, "verb"):
            governed = _governed(parsed, head)
            return (governed or Finding((infinitive,), PURPOSE)), head, True
        case "xcomp" | "ccomp" | "csubj" | "oprd" | "acomp":
            return _governed(parsed, head), head, True
        case "advcl":
            return _adverbial(parsed, node, head, infinitive)
        case "acl" | "relcl" if infinitive is not None:
            return Finding((head, infinitive), governing_noun(head.lemma) or PURPOSE), None, False
        case "acl" | "relcl":
            return None, None, False
        case "conj":
            shares = is_verbal(head) and _shares_auxiliary(parsed, node)
            return None, head if shares or not _is_infinitive(parsed, head) else None, shares
        case "pcomp":
            return _after_preposition(parsed, head)
        case _:
            return None, head if is_verbal(head) else None, is_verbal(head)


def _adverbial(
    parsed: Parsed, node: Token, head: Token, infinitive: Token | None
) -> tuple[Finding | None, Token | None, bool]:
    mark = parsed.child(node.i, "mark") or parsed.child(node.i, "advmod")
    if mark is not None and mark.lower in _CONDITIONS:
        return Finding((mark,), CONDITION), None, False
    if infinitive is not None:
        governed = _governed(parsed, head) if node.i > head.i else None
        plain = governed is None or governed.effect == Effect()
        return Finding((infinitive,), PURPOSE) if plain else governed, None, False
    if parsed.child(node.i, "mark", "nsubj", "nsubjpass") is not None:
        return None, None, False
    return None, head, True


def _governed(parsed: Parsed, head: Token) -> Finding | None:
    """What a verb or an adjective does to its complement; 'be' lets its predicate adjective speak."""
    words = [head]
    if head.lemma == "be":
        words += parsed.children(head.i, "acomp", "attr", "oprd")
    for word in reversed(words):
        effect = _effect_of(parsed, word)
        if effect is not None:
            return Finding((word,), effect)
    return None


def _effect_of(parsed: Parsed, word: Token) -> Effect | None:
    if parsed.child(word.i, "auxpass") is not None:
        return governing_passive(word.lemma) or governing_verb(word.lemma)
    return governing_verb(word.lower) or governing_verb(word.lemma)


def _after_preposition(parsed: Parsed, prep: Token) -> tuple[Finding | None, Token | None, bool]:
    """'without attacking', 'prevented X from attacking', 'plans for attacking', 'by attacking'."""
    if prep.lower == "without":
        return Finding((prep,), DENIAL), None, False
    governor = parsed.tokens[prep.head]
    if is_verbal(governor) or governor.pos == "ADJ":
        effect = governing_verb(governor.lemma) if prep.lower in ("from", "of", "to", "for", "in", "on", "with") else None
        return (Finding((governor, prep), effect) if effect else None), governor, True
    effect = governing_noun(governor.lemma)
    return (Finding((governor, prep), effect) if effect else None), None, False


def _shares_auxiliary(parsed: Parsed, node: Token) -> bool:
    """Whether a conjunct stands under the auxiliaries of the first: 'may expand and take'."""
    return node.tag in ("VB", "VBN", "VBG") and parsed.child(node.i, "aux", "auxpass", "nsubj", "nsubjpass") is None


def _is_infinitive(parsed: Parsed, verb: Token) -> bool:
    return any(aux.tag == "TO" for aux in parsed.children(verb.i, "aux"))


def _from_noun(parsed: Parsed, node: Token, head: Token) -> tuple[Finding | None, Token | None, bool]:
    if head.pos == "ADP":
        return _after_noun_preposition(parsed, head)
    if node.dep == "conj":
        return None, head, False
    if is_verbal(head) and node.dep == "acomp":
        return None, head, True
    if not is_verbal(head) or node.dep not in ("dobj", "nsubj", "nsubjpass", "attr", "csubj"):
        return None, None, False
    effect = governing_verb(head.lemma)
    if effect is not None and (node.dep != "nsubj" or effect == Effect()):
        return (Finding((head,), effect) if effect != Effect() else None), head, True
    definite = any(child.lower in _DEFINITE or child.dep == "poss" for child in parsed.children(node.i))
    return None, None if definite else head, True


def _after_noun_preposition(parsed: Parsed, prep: Token) -> tuple[Finding | None, Token | None, bool]:
    if prep.lower == "without":
        return Finding((prep,), DENIAL), None, False
    governor = parsed.tokens[prep.head]
    if is_verbal(governor):
        effect = governing_verb(governor.lemma)
        if effect is None:
            return None, None, False
        return Finding((governor, prep), effect), governor, True
    effect = governing_noun(governor.lemma) if prep.lower in ("of", "for", "to", "about", "on") else None
    return (Finding((governor, prep), effect) if effect else None), governor if effect else None, True
