"""What stands above a deed: governing verbs and nouns, purpose, conditions, and the edges that shut it off."""

from __future__ import annotations

from reportedly.factuality.denials import refutation
from reportedly.factuality.findings import CONDITION, DENIAL, END, PURPOSE, Finding, Step, is_verbal
from reportedly.factuality.lexicon import (
    Effect,
    averts,
    governing_noun,
    governing_passive,
    governing_verb,
    hedge,
    occurs,
)
from reportedly.model import Parsed, Token

_CONDITIONS = frozenset({"if", "unless", "whether", "should", "lest"})
_TO_VERBS = frozenset({"from", "of", "to", "for", "in", "on", "with"})
_TO_NOUNS = frozenset({"of", "for", "to", "about", "on"})


def step(parsed: Parsed, node: Token) -> Step:
    """From a node to what stands above it in its sentence."""
    head = parsed.tokens[node.head]
    if node.dep == "ROOT" or head.i == node.i:
        return END
    verbal = is_verbal(node) or node.dep in ("advcl", "acl", "xcomp")  # whatever the tagger took it for
    return _from_verb(parsed, node, head) if verbal else _from_noun(parsed, node, head)


def _from_verb(parsed: Parsed, node: Token, head: Token) -> Step:
    infinitive = next((aux for aux in parsed.children(node.i, "aux") if aux.tag == "TO"), None)
    match node.dep:
        case "xcomp" | "ccomp" | "csubj" | "oprd" | "acomp":
            return _from_complement(parsed, node, head, infinitive)
        case "advcl":
            return _from_adverbial(parsed, node, head, infinitive)
        case "acl" | "relcl" if infinitive is not None:
            return Step(Finding((head, infinitive), governing_noun(head.lemma) or PURPOSE), head)
        case "acl" | "relcl":
            return Step(_of_doubtful(parsed, node, head))
        case "conj":
            return _from_conjunct(parsed, node, head)
        case "pcomp" | "pobj":
            return _from_gerund(parsed, head)
        case _:
            return Step(above=head) if is_verbal(head) else END


def _of_doubtful(parsed: Parsed, node: Token, noun: Token) -> Finding | None:
    """'A possible deal that would see troops leave', 'reports that they fled': as sure as the noun."""
    refuted = refutation(parsed, noun)
    if refuted is not None:
        return refuted
    if node.dep == "acl" and parsed.child(node.i, "nsubj", "nsubjpass") is not None:
        return _finding(governing_noun(noun.lemma), noun)
    for word in parsed.children(noun.i, "amod"):
        effect = hedge(word.lower)
        if effect is not None and effect.certainty and effect.when != "future":
            return Finding((word,), Effect(certainty=effect.certainty))
    return None


def _from_complement(parsed: Parsed, node: Token, head: Token, infinitive: Token | None) -> Step:
    """'want to leave', 'said that they left', 'it is possible that'; 'are fighting to regain it' is a purpose."""
    refuted = refutation(parsed, head) if head.pos == "NOUN" else None
    if refuted is not None:
        return Step(refuted)
    governed = _to_be(parsed, node, head, infinitive) if infinitive is not None else None
    governed = governed or _governed(parsed, head)
    if governed is None and infinitive is not None and node.dep == "xcomp" and is_verbal(head):
        governed = Finding((infinitive,), PURPOSE)
    return Step(governed, head)


def _to_be(parsed: Parsed, node: Token, head: Token, infinitive: Token) -> Finding | None:
    """'They are to meet', 'the aim is to take the port', 'too weak to attack'."""
    not_yet = _not_yet(parsed, head, node)
    if not_yet is not None:
        return not_yet
    plain = parsed.child(head.i, "acomp", "attr", "oprd", "expl") is None
    if head.lemma == "be" and head.pos == "AUX" and node.dep == "xcomp" and plain:
        subject = parsed.child(head.i, "nsubj")
        effect = governing_noun(subject.lemma) if subject is not None else None
        return Finding((infinitive,), effect or Effect(when="future"))
    return _too_much(parsed, head)


def _not_yet(parsed: Parsed, head: Token, node: Token) -> Finding | None:
    """'Have yet to find': they did not."""
    word = next((one for one in parsed.children(head.i, "advmod", "neg") if one.lower == "yet"), None)
    word = word or next((one for one in parsed.children(node.i, "advmod") if one.lower == "yet"), None)
    return Finding((word,), DENIAL) if word is not None and head.lemma in ("have", "be") else None


def _too_much(parsed: Parsed, head: Token) -> Finding | None:
    """'Too weak to attack': they do not."""
    degree = next((one for one in parsed.children(head.i, "advmod") if one.lower == "too"), None)
    return Finding((degree,), DENIAL) if degree is not None and not is_verbal(head) else None


def _from_adverbial(parsed: Parsed, node: Token, head: Token, infinitive: Token | None) -> Step:
    mark = parsed.child(node.i, "mark") or parsed.child(node.i, "advmod")
    if mark is not None and mark.lower in _CONDITIONS:
        return Step(Finding((mark,), CONDITION))
    if infinitive is not None:
        governed = _governed(parsed, head) if node.i > head.i else None
        plain = governed is None or governed.effect == Effect()
        return Step(Finding((infinitive,), PURPOSE) if plain else governed)
    if parsed.child(node.i, "mark", "nsubj", "nsubjpass") is not None:
        return END
    denied = any(one.dep == "neg" for one in parsed.children(head.i))
    return Step(above=head, bears=not denied)


def _from_conjunct(parsed: Parsed, node: Token, head: Token) -> Step:
    """A conjunct stands under the auxiliaries of the first ('may expand and take') unless it has its own."""
    bare = node.tag in ("VB", "VBN", "VBG") and not parsed.child(node.i, "aux", "auxpass", "nsubj", "nsubjpass")
    if (bare and is_verbal(head)) or _is_alternative(parsed, head):
        return Step(above=head)
    infinitive = any(aux.tag == "TO" for aux in parsed.children(head.i, "aux"))
    return END if infinitive else Step(above=head, bears=False)


def _is_alternative(parsed: Parsed, head: Token) -> bool:
    """Whether what is said of a word is said of those joined to it: 'did not admit or explain'."""
    return any(one.lower in ("or", "nor") for one in parsed.children(head.i, "cc"))


def _from_gerund(parsed: Parsed, prep: Token) -> Step:
    """'without attacking', 'prevented X from attacking', 'plans for attacking', 'by attacking'."""
    if prep.lower == "without":
        return Step(Finding((prep,), DENIAL))
    governor = parsed.tokens[prep.head]
    if prep.lower == "from" and governor.dep == "dobj":
        governor = parsed.tokens[governor.head]
    if is_verbal(governor) or governor.pos == "ADJ":
        effect = governing_verb(governor.lemma) if prep.lower in _TO_VERBS else None
        return Step(_finding(effect, governor, prep), governor)
    return Step(_finding(governing_noun(governor.lemma), governor, prep))


def _from_noun(parsed: Parsed, node: Token, head: Token) -> Step:
    """A deed that a noun names is taken for granted unless its verb carries it ('may have carried out the attacks'),
    averts it ('foiled an attack') or says that it happens ('talks will resume')."""
    if head.pos == "ADP":
        return _from_prepositional(parsed, head)
    if node.dep == "conj":
        return Step(above=head, bears=_is_alternative(parsed, head))
    if not is_verbal(head):
        return END
    match node.dep:
        case "acomp":
            return Step(above=head)
        case "nsubj":
            return Step(above=head) if occurs(head.lemma) else Step(_predicated(parsed, head))
        case "dobj" | "nsubjpass" | "attr":
            effect = governing_verb(head.lemma)
            taken_for_granted = effect is None or (effect.denied and not averts(head.lemma))
            return END if taken_for_granted else Step(_finding(effect, head), head)
    return END


def _predicated(parsed: Parsed, verb: Token) -> Finding | None:
    """'The fighting is ongoing', 'an attack is imminent'."""
    adjective = parsed.child(verb.i, "acomp") if verb.lemma in ("be", "seem", "remain") else None
    effect = hedge(adjective.lower) if adjective is not None else None
    return _finding(effect, adjective) if adjective is not None else None


def _from_prepositional(parsed: Parsed, prep: Token) -> Step:
    """'called for talks', 'the threat of an attack', 'without an attack'."""
    if prep.lower == "without":
        return Step(Finding((prep,), DENIAL))
    governor = parsed.tokens[prep.head]
    refuted = refutation(parsed, governor) if governor.pos == "NOUN" and prep.lower in ("of", "about") else None
    if refuted is not None:
        return Step(refuted)
    if is_verbal(governor):
        effect = governing_verb(governor.lemma)
    else:
        effect = governing_noun(governor.lemma) if prep.lower in _TO_NOUNS else None
    return END if effect is None else Step(_finding(effect, governor, prep), governor)


def _finding(effect: Effect | None, *words: Token) -> Finding | None:
    return None if effect is None or effect == Effect() else Finding(words, effect)


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
    """A governor's effect: of its form where that has one ('going'), of its passive ('are said to'), of its lemma."""
    if parsed.child(word.i, "auxpass") is not None:
        return governing_passive(word.lemma) or governing_verb(word.lemma)
    return governing_verb(word.lower) or governing_verb(word.lemma)
