"""Walks over the dependency tree: conjuncts, prepositional phrases, what a number counts."""

from __future__ import annotations

from reportedly.claims.lexicon import in_class
from reportedly.model import Parsed, Token

_MOST_CONJUNCTS = 20
_DEEPEST = 3  # prepositions inside prepositions, and counts of counts: 'dozens of hundreds of'


def is_verb(token: Token) -> bool:
    """Whether a token is a verb, auxiliaries and participles too."""
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


def is_infinitive(parsed: Parsed, verb: Token) -> bool:
    """Whether 'to' stands before a verb."""
    return any(aux.tag == "TO" for aux in parsed.children(verb.i, "aux"))


def conjuncts(parsed: Parsed, head: Token) -> tuple[Token, ...]:
    """A head and those coordinated with it, in text order; 'as well as' counts."""
    found, todo = [head], [head]
    while todo and len(found) < _MOST_CONJUNCTS:
        for other in parsed.children(todo.pop().i, "conj"):
            if not _opposes(parsed, other) and (not is_verb(other) or other.tag in ("VBG", "VBN")):
                found.append(other)
                todo.append(other)
    return tuple(found)


def _opposes(parsed: Parsed, conjunct: Token) -> bool:
    """Whether 'but' stands before a conjunct: a clause that the parser cut, or what is not meant."""
    words = parsed.tokens[parsed.tokens[conjunct.head].i : conjunct.i]
    return any(word.lower == "but" and word.head == conjunct.head for word in words)


def objects_of(parsed: Parsed, prep: Token) -> tuple[Token, ...]:
    """The heads that a preposition governs, conjuncts apart."""
    again = (one for one in parsed.children(prep.i, "conj") if one.lower == prep.lower)  # 'by Chad and by Niger'
    return tuple(
        head for word in (prep, *again) for one in parsed.children(word.i, "pobj") for head in conjuncts(parsed, one)
    )


def prepositional(parsed: Parsed, token: Token) -> tuple[tuple[str, Token], ...]:
    """(preposition, head) of the phrases that hang on a token, nested ones too ('out of Mosul': out of, of)."""
    preps = list(parsed.children(token.i, "prep", "dative", "agent"))
    for word in parsed.children(token.i, "advmod", "prt"):
        preps += parsed.children(word.i, "prep")
    return tuple(pair for prep in preps if prep.pos != "NOUN" for pair in _phrases(parsed, prep, "", _DEEPEST))


def _phrases(parsed: Parsed, prep: Token, before: str, depth: int) -> list[tuple[str, Token]]:
    word = f"{before} {prep.lower}".strip()
    found = [(word, head) for head in objects_of(parsed, prep)]
    if depth:
        for inner in parsed.children(prep.i, "prep"):
            found.extend(_phrases(parsed, inner, word, depth - 1))
    return found


def counts(head: Token) -> bool:
    """Whether a head only counts: a number, 'dozens', 'parts'."""
    return head.pos == "NUM" or in_class(head.lemma, "quantities")


def what_is_counted(parsed: Parsed, head: Token) -> Token:
    """The noun behind a count: the rockets of 'hundreds of rockets'; the head itself where it counts nothing."""
    for _ in range(_DEEPEST):
        inner = next((noun for word, noun in prepositional(parsed, head) if word == "of"), None)
        if inner is None or not counts(head):
            return head
        head = inner
    return head
