"""What a report as a whole says of who its words mean: the names in it, its persons, the state that it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace

from reportedly.model import Attributed, Parsed, Source, Span
from reportedly.resolution import nations
from reportedly.resolution.gazetteer import is_place_of, spots
from reportedly.resolution.known import Known, Spelling
from reportedly.resolution.names import fold
from reportedly.resolution.nations import Nation
from reportedly.resolution.own_names import own_names
from reportedly.resolution.people import People, find_people
from reportedly.resolution.scan import Sighting, Sightings, sight

# States that appear in reports from everywhere: they are the theatre only where no other is named as often.
_EVERYWHERE = {
    "USA": 0.3,
    "RUS": 0.4,
    "GBR": 0.3,
    "FRA": 0.3,
    "IRN": 0.5,
    "SAU": 0.5,
    "TUR": 0.5,
    "DEU": 0.3,
    "CHN": 0.5,
}
_STRETCH = 2000  # characters
_MOST_OF_A_TOWN = 2  # mentions of one town that count for its state: a namesake abroad may be the only one known
_NOT_SHORTENED = ("person", "armed group", "civilian", "country")
_WEIGHTS = {"name": 1.0, "adjective": 1.0, "people": 1.0, "seat": 0.7, "part": 1.0}


@dataclass(frozen=True, slots=True)
class Report:
    """A report as resolution sees it. `theatre` is the state that it is mostly about, if any; `named` how often a
    name stands for each known actor alone; `states` how often each state is named; `short_forms` where names end
    in a word ('council'), and whose they are; `contents` what is attributed to whom, by stretches of text;
    `own_names` the fullest form of names that are not known."""

    parsed: Parsed
    attributed: Attributed
    sightings: Sightings
    people: People
    theatre: Nation | None
    named: dict[str, int]
    states: dict[str, float]
    short_forms: dict[str, tuple[tuple[int, Known], ...]]
    contents: dict[int, tuple[tuple[Span, str], ...]]
    own_names: dict[str, str]

    def actor(self, sighting: Sighting) -> Known | None:
        """The known actor that a shared name means here; None where nothing in the report tells."""
        best = max(sighting.spellings, key=self._likelihood, default=None)
        return best.actor if best is not None and self._likelihood(best)[0] > 0 else None

    def ending_in(self, word: str, before: int) -> Known | None:
        """The actor whose longer name, ending in this word, stands nearest before a place in the text, else first
        behind it, as where a headline has the short form."""
        found = self.short_forms.get(word, ())
        place = bisect_left(found, before, key=lambda one: one[0])
        return found[max(0, place - 1)][1] if found else None

    def voice_at(self, span: Span) -> Source | None:
        """The source of the innermost attributed content that holds a span."""
        near = self.contents.get(span.start // _STRETCH, ())
        held = [(one.end - one.start, source) for one, source in near if one.holds(span)]
        inner = min(held, default=(0, ""))[1]
        return next((row for row in self.attributed.sources if row.id == inner), None)

    def _likelihood(self, spelling: Spelling) -> tuple[float, float]:
        """Whether the report names the actor by another name, is about its country, or the name is its own alone."""
        elsewhere = 3.0 if not spelling.sure and spelling.actor.id in self.named else 0.0
        country = spelling.actor.country
        at_home = 1.5 if country and self.theatre is not None and country == self.theatre.code else 0.0
        seen = min(self.states.get(country or "", 0.0), 1.0)
        likely = (
            elsewhere + (at_home if seen else 0.0) + (2.0 if spelling.sure else -0.5 if country is None else seen - 1.0)
        )
        return likely, seen


def survey(parsed: Parsed, attributed: Attributed) -> Report:
    """One pass over a report's names, before any of its claims is looked at."""
    sightings = sight(parsed.text)
    states = _states(sightings)
    named: dict[str, int] = {}
    for sighting in sightings.found:
        if len(sighting.spellings) == 1 and sighting.spellings[0].sure:
            key = sighting.spellings[0].actor.id
            named[key] = named.get(key, 0) + 1
    people = find_people(parsed, attributed, sightings, lambda name: is_place_of(name, states))
    short_forms = _short_forms(parsed, sightings)
    theatre = _theatre(_with_towns(parsed, states))
    report = Report(
        parsed, attributed, sightings, people, theatre, named, states, short_forms, _contents(attributed),
        own_names(parsed, sightings),
    )  # fmt: skip
    return replace(report, named=_with_shared_names(report))


def _with_shared_names(report: Report) -> dict[str, int]:
    """How often each known actor is named, by names that it shares with others too where the report tells whose."""
    named = dict(report.named)
    for sighting in report.sightings.found:
        actor = report.actor(sighting) if len(sighting.spellings) > 1 else None
        if actor is not None:
            named[actor.id] = named.get(actor.id, 0) + 1
    return named


def _contents(attributed: Attributed) -> dict[int, tuple[tuple[Span, str], ...]]:
    """Each attributed content with its source, by the stretches of text that it touches."""
    found: dict[int, list[tuple[Span, str]]] = {}
    for row in attributed.attributions:
        for one in row.content_spans:
            for stretch in range(one.start // _STRETCH, one.end // _STRETCH + 1):
                found.setdefault(stretch, []).append((one, row.source))
    return {stretch: tuple(rows) for stretch, rows in found.items()}


def _states(sightings: Sightings) -> dict[str, float]:
    """How much the report speaks of each state: its words, and half for each actor that is at home there."""
    count: dict[str, float] = {}
    for sighting in sightings.found:
        for word in sighting.words[:1]:
            count[word.nation.code] = count.get(word.nation.code, 0.0) + _WEIGHTS[word.kind]
        sure = len(sighting.spellings) == 1 and sighting.spellings[0].sure  # 'rebels' are no word for a state
        country = sighting.spellings[0].actor.country if sure else None
        if country and not sighting.words:
            count[country] = count.get(country, 0.0) + 0.5
    return count


def _with_towns(parsed: Parsed, states: dict[str, float]) -> dict[str, float]:
    """The states with half a mention for each town or region named that lies in one state alone."""
    count = dict(states)
    names = Counter(fold(parsed.words(one.span)) for one in parsed.mentions if one.label in ("GPE", "LOC"))
    for name, times in names.items():
        found = {spot.country for spot in spots(name) if spot.kind != "country"}
        if len(found) == 1 and not nations.words().get(name):
            code = found.pop()
            count[code or ""] = count.get(code or "", 0.0) + 0.5 * min(times, _MOST_OF_A_TOWN)
    count.pop("", None)
    return count


def _theatre(states: dict[str, float]) -> Nation | None:
    weighed = {code: count * _EVERYWHERE.get(code, 1.0) for code, count in states.items()}
    best = max(sorted(weighed), key=lambda code: weighed[code], default=None)
    return nations.by_code().get(best) if best and weighed[best] >= 1 else None


def _short_forms(parsed: Parsed, sightings: Sightings) -> dict[str, tuple[tuple[int, Known], ...]]:
    """The last word of each longer name of a body, with the places where it stands."""
    found: dict[str, list[tuple[int, Known]]] = {}
    for sighting in sightings.found:
        words = fold(parsed.words(sighting.span)).split()
        actor = sighting.spellings[0].actor if len(sighting.spellings) == 1 else None
        if actor is not None and len(words) > 1 and actor.type not in _NOT_SHORTENED and "outlet" not in actor.nature:
            found.setdefault(words[-1], []).append((sighting.span.start, actor))
    return {word: tuple(places) for word, places in found.items()}
