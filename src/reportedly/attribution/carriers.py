"""Carriers: the outlet through which a voice reached the author ('told the newspaper', 'in a statement carried by')."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.attribution.cues import words
from reportedly.attribution.found import Found, head_in, spans_of, trim
from reportedly.attribution.naming import Phrase, read_phrase
from reportedly.attribution.outlets import is_publisher, plain
from reportedly.attribution.rules import phrase_of, quoted_person
from reportedly.model import Parsed, Sentence, Span, Token

_CITING = ("cite", "quote")
_NEAR = 12  # tokens between a cue and its 'citing'
_INTERVIEWS = ("interview", "speak", "talk", "conversation")
_NAMES = ("ORG", "WORK_OF_ART", "FAC", "")  # what taggers take outlets for
_TO_THE_OUTLET = ("to", "with", "by", "on", "in", "via", "through", "for")


def settle_citing(parsed: Parsed, rows: Sequence[Found]) -> tuple[tuple[Found, Span | None], ...]:
    """Each attribution with the span of its carrier, or None.

    'Reuters, citing officials, said' becomes one attribution to the officials with Reuters as carrier; the row that
    took 'citing' itself for a cue goes.
    """
    settled: list[tuple[Found, Span | None]] = []
    for row in rows:
        cues = parsed.tokens_in(row.cue[0]) if row.cue else ()
        if only_cites(parsed, row):
            continue
        settled.append(_settled(parsed, row, cues[-1]) if cues else (row, None))
    return tuple(settled)


def _settled(parsed: Parsed, row: Found, verb: Token) -> tuple[Found, Span | None]:
    row = _without_the_citing(parsed, _with_the_quoted(parsed, row, verb))
    cited = _cited_by(parsed, row, verb)
    if cited is not None and row.source:
        citing = _without_the_cited(parsed, row.source[0], cited)
        if citing is not None:
            return replace(row, source=(cited,)), None if _is_publishers(parsed, citing) else citing
    return row, carrier_of(parsed, row)


def _without_the_cited(parsed: Parsed, source: Span, cited: Span) -> Span | None:
    """Who cites, where the source stands beside whom it cites or around it: 'X, quoting the weekly Y, reported'."""
    if not source.touches(cited):
        return source
    verbs = [token for token in parsed.tokens_in(source) if token.lemma.lower() in _CITING and token.end < cited.end]
    own = trim(parsed.text, Span(source.start, verbs[0].start)) if verbs else source
    return own if verbs and own.start < own.end <= cited.start else None


def _is_publishers(parsed: Parsed, span: Span) -> bool:
    """Whether a phrase means the report's own outlet."""
    phrase = read_phrase(parsed, span)
    publisher = parsed.document.publisher
    return phrase is not None and any(is_publisher(form, publisher) for form in (phrase.name, *phrase.forms))


def _without_the_citing(parsed: Parsed, row: Found) -> Found:
    """The row without 'citing two officers,' at the head of its content, where the parser put it."""
    tokens = parsed.tokens_in(row.content[0]) if row.content else ()
    if not tokens or tokens[0].tag != "VBG" or tokens[0].lemma.lower() not in _CITING:
        return row
    cited = parsed.child(tokens[0].i, "dobj")
    if cited is None:
        return row
    rest = trim(parsed.text, Span(parsed.subtree(cited.i)[-1].end, row.content[0].end))
    return replace(row, content=(rest, *row.content[1:])) if rest.start < rest.end else row


def _with_the_quoted(parsed: Parsed, row: Found, verb: Token) -> Found:
    """'The newspaper quoted residents as saying': the residents' row, where the newspaper was taken for its source."""
    as_ = parsed.tokens[verb.head]
    if verb.dep != "pcomp" or as_.lower != "as" or row.rule != "tagger":
        return row
    quoted, _ = quoted_person(parsed, as_, [])
    spans = spans_of(parsed, quoted)
    if not spans or any(part.touches(span) for part in row.content for span in spans):
        return row
    return replace(row, source=spans, cue=(parsed.cover(as_, verb),))


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
            if (span := _outlet_phrase(parsed, listener, may_be_unknown=True)) is not None:
                return span
    return _outlet_beside(parsed, row, parsed.sentences[cue[0].sentence])


def only_cites(parsed: Parsed, row: Found) -> bool:
    """Whether a row took 'citing' or 'quoted' for a cue, and the voice that is cited for what is said."""
    verb = parsed.tokens_in(row.cue[0])[-1] if row.cue else None
    if verb is None or verb.lemma.lower() not in _CITING or not row.content or not _cites_a_voice(parsed, verb):
        return False
    head = head_in(parsed, row.content[0])
    return head is not None and head.head == verb.i and head.dep in ("dobj", "pobj")


def _cites_a_voice(parsed: Parsed, verb: Token) -> bool:
    """'citing officials' beside another cue, 'quoted experts as saying': the object is a voice, not a content."""
    cited = parsed.children(verb.i, "dobj", "pobj")
    for head in (verb, *cited):
        for prep in parsed.children(head.i, "prep"):
            if prep.lower == "as" and (said := parsed.child(prep.i, "pcomp")) is not None and said.tag == "VBG":
                return True
    up = parsed.tokens[verb.head]
    beside = verb.tag == "VBG" and up.i != verb.i and up.pos in ("VERB", "AUX", "PROPN", "NOUN")
    return beside and any(_may_be_a_voice(token) for token in cited)


def _may_be_a_voice(token: Token) -> bool:
    lemma = token.lemma.lower()
    return token.pos == "PROPN" or any(lemma in words(kind) for kind in ("person", "crowd", "outlet", "nobody"))


def _cited_by(parsed: Parsed, row: Found, verb: Token) -> Span | None:
    """Whom the source of a row cites: the object of a 'citing' near its verb, outside of what is said.

    Parsers hang 'citing' on the verb, on its subject or on the content's verb: the place tells.
    """
    sentence = parsed.sentences[verb.sentence]
    near = parsed.tokens[max(sentence.first, verb.i - _NEAR) : min(sentence.last, verb.i + _NEAR)]
    for token in near:
        if token.tag != "VBG" or token.lemma.lower() not in _CITING or token.i == verb.i:
            continue
        cited = parsed.child(token.i, "dobj", "pobj")
        if cited is not None and not any(span.touches(token.span) for span in row.content):
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
        if any(span.touches(token.span) for span in row.content) or _is_spoken_for(parsed, token):
            continue
        may_be_unknown = parsed.tokens[parsed.tokens[token.head].head].lemma.lower() in _INTERVIEWS
        span = _outlet_phrase(parsed, token, may_be_unknown=may_be_unknown)
        if span is not None and not _is_the_source(parsed, row, span):
            return span
    return None


def _is_spoken_for(parsed: Parsed, token: Token) -> bool:
    """Whether somebody speaks for a body, not to it: 'who speaks for the Front'."""
    prep = parsed.tokens[token.head]
    return prep.lower == "for" and parsed.tokens[prep.head].lemma.lower() == "speak"


def _is_the_source(parsed: Parsed, row: Found, span: Span) -> bool:
    """Whether the outlet is itself the voice ('a report published by The Telegraph')."""
    own = read_phrase(parsed, row.source[0])
    other = read_phrase(parsed, span)
    return own is None or other is None or own.name == other.name or head_in(parsed, span) == own.head


def _outlet_phrase(parsed: Parsed, token: Token, *, may_be_unknown: bool) -> Span | None:
    """The noun phrase of a token, where it speaks of an outlet; `may_be_unknown` takes one that no list has, too."""
    tokens = [one for one in parsed.subtree(token.i) if one.tag != "POS"]
    tokens = [one for one in tokens if one.i <= token.i + 8]
    span = parsed.cover(tokens[0], tokens[-1])
    phrase = read_phrase(parsed, span)
    if phrase is None or _is_this_outlet(parsed.words(span)) or plain(parsed.words(span)) in ("press", "media"):
        return None
    if _is_publishers(parsed, span):
        return None  # 'told X' in X's own report is no relay
    return span if phrase.kind == "outlet" or (may_be_unknown and _may_listen(phrase, parsed.words(span))) else None


def _is_this_outlet(name: str) -> bool:
    """'this newspaper', 'our reporter', 'its website': the report's own outlet or the voice's: passes on nothing."""
    first, _, rest = name.lower().partition(" ")
    return first in ("this", "our", "its", "their", "his", "her") and bool(rest)


def _may_listen(phrase: Phrase, name: str) -> bool:
    """Whether who is told something is an outlet that no list has: a name, nobody's own, and no body's that decides."""
    if not phrase.named or phrase.head.pos != "PROPN":
        return False
    parts = [part.strip(".,").casefold() for part in name.split()]
    if len(parts) > 1 and parts[0] in words("outlet_article"):  # 'Al Haqiqa', 'Le Matin', which taggers take for people
        return True
    decides = words("no_listener") | words("of_a_body")
    return phrase.kind == "organization" and phrase.head.entity in _NAMES and decides.isdisjoint(parts)
