"""Who is the subject and the object of a verb, whatever its voice and wherever the sentence put them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.claims.lexicon import in_class
from reportedly.model import Parsed, Token

_DEPTH = 8  # how many verbs a subject is looked for above its own
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its logical arguments: heads of noun phrases, conjuncts apart.

    `subjects` act, `objects` are acted upon, also where the verb is passive; `preps` are (preposition, head) of the
    phrases on the verb, then of those on its object, since parsers confuse the two.
    """

    verb: Token
    passive: bool
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    receivers: tuple[Token, ...]
    preps: tuple[tuple[str, Token], ...]
    particle: str

    def after(self, *prepositions: str) -> tuple[Token, ...]:
        """The heads of the phrases with the first of the prepositions that is there."""
        for wanted in prepositions:
            found = tuple(head for word, head in self.preps if word == wanted)
            if found:
                return found
        return ()


def read_clause(parsed: Parsed, verb: Token, *, may_lack_auxiliary: bool = False) -> Clause:
    """The clause that a verb heads; where it `may_lack_auxiliary` it is passive without an object ('Four killed in')."""
    passive = is_passive(parsed, verb) or (may_lack_auxiliary and _lost_its_auxiliary(parsed, verb))
    objects = logical_objects(parsed, verb, passive)
    on_verb = prepositional(parsed, verb)
    on_object = tuple(pair for head in objects for pair in prepositional(parsed, head))
    particle = parsed.child(verb.i, "prt")
    return Clause(
        verb=verb,
        passive=passive,
        subjects=logical_subjects(parsed, verb, passive),
        objects=objects,
        receivers=_receivers(parsed, verb),
        preps=on_verb + on_object,
        particle=particle.lower if particle else "",
    )


def is_passive(parsed: Parsed, verb: Token) -> bool:
    """Whether the verb's surface subject is its logical object ('were captured', 'towns seized along the road')."""
    if parsed.child(verb.i, "auxpass"):
        return True
    if verb.tag != "VBN":
        return bool(parsed.child(verb.i, "agent")) and verb.tag == "VBD" and not parsed.child(verb.i, "dobj")
    if any(aux.lemma == "have" for aux in parsed.children(verb.i, "aux")):
        return False
    head = parsed.tokens[verb.head]
    if verb.dep == "conj" and is_verb(head) and not parsed.child(verb.i, *_SUBJECTS):
        return head.tag == "VBN" and is_passive(parsed, head)
    return not parsed.child(verb.i, "dobj") or parsed.child(verb.i, "agent") is not None


def _lost_its_auxiliary(parsed: Parsed, verb: Token) -> bool:
    """Whether a headline's 'Four killed in Aleppo' was read as an active verb that lacks its object."""
    if verb.tag not in ("VBD", "VBN") or parsed.child(verb.i, "dobj", "aux", "ccomp", "xcomp"):
        return False
    return parsed.child(verb.i, "nsubj") is not None and not _shared_object(parsed, verb)


def is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


def is_infinitive(parsed: Parsed, verb: Token) -> bool:
    """Whether 'to' stands before a verb."""
    return any(aux.tag == "TO" for aux in parsed.children(verb.i, "aux"))


def logical_subjects(parsed: Parsed, verb: Token, passive: bool) -> tuple[Token, ...]:
    """Who does it: the subject of an active verb, the agent of a passive one."""
    if not passive:
        return surface_subjects(parsed, verb)
    agents = [agent for prep in parsed.children(verb.i, "agent") for agent in _objects_of(parsed, prep)]
    return tuple(agents) or _strayed_agent(parsed, verb)


def _strayed_agent(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The agent that the parser hung on a noun in between: 'was criticized for the move by lawmakers'."""
    for prep in parsed.children(verb.i, "prep"):
        for noun in parsed.children(prep.i, "pobj"):
            found = [head for word, head in prepositional(parsed, noun) if word == "by"]
            if found and prep.lower != "in":
                return tuple(found)
    return ()


def logical_objects(parsed: Parsed, verb: Token, passive: bool) -> tuple[Token, ...]:
    """Whom it is done to: the object of an active verb, the subject of a passive one."""
    if passive:
        return surface_subjects(parsed, verb)
    own = parsed.children(verb.i, "dobj")
    if own:
        return tuple(head for one in own for head in conjuncts(parsed, _antecedent(parsed, verb, one)))
    return _raised(parsed, verb) or _shared_object(parsed, verb) or _gap(parsed, verb)


def _raised(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The object that parsers take for the subject of its predicate: 'pushed Pyongyang to limit', 'left 14 people dead'."""
    for child in parsed.children(verb.i, "ccomp", "xcomp", "oprd"):
        small = child.pos in ("ADJ", "NOUN") or is_infinitive(parsed, child)
        subject = parsed.child(child.i, *_SUBJECTS)
        if small and subject is not None and subject.i > verb.i:
            return conjuncts(parsed, subject)
    return ()


def _shared_object(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The object that a later conjunct bears for both: 'hit and destroyed the convoy'."""
    for other in parsed.children(verb.i, "conj"):
        between = parsed.tokens[verb.i + 1 : other.i]
        if is_verb(other) and all(token.dep in ("cc", "advmod", "punct") for token in between):
            return tuple(head for one in parsed.children(other.i, "dobj") for head in conjuncts(parsed, one))
    return ()


def _gap(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The noun that a relative clause leaves its object to: 'the launcher that rebels had captured'."""
    if verb.dep != "relcl":
        return ()
    subject = parsed.child(verb.i, *_SUBJECTS)
    if subject is None or subject.lower in _RELATIVE:
        return ()
    return (parsed.tokens[verb.head],)


def surface_subjects(parsed: Parsed, verb: Token, depth: int = _DEPTH) -> tuple[Token, ...]:
    """The heads of the phrase that the verb's subject is, found where syntax shares it: conjuncts, control, raising,
    participles, relative clauses, 'by doing', 'plans to do'."""
    own = _nearest_subject(parsed, verb)
    if own is not None:
        return conjuncts(parsed, _antecedent(parsed, verb, own))
    if depth == 0 or verb.dep == "ROOT":
        return ()
    head = parsed.tokens[verb.head]
    if verb.dep == "dep":
        return conjuncts(parsed, head) if head.i < verb.i and head.pos in ("NOUN", "PROPN") else ()
    if verb.dep in ("acl", "relcl"):
        return _subject_of_noun_clause(parsed, verb, head, depth)
    if verb.dep in ("pcomp", "prep") or head.pos == "ADP":
        return _subject_above_preposition(parsed, head, depth)
    if verb.dep == "amod":
        return (head,)
    if head.pos == "ADJ":
        return surface_subjects(parsed, parsed.tokens[head.head], depth - 1)
    if not is_verb(head):
        return ()
    if verb.dep in ("xcomp", "ccomp") and not in_class(head.lemma, "subject control"):
        controllers = parsed.children(head.i, "dobj", "dative") or _called_on(parsed, head)
        if controllers:
            return conjuncts(parsed, controllers[0])
    if verb.dep == "advcl" and is_passive(parsed, head):
        return logical_subjects(parsed, head, True) or surface_subjects(parsed, head, depth - 1)
    return surface_subjects(parsed, head, depth - 1)


def _called_on(parsed: Parsed, head: Token) -> tuple[Token, ...]:
    """Those whom a request names by a preposition: 'called on both sides to stop'."""
    if not in_class(head.lemma, "calling"):
        return ()
    return tuple(one for word, one in prepositional(parsed, head) if word in ("on", "upon", "to"))


def _nearest_subject(parsed: Parsed, verb: Token) -> Token | None:
    """The verb's own subject: the last before it, since a dateline ('BEIRUT (AP) -') may pose as another; or what a
    conjunction was mistaken to govern ('since Moscow began')."""
    own = parsed.children(verb.i, *_SUBJECTS)
    if own:
        before = [one for one in own if one.i < verb.i]
        return before[-1] if before else own[0]
    mark = parsed.child(verb.i, "mark")
    return parsed.child(mark.i, "pobj") if mark is not None else None


def _subject_of_noun_clause(parsed: Parsed, verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    """'rebels fleeing', 'towns seized': the noun; 'their efforts to seize', 'had plans to attack': whoever owns it."""
    if verb.tag == "VBG" and in_class(noun.lemma, "utterances"):
        return subject_of_noun(parsed, noun, depth)
    if not is_infinitive(parsed, verb):
        return conjuncts(parsed, noun) if verb.dep == "acl" else (noun,)
    return subject_of_noun(parsed, noun, depth)


def subject_of_noun(parsed: Parsed, noun: Token, depth: int = _DEPTH) -> tuple[Token, ...]:
    """Who does what a noun names ('Iraq's goal to', 'launched an offensive to'): its owner, or its verb's subject."""
    owner = parsed.child(noun.i, "poss")
    if owner is not None:
        return conjuncts(parsed, owner)
    by = [head for prep in parsed.children(noun.i, "prep") if prep.lower == "by" for head in _objects_of(parsed, prep)]
    if by:
        return tuple(by)
    named = [one for one in parsed.children(noun.i, "compound", "amod", "nmod") if one.entity in ("ORG", "NORP", "GPE")]
    if named:
        return tuple(named[-1:])
    head = parsed.tokens[noun.head]
    if depth and head.pos == "ADP":
        head = parsed.tokens[head.head]
    if depth and is_verb(head) and noun.dep in ("dobj", "attr", "pobj"):
        return logical_subjects(parsed, head, is_passive(parsed, head))
    return ()


def _subject_above_preposition(parsed: Parsed, prep: Token, depth: int) -> tuple[Token, ...]:
    """'helped by giving', 'after seizing': the governor's subject; 'accused X of doing': its object."""
    governor = parsed.tokens[prep.head]
    if governor.i == prep.i:
        return ()
    if is_verb(governor):
        if in_class(governor.lemma, "object control"):
            return logical_objects(parsed, governor, is_passive(parsed, governor))
        return surface_subjects(parsed, governor, depth - 1)
    if governor.pos == "ADJ":
        return surface_subjects(parsed, parsed.tokens[governor.head], depth - 1)
    if governor.pos == "ADP":
        return _subject_above_preposition(parsed, governor, depth - 1) if depth else ()
    return subject_of_noun(parsed, governor, depth - 1)


def _antecedent(parsed: Parsed, verb: Token, argument: Token) -> Token:
    """The noun that a relative pronoun stands for, else the argument itself."""
    if argument.lower not in _RELATIVE or (argument.pos == "DET" and verb.dep != "relcl"):
        return argument
    for ancestor in (verb, *parsed.ancestors(verb.i)):
        if ancestor.dep == "relcl":
            return parsed.tokens[ancestor.head]
        if ancestor.dep not in ("conj", "ccomp", "xcomp", "advcl"):
            break
    return argument


def conjuncts(parsed: Parsed, head: Token) -> tuple[Token, ...]:
    """A head and those coordinated with it, in text order; 'as well as' counts."""
    found, todo = [head], [head]
    while todo and len(found) < 20:
        for other in parsed.children(todo.pop().i, "conj"):
            if not is_verb(other) or other.tag in ("VBG", "VBN"):
                found.append(other)
                todo.append(other)
    return tuple(found)


def prepositional(parsed: Parsed, token: Token) -> tuple[tuple[str, Token], ...]:
    """(preposition, head) of the phrases that hang on a token, nested ones too ('out of Mosul': out of, of)."""
    preps = list(parsed.children(token.i, "prep", "dative", "agent"))
    for word in parsed.children(token.i, "advmod", "prt"):
        preps += parsed.children(word.i, "prep")
    return tuple((word, head) for prep in preps if prep.pos != "NOUN" for word, head in _phrases(parsed, prep, ""))


def _phrases(parsed: Parsed, prep: Token, before: str) -> list[tuple[str, Token]]:
    word = f"{before} {prep.lower}".strip()
    found = [(word, head) for head in _objects_of(parsed, prep)]
    for inner in parsed.children(prep.i, "prep"):
        found.extend(_phrases(parsed, inner, word))
    return found


def _objects_of(parsed: Parsed, prep: Token) -> list[Token]:
    return [head for one in parsed.children(prep.i, "pobj") for head in conjuncts(parsed, one)]


def _receivers(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The indirect objects: 'giving them drones'."""
    found = [one for one in parsed.children(verb.i, "dative") if one.pos != "ADP"]
    return tuple(head for one in found for head in conjuncts(parsed, one))
