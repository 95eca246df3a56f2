"""Several at once: 'each other', 'both sides', 'the two groups', and those that 'and' joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.model import Mention, Parsed, Token
from reportedly.parsing.kinds import pair_of, speaks

_SENTENCES_BACK = 4
_SCENES = frozenset({"in", "at", "near", "around", "into", "across", "inside", "over", "through", "of", "from"})


def is_of_several(parsed: Parsed, mention: Mention) -> bool:
    """Whether a phrase means exactly two spoken of: 'each other', 'both', 'the two groups'."""
    head = parsed.tokens[mention.head]
    words = parsed.words(mention.span).lower().split()
    if words in (["each", "other"], ["one", "another"], ["both"]):
        return True
    if head.lower in ("other", "another"):
        return _before(parsed, head).lower in ("each", "one")
    known = bool(pair_of(head))
    return (
        known
        and mention.plural
        and (words[:1] == ["both"] or words[:2] in (["the", "two"], ["these", "two"], ["their", "two"]))
    )


def _before(parsed: Parsed, token: Token) -> Token:
    return parsed.tokens[max(0, token.i - 1)]


def both_of(
    parsed: Parsed,
    mentions: Sequence[Mention],
    by_sentence: Mapping[int, list[int]],
    kinds: Mapping[int, str],
    index: Mapping[int, int],
    mention: Mention,
) -> tuple[int, ...]:
    """The two that are meant: the clause's subjects for 'each other', else the last two that stood side by side."""
    head = parsed.tokens[mention.head]
    if head.lower in ("other", "another"):
        subjects = subjects_of(parsed, index, head)
        meant = tuple(k for i in subjects for k in (mentions[i].antecedents if mentions[i].kind == "pronoun" else (i,)))
        return meant if len(meant) > 1 else ()
    for sentence in range(head.sentence, max(-1, head.sentence - _SENTENCES_BACK - 1), -1):
        fitting = [i for i in by_sentence.get(sentence, ()) if _fits(parsed, mentions[i], kinds[i], head)]
        pair = _pair(parsed, mentions, index, fitting)
        if pair:
            return pair
    return ()


def _fits(parsed: Parsed, mention: Mention, kind: str, head: Token) -> bool:
    token = parsed.tokens[mention.head]
    if (
        not _is_named(parsed, mention)
        or speaks(parsed, token)
        or (kind == "place" and parsed.tokens[token.head].lower in _SCENES and token.dep == "pobj")
    ):
        return False
    if pair_of(head) == "persons":
        return kind == "person"
    return kind == "place" if pair_of(head) == "states" else kind in ("group", "people", "place")


def _is_named(parsed: Parsed, mention: Mention) -> bool:
    """A name, or a noun that one goes with: 'the Sudanese army'."""
    described = mention.kind == "nominal" and any(token.entity for token in parsed.tokens_in(mention.span))
    return mention.kind == "name" or described


def _pair(parsed: Parsed, mentions: Sequence[Mention], index: Mapping[int, int], fitting: list[int]) -> tuple[int, ...]:
    """Two that 'and' joins, else the only two different ones of a sentence."""
    for i in fitting:
        joined = [k for k in conjunct_mentions(parsed, index, i, mentions) if k in fitting]
        if len(joined) == 2:
            return tuple(joined)
    different: list[int] = []
    for i in fitting:
        if not any(_same(parsed, mentions[i], mentions[k]) for k in different):
            different.append(i)
    return tuple(different) if len(different) == 2 else ()


def _same(parsed: Parsed, one: Mention, other: Mention) -> bool:
    """Whether two names share a word, endings aside: 'Houthi militias', 'the Houthis'."""
    return bool(_stems(parsed, one) & _stems(parsed, other))


def _stems(parsed: Parsed, mention: Mention) -> frozenset[str]:
    return frozenset(
        token.lower[:5] for token in parsed.tokens_in(mention.span) if token.text[:1].isupper() and len(token.text) > 2
    )


def conjunct_mentions(parsed: Parsed, index: Mapping[int, int], i: int, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """A mention and those that 'and' joins to it, in text order."""
    first = parsed.tokens[mentions[i].head]
    while first.dep == "conj" and first.head in index:
        first = parsed.tokens[first.head]
    found, todo = [first.i], [first.i]
    while todo and len(found) < 12:
        for other in parsed.children(todo.pop(), "conj"):
            found.append(other.i)
            todo.append(other.i)
    return tuple(index[k] for k in sorted(found) if k in index and index[k] < len(mentions))


def subjects_of(parsed: Parsed, index: Mapping[int, int], token: Token) -> tuple[int, ...]:
    """The mentions that are the subject of the clause that a token stands in, found through shared subjects."""
    for above in parsed.ancestors(token.i):
        subject = parsed.child(above.i, "nsubj", "nsubjpass")
        if above.pos in ("VERB", "AUX") and subject is not None and subject.i != token.i:
            heads = [subject.i, *(one.i for one in parsed.children(subject.i, "conj"))]
            return tuple(index[i] for i in heads if i in index)
        if above.pos in ("VERB", "AUX") and subject is not None:
            return ()
    return ()
