"""Attributions by rule: cue verbs with their clauses, 'according to', words of hearsay, on the parse."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.attribution.cues import Cue, cue, is_cue_verb, words
from reportedly.attribution.found import QUOTATION_MARKS, Found, spans_of
from reportedly.attribution.tails import beside_the_cue
from reportedly.model import Parsed, Sentence, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "dative")
_OF_THE_CUE = ("aux", "auxpass", "neg", "prt")
_REASONS = ("because", "if", "when", "as", "although", "though", "since", "after", "while", "unless", "until", "but")


def find_by_rules(parsed: Parsed) -> tuple[Found, ...]:
    """What the parse shows to be attributed, in text order; quotations are joined to it by the next step."""
    return tuple(found for sentence in parsed.sentences for found in _in_sentence(parsed, sentence))


def _in_sentence(parsed: Parsed, sentence: Sentence) -> Iterator[Found]:
    for token in parsed.sentence_tokens(sentence):
        if token.lower == "according":
            yield from _according_to(parsed, sentence, token)
        elif token.pos in ("VERB", "AUX"):
            yield from _verb(parsed, sentence, token)
        elif token.pos == "NOUN":
            yield from _noun(parsed, token)
        elif token.pos == "ADV" and token.lower in words("hearsay"):
            yield from _hearsay(parsed, token)


def _according_to(parsed: Parsed, sentence: Sentence, according: Token) -> Iterator[Found]:
    """'according to X': X is the source, the clause that it hangs on the content."""
    to = parsed.child(according.i, "prep", "prt", "aux", "advmod")
    to = to if to is not None and to.lower == "to" else None
    named = parsed.child(to.i, "pobj", "pcomp") if to else None
    if to is None or named is None:
        return
    source = parsed.subtree(named.i)
    taken = {token.i for token in source} | {according.i, to.i}
    rest = [token for token in parsed.sentence_tokens(sentence) if token.i not in taken]
    content = [token for token in rest if token.i < according.i] or rest
    if len(content) > 2 and source[-1].i > according.i and content[-1].i > source[-1].i:
        content = rest
    yield Found(
        spans_of(parsed, source), (parsed.cover(according, to),), spans_of(parsed, content), 0.8, "according-to"
    )


def _verb(parsed: Parsed, sentence: Sentence, verb: Token) -> Iterator[Found]:
    """A cue verb with the clause, the object or the quotation that it introduces."""
    row, content = _complement(parsed, sentence, verb)
    source, cue_tokens = _source_of(parsed, verb)
    if row is not None and not content and cue(row.lemma, "flat") and not _has_marks(parsed, sentence):
        source, content = beside_the_cue(parsed, sentence, verb, source)
    if row is None or _is_rejected(parsed, verb, row, source):
        return
    taken = {token.i for token in (*source, *cue_tokens)}
    kept = [token for token in content if token.i not in taken]
    yield Found(spans_of(parsed, source), spans_of(parsed, cue_tokens), spans_of(parsed, kept), row.rate, row.frame)


def _has_marks(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a quotation mark stands in the sentence: then what is said is to be found by it."""
    return any(token.text in QUOTATION_MARKS for token in parsed.sentence_tokens(sentence))


def _is_rejected(parsed: Parsed, verb: Token, row: Cue, source: list[Token]) -> bool:
    """Whether no voice speaks here: a question put to the reader, or an attribution frame that needs a source."""
    if source or parsed.child(verb.i, "nsubjpass", "agent") is not None:
        return False
    return not row.frame.startswith("passive") and row.frame != "quote"


def _complement(parsed: Parsed, sentence: Sentence, verb: Token) -> tuple[Cue | None, list[Token]]:
    """The lexicon's row that fits the verb here, with the tokens of its content."""
    lemma = verb.lemma.lower()
    passive = "passive " if parsed.child(verb.i, "nsubjpass", "auxpass") is not None else ""
    for clause in parsed.children(verb.i, "ccomp", "xcomp"):
        row = cue(lemma, passive + clause.dep)
        if row is not None and (clause.i > verb.i or passive or cue(lemma, "quote") is not None):
            return row, _clause(parsed, verb, clause)
    if verb.dep in ("parataxis", "ccomp", "advcl", "conj") and cue(lemma, "ccomp") and _is_inserted(parsed, verb):
        return cue(lemma, "ccomp"), _around(parsed, sentence, verb)
    for child in parsed.children(verb.i, "oprd", "dobj"):
        row = cue(lemma, passive + child.dep)
        if row is not None:
            return row, _object_and_charge(parsed, verb, passive)
    for prep in parsed.children(verb.i, "prep"):
        row = cue(lemma, f"{passive}prep:{prep.lower}")
        if row is not None:
            return row, [token for token in parsed.subtree(prep.i) if token.i != prep.i]
    return cue(lemma, "quote"), []


def _object_and_charge(parsed: Parsed, verb: Token, passive: str) -> list[Token]:
    """The object and what is said of it: 'called [it a lie]', 'accused [the rebels of burning the school]'."""
    parts = list(parsed.children(verb.i, "dobj", "oprd"))
    lemma = verb.lemma.lower()
    parts += [prep for prep in parsed.children(verb.i, "prep") if cue(lemma, f"{passive}prep:{prep.lower}") is not None]
    return [token for part in parts for token in parsed.subtree(part.i)]


def _clause(parsed: Parsed, verb: Token, clause: Token) -> list[Token]:
    """The clause that the verb governs; where it stands before the verb, all that stands before source and verb."""
    if clause.i > verb.i:
        return parsed.subtree(clause.i) + _reasons(parsed, verb, clause)
    subject = parsed.child(verb.i, *_SUBJECTS)
    edge = min(verb.i, parsed.subtree(subject.i)[0].i) if subject is not None and subject.i < verb.i else verb.i
    own = [token for token in parsed.subtree(verb.i) if token.i < edge]
    inner = [token for token in parsed.subtree(clause.i) if token.i > edge]
    return own + inner if edge > clause.i else parsed.subtree(clause.i)


def _reasons(parsed: Parsed, verb: Token, clause: Token) -> list[Token]:
    """Adverbial clauses that the parser hung on the cue though they belong to what is said."""
    return [
        token
        for child in parsed.children(verb.i, "advcl", "conj")
        if child.i > clause.i
        and child.dep == "advcl"
        and not is_cue_verb(child.lemma.lower())
        and (mark := parsed.child(child.i, "mark", "advmod")) is not None
        and mark.lower in _REASONS
        for token in parsed.subtree(child.i)
    ]


def _is_inserted(parsed: Parsed, verb: Token) -> bool:
    """Whether the verb stands as 'X said' beside the clause that it governs in sense: a mark parts the two."""
    if parsed.child(verb.i, "nsubj") is None or parsed.child(verb.i, "mark") is not None:
        return False
    span = parsed.subtree(verb.i)
    before = parsed.tokens[max(span[0].i - 1, 0)]
    is_last = span[-1].i + 1 >= parsed.sentences[verb.sentence].last
    return before.pos == "PUNCT" and (is_last or parsed.tokens[span[-1].i + 1].pos == "PUNCT")


def _around(parsed: Parsed, sentence: Sentence, verb: Token) -> list[Token]:
    """The sentence without the inserted 'X said'."""
    inserted = {token.i for token in parsed.subtree(verb.i)}
    return [token for token in parsed.sentence_tokens(sentence) if token.i not in inserted]


def _source_of(parsed: Parsed, verb: Token) -> tuple[list[Token], list[Token]]:
    """The tokens of the source and of the cue of a verb."""
    cue_tokens = [*parsed.children(verb.i, *_OF_THE_CUE), verb]
    if verb.dep == "pcomp" and verb.tag == "VBG" and parsed.tokens[verb.head].lower == "as":
        return quoted_person(parsed, parsed.tokens[verb.head], cue_tokens)
    has_done = any(aux.lemma.lower() == "have" for aux in parsed.children(verb.i, "aux"))
    if verb.dep != "ROOT" and parsed.child(verb.i, "auxpass") is None and verb.tag == "VBN" and not has_done:
        return [], cue_tokens
    if (agent := parsed.child(verb.i, "agent")) is not None:
        named = parsed.child(agent.i, "pobj")
        return (parsed.subtree(named.i) if named else []), cue_tokens
    if parsed.child(verb.i, "nsubjpass", "auxpass") is not None:
        return [], cue_tokens
    subject = subject_of(parsed, verb)
    return (_noun_phrase(parsed, subject, verb) if subject is not None else []), cue_tokens


def quoted_person(parsed: Parsed, as_: Token, cue_tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """'quoted experts as saying', 'X was quoted as saying': the one who is quoted is the source."""
    quoting = parsed.tokens[as_.head]
    if quoting.pos in ("NOUN", "PROPN"):  # the parser hung 'as saying' on the one quoted
        return [token for token in parsed.subtree(quoting.i) if token.i < as_.i], [as_, *cue_tokens]
    quoted = parsed.child(quoting.i, "nsubjpass", "dobj", "dative")
    source = [token for token in parsed.subtree(quoted.i) if token.i < as_.i] if quoted is not None else []
    return source, [as_, *cue_tokens]


def subject_of(parsed: Parsed, verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb that it is joined to ('He paused and said')."""
    seen = verb
    for _ in range(4):
        subject = parsed.child(seen.i, *_SUBJECTS)
        if subject is not None and (seen is verb or can_speak(subject)):
            return subject
        if seen.dep in ("acl", "relcl") and parsed.tokens[seen.head].pos in ("NOUN", "PROPN"):
            return parsed.tokens[seen.head]
        if seen.dep not in ("conj", "advcl", "xcomp", "dep", "ccomp") or seen.head == seen.i:
            return None
        seen = parsed.tokens[seen.head]
    return None


def can_speak(token: Token) -> bool:
    """Whether a noun may be somebody's, so that 'saying' behind it is his: 'the offensive' does not say."""
    kinds = ("person", "crowd", "outlet", "document")
    return token.pos != "NOUN" or token.tag == "NNS" or any(token.lemma.lower() in words(kind) for kind in kinds)


def _noun_phrase(parsed: Parsed, head: Token, verb: Token) -> list[Token]:
    """The phrase of a source with its appositions, without the clause that the cue itself heads in it."""
    above = verb.dep in ("acl", "relcl") and head.i == verb.head
    own = {token.i for token in parsed.subtree(verb.i)} if above else set()
    return [token for token in phrase_of(parsed, head) if token.i not in own]


def phrase_of(parsed: Parsed, head: Token) -> list[Token]:
    """All that hangs on a noun, and a name right behind it that the parser took for a second subject."""
    tokens = parsed.subtree(head.i)
    for other in parsed.children(head.head, "nsubj") if head.dep == "nsubj" else ():
        inner = parsed.subtree(other.i)
        if inner[0].i == tokens[-1].i + 1 and other.pos == "PROPN":
            tokens = [*tokens, *inner]
    return tokens


def _noun(parsed: Parsed, noun: Token) -> Iterator[Found]:
    """'the claim that ...', 'his warning that ...': the owner of the noun is the source."""
    clause = parsed.child(noun.i, "acl", "ccomp")
    row = cue(noun.lemma.lower(), "noun that")
    if row is None or clause is None or (mark := parsed.child(clause.i, "mark")) is None or mark.lower != "that":
        return
    owner = parsed.child(noun.i, "poss")
    by = next((child for child in parsed.children(noun.i, "prep") if child.lower in ("by", "from", "of")), None)
    named = owner or (parsed.child(by.i, "pobj") if by is not None else None)
    source = parsed.subtree(named.i) if named is not None else []
    source = [token for token in source if token.tag != "POS"]
    yield Found(spans_of(parsed, source), (noun.span,), spans_of(parsed, parsed.subtree(clause.i)), row.rate, "noun")


def _hearsay(parsed: Parsed, adverb: Token) -> Iterator[Found]:
    """'reportedly', 'allegedly': nobody's word; the clause around it is the content."""
    head = parsed.tokens[adverb.head]
    if head.pos not in ("VERB", "AUX"):
        return
    clause = [token for token in _own_clause(parsed, head) if token.i != adverb.i]
    yield Found((), (adverb.span,), spans_of(parsed, clause), 0.6, "hearsay")


def _own_clause(parsed: Parsed, head: Token) -> list[Token]:
    """The verb's clause without the clauses joined to it by 'and'."""
    joined = {token.i for child in parsed.children(head.i, "conj", "cc") for token in parsed.subtree(child.i)}
    joined |= {
        token.i
        for child in parsed.children(head.i, "mark", "cc", "ccomp")
        if child.dep != "ccomp"
        for token in (child,)
    }
    return [token for token in parsed.subtree(head.i) if token.i not in joined]
