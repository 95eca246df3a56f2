"""The parties of a deed: people, groups and countries, or the owners of what acts or suffers for them."""

from __future__ import annotations

from reportedly.claims.edges import first_of_phrase
from reportedly.claims.geography import is_capital, is_country, is_settlement
from reportedly.claims.lexicon import in_class
from reportedly.claims.phrases import apart, is_joined_person, is_pronoun, name_words, phrase, run_of_name
from reportedly.claims.tree import conjuncts, counts, prepositional, what_is_counted
from reportedly.model import Parsed, Span, Token

_NAMED = frozenset(["PERSON", "ORG", "NORP"])
_MEASURES = frozenset(["DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "QUANTITY", "LANGUAGE", "EVENT"])
_OWNING = ("poss", "compound", "amod", "nmod")
_SUBJECTS = ("nsubj", "agent", "nsubjpass")
_THINGS = ("weapons", "aircraft", "attacks", "facilities", "time")


def parties(parsed: Parsed, heads: tuple[Token, ...]) -> tuple[Span, ...]:
    """The spans of who is meant, one a conjunct; a thing stands for its owner, a place for nobody."""
    told = (head for head in apart(parsed, heads) if not _is_reciprocal(parsed, head))
    found = (span for head in told for span in _party(parsed, head))
    return tuple(dict.fromkeys(found))


def _is_reciprocal(parsed: Parsed, head: Token) -> bool:
    """Whether 'each other', 'one another' sends back to those who act."""
    before = parsed.tokens[head.i - 1].lower if head.i else ""
    return (before, head.lower) in (("each", "other"), ("one", "another"))


def _party(parsed: Parsed, head: Token) -> tuple[Span, ...]:
    if is_party(parsed, head):
        named = _named_behind(parsed, head)
        if named is not None:
            return (phrase(parsed, named),)
        joined = (child for child in parsed.children(head.i, "nmod", "compound") if is_joined_person(parsed, child))
        return (*(run_of_name(parsed, child) for child in joined), phrase(parsed, head))
    if is_place(parsed, head) or head.entity in _MEASURES:
        return ()
    return owners(parsed, what_is_counted(parsed, head))


def _named_behind(parsed: Parsed, head: Token) -> Token | None:
    """The name right behind what it is the name of: 'the militant group al-Shabaab'."""
    name = parsed.child(head.i, "appos")
    if name is None or head.tag != "NN" or name.pos != "PROPN" or not in_class(head.lemma, "kinds of groups"):
        return None
    return name if parsed.subtree(name.i)[0].i == head.i + 1 else None


def is_party(parsed: Parsed, head: Token) -> bool:
    """Whether the phrase that a token heads names somebody who can act, or whom a deed can meet."""
    if is_pronoun(head):
        return True
    if head.entity in _MEASURES or is_place(parsed, head) or _is_aircraft(parsed, head):
        return False
    if counts(head):
        return _counts_people(parsed, head)
    if in_class(head.lemma, "people") or in_class(head.lemma, "groups"):
        return True
    if head.pos == "PROPN":
        return _is_seat(parsed, head) or not any(in_class(head.lemma, name) for name in _THINGS)
    return head.entity in _NAMED and (head.pos != "NOUN" or head.text[0].isupper())


def is_place(parsed: Parsed, head: Token) -> bool:
    """Whether a phrase is a place that nobody acts as: a town, a region, a building, but no country."""
    if is_pronoun(head) or head.pos not in ("PROPN", "NOUN", "ADJ"):
        return False
    name = name_words(parsed, head)
    if head.entity == "PERSON":
        return _is_met_as_town(parsed, head, name)
    if _is_seat(parsed, head) or (in_class(head.lemma, "forces") and head.entity != "LOC"):
        return False  # 'the Gulf Cartel'
    if is_country(name):
        beside = (one for one in parsed.children(head.i, "amod", "compound") if one.text not in name.split())
        return any(in_class(one.lemma, "directions") for one in beside)
    if is_capital(name):
        return head.dep not in _SUBJECTS and not _is_addressed(parsed, head)
    if _does_harm(parsed, head):
        return head.entity in ("LOC", "FAC") or (head.entity == "GPE" and is_settlement(name))
    return head.entity in ("GPE", "LOC", "FAC") or (head.pos == "PROPN" and is_settlement(name))


def _is_met_as_town(parsed: Parsed, head: Token, name: str) -> bool:
    """Whether a single word taken for a person is the town that a deed is aimed at: 'the attack on Goma'."""
    prep = parsed.tokens[head.head]
    aimed = head.dep == "pobj" and prep.lower in ("on", "in", "at", "near", "into", "towards", "toward")
    return aimed and name == head.text and is_settlement(name)


def _is_addressed(parsed: Parsed, capital: Token) -> bool:
    """Whether a capital is asked, accused or backed, so that its government is meant: 'asked Washington to'."""
    return capital.dep == "dobj" and in_class(parsed.tokens[capital.head].lemma, "addressing")


def _does_harm(parsed: Parsed, head: Token) -> bool:
    """Whether a name is the subject of a verb that no town could be: 'Fano captured', 'M23 seized', though a town is
    called so or the parser takes it for one."""
    verb = parsed.tokens[head.head]
    if head.dep == "pobj" and verb.lower == "by" and head.entity not in ("LOC", "FAC") and head.pos == "PROPN":
        above = parsed.tokens[verb.head]
        return in_class(above.lemma, "attacks") or (verb.dep == "agent" and in_class(above.lemma, "harming"))
    if head.dep != "nsubj" or head.pos != "PROPN" or verb.tag == "VBN":
        return False
    return in_class(verb.lemma, "harming") and parsed.child(verb.i, "dobj", "ccomp") is not None


def _is_seat(parsed: Parsed, head: Token) -> bool:
    """Whether a name is a building's by which news means those who govern there: 'the White House'."""
    return in_class(name_words(parsed, head), "seats")


def _is_aircraft(parsed: Parsed, head: Token) -> bool:
    """Whether 'fighters' or 'bombers' are planes: beside drones, or 'jet' fighters."""
    if not in_class(head.lemma, "aircraft"):
        return False
    beside = (*parsed.children(head.i, "compound", "conj"), parsed.tokens[head.head])
    return any(in_class(one.lemma, "aircraft") and one.lemma != head.lemma for one in beside)


def _counts_people(parsed: Parsed, head: Token) -> bool:
    """Whether 'dozens', 'at least three of them' counts people; without 'of' it does."""
    counted = what_is_counted(parsed, head)
    if counts(counted):
        return head.entity in ("", "CARDINAL")
    return counted.entity != "GPE" and is_party(parsed, counted)


def owners(parsed: Parsed, head: Token) -> tuple[Span, ...]:
    """Who owns a thing, by possessive, modifier ('Russian warplanes', 'Islamic State positions') or 'of', 'by'."""
    found: list[Span] = []
    for child in parsed.children(head.i, *_OWNING):
        found.extend(_modifier(parsed, one, head) for one in conjuncts(parsed, child) if _owns(parsed, one))
        found.extend(one.span for one in parsed.children(child.i, "compound") if _is_makers(one, child))
        found.extend(_leaders(parsed, child) if not _leads_owner(parsed, child, head) else ())
    if not found and not in_class(head.lemma, "named places"):
        for word, one in prepositional(parsed, head):
            if word in ("of", "by", "belonging to"):
                found.extend([phrase(parsed, one)] if is_party(parsed, one) else _possessors(parsed, one))
    return tuple(dict.fromkeys(found)) or _makers(parsed, head)


def _makers(parsed: Parsed, thing: Token) -> tuple[Span, ...]:
    """Who made, holds or sent a thing, by the clause on it: 'the plan that Abbas launched', 'a post held by rebels';
    of what carries people, those in it: 'a bus carrying pilgrims'."""
    for verb in parsed.children(thing.i, "acl", "relcl"):
        heads = _makers_in(parsed, verb)
        found = tuple(phrase(parsed, one) for head in heads for one in conjuncts(parsed, head) if is_party(parsed, one))
        if found:
            return found
    return ()


def _makers_in(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    if in_class(verb.lemma, "carrying"):
        return parsed.children(verb.i, "dobj")
    if verb.lemma == "belong":
        return tuple(one for word, one in prepositional(parsed, verb) if word == "to")
    if not in_class(verb.lemma, "making"):
        return ()
    if verb.dep == "acl" and verb.tag == "VBN":
        return tuple(one for by in parsed.children(verb.i, "agent") for one in parsed.children(by.i, "pobj"))
    whole = parsed.child(verb.i, "dobj") in _gaps(parsed, verb)
    subjects = parsed.children(verb.i, "nsubj") if verb.dep == "relcl" and whole else ()
    return tuple(one for one in subjects if not is_pronoun(one))


def _gaps(parsed: Parsed, verb: Token) -> tuple[Token | None, ...]:
    """What a relative clause has for an object where the thing itself is it: nothing, or 'that', 'which'."""
    return (None, *(one for one in parsed.children(verb.i, "dobj") if one.tag in ("WDT", "WP")))


def _is_makers(name: Token, thing: Token) -> bool:
    """Whether a country's name stands before what its deed is done with: 'US Predator attacks'."""
    return thing.entity == "" and name.pos == "PROPN" and is_country(name.text)


def _possessors(parsed: Parsed, thing: Token) -> tuple[Span, ...]:
    """Whose a thing is by possessive alone: 'the quality of his work'."""
    return tuple(phrase(parsed, one) for one in parsed.children(thing.i, "poss") if is_party(parsed, one))


def _leads_owner(parsed: Parsed, modifier: Token, head: Token) -> bool:
    """Whether those are led who own the thing: in 'U.S.-led coalition strikes' the coalition."""
    between = (one for one in parsed.children(head.i, "compound", "nmod") if modifier.i < one.i < head.i)
    return any(in_class(one.lemma, "groups") for one in between)


def _leaders(parsed: Parsed, modifier: Token) -> tuple[Span, ...]:
    """Whom a hyphened participle names: 'U.S.-led airstrikes', 'an Islamic State-claimed assault'."""
    whole, dash, participle = modifier.text.rpartition("-")
    if dash and whole and in_class(participle, "leading"):
        return (Span(modifier.start, modifier.start + len(whole)),)
    if modifier.i < 2 or parsed.tokens[modifier.i - 1].text != "-" or not in_class(modifier.lower, "leading"):
        return ()
    before = parsed.tokens[modifier.i - 2]
    return (run_of_name(parsed, before),) if before.entity else ()


def _owns(parsed: Parsed, modifier: Token) -> bool:
    attacks = in_class(parsed.tokens[modifier.head].lemma, "attacks")
    if attacks and (in_class(modifier.lemma, "scenes") or modifier.lower == "terrorist"):
        return False
    if attacks and in_class(modifier.lower, "theatres") and _is_scene_of(parsed, modifier):
        return False
    if modifier.dep == "poss" or modifier.pos == "PRON":
        return is_party(parsed, modifier)
    if modifier.entity in (*_NAMED, "GPE"):
        place = in_class(parsed.tokens[modifier.head].lemma, "named places") and modifier.entity != "NORP"
        return not place and _is_named_owner(parsed, modifier)
    if modifier.pos == "PROPN" and modifier.entity == "" and in_class(parsed.tokens[modifier.head].lemma, "aircraft"):
        return not is_settlement(name_words(parsed, modifier))  # 'Houthi missiles'
    return in_class(modifier.lemma, "owning") and not _only_describes(parsed, modifier)


def _is_scene_of(parsed: Parsed, modifier: Token) -> bool:
    """Whether a country is where the fighting is, not whose: 'the Syrian war', 'a Somalia strike'."""
    head = parsed.tokens[modifier.head]
    if head.lemma in ("war", "conflict"):
        return not any(word in ("against", "on", "with") for word, _ in prepositional(parsed, head))
    return modifier.dep == "compound" and modifier.tag == "NNP"


def _is_named_owner(parsed: Parsed, modifier: Token) -> bool:
    """Whether a modifier is the name of a person, a group, a people or a country, and no town's."""
    name = name_words(parsed, modifier)
    return is_country(name) if modifier.entity == "GPE" else modifier.entity in _NAMED and not is_settlement(name)


def _only_describes(parsed: Parsed, modifier: Token) -> bool:
    """Whether a common noun says what kind of thing it is, not whose: beside a name ('Turkish military operations'),
    or of a building ('a government building', 'a military academy')."""
    if modifier.lemma in ("military", "government", "state", "police") and _is_struck(parsed.tokens[modifier.head]):
        return True
    if modifier.lower == "military" and parsed.tokens[modifier.head].lemma in ("operation", "strike", "action"):
        return True  # anybody's
    beside = (one for one in parsed.children(modifier.head, *_OWNING) if one.i != modifier.i)
    return any(_is_named_owner(parsed, one) for one in beside)


def _is_struck(head: Token) -> bool:
    return in_class(head.lemma, "struck") and not in_class(head.lemma, "aircraft")


def _modifier(parsed: Parsed, modifier: Token, head: Token) -> Span:
    """The owner's words before its thing: 'Islamic State' of 'Islamic State positions'."""
    if modifier.dep == "poss":
        return phrase(parsed, modifier)
    first = last = modifier.i
    if modifier.entity:
        while last + 1 < head.i and _goes_on(parsed.tokens[last + 1], modifier):
            last += 1
        return Span(run_of_name(parsed, modifier).start, parsed.tokens[last].end)
    inner = [token.i for token in parsed.subtree(modifier.i) if token.i < modifier.i and token.dep != "punct"]
    return parsed.cover(first_of_phrase(parsed, parsed.tokens[min(inner, default=first)], modifier), modifier)


def _goes_on(token: Token, modifier: Token) -> bool:
    """Whether a name goes on: 'Islamic' 'State', 'Iraqi' 'military', 'Syrian' 'government'."""
    return token.entity == modifier.entity or token.lower in ("military", "army", "government", "regime", "police")
