"""The persons whom a text names: 'Mr. Assad', 'President Bashar al-Assad' and 'Assad' are one."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.model import Attributed, Parsed, Span
from reportedly.resolution.known import Known
from reportedly.resolution.names import clean, fold
from reportedly.resolution.scan import Sightings
from reportedly.resolution.tables import rows

_PARTICLES = ("al ", "el ", "bin ", "ibn ")
_TITLE_BEFORE = re.compile(r"([A-Za-z-]+)\.?\s+$")


@dataclass(frozen=True, slots=True)
class Person:
    """A person by his fullest name in the text, with the known one that he is, if any."""

    name: str
    known: Known | None


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a text by every folded form of their names, and by a title that one of them alone bears."""

    by_name: dict[str, Person]
    by_title: dict[str, Person]

    def called(self, words: str) -> Person | None:
        """Who bears these words as his name, titles aside."""
        return self.by_name.get(fold(without_titles(words)))


@dataclass(frozen=True, slots=True)
class _Naming:
    """One place where a text names a person."""

    name: str
    known: Known | None = None
    title: str = ""


def find_people(
    parsed: Parsed, attributed: Attributed, sightings: Sightings, is_a_place: Callable[[str], bool]
) -> People:
    """The persons whom names, titles and voices show, each once, under his fullest name."""
    labelled = [one for one in _labelled(parsed, sightings, is_a_place) if one.title or not is_a_place(one.name)]
    namings = [*_known(parsed, sightings), *_voices(attributed), *labelled]
    fullest = _fullest({naming.name for naming in namings})
    known = {fullest[fold(naming.name)]: naming.known for naming in reversed(namings) if naming.known}
    people = {full: Person(full, known.get(full)) for full in fullest.values()}
    titled: dict[str, set[str]] = {}
    for naming in namings:
        if naming.title:
            titled.setdefault(naming.title, set()).add(fullest[fold(naming.name)])
    return People(
        {form: people[full] for form, full in fullest.items()},
        {title: people[min(bearers)] for title, bearers in titled.items() if len(bearers) == 1},
    )


def _fullest(names: set[str]) -> dict[str, str]:
    """For every form of every name the fullest name that it is a form of; surnames go to the first in the alphabet."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda one: (-len(one.split()), one)):
        full = found.get(fold(name), name)
        for form in _forms(name):
            found.setdefault(form, full)
    return found


def _forms(name: str) -> Iterator[str]:
    """A name and its ends: 'Bashar al-Assad', 'al-Assad', 'Assad'."""
    words = name.split()
    for i in range(len(words)):
        form = fold(" ".join(words[i:]))
        yield form
        for particle in _PARTICLES:
            if form.startswith(particle):
                yield form.removeprefix(particle)


def _known(parsed: Parsed, sightings: Sightings) -> Iterator[_Naming]:
    for sighting in sightings.found:
        for spelling in sighting.spellings[:1]:
            if spelling.actor.type == "person" and spelling.sure:
                name = without_titles(parsed.words(sighting.span))
                yield _Naming(name, spelling.actor, _title_before(parsed, sighting.span))


def _voices(attributed: Attributed) -> Iterator[_Naming]:
    for source in attributed.sources:
        if source.named and source.kind == "person" and without_titles(source.name):
            yield _Naming(without_titles(source.name))


def _labelled(parsed: Parsed, sightings: Sightings, is_a_place: Callable[[str], bool]) -> Iterator[_Naming]:
    """What the parser labels a person, unless it is a known name of another kind."""
    for span in _runs(parsed):
        name = without_titles(parsed.words(span))
        if name[:1].isupper() and not sightings.inside(span) and not is_a_place(parsed.words(span)):
            yield _Naming(name, None, _title_before(parsed, span))


def _runs(parsed: Parsed) -> Iterator[Span]:
    """Each stretch of one sentence that is labelled a person."""
    start = end = None
    for token in parsed.tokens:
        if token.entity != "PERSON":
            if start is not None and end is not None:
                yield Span(start.start, end.end)
            start = end = None
        elif start is None or token.sentence != start.sentence:
            if start is not None and end is not None:
                yield Span(start.start, end.end)
            start = end = token
        else:
            end = token
    if start is not None and end is not None:
        yield Span(start.start, end.end)


def without_titles(words: str) -> str:
    """A name without what stands before it up to its last title: 'Turkish President Recep Tayyip Erdogan'."""
    parts = clean(words).split()
    last = max((i for i, part in enumerate(parts[:-1]) if part.lower().strip(".,") in titles()), default=-1)
    return " ".join(parts[last + 1 :])


def _title_before(parsed: Parsed, span: Span) -> str:
    """The title that stands just before a name, or opens it: 'president'."""
    first = parsed.words(span).split()[0].lower().strip(".,")
    if first in titles():
        return first
    hit = _TITLE_BEFORE.search(parsed.words(Span(max(0, span.start - 30), span.start)))
    return hit[1].lower() if hit and hit[1].lower() in titles() else ""


@functools.cache
def titles() -> frozenset[str]:
    """Words that stand before a person's name: data/titles.tsv."""
    return frozenset(title for (title,) in rows("titles", "title"))
