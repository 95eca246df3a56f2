"""Polarity, certainty and time of the deed that a span asserts, for the voice that asserts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportedly.factuality.findings import Finding
from reportedly.factuality.lexicon import Effect, cue
from reportedly.factuality.path import climb
from reportedly.factuality.tense import tense
from reportedly.model import Assessment, Attribution, Parsed, Span, Token

_ORDER = ("certain", "probable", "possible", "unspecified")


def assess(parsed: Parsed, span: Span, attribution: Attribution | None = None) -> Assessment:
    """How surely the voice that speaks holds what the span says, on FactBank's scales (Saurí and Pustejovsky 2009).

    `attribution` is the innermost one around it, None in the author's own voice; words outside its content are no
    hedge of the voice, but hearsay ('are said to') is probable at most and a denial's content is denied. A span
    without a word is certain, affirmed and past.
    """
    trigger = _head(parsed, span)
    if trigger is None:
        return Assessment()
    hearsay = attribution is not None and not attribution.source_spans
    path = climb(parsed, trigger, _within(attribution), hearsay=hearsay)
    findings = [*path.findings, *_of_voice(parsed, attribution), *_question(parsed, trigger)]
    return Assessment(
        polarity="denied" if sum(found.effect.denied for found in findings) % 2 else "affirmed",
        certainty=_weakest(findings),
        when=next((found.effect.when for found in findings if found.effect.when), "") or tense(parsed, path),
        markers=_markers(findings),
    )


def _head(parsed: Parsed, span: Span) -> Token | None:
    """The token of the span that the others hang on."""
    tokens = parsed.tokens_in(span)
    inner = {token.i for token in tokens}
    return next((token for token in tokens if token.head == token.i or token.head not in inner), None)


def _within(attribution: Attribution | None) -> Callable[[Token], bool]:
    if attribution is None or not attribution.content_spans:
        return _everywhere
    contents = attribution.content_spans
    return lambda token: any(content.touches(token.span) for content in contents)


def _everywhere(token: Token) -> bool:
    return token.sentence >= 0


def _of_voice(parsed: Parsed, attribution: Attribution | None) -> Iterable[Finding]:
    """What the cue does: a denial denies; nobody's word ('are said to', 'reportedly') is probable at most."""
    if attribution is None:
        return
    words = tuple(token for span in attribution.cue_spans for token in parsed.tokens_in(span))
    if not attribution.source_spans and any(token.pos not in ("NOUN", "PROPN", "DET", "ADP") for token in words):
        yield Finding(words, Effect(certainty="probable"))
    for token in words:
        effect = cue(token.lemma)
        negation = next((one for one in parsed.children(token.i, "neg")), None)
        if effect is not None and effect.denied and negation is not None:  # 'did not deny that'
            yield Finding((negation, token), Effect(certainty="unspecified"))
        elif effect is not None:
            yield Finding((token,), effect)


def _question(parsed: Parsed, trigger: Token) -> Iterable[Finding]:
    last = parsed.tokens[parsed.sentences[trigger.sentence].last - 1]
    if last.text == "?":
        yield Finding((last,), Effect(certainty="unspecified"))


def _weakest(findings: Iterable[Finding]) -> str:
    bounds = [found.effect.certainty for found in findings if found.effect.certainty]
    return max(bounds, key=_ORDER.index, default="certain")


def _markers(findings: Iterable[Finding]) -> tuple[Span, ...]:
    words = {token.span for found in findings if found.effect != Effect() for token in found.words}
    return tuple(sorted(words))
