"""Who stands in a role of a row: those who act, those who suffer, what was given, used or seized, and by what means."""

from __future__ import annotations

from reportedly.claims.arguments import surface_subjects
from reportedly.claims.clauses import Clause, read_clause
from reportedly.claims.geography import is_capital
from reportedly.claims.lexicon import Role, in_class, lemma_of
from reportedly.claims.nominals import (
    Deed,
    agents,
    attendants,
    deed_within,
    is_attack,
    read_deed,
    victims_by_owner,
    victims_of_carrier,
)
from reportedly.claims.parties import owners, parties
from reportedly.claims.phrases import apart, name_words, phrase
from reportedly.claims.tree import conjuncts, objects_of, prepositional
from reportedly.model import Parsed, Span, Token

Frame = Clause | Deed
NOBODY = "-"
_REACH = 16  # words behind a deed within which its 'between' may stand
_DEEPEST = 3  # complements of complements
_AIMED = ("to", "with", "against", "on", "at", "of", "from")
_MEANS = ("in", "into", "by", "during", "after", "from", "with", "through", "at the hands of", "under", "due to",
    "because of", "following")  # fmt: skip


def who_acts(parsed: Parsed, role: Role, frame: Frame) -> tuple[Span, ...]:
    """The parties in an acting role: of the first of its slots that has any. A deed acts for its own agent."""
    for slot in role.slots:
        found = () if slot == NOBODY else _acting(parsed, slot, frame)
        if found or slot == NOBODY:
            return found
    return ()


def who_suffers(parsed: Parsed, role: Role, frame: Frame) -> tuple[Span, ...]:
    """The parties in a suffering role; in 'suffered an attack' those who suffered it."""
    for slot in role.slots:
        found = () if slot == NOBODY else _suffering(parsed, slot, frame)
        if found:
            return found
        if slot == NOBODY:
            break
    return victims_of_carrier(parsed, frame) if isinstance(frame, Deed) else ()


def struck(parsed: Parsed, role: Role, frame: Frame) -> tuple[Span, ...]:
    """What an attack meets where nobody owns it: an embassy, a convoy, a plane."""
    heads = (head for slot in role.slots for head in heads_in(parsed, slot, frame))
    return tuple(dict.fromkeys(phrase(parsed, head) for head in heads if in_class(head.lemma, "struck")))


def things(parsed: Parsed, role: Role, frame: Frame) -> tuple[str, ...]:
    """What was given, used or seized, in the text's words."""
    return tuple(dict.fromkeys(_words_of(parsed, head) for head in used(parsed, role, frame) if head.pos != "PRON"))


def used(parsed: Parsed, role: Role, frame: Frame) -> tuple[Token, ...]:
    """The heads of what was given, used or seized."""
    return next((heads for slot in role.slots if (heads := heads_in(parsed, slot, frame))), ())


def _words_of(parsed: Parsed, head: Token) -> str:
    """A thing's words, with the name behind its kind: 'the town of Saraqib'."""
    behind = tuple(one for word, one in prepositional(parsed, head) if word == "of" and one.pos == "PROPN")
    named = behind[:1] if in_class(head.lemma, "named places") else ()
    return parsed.words(parsed.cover(*parsed.tokens_in(phrase(parsed, head)), *named))


def weapons(parsed: Parsed, frame: Frame) -> tuple[str, ...]:
    """An attack's weapons: in its name ('drone attacks'), its subject, or behind 'with' and 'by'."""
    nouns = (frame.noun,) if isinstance(frame, Deed) else (*means_of(frame), *frame.subjects)
    in_name = (one.text for noun in nouns for one in parsed.children(noun.i, "compound", "nmod") if _is_weapon(one))
    heads = (*frame.after("with"), *frame.after("by"), *(frame.subjects if isinstance(frame, Clause) else ()))
    named = (parsed.words(phrase(parsed, head)) for head in heads if _is_weapon(head))
    return tuple(dict.fromkeys((*in_name, *named)))


def _is_weapon(head: Token) -> bool:
    return in_class(head.lemma, "weapons")


def means_of(clause: Clause) -> tuple[Token, ...]:
    """The deeds by which the clause's own was done: 'killed in a strike', 'wounded by shelling'."""
    return tuple(head for word, head in clause.preps if word in _MEANS and is_attack(head))


def heads_in(parsed: Parsed, slot: str, frame: Frame) -> tuple[Token, ...]:
    """The heads of the phrases in a slot."""
    if slot == NOBODY:
        return ()
    return _in_deed(parsed, slot, frame) if isinstance(frame, Deed) else _in_clause(parsed, slot, frame)


def _in_clause(parsed: Parsed, slot: str, clause: Clause) -> tuple[Token, ...]:
    match slot:
        case "subj":
            return clause.subjects
        case "obj":
            return clause.objects
        case "iobj":
            return clause.receivers
        case "clause":
            return _objects_below(parsed, clause.verb)
        case "own":
            return tuple(one for head in clause.objects for one in parsed.children(head.i, "compound", "poss", "nmod"))
        case "kind":
            return tuple(one for head in clause.objects for one in parsed.children(head.i, "amod", "compound"))
        case "told":
            return _subjects_below(parsed, clause.verb)
        case "oprd":
            return _what_it_is_called(parsed, clause.verb)
        case "seat":
            return tuple(head for head in clause.objects if is_capital(name_words(parsed, head)))
        case _:
            return _behind(parsed, slot, clause) or clause.after(slot)


def _behind(parsed: Parsed, slot: str, clause: Clause) -> tuple[Token, ...]:
    """The heads behind a preposition on a phrase: with 'to.with' Hamas of 'agreed to a truce with Hamas'."""
    outer, _, inner = slot.partition(".")
    outer_heads = heads_in(parsed, outer, clause) if inner else ()
    if inner == "own":  # 'came under rebel control'
        return tuple(one for head in outer_heads for one in parsed.children(head.i, "compound", "poss", "nmod", "amod"))
    phrases = (pair for head in outer_heads for pair in prepositional(parsed, head))
    return tuple(head for word, head in phrases if word == inner)


def _objects_below(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The objects of a verb's complement: 'threatened to destroy their army', 'vowed to begin to destroy'."""
    below = parsed.child(verb.i, "xcomp", "ccomp")
    for _ in range(_DEEPEST):
        if below is None:
            break
        inner = read_clause(parsed, below)
        passed_on = in_class(lemma_of(below.lemma), "giving")
        for heads in (() if passed_on else inner.objects, *(inner.after(word) for word in _AIMED)):
            found = tuple(head for head in heads if parties(parsed, (head,)) and not _is_own(parsed, head))
            if found:
                return found
        below = parsed.child(below.i, "xcomp", "ccomp")
    return ()


def _what_it_is_called(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """What a verb of calling calls its object, with what that is of: 'called the raid an act of aggression'."""
    found = (*parsed.children(verb.i, "oprd"), *parsed.children(verb.i, "ccomp", "xcomp"))
    nouns = tuple(one for one in found if one.pos in ("NOUN", "ADJ") and not parsed.child(one.i, "aux"))
    return (*nouns, *(head for one in nouns for word, head in prepositional(parsed, one) if word == "of"))


def _is_own(parsed: Parsed, head: Token) -> bool:
    """Whether it belongs to whoever speaks: 'threatened to withdraw their troops'."""
    return any(one.tag == "PRP$" for one in parsed.children(head.i, "poss"))


def _subjects_below(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """Those who are to do what a verb demands: 'demanded that the army leave'."""
    below = parsed.child(verb.i, "ccomp")
    return () if below is None else surface_subjects(parsed, below)


def _in_deed(parsed: Parsed, slot: str, deed: Deed) -> tuple[Token, ...]:
    if slot == "compound":
        return parsed.children(deed.noun.i, "compound", "amod", "nmod")
    if slot == "poss":
        return tuple(head for one in parsed.children(deed.noun.i, "poss") for head in conjuncts(parsed, one))
    return deed.after(slot)


def _acting(parsed: Parsed, slot: str, frame: Frame) -> tuple[Span, ...]:
    if isinstance(frame, Deed):
        return _of_deed(parsed, slot, frame)
    if slot == "subj":
        return _doers(parsed, frame)
    if slot == "means":
        return _agents_or_parties(parsed, means_of(frame))
    return _agents_or_parties(parsed, heads_in(parsed, slot, frame))


def _suffering(parsed: Parsed, slot: str, frame: Frame) -> tuple[Span, ...]:
    if isinstance(frame, Deed):
        return _of_deed(parsed, slot, frame)
    heads = tuple(head for head in heads_in(parsed, slot, frame) if not _befell_its_owner(parsed, head))
    return tuple(phrase(parsed, head) for head in heads) if slot == "seat" else parties(parsed, heads)


def _befell_its_owner(parsed: Parsed, head: Token) -> bool:
    """Whether a thing is what befell somebody, who is not the one that is meant: 'condemned his arrest'."""
    return head.pos == "NOUN" and bool(victims_by_owner(parsed, read_deed(parsed, head)))


def _of_deed(parsed: Parsed, slot: str, deed: Deed) -> tuple[Span, ...]:
    match slot:
        case "agent":
            return agents(parsed, deed)
        case "mutual":
            return parties(parsed, _between(parsed, deed)) or agents(parsed, deed) or _both(parsed, deed)
        case "visitors":
            return attendants(parsed, deed.noun)
        case _:
            return parties(parsed, heads_in(parsed, slot, deed))


def _between(parsed: Parsed, deed: Deed) -> tuple[Token, ...]:
    """Both sides of 'between', also where a date stands between: 'clashes erupted on Friday between'."""
    near = deed.after("between", "among")
    near = (*near, *_others_from(parsed, near[0])) if len(near) == 1 else near
    if near or deed.carrier is None:
        return near
    behind = parsed.tokens[deed.noun.i + 1 : deed.noun.i + _REACH]
    prep = next((one for one in behind if one.lower == "between" and one.sentence == deed.noun.sentence), None)
    return () if prep is None else objects_of(parsed, prep)


def _others_from(parsed: Parsed, head: Token) -> tuple[Token, ...]:
    """The other side where the parser joined it to the name of the first: 'fighters from A and fighters from B'."""
    names = (name for word, name in prepositional(parsed, head) if word in ("from", "of"))
    joined = (one for name in names for one in parsed.children(name.i, "conj"))
    return tuple(one for one in joined if one.pos == "NOUN" and one.tag == head.tag)


def _both(parsed: Parsed, deed: Deed) -> tuple[Span, ...]:
    return parties(parsed, deed.after("of"))


def _doers(parsed: Parsed, clause: Clause) -> tuple[Span, ...]:
    """The subjects, or those behind a subject that is a deed ('Russian airstrikes killed'), or those whose deed the
    clause names as its means ('killed in a strike by')."""
    return _agents_or_parties(parsed, clause.subjects or means_of(clause))


def _agents_or_parties(parsed: Parsed, heads: tuple[Token, ...]) -> tuple[Span, ...]:
    found: list[Span] = []
    for head in apart(parsed, heads):
        deed = deed_within(parsed, head)
        found.extend(_agents_of(parsed, deed) if is_attack(deed) else parties(parsed, (head,)))
        if not found and _is_weapon(head):  # 'drones of the Security Service'
            found.extend(owners(parsed, head))
    return tuple(dict.fromkeys(found))


def _agents_of(parsed: Parsed, noun: Token) -> tuple[Span, ...]:
    """Whose attack it is; of what two do to each other, the other one: 'killed in clashes with the militia'."""
    deed = read_deed(parsed, noun)
    found = agents(parsed, deed)
    mutual = not found and in_class(lemma_of(noun.lemma), "mutual deeds")
    return parties(parsed, deed.after("with", "against")) if mutual else found
