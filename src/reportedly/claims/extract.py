"""From a parsed text to drafts of its claims: each predicate of the lexicon with those who stand in its roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportedly.claims.clauses import Clause, read_clause
from reportedly.claims.drafting import draft_of
from reportedly.claims.labels import relabelled
from reportedly.claims.lexicon import Row, in_class, lemma_of, rows
from reportedly.claims.needs import fits
from reportedly.claims.nominals import deed_within, is_attack, read_deed
from reportedly.claims.roles import heads_in, means_of
from reportedly.claims.scores import LEAST, sureness
from reportedly.claims.sequels import with_scenes
from reportedly.claims.shared import with_shared_sides
from reportedly.claims.signs import signs_of
from reportedly.claims.tellers import without_tellers
from reportedly.claims.ties import ties
from reportedly.claims.told import as_promised
from reportedly.claims.tree import is_verb, objects_of, prepositional
from reportedly.claims.voices import by_cue, charging
from reportedly.model import Attributed, Draft, Parsed, Token

_OCCASIONS = frozenset(["after", "following", "because of", "due to"])
_NO_CLAUSE = ("aux", "auxpass", "amod", "compound")
_NO_DEED = ("compound", "nmod", "npadvmod")
_VERBAL = ("REJECT", "THREATEN", "AGREE", "REQUEST")


def extract(parsed: Parsed, attributed: Attributed) -> tuple[Draft, ...]:
    """The deeds and ties that the text asserts, in text order, one for each predicate, with how sure the reader is.

    Those that annotators are unlikely to have are left out: `scores` weighs them.
    """
    drafts = candidates(parsed, attributed)
    signs = signs_of(parsed, attributed, drafts)
    scored = (_scored(draft, found) for draft, found in zip(drafts, signs, strict=True))
    return tuple(draft for draft in scored if draft.score >= LEAST)


def candidates(parsed: Parsed, attributed: Attributed) -> tuple[Draft, ...]:
    """All drafts that rules find, the unlikely too, before they are weighed."""
    parsed = relabelled(parsed)
    drafts: list[Draft] = []
    absorbed: set[int] = set()
    cues = by_cue(parsed, attributed)
    for verb in filter(is_verb, parsed.tokens):
        for draft, nouns in _of_verb(parsed, verb, cues):
            drafts.append(draft)
            absorbed |= nouns
    drafts = [draft for draft in drafts if draft.trigger not in absorbed]
    drafts.extend(_of_nouns(parsed, (token for token in parsed.tokens if token.i not in absorbed)))
    taken = {draft.trigger for draft in drafts}
    drafts.extend(draft for draft in ties(parsed) if draft.trigger not in taken)
    told = without_tellers(parsed, attributed, sorted(drafts, key=lambda draft: draft.trigger))
    whole = with_scenes(parsed, with_shared_sides(parsed, tuple(told)))
    return tuple(_voiced(parsed, attributed, cues, draft) for draft in whole)


def _scored(draft: Draft, signs: tuple[str, ...]) -> Draft:
    score, reasons = sureness(signs)
    return replace(draft, score=score, reasons=reasons)


def _voiced(parsed: Parsed, attributed: Attributed, cues: Mapping[int, str], draft: Draft) -> Draft:
    if draft.cue_of is not None:
        return draft
    return replace(draft, cue_of=charging(parsed, attributed, cues, parsed.tokens[draft.trigger]))


def _of_verb(parsed: Parsed, verb: Token, cues: Mapping[int, str]) -> Iterator[tuple[Draft, set[int]]]:
    """The claim of a verb, if any, and the nouns whose deeds it has taken up."""
    known = rows("verbs").get(lemma_of(verb.lemma))
    if not known or (verb.dep in _NO_CLAUSE and not _tells_of_more(parsed, verb)):
        return
    clause = read_clause(parsed, verb, may_lack_auxiliary=in_class(lemma_of(verb.lemma), "transitive"))
    for row in known:
        draft = draft_of(parsed, row, clause, verb) if fits(parsed, row, clause) else None
        if draft is not None:
            voice = cues.get(verb.i) if row.own_word else None
            told = as_promised(parsed, replace(draft, cue_of=voice), passive=clause.passive)
            yield told, _absorbed(parsed, row, clause)
            return


def _tells_of_more(parsed: Parsed, verb: Token) -> bool:
    """Whether a participle says what became of others: 'left one dead and three wounded'."""
    head = parsed.tokens[verb.head]
    above = parsed.tokens[head.head]
    left = "leave" in (above.lemma, parsed.tokens[above.head].lemma)
    return left and verb.dep == "amod" and verb.tag == "VBN" and head.pos == "NUM" and head.i + 1 == verb.i


def _absorbed(parsed: Parsed, row: Row, clause: Clause) -> set[int]:
    """The words that only say by what the deed was done, or what was refused, threatened, agreed or asked for."""
    means = (head for word, head in clause.preps if word not in _OCCASIONS or _is_done_by(row, clause))
    meant = {head.i for head in means_of(clause)} & {head.i for head in means}
    by = (deed_within(parsed, head) for head in (*clause.subjects, *(parsed.tokens[i] for i in sorted(meant))))
    within = {head.i for head in by if is_attack(head) and not _is_of_both(parsed, head)}
    if row.label in _VERBAL:
        within |= {head.i for head in (*clause.objects, *(head for _, head in clause.preps)) if head.pos == "NOUN"}
    if row.label == "REJECT":
        within |= {verb.i for verb in parsed.children(clause.verb.i, "xcomp")}
    for need in row.needs:
        if need.words and not need.absent:
            heads = (head for slot in need.slots for head in heads_in(parsed, slot, clause))
            within |= {head.i for head in heads if not _is_warded_off(parsed, clause, head)}
    return within


def _is_done_by(row: Row, clause: Clause) -> bool:
    """Whether what came before is what did it: 'ten died after an attack'; the government that 'imposed a curfew after
    an attack' did another deed."""
    return row.label == "ASSAULT" and not clause.subjects


def _is_warded_off(parsed: Parsed, clause: Clause, deed: Token) -> bool:
    """Whether an attack on those who met it has somebody of its own: 'repelled an attack by rebels'."""
    if not in_class(lemma_of(clause.verb.lemma), "suffer") or not is_attack(deed):
        return False
    return any(word == "by" for word, _ in prepositional(parsed, deed))


def _is_of_both(parsed: Parsed, noun: Token) -> bool:
    """Whether a deed is of two that it names, so that it is told too: 'fighting between the two has killed ten'."""
    return any(one.lower == "between" and len(objects_of(parsed, one)) > 1 for one in parsed.children(noun.i, "prep"))


def _of_nouns(parsed: Parsed, tokens: Iterable[Token]) -> Iterator[Draft]:
    """The claims of nouns that name deeds, each by the first row that fits and finds somebody."""
    for noun in tokens:
        known = rows("nouns").get(lemma_of(noun.lemma)) if noun.pos in ("NOUN", "PROPN") else None
        if not known or noun.dep in _NO_DEED:
            continue
        deed = read_deed(parsed, noun)
        drafts = (draft_of(parsed, row, deed, noun) for row in known if fits(parsed, row, deed))
        found = next((draft for draft in drafts if draft is not None), None)
        if found is not None:
            yield found
