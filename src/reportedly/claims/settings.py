"""Where a deed was done: by its own words, its parties', then those of the clauses that it shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.claims.geography import is_country, is_settlement
from reportedly.claims.lexicon import in_class
from reportedly.claims.locations import (
    is_located,
    is_meant_again,
    is_named,
    is_part,
    is_taken,
    is_wide,
    place_span,
    says_where,
)
from reportedly.claims.phrases import name_words
from reportedly.claims.tree import is_infinitive, objects_of, prepositional
from reportedly.model import Parsed, Span, Token

_AT = frozenset(["in", "at", "near", "outside", "inside", "around", "across", "into", "throughout", "within", "off"])
_ALONG = frozenset(["on", "along", "over", "to", "from", "toward", "towards", "of", "between", "through"])
_WARS = frozenset(["war", "conflict", "crisis", "rebellion", "uprising", "insurgency"])
_MEASURES = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"])
_PEOPLE = ("PERSON", "NORP")
_ARTICLE = 4  # letters of 'the '
_REACH = 30  # tokens behind a deed within which a place may be its own
_SHARED = frozenset(["conj", "xcomp", "advcl", "ccomp", "acl", "pcomp", "dobj", "pobj"])


@dataclass(frozen=True, slots=True)
class Scene:
    """What a deed's place is sought around: `anchors`, the deed and what it meets, the deed first; `objects`, which may
    be places themselves; its `doers`; the spans of its `parties`, who are no place of it; whether it is done `by_word`,
    so that what else its sentence tells need not have been where it was."""

    anchors: tuple[Token, ...]
    objects: tuple[Token, ...] = ()
    doers: tuple[Token, ...] = ()
    parties: tuple[Span, ...] = ()
    by_word: bool = False


def places(parsed: Parsed, scene: Scene) -> tuple[Span, ...]:
    """The places of a deed, nearest first: on its own phrases, what was seized or visited, then of shared clauses; what
    they lie in, a region or a state, comes behind them.

    Where its doers are ('troops in Iraq') counts only where nothing else does. 'There' and 'the city' are places too:
    what they mean is told elsewhere.
    """
    found: list[Span] = []
    for sought in (_own(parsed, scene), *_fallbacks(parsed, scene)):
        found.extend(span for span in sought if not any(_is_same(span, party) for party in scene.parties))
        if any(says_where(parsed, span) for span in found):
            break
    return tuple(sorted(dict.fromkeys(found), key=lambda span: is_wide(parsed, span)))


def _is_same(place: Span, party: Span) -> bool:
    """Whether a place is a party, but for an article: 'UAE' and 'the UAE'."""
    return place.end == party.end and 0 <= place.start - party.start <= _ARTICLE


def _own(parsed: Parsed, scene: Scene) -> Iterator[Span]:
    for anchor in scene.anchors:
        yield from _on_phrases(parsed, anchor, _AT)
    for head in scene.objects:
        yield from _of_object(parsed, head)
    for head in scene.objects:
        if in_class(head.lemma, "facilities"):  # 'the Aleppo power station in Syria'
            yield from _before_noun(parsed, head)
    for anchor in scene.anchors:
        yield from _on_phrases(parsed, anchor, _ALONG)


def _fallbacks(parsed: Parsed, scene: Scene) -> Iterator[Iterator[Span]]:
    """Where else a deed's place may stand, the surest first; each counts only where those before it say nothing."""
    deed = scene.anchors[0]
    yield _of_purpose(parsed, deed)
    apart = scene.by_word and deed.dep == "advcl"  # 'killed in Khost after he rejected a deal'
    for shared in () if apart else clauses_above(parsed, deed):
        yield _on_phrases(parsed, shared, _AT)
        yield (span for head in parsed.children(shared.i, "dobj") for span in _of_object(parsed, head))
    if not scene.by_word:
        yield _following(parsed, deed)
    for doer in scene.doers:
        yield _on_phrases(parsed, doer, _AT)
    for noun in (*scene.anchors, *scene.objects, *scene.doers):
        yield _before_noun(parsed, noun)
    if not scene.by_word:
        yield _preceding(parsed, deed)
        yield _of_owner(parsed, deed)


def _of_object(parsed: Parsed, head: Token) -> Iterator[Span]:
    """A place that was taken: itself, the name that it explains ('Mosul, Iraq's second city') or that explains it."""
    named = parsed.tokens[head.head] if head.dep == "appos" else head
    if is_taken(parsed, named):
        yield place_span(parsed, named)
    elif in_class(head.lemma, "localities"):
        yield from _wider(parsed, head)
        if is_meant_again(parsed, head):
            yield head.span


def _of_purpose(parsed: Parsed, deed: Token) -> Iterator[Span]:
    """What a deed is for, or done in: 'attacked to capture the city of Ramadi', 'killed while patrolling Manbij'."""
    for one in (deed, parsed.tokens[deed.head]):
        for verb in parsed.children(one.i, "advcl", "acl", "xcomp"):
            if is_infinitive(parsed, verb) or (verb.tag == "VBG" and verb.dep == "advcl"):
                yield from _on_phrases(parsed, verb, _AT)
                for head in parsed.children(verb.i, "dobj"):
                    yield from _on_phrases(parsed, head, _AT)
                    yield from _of_object(parsed, head)


def _following(parsed: Parsed, deed: Token) -> Iterator[Span]:
    """The next 'in X' behind the deed in its sentence, whatever the parser hung it on."""
    last = min(parsed.sentences[deed.sentence].last, _teller_behind(parsed, deed))
    yield from _first_phrase(parsed, parsed.tokens[deed.i + 1 : min(last, deed.i + _REACH)])


def _teller_behind(parsed: Parsed, deed: Token) -> int:
    """Where those begin who tell of a deed behind it: 'two died in X, a general told the press in Y' was not in Y."""
    verb = next((one for one in parsed.ancestors(deed.i) if in_class(one.lemma, "telling") and one.i > deed.i), None)
    if verb is None:
        return len(parsed.tokens)
    subject = parsed.child(verb.i, "nsubj")
    return parsed.subtree(subject.i)[0].i if subject is not None and subject.i > deed.i else verb.i


def _preceding(parsed: Parsed, deed: Token) -> Iterator[Span]:
    """The last 'in X' before the deed in its sentence."""
    first = parsed.sentences[deed.sentence].first
    yield from _first_phrase(parsed, tuple(reversed(parsed.tokens[max(first, deed.i - _REACH) : deed.i])))


def _first_phrase(parsed: Parsed, words: Sequence[Token]) -> Iterator[Span]:
    """The places of the first phrases that name one, up to the first that is no part of a name."""
    for prep in words:
        found = list(_after_preposition(parsed, prep))
        yield from found
        if any(says_where(parsed, span) for span in found):
            return


def _after_preposition(parsed: Parsed, prep: Token) -> Iterator[Span]:
    above = parsed.tokens[prep.head]
    over_a_part = prep.lower == "of" and (is_part(above) or in_class(above.lemma, "quantities"))
    on_an_island = prep.lower == "on" and any(noun.lower in ("island", "mountain") for noun in objects_of(parsed, prep))
    if prep.dep == "prep" and (prep.lower in _AT or over_a_part or on_an_island):
        for noun in objects_of(parsed, prep):
            yield from _in_phrase(parsed, noun, prep)


def _of_owner(parsed: Parsed, deed: Token) -> Iterator[Span]:
    """Whose war or north the sentence speaks of: 'Syria's war', 'Mali's north'."""
    sentence = parsed.sentences[deed.sentence]
    for owner in parsed.tokens[max(sentence.first, deed.i - _REACH) : min(sentence.last, deed.i + _REACH)]:
        owned = parsed.tokens[owner.head]
        tells = in_class(owned.lemma, "directions") or owned.lemma in _WARS
        if owner.dep == "poss" and tells and is_located(parsed, owner):
            yield place_span(parsed, owner)


def _before_noun(parsed: Parsed, noun: Token) -> Iterator[Span]:
    """A town that stands before a noun: 'the Kabul office of', 'Aleppo airstrikes', 'Grozny's streets'."""
    for name in parsed.children(noun.i, "compound", "nmod", "amod", "poss"):
        if name.pos != "PROPN" or name.entity in _MEASURES:
            continue
        is_called_after_it = name.dep == "compound" and in_class(noun.lemma, "sites") and name.entity not in _PEOPLE
        if is_called_after_it or is_settlement(name_words(parsed, name)):
            yield place_span(parsed, name)


def _on_phrases(parsed: Parsed, anchor: Token, prepositions: frozenset[str]) -> Iterator[Span]:
    """The places in the prepositional phrases of a token, in those of the nouns there, and its 'there'."""
    for prep in (*parsed.children(anchor.i, "prep"), *_deeper(parsed, anchor)):
        if prep.lower in prepositions:
            for noun in objects_of(parsed, prep):
                if prep.lower != "between" or not is_country(name_words(parsed, noun)):
                    yield from _in_phrase(parsed, noun, prep)
    for word in parsed.children(anchor.i, "advmod"):
        if word.lower == "there":
            yield word.span


def _in_phrase(parsed: Parsed, noun: Token, prep: Token) -> Iterator[Span]:
    wider = list(_wider(parsed, noun))
    if is_named(parsed, noun, prep):
        yield place_span(parsed, noun)
    elif in_class(noun.lemma, "localities"):
        yield from _named_in_clause(parsed, noun)
    elif not any(one.lower == "of" for one in parsed.children(noun.i, "prep")):  # 'the Black Sea port of Tuapse'
        yield from _before_noun(parsed, noun)
    yield from wider or _along(parsed, noun)
    if not wider and is_meant_again(parsed, noun):
        yield noun.span


def _named_in_clause(parsed: Parsed, noun: Token) -> Iterator[Span]:
    """The places that a clause on a road or border names: 'the road linking X to Y'."""
    for verb in parsed.children(noun.i, "acl"):
        for one in (*parsed.children(verb.i, "dobj"), *(head for _, head in prepositional(parsed, verb))):
            if is_located(parsed, one):
                yield place_span(parsed, one)


def _along(parsed: Parsed, noun: Token) -> Iterator[Span]:
    """Where a road leads: 'on the road to Sebba', 'at the entrance to Djibo'."""
    for prep in parsed.children(noun.i, "prep") if in_class(noun.lemma, "ways") else ():
        if prep.lower in ("to", "towards", "toward", "from", "between", "into"):
            yield from (place_span(parsed, one) for one in objects_of(parsed, prep) if is_named(parsed, one, prep))


def _deeper(parsed: Parsed, anchor: Token) -> Iterator[Token]:
    """Prepositions inside others ('off the coast', 'north of'), and on adverbs and measures ('deep inside Syria', '20
    km from Sebba')."""
    for child in parsed.children(anchor.i, "prep", "advmod", "npadvmod"):
        yield from parsed.children(child.i, "prep")


def _wider(parsed: Parsed, noun: Token, depth: int = 3) -> Iterator[Span]:
    """Where a place or a party is: 'Shabwa, southern Yemen', 'a village in North Cotabato', 'militants in Iraq'."""
    for child in parsed.children(noun.i, "prep", "appos", "npadvmod"):
        inner = objects_of(parsed, child) if child.dep == "prep" and child.lower in _AT | {"of"} else iter((child,))
        for one in inner:
            if one.dep != "prep" and is_named(parsed, one, child):
                yield place_span(parsed, one)
            if depth:
                yield from _wider(parsed, one, depth - 1)


def clauses_above(parsed: Parsed, deed: Token) -> Iterator[Token]:
    """The clauses whose place and time a deed shares: 'went to X and were captured', 'launched it to seize'."""
    node = deed
    while node.dep in _SHARED or node.dep == "relcl" or node.dep in ("prep", "agent"):
        head = parsed.tokens[node.head]
        if head.i == node.i or in_class(head.lemma, "telling"):
            return
        yield head
        node = head
