"""How often the names, pronouns, places and dates of annotated reports come out as the annotation has them.

    python benchmarks/names.py FOLDER [--misses]

FOLDER holds NAME.txt with NAME.gold.yaml (and NAME.meta.json) as in shared/data/conflict_claims. The gold's own words
are the spans, so that only resolution is measured: for each claim's actor the longest of its forms that stands in the
claim's evidence; where none stands there, whether a pronoun or description of the evidence leads to the actor;
pronouns that are sources; the words of the evidence that name its place; what the evidence says of its time.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from reportedly.attribution import attribute
from reportedly.model import Actor, Document, Draft, Identified, Parsed, Span
from reportedly.parsing import parse
from reportedly.resolution import identify

_PRONOUN = re.compile(
    r"\b(they|them|their|he|him|his|she|her|it|its|each other|both sides|the two (?:groups|sides))\b", re.IGNORECASE
)
_THEIRS = re.compile(r"\b(he|she|it|they)$", re.IGNORECASE)


def main(folder: Path, *, misses: bool) -> None:
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.gold.yaml")):
        for measure, right, line in measured(path):
            counts[f"{measure} asked"] += 1
            counts[measure] += right
            if misses and not right:
                print(f"{path.name[:-10]}: {measure}: {line}")
    for measure in ("actors", "anaphors", "sources", "places", "times"):
        asked = counts[f"{measure} asked"]
        print(f"{measure}: {counts[measure]} of {asked} ({counts[measure] / max(asked, 1):.3f})")


def measured(path: Path) -> Iterator[tuple[str, bool, str]]:
    """(measure, whether right, what was asked and found) for each thing that the annotation of one report asks."""
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = path.with_suffix("").with_suffix(".txt").read_bytes().decode("utf-8")
    meta = path.with_suffix("").with_suffix(".meta.json")
    published = json.loads(meta.read_text()).get("date") if meta.exists() else None
    parsed = parse(Document("x", path.name, text, published=published, language="en"))
    attributed = attribute(parsed)
    asked = [*_actors(gold, text), *_anaphors(gold, text)]
    places, times = list(_places(gold, text)), list(_times(gold, text, parsed))
    drafts = [_draft(actors=spans) for _, _, spans, _ in asked]
    drafts += [_draft(places=(span,)) for _, span, _ in places] + [_draft(time=span) for _, span, _ in times if span]
    identified = identify(parsed, attributed, drafts)
    rows = {actor.id: actor for actor in identified.actors}
    for measure, key, spans, words in asked:
        found = [rows[one] for span in spans for one in identified.actor_ids.get(span, ())]
        yield (
            measure,
            _any_is(gold, key, found, measure),
            f"{gold['actors'][key]['name']!r} by {words!r}: {_shown(found)}",
        )
    yield from _sources(gold, text, parsed)
    yield from _place_rows(places, identified)
    yield from _time_rows(times, identified, published)


def _draft(actors: tuple[Span, ...] = (), places: tuple[Span, ...] = (), time: Span | None = None) -> Draft:
    return Draft((Span(0, 1),), 0, "benchmark", actors=actors, places=places, time=time)


def _actors(gold: dict[str, Any], text: str) -> Iterator[tuple[str, str, tuple[Span, ...], str]]:
    for row, key in _parts(gold):
        span = _longest(text, _evidence(text, row), _names(gold["actors"][key]))
        if span is not None:
            yield "actors", key, (span,), text[span.start : span.end]


def _anaphors(gold: dict[str, Any], text: str) -> Iterator[tuple[str, str, tuple[Span, ...], str]]:
    """Claims whose evidence has pronouns and names none of its actors: one of the pronouns must lead to each."""
    for row, key in _parts(gold):
        where = _evidence(text, row)
        if row.get("optional") or _longest(text, where, _names(gold["actors"][key])) is not None:
            continue
        spans = tuple(Span(*hit.span()) for hit in _PRONOUN.finditer(text, where.start, where.end))
        if spans:
            yield "anaphors", key, spans, text[where.start : where.end]


def _parts(gold: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for row in gold["claims"]:
        for key in (*_listed(row.get("actors")), *_listed(row.get("recipients"))):
            yield row, key


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names(row: dict[str, Any]) -> list[str]:
    return [row["name"], *row.get("aliases", [])]


def _evidence(text: str, row: dict[str, Any]) -> Span:
    start = text.index(row["evidence"])
    return Span(start, start + len(row["evidence"]))


def _longest(text: str, where: Span, names: list[str]) -> Span | None:
    for name in sorted(names, key=len, reverse=True):
        hit = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text, where.start, where.end)
        if hit:
            return Span(*hit.span())
    return None


def _any_is(gold: dict[str, Any], key: str, found: list[Actor], measure: str) -> bool:
    """Whether one of the rows is the gold's actor, and, for names, no other is there too; none may be muddled."""
    near = {_plain(name) for name in _names(gold["actors"][key])}
    others = {_plain(row["name"]) for row in gold["actors"].values()} - near
    fits = [row for row in found if {_plain(name) for name in (row.name, *row.aliases)} & near]
    clear = [row for row in fits if not {_plain(name) for name in (row.name, *row.aliases)} & others]
    return bool(clear) and (measure != "actors" or len(found) == 1)


def _plain(name: str) -> str:
    name = re.sub(r"[^\w ]+", " ", name.casefold().replace("’s", "").replace("'s", ""))
    return re.sub(r"^(the|a|an|this) ", "", " ".join(name.split()))


def _shown(found: list[Actor]) -> list[tuple[str, ...]]:
    return [(row.name, *row.aliases) for row in found]


def _sources(gold: dict[str, Any], text: str, parsed: Parsed) -> Iterator[tuple[str, bool, str]]:
    """Pronouns that are sources: whether parsing leads them to one of the source's forms."""
    for row in gold["attributions"]:
        words, source = row.get("source_text") or "", gold["sources"][row["source"]]
        if not _THEIRS.fullmatch(words) or row.get("optional"):
            continue
        content = text.index(row["content"])
        hits = [hit for hit in re.finditer(rf"(?<!\w){words}(?!\w)", text) if abs(hit.start() - content) < 600]
        if not hits:
            continue
        hit = min(
            hits, key=lambda one: min(abs(one.start() - content), abs(one.start() - content - len(row["content"])))
        )
        token = next(iter(parsed.tokens_in(Span(*hit.span()))))
        mention = parsed.mention_at(token.i)
        found = [parsed.words(parsed.mentions[i].span) for i in mention.antecedents] if mention else []
        near = [_plain(name) for name in _names(source)]
        right = any(name in _plain(one) or _plain(one) in name for one in found for name in near)
        yield "sources", right, f"{source['name']!r} by {text[hit.start() - 30 : hit.end() + 20]!r}: {found}"


def _places(gold: dict[str, Any], text: str) -> Iterator[tuple[list[str], Span, str]]:
    for row in gold["claims"]:
        names = _listed(row.get("place"))
        span = _longest(text, _evidence(text, row), names) if names else None
        if span is not None:
            yield names, span, text[span.start : span.end]


def _place_rows(places: list[tuple[list[str], Span, str]], identified: Identified) -> Iterator[tuple[str, bool, str]]:
    rows = {place.id: place for place in identified.places}
    for names, span, words in places:
        place = rows.get(identified.place_ids.get(span, ""))
        found = (place.name, place.admin1, place.country, place.latitude) if place else ()
        shown = f" {_plain(' '.join(filter(None, (place.name, place.admin1, place.country_name))))} " if place else ""
        yield "places", any(f" {_plain(name)} " in shown for name in names), f"{names} by {words!r}: {found}"


def _times(gold: dict[str, Any], text: str, parsed: Parsed) -> Iterator[tuple[str, Span | None, str]]:
    """The first date words of the evidence, else of its sentence."""
    for row in gold["claims"]:
        if row.get("time") and not row.get("optional"):
            where = _evidence(text, row)
            yield str(row["time"]), _date_words(parsed, where), row["evidence"]


def _date_words(parsed: Parsed, where: Span) -> Span | None:
    """The stretch labelled as a date in a span, with the month or year that it needs; None where there is none."""
    inside = [token for token in parsed.tokens_in(where) if token.entity in ("DATE", "TIME")]
    if not inside:
        return None
    last = inside[0]
    for token in inside[1:]:
        last = token if token.i == last.i + 1 else last
    return Span(inside[0].start, last.end)


def _time_rows(
    times: list[tuple[str, Span | None, str]], identified: Identified, published: str | None
) -> Iterator[tuple[str, bool, str]]:
    for wanted, span, words in times:
        found = identified.times.get(span) if span else None
        if span is not None:
            yield "times", found is not None and found.start == wanted, f"{wanted} by {words!r} ({published}): {found}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), misses="--misses" in sys.argv)
