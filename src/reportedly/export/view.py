"""What the page shows of one reading: the marked text and the entries of its lists, as values for the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from reportedly.export.dates import date_in_words
from reportedly.export.marking import marked_lines
from reportedly.export.marks import Marked, certainty_classes, marks_of, voice_class
from reportedly.export.positions import Position, Positions, word_count, words_at
from reportedly.export.ties import SIDE_BY_SIDE, Tie, ties
from reportedly.export.voices import Voice, counted, voices
from reportedly.export.words import (
    Names,
    Piece,
    as_said,
    chain_in_words,
    label,
    names_of,
    problem_in_words,
    sentence,
    sureness,
)
from reportedly.model import Claim, Document, Reading

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)


@dataclass(frozen=True)
class Line:
    """An entry's place: the words as line:column, and the id of the words in the text where they are marked."""

    position: Position | None
    anchor: str | None


@dataclass(frozen=True)
class VoiceEntry:
    """A voice in its list, and how it is drawn: named, unnamed, nobody or author."""

    voice: Voice
    place: Line
    drawn: str


@dataclass(frozen=True)
class ClaimEntry:
    """A claim in its list: a sentence, the voices that it came through, how surely, and the words that show it."""

    id: str
    place: Line
    drawn: str
    sentence: tuple[Piece, ...]
    chain: tuple[str, ...]
    sureness: str
    markers: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class TieEntry:
    """What is said between two, of one kind."""

    kind: str
    things: tuple[str, ...]
    denied: bool
    number: str
    sureness: str
    whens: str
    origins: tuple[str, ...]
    places: tuple[Line, ...]


@dataclass(frozen=True)
class PairEntry:
    """Two actors and all that is said between them."""

    one: str
    other: str
    direction: str
    together: bool
    ties: tuple[TieEntry, ...]


@dataclass(frozen=True)
class ProblemEntry:
    """What could not be read."""

    words: str
    place: Line


@dataclass(frozen=True)
class View:
    """Everything that the templates show of one reading."""

    prefix: str
    title: str
    facts: tuple[str, ...]
    url: str | None
    link: str | None
    language: str | None
    lines: tuple[Markup, ...]
    voices: tuple[VoiceEntry, ...]
    unnamed: int
    claims: tuple[ClaimEntry, ...]
    pairs: tuple[PairEntry, ...]
    problems: tuple[ProblemEntry, ...]
    reader: str


def view_of(reading: Reading, prefix: str) -> View:
    """A reading as the page shows it; every id begins with the prefix."""
    document, names, positions = reading.document, names_of(reading), Positions(reading.document.text)
    found = voices(reading, names)
    marked = marks_of(reading, names, found, prefix)
    places = tuple(
        Line(positions.first(claim.spans), anchor) for claim, anchor in zip(reading.claims, marked.claims, strict=True)
    )
    return View(
        prefix=prefix,
        title=document.title or document.name or "untitled",
        facts=_facts(document),
        url=document.url,
        link=document.url if document.url and _is_web_address(document.url) else None,
        language=document.language if _LANGUAGE.fullmatch(document.language or "") else None,
        lines=marked_lines(document.text, positions.line_starts, marked.marks),
        voices=tuple(
            VoiceEntry(voice, Line(positions.first(voice.spans), anchor), voice_class(voice.source))
            for voice, anchor in zip(found, marked.voices, strict=True)
        ),
        unnamed=sum(voice.is_unnamed for voice in found),
        claims=tuple(
            _claim(claim, place, f"{prefix}-claim-{i}", names, document.text)
            for i, (claim, place) in enumerate(zip(reading.claims, places, strict=True), 1)
        ),
        pairs=_pairs(reading, names, places),
        problems=_problems(reading, positions, marked),
        reader=" ".join((reading.reader.name, reading.reader.version)),
    )


def _facts(document: Document) -> tuple[str, ...]:
    """Publisher, date, the file's name and the length, as far as known."""
    published = date_in_words(document.published) if document.published else None
    name = document.name if document.title else None
    return tuple(
        fact for fact in (document.publisher, published, name, counted(word_count(document.text), "word")) if fact
    )


def _claim(claim: Claim, place: Line, key: str, names: Names, text: str) -> ClaimEntry:
    return ClaimEntry(
        id=key,
        place=place,
        drawn=" ".join(certainty_classes(claim)),
        sentence=sentence(claim, names),
        chain=chain_in_words(claim, names),
        sureness=sureness(claim),
        markers=tuple(words_at(text, claim.marker_spans)),
        label=label(claim),
    )


def _pairs(reading: Reading, names: Names, places: tuple[Line, ...]) -> tuple[PairEntry, ...]:
    place_of = {id(claim): place for claim, place in zip(reading.claims, places, strict=True)}
    return tuple(
        PairEntry(
            names.actor(pair.one),
            names.actor(pair.other),
            pair.direction,
            pair.direction == SIDE_BY_SIDE,
            tuple(_tie(tie, names, tuple(place_of[id(claim)] for claim in tie.claims)) for tie in rows),
        )
        for pair, rows in ties(reading)
    )


def _tie(tie: Tie, names: Names, places: tuple[Line, ...]) -> TieEntry:
    return TieEntry(
        kind=tie.kind.replace("_", " "),
        things=tie.things,
        denied=tie.denied,
        number=counted(len(tie.claims), "claim"),
        sureness=" or ".join(map(as_said, tie.certainties)),
        whens=" or ".join(tie.whens),
        origins=tuple(names.voice(key) if key else "author" for key in tie.origins),
        places=places,
    )


def _problems(reading: Reading, positions: Positions, marked: Marked) -> tuple[ProblemEntry, ...]:
    return tuple(
        ProblemEntry(problem_in_words(problem), Line(positions.first(problem.spans[:1]), anchor))
        for problem, anchor in zip(reading.problems, marked.problems, strict=True)
    )


def _is_web_address(url: str) -> bool:
    """Whether an address may become a link: http or https with a host, and no blank or control character in it."""
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
