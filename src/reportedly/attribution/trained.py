"""Attributions by the trained tagger, and by rule those that it was never shown: in another's words, without commas."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from reportedly.attribution.carriers import only_cites
from reportedly.attribution.cues import is_cue_verb
from reportedly.attribution.found import Found, head_in, trim
from reportedly.attribution.nesting import enclosing
from reportedly.attribution.tagger import Tagged, Tagger
from reportedly.model import Parsed, Span, Token

_CLAUSES = ("ccomp", "quote", "according-to")  # the rules that are as good as the tagger where it found nothing
_INNER = (*_CLAUSES, "hearsay")  # and those that hold inside another's words
_LEAST = 0.28  # probability; F1 on PolNeAR's dev is the same from 0.22 to 0.36, conflict reports gain from a low one
_FAR = 12  # tokens behind a content in which those who tell it stand
_ASKING = ("advise", "ask", "request", "urge", "order", "invite", "instruct")
_LISTENING = ("advise", "tell", "inform", "urge", "ask", "order", "warn", "expect", "remind", "brief")
_DEEPEST = 8  # attributions in attributions


def find_by_tagger(parsed: Parsed, by_rule: Sequence[Found]) -> tuple[Found, ...]:
    """The tagger's attributions, with what the rules found inside their contents or where the tagger found nothing.

    PolNeAR, from which the tagger learnt, marks no attribution inside another ('The Telegraph noted that residents
    say ...'), and its texts have all their commas.
    """
    tagged = tuple(_found(parsed, tagged) for tagged in _tagger().tag(parsed.text) if tagged.content)
    spoken = [row for row in tagged if not (only_cites(parsed, row) or _is_nobodys(parsed, row))]
    tagged = tuple(_with_sources((_with_teller(parsed, row) for row in spoken), by_rule))
    cues = _merged(span for row in tagged for span in row.cue)
    free = [row for row in by_rule if row.cue and not _touches_any(row.cue, cues) and not _is_nobodys(parsed, row)]
    return tuple(sorted((*tagged, *_inner(tagged, free), *_elsewhere(tagged, free)), key=_place))


def _is_nobodys(parsed: Parsed, row: Found) -> bool:
    """Whether no voice speaks: what is only asked of people ('residents were urged to leave'), a date line's place."""
    verbs = [token for span in row.cue for token in parsed.tokens_in(span) if token.lemma.lower() in _ASKING]
    asked = any(parsed.child(verb.i, "auxpass") and not parsed.child(verb.i, "agent") for verb in verbs)
    return (asked and not row.source) or _is_a_date_lines(parsed, row)


def _is_a_date_lines(parsed: Parsed, row: Found) -> bool:
    """Whether the source is the place before the first words: 'QUETTA: A bomber attacked', 'MOSCOW, June 12. ...'."""
    source = parsed.tokens_in(row.source[0]) if row.source else ()
    if not source or not parsed.words(row.source[0]).replace(",", "").isupper():
        return False
    begins = source[0].start == 0 or parsed.text[source[0].start - 1] == "\n"
    return begins and parsed.text[source[-1].end :].lstrip()[:1] in (":", "-", "–", "—", ",")


def _with_teller(parsed: Parsed, row: Found) -> Found:
    """A row of which only the content was found, with those who tell it behind a comma: ', police officials said.'"""
    if row.source or row.cue or not row.content:
        return row
    last = parsed.tokens_in(row.content[-1])[-1]
    behind = parsed.tokens[last.i + 1 : min(parsed.sentences[last.sentence].last, last.i + _FAR)]
    verb = next((token for token in behind if token.pos == "VERB"), None)
    if not behind or behind[0].text != "," or verb is None or not is_cue_verb(verb.lemma.lower()):
        return row
    teller = behind[1 : verb.i - behind[0].i]
    if not teller or any(token.pos in ("PUNCT", "AUX", "SCONJ") for token in teller):
        return row
    return replace(row, source=(parsed.cover(teller[0], teller[-1]),), cue=(verb.span,))


def _with_sources(outer: Iterable[Found], by_rule: Sequence[Found]) -> Iterator[Found]:
    """The rows, those without a source with that of the rule that has the same cue in an active clause."""
    known = {
        span.start: row.source
        for row in by_rule
        if row.source and not row.rule.startswith("passive")
        for span in row.cue
    }
    for row in outer:
        source = next((known[span.start] for span in row.cue if span.start in known), ())
        clash = any(part.touches(span) for part in source for span in row.content)
        yield row if row.source or clash else replace(row, source=source)


@functools.cache
def _tagger() -> Tagger:
    """The model that the package ships, loaded once."""
    folder = resources.files(__package__).joinpath("data/tagger")
    tokenizer = folder.joinpath("tokenizer.json")
    with resources.as_file(folder.joinpath("tagger.onnx")) as model, resources.as_file(tokenizer) as words:
        return Tagger(Path(model), Path(words), _LEAST)


def _found(parsed: Parsed, tagged: Tagged) -> Found:
    cue = tuple(_spans(parsed, tagged.cue))
    return Found(
        _whole_source(parsed, tuple(_spans(parsed, tagged.source)), cue),
        cue,
        _of_this_clause(parsed, cue, tuple(_of_this_cue(parsed, cue, tuple(_spans(parsed, tagged.content))))),
        tagged.score,
        "tagger",
    )


def _whole_source(parsed: Parsed, source: tuple[Span, ...], cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """The source without a preposition or day behind it; with the noun that it stands behind, where that is the cue's
    subject: 'the mayor of the town', not the town. Nobody, where only the listener was found: 'residents were told'."""
    if len(source) != 1 or not cue:
        return source
    tokens = _without_day(list(parsed.tokens_in(source[0])))
    verb = next((one for one in reversed(parsed.tokens_in(cue[-1])) if one.tag.startswith("VB")), None)
    head = head_in(parsed, source[0])
    if not tokens or verb is None or head is None:
        return source
    if head.dep == "nsubjpass" and head.head == verb.i and verb.lemma.lower() in _LISTENING:
        return ()
    above = parsed.tokens[parsed.tokens[head.head].head]
    if head.dep == "pobj" and parsed.tokens[head.head].lower == "of" and above.dep == "nsubj" and above.head == verb.i:
        tokens = [one for one in parsed.subtree(above.i) if one.i <= tokens[-1].i]
    return (trim(parsed.text, parsed.cover(tokens[0], tokens[-1])),)


def _without_day(tokens: list[Token]) -> list[Token]:
    """'Yemen's government on Tuesday' without its day; one in a clause of its own ('which split in 2016') stays."""
    kept = len(tokens)
    while kept > 1 and (tokens[kept - 1].pos == "ADP" or tokens[kept - 1].entity in ("DATE", "TIME")):
        kept -= 1
    in_clause = any(token.dep in ("relcl", "acl") for token in tokens[:kept])
    return tokens if in_clause else tokens[:kept]


def _of_this_cue(parsed: Parsed, cue: tuple[Span, ...], content: tuple[Span, ...]) -> Iterator[Span]:
    """The contents without whole sentences before a cue that has its own clause behind it: in 'A took B. Residents said
    that C' they say C alone. What is quoted may stand before."""
    heads = [token for span in cue for token in parsed.tokens_in(span)]
    first = parsed.tokens[parsed.sentences[heads[0].sentence].first].start if heads else 0
    follows = bool(heads) and any(span.start >= cue[-1].end for span in content)
    for span in content:
        if not follows or span.end >= first or _is_quoted(parsed, span):
            yield span


def _of_this_clause(parsed: Parsed, cue: tuple[Span, ...], content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The contents of a cue that stands in a relative clause between commas, without what the sentence says around it:
    'The group, which the ministry says is armed by Chad, has taken the town'."""
    verb = next((token for span in cue for token in parsed.tokens_in(span) if token.dep == "relcl"), None)
    if verb is None:
        return content
    clause = parsed.subtree(verb.i)
    behind = parsed.tokens[clause[-1].i + 1 : clause[-1].i + 2]
    inside = Span(verb.end, clause[-1].end)
    if clause[0].tag not in ("WDT", "WP") or not behind or behind[0].text != "," or inside.start >= inside.end:
        return content
    kept = (Span(max(span.start, inside.start), min(span.end, inside.end)) for span in content)
    return tuple(span for span in kept if span.start < span.end) or content


def _is_quoted(parsed: Parsed, span: Span) -> bool:
    before = bisect_left(parsed.quotes, span.end, key=lambda quote: quote.inner.start)
    return before > 0 and parsed.quotes[before - 1].inner.touches(span)


def _spans(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The spans without space and quotation marks at their ends; those with nothing else in them go."""
    for start, end in spans:
        span = trim(parsed.text, Span(start, end))
        if span.start < span.end:
            yield span


def _inner(tagged: Sequence[Found], free: Sequence[Found]) -> Iterator[Found]:
    """The rules' rows that stand in the content of a tagged row."""
    rows = [row for row in free if row.rule in _INNER or row.rule.startswith("passive")]
    holders = enclosing((*tagged, *rows))
    for k, row in enumerate(rows, len(tagged)):
        if _stands_in_outer(holders, k, len(tagged)):
            yield row


def _elsewhere(tagged: Sequence[Found], free: Sequence[Found]) -> Iterator[Found]:
    """The rules' rows that touch nothing that the tagger found to be said, and those around all of it: 'The ministry
    has denied that B, the agency reported', where it saw the ministry alone."""
    said = _merged(span for row in tagged for span in row.content)
    for row in free:
        is_clause = row.rule in _CLAUSES or row.rule.startswith("passive")
        if is_clause and not _touches_any((*row.cue, *row.content), said):
            yield row
        elif row.rule == "ccomp" and len(row.content) == 1 and not _touches_any(row.cue, said):
            touched = [one for one in tagged if any(span.touches(row.content[0]) for span in one.content)]
            if touched and all(_is_within(one, row.content[0]) for one in touched):
                yield row


def _is_within(row: Found, content: Span) -> bool:
    """Whether source, cue and content of a row all stand in another's content."""
    return bool(row.source) and all(content.holds(span) for span in (*row.source, *row.cue, *row.content))


def _stands_in_outer(holders: Sequence[int | None], k: int, outer: int) -> bool:
    """Whether a row stands, itself or through rows that hold it, in one of the first `outer` rows."""
    for _ in range(_DEEPEST):
        holder = holders[k]
        if holder is None or holder < outer:
            return holder is not None
        k = holder
    return False


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _touches_any(spans: Iterable[Span], merged: Sequence[Span]) -> bool:
    """Whether a span touches one of the merged ones."""
    for span in spans:
        k = bisect_left(merged, Span(span.start, span.start))
        near = bisect_left(merged, Span(span.end, span.end))
        if any(other.touches(span) for other in merged[max(k - 1, 0) : near + 1]):
            return True
    return False


def _place(row: Found) -> Span:
    return row.cue[0] if row.cue else row.content[0]
