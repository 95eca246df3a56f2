"""Where: the words of a deed's scene become a place on the map, by its own name where none is known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Parsed, Span, Token
from reportedly.resolution import known, nations
from reportedly.resolution.classes import words_of
from reportedly.resolution.dates import is_date_word
from reportedly.resolution.gazetteer import Spot, country_or_region, is_place_of, spots, subdivision
from reportedly.resolution.names import clean, fold
from reportedly.resolution.report import Report

_REGIONS = "|".join(sorted(words_of("region noun")))
_OTHERS = "|".join(sorted(words_of("place noun")))
_CLASS = re.compile(rf"\s+(?P<region>{_REGIONS})\b|\s+(?:{_OTHERS})\b", re.IGNORECASE)
_CLASS_OF = re.compile(rf"^(?:.*?\b)?(?:(?P<region>{_REGIONS})|{_OTHERS})\s+of\s+", re.IGNORECASE)
_CALLED = re.compile(rf"\b(?:{_REGIONS}|{_OTHERS})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_ONLY_CLASS = re.compile(rf"^(?:(?:{_REGIONS}|{_OTHERS})s?|country|area|there|here|region)$", re.IGNORECASE)
_DIRECTION = re.compile(
    r"^(?:(?:the\s+)?(?:(?:far|extreme)[\s-])?(?:(?:north|south)?[\s-]?(?:north|south|east|west)(?:ern)?|central|upper|downtown|greater|"
    r"mainland|rural|eastern|coastal|nearby|besieged|war-torn|rebel-held|government-held)[\s-]+(?:and\s+)?(?:of\s+)?)+",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"^(?:the\s+)?(?:(?:north|south)?[\s-]?(?:north|south|east|west)(?:ern)?|center|centre|middle)$", re.IGNORECASE
)
_BACK = 80  # words in which the place that 'the city' or 'there' means is looked for
_TOLD = ("pobj", "poss", "appos", "dobj", "conj")
_ANY_KIND = frozenset({"country", "region", "city", "place"})
_KINDS = {
    "country": frozenset({"country"}),
    "city": frozenset({"city"}),
    "town": frozenset({"city"}),
    "village": frozenset({"city"}),
    "capital": frozenset({"city"}),
    "province": frozenset({"region"}),
    "governorate": frozenset({"region"}),
    "region": frozenset({"region", "place"}),
}
_WITHIN = frozenset({"in", "at", "near", "outside", "around"})
_LARGE = 100_000  # inhabitants from which a city is known where a tagger took it for somebody
_FAMOUS = 1_000_000  # inhabitants from which a city needs no state beside it to be told


def find_place(report: Report, span: Span) -> tuple[str, Spot] | None:
    """The text's name of a place and what is known of it; None where the words name no place ('the area', 'the east').

    A place that is not known keeps its name, with the region or state that the text puts after it.
    """
    span = _whole_name(report, _pointed_to(report, span))
    if _is_in_a_name(report, span):
        return None
    words = clean(report.parsed.words(span))
    name, of_region = _bare_name(report.parsed, span, words)
    if fold(words) in known.index().spellings and _is_no_place(report, words):
        return None
    called = name != words or _is_called_a_place(report.parsed, span)
    if not name or _ONLY_CLASS.match(name) or _NO_PLACE.match(name) or not any(c.isalpha() for c in name):
        return None
    state = _state_of(name, words)
    if state is not None:
        return state.name, state
    if _is_no_place(report, name) or (not called and _is_somebody(report, span, name)):
        return None
    around = _around(report, span)
    found = [spot for spot in spots(name) if around.state in (None, spot.country)]
    best = max(
        found,
        key=lambda spot: _likelihood(report, spot, of_region=of_region),
        default=subdivision(name) if of_region else None,
    )
    if best is None or not _is_believed(report, best, around):
        return name, Spot("unknown", name, around.region, around.state)
    if _is_one_of_several(best, found):
        return name, Spot("unknown", name, None, best.country)
    return (best.name if best.kind == "country" else name), best


_ARTICLE_BEFORE = re.compile(r"[A-Z]\w+ (?:[Aa]l|[Ee]l|[AaEe]sh|[AaEe][snrtzd])-$")
_ARTICLE_BEHIND = re.compile(r"-[A-Z]\w+")


def _whole_name(report: Report, span: Span) -> Span:
    """The whole of a name of which the span has the last word, or all but it: 'Ras al' and 'Ain' of 'Ras al-Ain'."""
    before = _ARTICLE_BEFORE.search(report.parsed.text, max(0, span.start - 20), span.start)
    behind = _ARTICLE_BEHIND.match(report.parsed.text, span.end)
    if before is not None or behind is not None:
        span = Span(before.start() if before is not None else span.start, behind.end() if behind else span.end)
    tokens = report.parsed.tokens_in(span)
    mention = report.parsed.mention_at(tokens[-1].i) if tokens else None
    whole = mention is not None and mention.kind == "name" and mention.span.holds(span)
    return (
        mention.span
        if mention is not None and whole and is_place_of(report.parsed.words(mention.span), report.states)
        else span
    )


def _is_in_a_name(report: Report, span: Span) -> bool:
    """'Arabian Peninsula' of 'Al-Qaeda in the Arabian Peninsula' is no scene."""
    over = report.sightings.over(span)
    return over is not None and over.span != span and not over.words and report.actor(over) is not None


def _state_of(name: str, words: str) -> Spot | None:
    """'the Turkish border': the state of the adjective."""
    told = next((word for word in nations.words().get(fold(name), ()) if word.kind == "adjective"), None)
    at_its_edge = any(word in words_of("state's ground") for word in words.lower().split())
    return country_or_region(told.nation.name) if told is not None and at_its_edge else None


def _is_no_place(report: Report, name: str) -> bool:
    """A date, a people, an adjective or an actor that a parser took for a scene: 'March', 'Syrian', 'Assad'."""
    if is_date_word(name):
        return True
    states = nations.words().get(fold(name), ())
    if states:
        return all(word.kind in ("adjective", "people") for word in states)
    return fold(name) in known.index().spellings and not is_place_of(name, report.states)


def _is_called_a_place(parsed: Parsed, span: Span) -> bool:
    """Whether a word before or behind says that it is one: 'the village of al-Maibdi', 'Taji district'."""
    before = parsed.text[max(0, span.start - 40) : span.start]
    return _CLASS.match(parsed.text, span.end) is not None or _CALLED.search(before) is not None


def _is_somebody(report: Report, span: Span, name: str) -> bool:
    """Whether words that a tagger took for a person or a body are no known place of a state that is spoken of."""
    tokens = report.parsed.tokens_in(span)
    if not tokens or tokens[-1].entity in ("GPE", "LOC", "FAC") or tokens[-1].pos != "PROPN":
        return False
    before = report.parsed.tokens[tokens[0].i - 1].lower if tokens[0].i else ""
    large = any(spot.population >= _LARGE for spot in spots(name))
    is_called = report.people.called(name) is not None
    if before in _WITHIN and (large or not is_called):
        return False  # nobody is 'in Khuzdar', whatever a tagger takes it for
    return is_called or not (large or is_place_of(name, report.states))


def _pointed_to(report: Report, span: Span) -> Span:
    """'the city', 'the country', 'there': the place that was named before."""
    parsed = report.parsed
    tokens = parsed.tokens_in(span)
    words = clean(parsed.words(span)).lower()
    if not tokens or not _ONLY_CLASS.match(words):
        return span
    kinds = _KINDS.get(words, _ANY_KIND)
    mention = next((one for token in tokens if (one := parsed.mention_at(token.i)) is not None), None)
    if mention is not None and mention.antecedents:
        before = parsed.mentions[mention.antecedents[0]].span
        if _is_of_kind(report, before, kinds):
            return before
    return _last_scene(report, tokens[0], kinds) or span


def _last_scene(report: Report, token: Token, kinds: frozenset[str]) -> Span | None:
    """The place of a kind that was named last, in this sentence or else before."""
    before = [one for one in reversed(report.parsed.tokens[max(0, token.i - _BACK) : token.i]) if one.pos == "PROPN"]
    here = [name for name in before if name.sentence == token.sentence]
    for name in (*_scenes_first(report.parsed, here, kinds), *_scenes_first(report.parsed, before, kinds)):
        mention = report.parsed.mention_at(name.i)
        span = mention.span if mention is not None and mention.kind == "name" else name.span
        if _is_of_kind(report, span, kinds):
            return span
    return None


def _scenes_first(parsed: Parsed, names: Sequence[Token], kinds: frozenset[str]) -> Iterator[Token]:
    """Names where something is said to be, then those of what was owned or met."""
    yield from (name for name in names if _is_scene(parsed, name))
    yield from (name for name in names if name.dep in _TOLD or (name.dep == "nsubj" and "city" in kinds))


def _is_scene(parsed: Parsed, name: Token) -> bool:
    """Whether a name stands behind 'in' or before 'province'."""
    head = parsed.tokens[name.head]
    within = name.dep == "pobj" and head.lower in ("in", "at", "near", "inside", "around")
    return within or (name.dep == "compound" and _ONLY_CLASS.match(head.text) is not None)


def _is_of_kind(report: Report, span: Span, kinds: frozenset[str]) -> bool:
    """Whether a name is that of a known place of one of the kinds, in a state that the report speaks of."""
    known_ones = spots(clean(report.parsed.words(span)))
    return any(spot.kind in kinds and (spot.country is None or spot.country in report.states) for spot in known_ones)


def _bare_name(parsed: Parsed, span: Span, words: str) -> tuple[str, bool]:
    """The name without 'city of', 'province', 'northern'; and whether the words say that it is a region."""
    after = _CLASS.match(parsed.text, span.end)
    of_region = bool(after and after["region"])
    for _ in range(3):
        if spots(words):
            return words, of_region  # 'South Sudan' and 'Central Darfur' are whole names
        opening = _CLASS_OF.match(words)
        if opening:
            of_region = of_region or bool(opening["region"])
            words = words[opening.end() :]
        ending = list(_CLASS.finditer(words))
        if ending and ending[-1].end() == len(words) and ending[-1].start() > 0:
            of_region = of_region or bool(ending[-1]["region"])
            words = words[: ending[-1].start()]
        words = clean(words if spots(words) else _DIRECTION.sub("", words))
    return words, of_region


@dataclass(frozen=True, slots=True)
class _Around:
    """What the words around a place put it in: the state, and the region after it."""

    state: str | None = None
    region: str | None = None


_NEXT = re.compile(
    r"(?:\s+(?:province|governorate|state|region|district|town|city))?(?:,|\s+in|\s+of)\s+([^,.;:()\n]{3,40})"
)


def _around(report: Report, span: Span) -> _Around:
    """What stands beside a place: ', Yemen', 'in Idlib province', 'the Iraqi city of'."""
    hit = _NEXT.match(report.parsed.text, span.end)
    beside = _beside(report, _bare_name(report.parsed, Span(span.end, span.end), clean(hit[1]))[0]) if hit else None
    before = [one for one in report.sightings.inside(Span(max(0, span.start - 30), span.end)) if one.words]
    adjective = next(
        (
            w.nation.code
            for one in before
            for w in one.words
            if w.kind == "adjective" and _leads_to(report, one.span, span)
        ),
        None,
    )
    state = (beside.country if beside is not None else None) or adjective
    region = beside.admin1 if beside is not None and beside.kind in ("region", "city") else None
    return _Around(state, region)


def _beside(report: Report, name: str) -> Spot | None:
    """The state, region or large city of a state that is spoken of: 'the embassy in Baghdad'."""
    cities = [spot for spot in spots(name) if spot.kind == "city" and spot.country in report.states]
    return country_or_region(name) or max(cities, key=lambda spot: spot.population, default=None)


def _leads_to(report: Report, adjective: Span, place: Span) -> bool:
    """Whether only 'city of' and the like stand between an adjective and a place."""
    between = report.parsed.text[adjective.end : place.start]
    return re.fullmatch(rf"\s*(?:\w+\s+)?(?:{_REGIONS}|{_OTHERS})(?:\s+of|,)?\s*", between, re.IGNORECASE) is not None


def _likelihood(report: Report, spot: Spot, *, of_region: bool) -> float:
    """How likely the report means it: its state is spoken of, it is called a region, it is a state, it is large."""
    spoken_of = min(report.states.get(spot.country or "", 0.0), 5.0)
    home = 2.0 if report.theatre is not None and spot.country == report.theatre.code else 0.0
    kind = {"country": 6.0, "region": 3.0 if of_region else 0.4, "place": 0.5}.get(spot.kind, 0.7)
    return spoken_of + home + kind + math.log10(spot.population + 10) / 4


def _is_believed(report: Report, spot: Spot, around: _Around) -> bool:
    """A small town of a state that nothing speaks of is not the one that is meant."""
    if spot.kind in ("country", "place") or (around.state and spot.country == around.state):
        return True
    return spot.population >= _FAMOUS or report.states.get(spot.country or "", 0.0) > 0


def _is_one_of_several(spot: Spot, found: list[Spot]) -> bool:
    """Whether another city of the state bears the name and is about as large: 'Springfield'."""
    same = [
        other
        for other in found
        if other.kind == "city" and other.country == spot.country and other.geonames != spot.geonames
    ]
    return spot.kind == "city" and any(
        other.population * 4 > spot.population and other.admin1 != spot.admin1 for other in same
    )


def place_key(name: str, spot: Spot) -> str:
    """The same for every mention of one place."""
    if spot.kind == "unknown":
        return f"text:{fold(name)}"
    return f"{spot.kind}:{spot.country}:{spot.geonames or fold(spot.name)}"
