"""Who does a verb's deed and whom it is done to, whatever its voice and wherever the sentence put them."""

from __future__ import annotations

from reportedly.claims.lexicon import in_class
from reportedly.claims.tree import conjuncts, is_infinitive, is_verb, objects_of, prepositional
from reportedly.model import Parsed, Token

_DEPTH = 8  # how many verbs and nouns a subject is looked for above its own
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NAMED = ("ORG", "NORP", "GPE")
_SCENES = ("GPE", "LOC", "FAC", "DATE", "TIME")


def logical_subjects(parsed: Parsed, verb: Token, *, passive: bool) -> tuple[Token, ...]:
    """The heads of those who do it: the subject of an active verb, the agent of a passive one."""
    if passive:
        return _agents(parsed, verb)
    found = surface_subjects(parsed, verb)
    return (*found, *_companions(parsed, verb, found)) if found else ()


def _companions(parsed: Parsed, verb: Token, subjects: tuple[Token, ...]) -> tuple[Token, ...]:
    """Those who do it with the subject: 'along with Britain', 'together with Eritrean forces'."""
    preps = (prep for token in (*subjects, verb) for prep in parsed.children(token.i, "prep", "advmod"))
    for prep in preps:
        if prep.lower in ("along", "together") and prep.i < verb.i:
            return tuple(head for inner in parsed.children(prep.i, "prep") for head in objects_of(parsed, inner))
    return ()


def logical_objects(parsed: Parsed, verb: Token, *, passive: bool) -> tuple[Token, ...]:
    """The heads of those to whom it is done: the object of an active verb, the subject of a passive one."""
    if passive:
        return surface_subjects(parsed, verb)
    own = parsed.children(verb.i, "dobj")
    if own:
        return tuple(head for one in own for head in conjuncts(parsed, _antecedent(parsed, verb, one)))
    return _raised(parsed, verb) or shared_object(parsed, verb) or _gap(parsed, verb) or _numbered(parsed, verb)


def is_passive(parsed: Parsed, verb: Token) -> bool:
    """Whether the verb's surface subject is its logical object ('were captured', 'towns seized along the road')."""
    if parsed.child(verb.i, "auxpass"):
        return True
    agent = parsed.child(verb.i, "agent") is not None
    if agent and verb.tag == "VBN" and not parsed.child(verb.i, "dobj"):
        return True
    if verb.tag != "VBN":
        return agent and verb.tag == "VBD" and not parsed.child(verb.i, "dobj")
    if any(aux.lemma == "have" for aux in parsed.children(verb.i, "aux")):
        return False
    first = first_conjunct(parsed, verb)
    if first.i != verb.i:
        return first.tag == "VBN" and is_passive(parsed, first)
    if verb.dep == "ROOT" and not agent and parsed.child(verb.i, "nsubj") and in_class(verb.lemma, "moving"):
        return False
    return agent or not parsed.child(verb.i, "dobj")


def first_conjunct(parsed: Parsed, verb: Token) -> Token:
    """The verb whose subject and auxiliaries a coordinated verb shares, or the verb itself."""
    for _ in range(_DEPTH):
        head = parsed.tokens[verb.head]
        if verb.dep != "conj" or not is_verb(head) or parsed.child(verb.i, *_SUBJECTS, "auxpass"):
            return verb
        verb = head
    return verb


def _agents(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The heads behind 'by', also where the parser hung it on a noun: 'was criticized for the move by lawmakers'."""
    own = tuple(head for prep in parsed.children(verb.i, "agent") for head in objects_of(parsed, prep))
    if own:
        return own
    for prep in parsed.children(verb.i, "prep"):
        for noun in parsed.children(prep.i, "pobj") if prep.lower != "in" else ():
            strayed = tuple(head for word, head in prepositional(parsed, noun) if word == "by")
            if strayed:
                return strayed
    return _agents_of_last(parsed, verb)


def _agents_of_last(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """Those behind the 'by' of the last of several passives: 'were stopped and shot by the rebels'."""
    for other in parsed.children(verb.i, "conj"):
        if other.tag == "VBN" and not parsed.child(other.i, *_SUBJECTS, "auxpass", "dobj", "aux"):
            return _agents(parsed, other)
    return ()


def _raised(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The object that parsers take for its predicate's subject: 'pushed Pyongyang to limit', 'left 14 people dead'."""
    for child in parsed.children(verb.i, "ccomp", "xcomp", "oprd"):
        bare = child.tag == "VB" and in_class(verb.lemma, "bare infinitive") and not parsed.child(child.i, "aux")
        small = child.pos in ("ADJ", "NOUN") or is_infinitive(parsed, child) or bare
        subject = parsed.child(child.i, *_SUBJECTS)
        if small and subject is not None and subject.i > verb.i:
            return conjuncts(parsed, subject)
    return ()


def shared_object(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
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


def _numbered(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The object of 'kidnapped up to sixteen advisers', which parsers hang on 'up to'."""
    counted = [
        head
        for particle in parsed.children(verb.i, "prt")
        for head in (head for word, head in prepositional(parsed, particle) if (particle.lower, word) == ("up", "to"))
        if parsed.child(head.i, "nummod") is not None
    ]
    return tuple(counted)


def surface_subjects(parsed: Parsed, verb: Token, depth: int = _DEPTH) -> tuple[Token, ...]:
    """The heads of the phrase that the verb's subject is, found where syntax shares it: conjuncts, control, raising,
    participles, relative clauses, 'by doing', 'plans to do'."""
    own = _nearest_subject(parsed, verb)
    if own is not None:
        return conjuncts(parsed, _antecedent(parsed, verb, own))
    if depth == 0 or verb.dep == "ROOT":
        return ()
    head = parsed.tokens[verb.head]
    match verb.dep:
        case "dep":
            return conjuncts(parsed, head) if head.i < verb.i and head.pos in ("NOUN", "PROPN") else ()
        case "acl" | "relcl":
            return _subject_of_noun_clause(parsed, verb, head, depth)
        case "amod":
            return (head,)
        case "pcomp" | "prep":
            return _subject_above_preposition(parsed, head, depth)
    if head.pos == "ADP":
        return _subject_above_preposition(parsed, head, depth)
    if verb.dep == "conj" and verb.tag in ("VBD", "VBZ", "VBP") and is_infinitive(parsed, head):
        return surface_subjects(parsed, _finite_above(parsed, head), depth - 1)
    return _subject_of_complement(parsed, verb, head, depth)


def _subject_of_complement(parsed: Parsed, verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """'ready to fight', 'forced the army to leave', 'plans to leave': an object of the verb above controls, else its
    subject; of a participle under a passive, the agent."""
    if head.pos == "ADJ":
        return surface_subjects(parsed, parsed.tokens[head.head], depth - 1)
    if verb.dep == "advcl" and head.pos in ("NOUN", "PROPN"):
        return conjuncts(parsed, head) if verb.tag == "VBG" else subject_of_noun(parsed, head, depth - 1)
    if not is_verb(head):
        joined = verb.dep == "conj" and verb.tag == "VBG" and head.dep == "pobj"  # 'of funding and arming them'
        return _subject_above_preposition(parsed, parsed.tokens[head.head], depth - 1) if joined else ()
    charged = _charged(parsed, verb, head)
    if charged:
        return charged
    return _controller(parsed, verb, head, depth)


def _controller(parsed: Parsed, verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    if verb.dep in ("xcomp", "ccomp") and not in_class(head.lemma, "subject control"):
        controllers = parsed.children(head.i, "dobj", "dative") or _called_on(parsed, head)
        if controllers:
            return conjuncts(parsed, controllers[0])
    if verb.dep == "advcl" and is_infinitive(parsed, verb) and _called_on(parsed, head):
        return conjuncts(parsed, _called_on(parsed, head)[0])
    told = _told_before(parsed, head, verb)
    if told:
        return told
    if verb.dep == "advcl" and is_passive(parsed, head):
        agents = _agents(parsed, head)
        return agents if agents or _hurts(verb) else surface_subjects(parsed, head, depth - 1)
    return surface_subjects(parsed, head, depth - 1)


def _finite_above(parsed: Parsed, infinitive: Token) -> Token:
    """The finite verb over an infinitive, to which a finite one was meant to be joined: 'urged both to stop and
    called on others'."""
    verbs = (one for one in parsed.ancestors(infinitive.i) if is_verb(one))
    return next((one for one in verbs if one.tag in ("VBD", "VBZ", "VBP")), infinitive)


def _told_before(parsed: Parsed, saying: Token, verb: Token) -> tuple[Token, ...]:
    """Who does what a clause on 'said' goes on to tell, where who says it only tells: 'the monitor said rebels took the
    town and pushed on', 'Rebels shelled the port, residents said, sinking a ship'."""
    voice = parsed.child(saying.i, "nsubj")
    if voice is None or not in_class(saying.lemma, "saying") or in_class(verb.lemma, "saying"):
        return ()
    told = [one for one in parsed.children(saying.i, "ccomp") if one.i < verb.i]
    joined = verb.dep == "conj" and in_class(voice.lemma, "voices")
    resumed = verb.dep == "advcl" and verb.tag == "VBG" and bool(told) and told[-1].i < saying.i < verb.i
    return surface_subjects(parsed, told[-1], 2) if told and (joined or resumed) else ()


def _called_on(parsed: Parsed, head: Token) -> tuple[Token, ...]:
    """Those whom a request names by a preposition: 'called on both sides to stop'."""
    if not in_class(head.lemma, "calling"):
        return ()
    named = (one for word, one in prepositional(parsed, head) if word in ("on", "upon", "to"))
    return tuple(one for one in named if one.entity not in _SCENES[1:])  # 'called him on Saturday to' names nobody


def _nearest_subject(parsed: Parsed, verb: Token) -> Token | None:
    """The verb's own subject: the last before it, since a dateline ('BEIRUT (AP) -') may pose as another; or what a
    conjunction was mistaken to govern ('since Moscow began')."""
    own = parsed.children(verb.i, *_SUBJECTS)
    if own:
        before = [one for one in own if one.i < verb.i]
        if len(before) > 1 and parsed.tokens[parsed.subtree(before[-1].i)[0].i - 1].text == ",":
            return before[0]  # what stands between commas only explains it
        if len(before) > 1 and (_ends_a_name_of(parsed, *before[-2:]) or _is_governed(parsed, *before[-2:])):
            return before[-2]
        return _behind_the_outlet(parsed, before[-1] if before else own[0])
    mark = parsed.child(verb.i, "mark")
    governed = parsed.child(mark.i, "pobj") if mark is not None else None
    return governed or _joined_before(parsed, verb)


def _joined_before(parsed: Parsed, verb: Token) -> Token | None:
    """The subject that the parser joined to what the clause before says: 'it is a lie and the army has not struck'."""
    if verb.dep != "conj" or not (parsed.child(verb.i, "aux") or verb.tag in ("VBD", "VBZ")):
        return None
    first = min([verb.i, *(one.i for one in parsed.children(verb.i, "aux", "auxpass", "neg"))])
    before = parsed.tokens[max(0, first - 1)]
    article = parsed.child(before.i, "det", "poss", "compound", "amod") is not None
    joined = before.dep == "conj" and before.pos in ("NOUN", "PROPN") and article
    said = parsed.tokens[before.head]
    return before if joined and said.dep == "attr" and said.head == verb.head else None


def _behind_the_outlet(parsed: Parsed, subject: Token) -> Token:
    """Those who did it, where what stands before them runs into the subject: 'told the newspaper The Star, the rebels
    have taken'."""
    told = parsed.child(subject.i, "appos")
    if told is None or told.i < subject.i:
        return subject
    before = parsed.tokens[max(0, parsed.subtree(subject.i)[0].i - 1)]
    return told if before.i < subject.i and before.pos == "NOUN" and before.head != subject.i else subject


def _is_governed(parsed: Parsed, subject: Token, last: Token) -> bool:
    """Whether a second subject only stands behind a preposition of the first: 'rebels loyal to Machar captured'."""
    inner = parsed.subtree(last.i)[0]
    before = parsed.tokens[max(0, inner.i - 1)]
    return before.pos == "ADP" and any(one.i == before.i for one in parsed.subtree(subject.i))


def _ends_a_name_of(parsed: Parsed, subject: Token, last: Token) -> bool:
    """Whether a name that began in a subject was cut: 'Assad' of 'gunmen loyal to Bashar al-Assad'."""
    first = last.i
    while first > 0 and parsed.tokens[first - 1].entity == last.entity == "PERSON":
        first -= 1
    return first < last.i and any(one.i == first for one in parsed.subtree(subject.i))


def _subject_of_noun_clause(parsed: Parsed, verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    """'rebels fleeing', 'towns seized': the noun; 'their efforts to seize', 'a statement condemning': its owner."""
    if is_infinitive(parsed, verb):
        return subject_of_noun(parsed, _noun_before(parsed, verb, noun), depth)
    if verb.tag == "VBG" and in_class(noun.lemma, "utterances"):
        return subject_of_noun(parsed, noun, depth)
    if verb.tag == "VBG" and in_class(verb.lemma, "holding") and in_class(noun.lemma, "struck"):
        return (noun,)  # 'a school sheltering families'
    if verb.tag == "VBG" and verb.dep == "acl" and depth and (_is_scene(noun) or _is_victim(parsed, verb, noun)):
        above = next((one for one in parsed.ancestors(noun.i) if is_verb(one)), None)
        return () if above is None else surface_subjects(parsed, above, depth - 1)
    return conjuncts(parsed, noun) if verb.dep == "acl" else (noun,)


def _is_scene(noun: Token) -> bool:
    """Whether a noun only says where or when, so that it does nothing: 'hit an outpost in Aleppo killing ten'."""
    if noun.entity in ("DATE", "TIME", "FAC", "LOC"):
        return True
    return noun.entity == "" and (in_class(noun.lemma, "localities") or in_class(noun.lemma, "struck"))


def _is_victim(parsed: Parsed, verb: Token, noun: Token) -> bool:
    """Whether a noun is whom the verb above killed, so that others wounded too: 'killing ten wounding more'."""
    above = parsed.tokens[noun.head]
    return _hurts(verb) and noun.dep == "dobj" and is_verb(above) and in_class(above.lemma, "killing")


def _hurts(verb: Token) -> bool:
    """Whether a verb kills or wounds: what was attacked 'killing ten' did not do it."""
    return in_class(verb.lemma, "injuring") or in_class(verb.lemma, "killing")


def _noun_before(parsed: Parsed, verb: Token, noun: Token) -> Token:
    """The noun right before 'to', where the parser hung an infinitive on one further up: 'a test for its goal to'."""
    to = next((aux for aux in parsed.children(verb.i, "aux") if aux.tag == "TO"), verb)
    before = parsed.tokens[max(0, to.i - 1)]
    owned = before.pos == "NOUN" and before.i > noun.i and parsed.child(before.i, "poss") is not None
    return before if owned else noun


def subject_of_noun(parsed: Parsed, noun: Token, depth: int = _DEPTH) -> tuple[Token, ...]:
    """Who does what a noun names ('Iraq's goal to', 'launched an offensive to'): its owner, or its verb's subject."""
    owner = parsed.child(noun.i, "poss")
    if owner is not None:
        return conjuncts(parsed, owner)
    by = tuple(head for word, head in prepositional(parsed, noun) if word == "by")
    if by:
        return by
    named = [one for one in parsed.children(noun.i, "compound", "amod", "nmod") if one.entity in _NAMED]
    if named:
        return tuple(named[-1:])
    head = parsed.tokens[noun.head]
    if head.pos == "ADP":
        prep, head = head, parsed.tokens[head.head]
        if prep.lower == "with" and head.pos in ("NOUN", "PROPN"):
            return conjuncts(parsed, head)
    if depth == 0 or not is_verb(head) or noun.dep not in ("dobj", "attr", "pobj"):
        return ()
    return _agents(parsed, head) if is_passive(parsed, head) else surface_subjects(parsed, head, depth - 1)


def _subject_above_preposition(parsed: Parsed, prep: Token, depth: int) -> tuple[Token, ...]:
    """'helped by giving', 'after seizing': the governor's subject; 'accused X of doing': its object."""
    governor = parsed.tokens[prep.head]
    if depth == 0 or governor.i == prep.i:
        return ()
    if is_verb(governor) and in_class(governor.lemma, "object control"):
        own = tuple(head for one in parsed.children(governor.i, "dobj") for head in conjuncts(parsed, one))
        return own or surface_subjects(parsed, governor, depth - 1)
    if is_verb(governor):
        return surface_subjects(parsed, governor, depth - 1)
    above = parsed.tokens[governor.head]
    if governor.dep == "dobj" and prep.lower in ("of", "for") and in_class(above.lemma, "object control"):
        return conjuncts(parsed, governor)  # 'accused the fighters of torturing'
    if governor.pos == "ADJ":
        return surface_subjects(parsed, above, depth - 1)
    if governor.pos == "ADP":
        return _subject_above_preposition(parsed, governor, depth - 1)
    accused = _accused(parsed, governor)
    if accused is not None:
        return surface_subjects(parsed, accused, depth - 1)
    return subject_of_noun(parsed, governor, depth - 1)


def _charged(parsed: Parsed, gerund: Token, verb: Token) -> tuple[Token, ...]:
    """Whom a verb charges with a second deed, which the parser joined to it: 'accused Serbia of funding and arming'."""
    if gerund.dep != "conj" or gerund.tag != "VBG" or verb.tag == "VBG" or parsed.child(gerund.i, "aux"):
        return ()
    of = any(one.lower in ("of", "for", "with") for one in parsed.children(verb.i, "prep"))
    if not of or not in_class(verb.lemma, "object control"):
        return ()
    return tuple(head for one in parsed.children(verb.i, "dobj") for head in conjuncts(parsed, one))


def _accused(parsed: Parsed, accuser: Token) -> Token | None:
    """The passive verb whose subject did it, where the parser hung the deed on who says so: 'were accused by rights
    groups of killing civilians'."""
    by = parsed.tokens[accuser.head]
    verb = parsed.tokens[by.head]
    return verb if accuser.dep == "pobj" and by.dep == "agent" and in_class(verb.lemma, "object control") else None


def _antecedent(parsed: Parsed, verb: Token, argument: Token) -> Token:
    """The noun that a relative pronoun stands for, else the argument itself."""
    if argument.lower not in _RELATIVE or (argument.pos == "DET" and verb.dep != "relcl"):
        return argument
    for ancestor in (verb, *parsed.ancestors(verb.i)):
        if ancestor.dep == "relcl":
            return _meant_by_relative(parsed, argument, parsed.tokens[ancestor.head])
        if ancestor.dep not in ("conj", "ccomp", "xcomp", "advcl"):
            break
    return argument


def _meant_by_relative(parsed: Parsed, pronoun: Token, noun: Token) -> Token:
    """The noun of a relative clause; those before a place or time that 'who' can't mean: 'fighters in Helmand who'."""
    if pronoun.lower != "who":
        return noun
    for _ in range(_DEPTH):
        prep = parsed.tokens[noun.head]
        if noun.entity not in _SCENES or noun.dep != "pobj" or parsed.tokens[prep.head].pos not in ("NOUN", "PROPN"):
            break
        noun = parsed.tokens[prep.head]
    return noun
