"""Whether a row of the lexicon fits: its particle is there, and each of its needs is met."""

from __future__ import annotations

from reportedly.claims.clauses import Clause, read_clause
from reportedly.claims.geography import is_country, is_settlement
from reportedly.claims.lexicon import Need, Row, in_class, lemma_of, rows
from reportedly.claims.locations import is_taken
from reportedly.claims.nominals import Deed
from reportedly.claims.parties import is_party, is_place, owners
from reportedly.claims.phrases import name_words
from reportedly.claims.roles import Frame, heads_in
from reportedly.claims.told import hangs_on, is_demanded, is_negated, is_refused, is_speakers, is_to_come
from reportedly.claims.tree import is_infinitive, what_is_counted
from reportedly.model import Parsed, Token

_THINGS = frozenset(["it", "itself", "which", "that", "this"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])


def fits(parsed: Parsed, row: Row, frame: Frame) -> bool:
    """Whether a row's particle and needs are there."""
    if row.particle and not _has_words(parsed, frame, row.particle):
        return False
    return all(_is_met(parsed, need, frame) != need.absent for need in row.needs)


def _is_met(parsed: Parsed, need: Need, frame: Frame) -> bool:
    return any(_slot_is_met(parsed, slot, need.words, frame) for slot in need.slots)


def _slot_is_met(parsed: Parsed, slot: str, words: tuple[str, ...], frame: Frame) -> bool:
    token = frame.verb if isinstance(frame, Clause) else frame.noun
    match slot:
        case "inside":
            return parsed.tokens[token.head].lower in words and token.dep == "pobj"
        case "plural":
            return token.tag in ("NNS", "NNPS")
        case "infinitive":
            return is_infinitive(parsed, token)
        case "definite":
            return any(child.lower in _DEFINITE for child in parsed.children(token.i))
        case "carrier":
            return isinstance(frame, Deed) and frame.carrier is not None and _carries(frame.carrier, words)
        case "passive":
            return isinstance(frame, Clause) and frame.passive
        case "clause":
            return isinstance(frame, Clause) and _has_complement(parsed, frame.verb, words)
        case _:
            return _is_filled(parsed, slot, words, frame)


def _is_filled(parsed: Parsed, slot: str, words: tuple[str, ...], frame: Frame) -> bool:
    heads = heads_in(parsed, slot, frame)
    if words:
        return any(_is_of(parsed, head, word) for head in heads for word in words)
    return bool(heads) or _has_words(parsed, frame, slot)


def _carries(carrier: Clause, words: tuple[str, ...]) -> bool:
    return not words or lemma_of(carrier.verb.lemma) in words


def _is_of(parsed: Parsed, head: Token, word: str) -> bool:
    """Whether a head is a word, or of a class ('@weapons'), or counts such ('hundreds of rockets')."""
    if word.startswith("@"):
        return _is_of_class(parsed, head, word[1:]) or _is_of_class(parsed, what_is_counted(parsed, head), word[1:])
    behind = what_is_counted(parsed, head)
    return word in (lemma_of(head.lemma), head.lower, lemma_of(behind.lemma), behind.lower)


def _is_of_class(parsed: Parsed, head: Token, name: str) -> bool:
    match name:
        case "persons":
            return (
                (head.pos == "PRON" and head.lower not in _THINGS)
                or _is_common_party(parsed, head)
                or _is_named_person(parsed, head)
            )
        case "named":
            return head.entity == "PERSON" or (head.entity == "GPE" and head.dep == "pobj")
        case "people" | "groups":
            return is_party(parsed, head) or (in_class(head.lemma, "aircraft") and bool(owners(parsed, head)))
        case "country":
            return head.entity in ("GPE", "LOC") or is_country(head.text)
        case "forces" | "officials" | "civilians" if head.pos == "PROPN":
            return head.entity in {"officials": ("PERSON",), "forces": ("ORG", "NORP")}.get(name, ())
        case "territory" if is_place(parsed, head):
            return True
        case "supplies" if head.entity == "MONEY":
            return True
        case "towns":
            return is_taken(parsed, head) and head.pos == "PROPN" and not parsed.children(head.i, "det", "nummod")
        case _:
            return in_class(lemma_of(head.lemma), name)


def _is_named_person(parsed: Parsed, head: Token) -> bool:
    """Whether a name is a person's or a people's, and no town's that the tagger took for one."""
    return head.entity in ("PERSON", "NORP") and not is_settlement(name_words(parsed, head))


def _is_common_party(parsed: Parsed, head: Token) -> bool:
    return head.pos == "NOUN" and is_party(parsed, head)


def _has_complement(parsed: Parsed, verb: Token, kinds: tuple[str, ...]) -> bool:
    return any(
        not kinds or any(_is_complement(parsed, child, kind) for kind in kinds)
        for child in (*parsed.children(verb.i, "xcomp", "ccomp", "advcl"), *_of_object(parsed, verb))
    )


def _of_object(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The infinitives that the parser hung on those who are to do it: 'ordered the mission to leave'."""
    told = (one for one in parsed.children(verb.i, "dobj") if is_party(parsed, one))
    return tuple(one for head in told for one in parsed.children(head.i, "relcl", "acl") if is_infinitive(parsed, one))


def _is_complement(parsed: Parsed, child: Token, kind: str) -> bool:
    """Whether a complement is an infinitive ('to'), a clause ('that'), a deed of violence ('harm'), or a told clause
    by which the speaker demands ('must'), announces ('will'), refuses ('refusal') or threatens ('threat')."""
    match kind:
        case "harm":
            return label_of(parsed, child) in ("ASSAULT", "COERCE", "THREATEN")
        case "to":
            return child.dep != "advcl" and is_infinitive(parsed, child)
        case "must":
            return child.dep == "ccomp" and is_demanded(parsed, child)
        case "will":
            return child.dep == "ccomp" and is_to_come(parsed, child)
        case "refusal":
            return child.dep == "ccomp" and is_to_come(parsed, child) and is_refused(parsed, child)
        case "threat":
            return child.dep == "ccomp" and is_to_come(parsed, child) and _is_threat(parsed, child)
        case _:
            return child.dep == "ccomp"


def _is_threat(parsed: Parsed, verb: Token) -> bool:
    """'That it will besiege the town', 'that they will leave unless'."""
    if is_negated(parsed, verb) or not is_speakers(parsed, verb):
        return False
    return hangs_on(parsed, verb, "unless") or label_of(parsed, verb) in ("ASSAULT", "COERCE")


def label_of(parsed: Parsed, verb: Token) -> str | None:
    """The type or relation of the first row that fits a verb."""
    known = rows("verbs").get(lemma_of(verb.lemma), ())
    clause = read_clause(parsed, verb) if known else None
    return next((row.label for row in known if clause is not None and fits(parsed, row, clause)), None)


def _has_words(parsed: Parsed, frame: Frame, words: str) -> bool:
    """Whether each of the words hangs on the predicate ('gun down', 'left dead'), directly or on its object."""
    if isinstance(frame, Deed):
        return any(child.lower == words for child in parsed.children(frame.noun.i))
    near = {child.lower for child in parsed.children(frame.verb.i)}
    near |= {child.lower for head in frame.objects for child in parsed.children(head.i) if child.i > head.i}
    return all(word in near or f"{word}s" in near for word in words.split())
