"""Whether a row of the lexicon fits a clause or a noun's deed, and who then stands in its roles."""

from __future__ import annotations

from reportedly.claims.clauses import Clause, conjuncts, prepositional, read_clause
from reportedly.claims.geography import is_country
from reportedly.claims.lexicon import Need, Role, Row, in_class, lemma_of, rows
from reportedly.claims.nominals import Deed, agents, read_deed, visitors
from reportedly.claims.parties import is_party, is_place, owners, parties, phrase
from reportedly.model import Parsed, Span, Token

Frame = Clause | Deed
_MEANS = ("in", "by", "during", "after", "from", "with", "through", "at the hands of", "under")


def fits(parsed: Parsed, row: Row, frame: Frame) -> bool:
    if row.particle and not _has_words(parsed, frame, row.particle):
        return False
    return all(_is_met(parsed, need, frame) != need.absent for need in row.needs)


def fill(parsed: Parsed, role: Role, frame: Frame, as_recipient: bool) -> tuple[Span, ...]:
    """The parties in a role: of the first of its slots that has any."""
    for slot in role.slots:
        if slot == "-":
            return ()
        found = _slot_parties(parsed, slot, frame, as_recipient)
        if found:
            return found
    return ()


def struck(parsed: Parsed, role: Role, frame: Frame) -> tuple[Span, ...]:
    """What an attack meets where nobody owns it: an embassy, a convoy, a plane."""
    heads = (head for slot in role.slots for head in slot_heads(parsed, slot, frame))
    return tuple(dict.fromkeys(phrase(parsed, head) for head in heads if in_class(head.lemma, "struck")))


def things(parsed: Parsed, role: Role, frame: Frame) -> tuple[str, ...]:
    """What was given, used or seized, in the text's words."""
    for slot in role.slots:
        heads = slot_heads(parsed, slot, frame)
        if heads:
            return tuple(dict.fromkeys(parsed.words(phrase(parsed, head)) for head in heads if head.pos != "PRON"))
    return ()


def means(parsed: Parsed, frame: Frame) -> tuple[str, ...]:
    """The weapons of an attack: in its name ('drone attacks'), its subject or 'with', 'by' ('killed by barrel bombs')."""
    nouns = [frame.noun] if isinstance(frame, Deed) else [*means_of(frame), *frame.subjects]
    found = [one for noun in nouns for one in parsed.children(noun.i, "compound", "nmod")]
    found += [head for head in frame.after("with")] + [head for head in frame.after("by")]
    if isinstance(frame, Clause):
        found += frame.subjects
    return tuple(dict.fromkeys(parsed.words(phrase(parsed, one)) for one in found if in_class(one.lemma, "weapons")))


def slot_heads(parsed: Parsed, slot: str, frame: Frame) -> tuple[Token, ...]:
    """The heads of the phrases in a slot."""
    if slot == "-":
        return ()
    if isinstance(frame, Deed):
        return _deed_heads(parsed, slot, frame)
    match slot:
        case "subj":
            return frame.subjects
        case "obj":
            return frame.objects
        case "iobj":
            return frame.receivers
        case "clause":
            return _objects_below(parsed, frame.verb)
        case "own":
            return tuple(one for head in frame.objects for one in parsed.children(head.i, "compound", "poss", "nmod"))
        case _:
            return frame.after(slot.removeprefix("obj."))


def _objects_below(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The objects of a verb's complement: 'threatened to destroy their army'."""
    for child in parsed.children(verb.i, "xcomp", "ccomp"):
        below = read_clause(parsed, child)
        return below.objects or _objects_below(parsed, child)
    return ()


def _deed_heads(parsed: Parsed, slot: str, deed: Deed) -> tuple[Token, ...]:
    if slot == "compound":
        return parsed.children(deed.noun.i, "compound", "amod", "nmod")
    if slot == "poss":
        return tuple(head for one in parsed.children(deed.noun.i, "poss") for head in conjuncts(parsed, one))
    return deed.after(slot)


def _slot_parties(parsed: Parsed, slot: str, frame: Frame, as_recipient: bool) -> tuple[Span, ...]:
    if isinstance(frame, Deed):
        if slot == "agent":
            return agents(parsed, frame)
        if slot == "mutual":
            return _mutual(parsed, frame)
        if slot == "visitors":
            return visitors(parsed, frame.noun)
        return parties(parsed, slot_heads(parsed, slot, frame), as_recipient)
    if slot == "subj" and not as_recipient:
        return doers(parsed, frame)
    heads = slot_heads(parsed, slot, frame)
    if not as_recipient and any(is_deed(head) for head in heads):
        return tuple(span for head in heads for span in agents(parsed, read_deed(parsed, head)))
    return parties(parsed, heads, as_recipient)


def doers(parsed: Parsed, clause: Clause) -> tuple[Span, ...]:
    """Who does it: the subjects, those behind a subject that is a deed ('Russian airstrikes killed'), or those whose
    deed the clause names as its means ('killed in a strike by')."""
    found: list[Span] = []
    for subject in clause.subjects:
        if is_deed(subject):
            found.extend(agents(parsed, read_deed(parsed, subject)))
        else:
            found.extend(parties(parsed, (subject,)))
    if not clause.subjects:
        for means in means_of(clause):
            found.extend(agents(parsed, read_deed(parsed, means)))
    return tuple(dict.fromkeys(found))


def means_of(clause: Clause) -> tuple[Token, ...]:
    """The deeds by which the clause's own was done: 'killed in a strike', 'wounded by shelling'."""
    return tuple(head for word, head in clause.preps if word in _MEANS and is_deed(head))


def is_deed(head: Token) -> bool:
    """Whether a noun names an attack or its means, so that another acts through it."""
    return head.pos == "NOUN" and in_class(lemma_of(head.lemma), "attacks")


def _mutual(parsed: Parsed, deed: Deed) -> tuple[Span, ...]:
    """Both sides: 'between A and B', 'of A and B', or those who carry it."""
    between = parties(parsed, deed.after("between", "among"), as_recipient=True)
    return between or agents(parsed, deed) or parties(parsed, deed.after("of"), as_recipient=True)


def _is_met(parsed: Parsed, need: Need, frame: Frame) -> bool:
    return any(_slot_is_met(parsed, slot, need.words, frame) for slot in need.slots)


def _slot_is_met(parsed: Parsed, slot: str, words: tuple[str, ...], frame: Frame) -> bool:
    token = frame.verb if isinstance(frame, Clause) else frame.noun
    match slot:
        case "clause":
            return isinstance(frame, Clause) and _has_complement(parsed, frame.verb, words)
        case "carrier":
            return isinstance(frame, Deed) and frame.carrier is not None and _carries(frame.carrier, words)
        case "inside":
            return parsed.tokens[token.head].lower in words and token.dep == "pobj"
        case "plural":
            return token.tag in ("NNS", "NNPS")
        case "passive":
            return isinstance(frame, Clause) and frame.passive
        case "infinitive":
            return any(aux.tag == "TO" for aux in parsed.children(token.i, "aux"))
        case "definite":
            return any(child.lower in ("the", "this", "that", "these", "those") for child in parsed.children(token.i))
        case "indefinite":
            return any(child.lower in ("a", "an", "another") for child in parsed.children(token.i))
        case _:
            heads = slot_heads(parsed, slot, frame)
            if not words:
                return bool(heads) or _has_words(parsed, frame, slot)
            return any(_is_of(parsed, head, word) for head in heads for word in words)


def _carries(carrier: Clause, words: tuple[str, ...]) -> bool:
    return not words or lemma_of(carrier.verb.lemma) in words


def _is_of(parsed: Parsed, head: Token, word: str) -> bool:
    if not word.startswith("@"):
        return lemma_of(head.lemma) == word or head.lower == word or _counts(parsed, head, word)
    name = word[1:]
    if _counts(parsed, head, word):
        return True
    if name == "persons":
        return head.entity in ("PERSON", "NORP") or head.pos == "PRON" or is_party(parsed, head, True) and head.pos == "NOUN"
    if name == "named":
        return head.entity == "PERSON" or head.entity == "GPE" and head.dep == "pobj"
    if name in ("forces", "officials", "civilians") and head.pos == "PROPN":
        return head.entity == "PERSON" if name == "officials" else head.entity in ("ORG", "NORP") and name == "forces"
    if name in ("people", "groups"):
        return is_party(parsed, head, True) or bool(owners(parsed, head)) and in_class(head.lemma, "aircraft")
    if name == "country":
        return head.entity in ("GPE", "LOC") or is_country(head.text)
    if name == "territory" and is_place(parsed, head):
        return True
    return in_class(lemma_of(head.lemma), name)


def _counts(parsed: Parsed, head: Token, word: str) -> bool:
    """Whether a head only counts what is asked for: 'hundreds of rockets'."""
    if head.pos != "NUM" and not in_class(head.lemma, "quantities"):
        return False
    return any(_is_of(parsed, noun, word) for prep, noun in prepositional(parsed, head) if prep == "of")


def _has_complement(parsed: Parsed, verb: Token, kinds: tuple[str, ...]) -> bool:
    for child in parsed.children(verb.i, "xcomp", "ccomp", "advcl"):
        if "harm" in kinds and _harms(child):
            return True
        is_to = any(aux.tag == "TO" for aux in parsed.children(child.i, "aux"))
        if not kinds or ("to" in kinds and is_to and child.dep != "advcl") or ("that" in kinds and child.dep == "ccomp"):
            return True
    return False


def _harms(verb: Token) -> bool:
    known = rows("verbs").get(lemma_of(verb.lemma), ())
    return any(row.label in ("ASSAULT", "COERCE", "THREATEN") for row in known)


def _has_words(parsed: Parsed, frame: Frame, words: str) -> bool:
    """Whether each of the words hangs on the predicate ('gun down', 'left dead'), directly or on its object."""
    if isinstance(frame, Deed):
        return any(child.lower == words for child in parsed.children(frame.noun.i))
    near = {child.lower for child in parsed.children(frame.verb.i)}
    near |= {child.lower for head in frame.objects for child in parsed.children(head.i) if child.i > head.i}
    return all(word in near or f"{word}s" in near for word in words.split())
