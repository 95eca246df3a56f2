"""Carriers: the outlet through which a voice reached the author ('told the newspaper', 'in a statement carried by')."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.attribution.found import Found, head_in
from reportedly.attribution.naming import read_phrase
from reportedly.attribution.rules import phrase_of
from reportedly.model import Parsed, Sentence, Span, Token

_CITING = ("cite", "quote")
_TO_THE_OUTLET = ("to", "with", "by", "on", "in", "via", "through", "for")


def settle_citing(parsed: Parsed, rows: Sequence[Found]) -> tuple[tuple[Found, Span | None], ...]:
    """Each attribution with the span of its carrier, or None.

    'Reuters, citing officials, said' becomes one attribution to the officials with Reuters as carrier; the row that
    took 'citing' itself for a cue goes.
    """
    citing = {token.i for token in parsed.tokens if token.lemma.lower() in _CITING and token.tag == "VBG"}
    settled: list[tuple[Found, Span | None]] = []
    for row in rows:
        cues = parsed.tokens_in(row.cue[0]) if row.cue else ()
        verb = cues[-1] if cues else None
        if verb is not None and row.rule == "dobj" and verb.lemma.lower() in _CITING and _cites_a_voice(parsed, verb):
            continue
        cited = _cited_by(parsed, row, verb, citing) if verb is not None else None
        if cited is not None and row.source:
            settled.append((replace(row, source=(cited,)), row.source[0]))
        else:
            settled.append((row, carrier_of(parsed, row)))
    return tuple(settled)


def carrier_of(parsed: Parsed, row: Found) -> Span | None:
    """The words that name the carrier of an attribution in its own sentence, or None."""
    if not row.cue or not row.source:
        return None
    cue = parsed.tokens_in(row.cue[0])
    if cue[0].lower == "as" and (quoting := _subject_of_quoting(parsed, cue[0])) is not None:
        return quoting
    told = next((token for token in cue if token.lemma.lower() == "tell"), None)
    if told is not None:
        for listener in parsed.children(told.i, "dobj", "dative", "pobj"):
            if (span := _outlet_phrase(parsed, listener)) is not None:
                return span
    return _outlet_beside(parsed, row, parsed.sentences[cue[0].sentence])


def _cites_a_voice(parsed: Parsed, verb: Token) -> bool:
    """'citing officials' beside another cue, 'quoted experts as saying': the object is a voice, not a content."""
    if any(
        child.lower == "as"
        for head in (verb, *parsed.children(verb.i, "dobj"))
        for child in parsed.children(head.i, "prep")
    ):
        return True
    if verb.tag != "VBG":
        return False
    up = parsed.tokens[verb.head]
    return up.i != verb.i and (up.pos in ("VERB", "AUX") or up.pos in ("PROPN", "NOUN"))


def _cited_by(parsed: Parsed, row: Found, verb: Token, citing: set[int]) -> Span | None:
    """Whom the source of a row cites: the object of a 'citing' beside its verb or its subject."""
    heads = [verb.i, *(head.i for span in row.source if (head := head_in(parsed, span)) is not None)]
    for i in heads:
        for child in parsed.children(i, "advcl", "acl", "prep"):
            if child.i in citing and (cited := parsed.child(child.i, "dobj", "pobj")) is not None:
                tokens = parsed.subtree(cited.i)
                return parsed.cover(tokens[0], tokens[-1])
    return None


def _subject_of_quoting(parsed: Parsed, as_: Token) -> Span | None:
    """'The agency quoted him as saying', 'he was quoted by the agency as saying': the agency."""
    quoting = parsed.tokens[as_.head]
    while quoting.pos not in ("VERB", "AUX") and quoting.head != quoting.i:
        quoting = parsed.tokens[quoting.head]
    agent = parsed.child(quoting.i, "agent")
    named = parsed.child(agent.i, "pobj") if agent is not None else parsed.child(quoting.i, "nsubj")
    if named is None:
        return None
    tokens = phrase_of(parsed, named)
    return parsed.cover(tokens[0], tokens[-1])


def _outlet_beside(parsed: Parsed, row: Found, sentence: Sentence) -> Span | None:
    """An outlet that hangs by a preposition on cue or source, outside the content ('in an interview with CBS')."""
    for token in parsed.sentence_tokens(sentence):
        if token.dep != "pobj" or parsed.tokens[token.head].lower not in _TO_THE_OUTLET:
            continue
        if any(span.touches(token.span) for span in row.content):
            continue
        span = _outlet_phrase(parsed, token)
        if span is not None and not _is_the_source(parsed, row, span):
            return span
    return None


def _is_the_source(parsed: Parsed, row: Found, span: Span) -> bool:
    """Whether the outlet is itself the voice ('a report published by The Telegraph')."""
    own = read_phrase(parsed, row.source[0])
    other = read_phrase(parsed, span)
    return own is None or other is None or own.name == other.name or head_in(parsed, span) == own.head


def _outlet_phrase(parsed: Parsed, token: Token) -> Span | None:
    """The noun phrase of a token, where it speaks of an outlet."""
    tokens = [one for one in parsed.subtree(token.i) if one.tag != "POS"]
    tokens = [one for one in tokens if one.i <= token.i + 8]
    span = parsed.cover(tokens[0], tokens[-1])
    phrase = read_phrase(parsed, span)
    return span if phrase is not None and phrase.kind == "outlet" else None
