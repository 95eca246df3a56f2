"""The screen: one reading for a person at a terminal, every line with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.export.dates import date_in_words
from reportedly.export.positions import Positions, word_count, words_at
from reportedly.export.screen import Run, harmless, in_colour, in_plain, wrapped
from reportedly.export.ties import SIDE_BY_SIDE, Pair, Tie, ties
from reportedly.export.voices import Voice, counted, voices
from reportedly.export.words import (
    Names,
    Piece,
    as_said,
    chain_in_words,
    label,
    listed,
    names_of,
    problem_in_words,
    sentence,
    sureness,
)
from reportedly.model import Claim, Reading, Span

NARROWEST = 40
Lines = Iterator[list[Run]]
_SURENESS_STYLES = {"probable": "yellow", "possible": "yellow", "unspecified": "yellow"}
_PIECE_STYLES = {"who": "bold", "not": "red"}


def render(reading: Reading, width: int = 80, *, color: bool = False) -> str:
    """A reading as lines of at most `width` columns (at least 40), ending with a newline.

    The voices, the claims, the ties that follow from them and what could not be read; the margin gives
    line:column in the text, from 1, in code points. Nothing in the text can steer the terminal, and without `color`
    no escape sequence is printed. An address (URL) is never broken, so its line alone may be longer.
    """
    page = _Page(reading, names_of(reading), Positions(reading.document.text), max(width, NARROWEST))
    parts = (_heading(page), _voices(page), _claims(page), _ties(page), _problems(page))
    shown = in_colour if color else in_plain
    return "\n\n".join("\n".join(map(shown, lines)) for lines in map(list, parts) if lines) + "\n"


@dataclass(frozen=True)
class _Page:
    """What every part of the screen needs."""

    reading: Reading
    names: Names
    positions: Positions
    width: int

    @property
    def margin(self) -> int:
        """Columns of the margin: room for a position on the last line in its 999th column, and two blanks."""
        return len(str(len(self.positions.line_starts))) + len("  :999  ")

    def lines(self, *runs: Run, indent: int | None = None) -> Lines:
        """Wrapped lines behind the margin, or behind another indent."""
        return wrapped(runs, self.width, self.margin if indent is None else indent)

    def entry(self, spans: Iterable[Span], *runs: Run, indent: int = 0) -> Lines:
        """Lines behind the position of the first of some spans."""
        place = f"{self.positions.first(spans) or '-'}".rjust(self.margin - 2) + "  "
        return wrapped(runs, self.width, max(self.margin, len(place)) + indent, Run(place, "dim"))

    def title(self, words: str) -> Lines:
        return self.lines(Run(words, "bold"), indent=0)


def _heading(page: _Page) -> Lines:
    """What was read, and how to read what follows."""
    document = page.reading.document
    yield from page.title(document.title or document.name)
    published = date_in_words(document.published) if document.published else None
    name = document.name if document.title else None
    length = counted(word_count(document.text), "word")
    facts = ", ".join(fact for fact in (document.publisher, published, name, length) if fact)
    yield from page.lines(Run(facts), indent=0)
    if document.url:
        yield [Run(harmless(document.url))]
    yield []
    yield from page.lines(Run("What is said, and on whose word: nothing here is called true."), indent=0)
    yield from page.lines(Run("The margin gives line:column in the text."), indent=0)


def _voices(page: _Page) -> Lines:
    """Who speaks, named or not, in what capacity, through whom, how often."""
    found = voices(page.reading, page.names)
    if not found:
        return
    unnamed = sum(voice.is_unnamed for voice in found)
    yield from page.title(f"VOICES: {len(found)}" + (f", {unnamed} of them not named" if unnamed else ""))
    for voice in found:
        yield from page.entry(voice.spans, Run(voice.name, "bold"), Run(f": {_capacity(voice)}"))


def _capacity(voice: Voice) -> str:
    """'group, not named, through The Telegraph; 1 statement, 4 claims'."""
    source = voice.source
    if source.kind == "author":
        return f"the report's own voice; {counted(voice.claims, 'claim')}"
    parts = [
        "hearsay" if source.kind == "unspecified" else source.kind,
        "not named" if voice.is_unnamed else "",
        *voice.capacity,
        f"through {listed(voice.through)}" if voice.through else "",
    ]
    return f"{', '.join(part for part in parts if part)}; {voice.counts}"


def _claims(page: _Page) -> Lines:
    """Who is said to do what to whom, in which words of the text, on whose word and how surely."""
    claims = page.reading.claims
    yield from page.title(f"CLAIMS: {len(claims)}" if claims else "CLAIMS: none found")
    for claim in claims:
        yield from page.entry(claim.spans, *map(_run, sentence(claim, page.names)))
        yield from page.lines(Run(f'"{" ... ".join(words_at(page.reading.document.text, claim.spans))}"'))
        yield from page.lines(
            Run(" > ".join(chain_in_words(claim, page.names)), "cyan"),
            Run(", "),
            Run(sureness(claim), _sureness_style(claim)),
            Run(_markers(page, claim)),
            Run(f" [{label(claim)}]", "dim"),
        )


def _run(piece: Piece) -> Run:
    return Run(piece.words, _PIECE_STYLES.get(piece.role, ""))


def _sureness_style(claim: Claim) -> str:
    return "red" if claim.polarity == "denied" else _SURENESS_STYLES.get(claim.certainty, "")


def _markers(page: _Page, claim: Claim) -> str:
    """The words that show hedge, denial and tense, quoted: ' ("are said to", "no longer")'."""
    quoted = ", ".join(f'"{words}"' for words in words_at(page.reading.document.text, claim.marker_spans))
    return f" ({quoted})" if quoted else ""


def _ties(page: _Page) -> Lines:
    """Who with whom: for each pair of actors what is said between them."""
    found = ties(page.reading)
    if not found:
        return
    yield from page.title(f"TIES that follow from the claims: {counted(len(found), 'pair')}")
    for pair, rows in found:
        yield from page.lines(*_pair(page.names, pair))
        for tie in rows:
            spans = min(claim.spans for claim in tie.claims)
            yield from page.entry(spans, *_tie(page, tie), indent=2)


def _pair(names: Names, pair: Pair) -> Iterator[Run]:
    yield Run(names.actor(pair.one), "bold")
    yield Run(f" {pair.direction} ")
    yield Run(names.actor(pair.other), "bold")
    if pair.direction == SIDE_BY_SIDE:
        yield Run(" (with or against each other)")


def _tie(page: _Page, tie: Tie) -> Iterator[Run]:
    """'AID (weapons): 2 claims, certain or probable, ongoing; by experts; also 3:85'."""
    yield Run(tie.kind.replace("_", " "))
    yield Run(f" ({', '.join(tie.things)})" if tie.things else "")
    yield Run(" DENIED" if tie.denied else "", "red")
    sure = " or ".join(map(as_said, tie.certainties))
    yield Run(f": {counted(len(tie.claims), 'claim')}, {sure}, {' or '.join(tie.whens)}")
    yield Run(f"; by {listed(page.names.voice(key) if key else 'author' for key in tie.origins)}", "cyan")
    places = sorted({place for claim in tie.claims if (place := page.positions.first(claim.spans))})
    yield Run(f"; also {', '.join(map(str, places[1:]))}" if places[1:] else "", "dim")


def _problems(page: _Page) -> Lines:
    """What could not be read."""
    problems = page.reading.problems
    if not problems:
        return
    yield from page.title(f"NOT READ: {counted(len(problems), 'problem')}")
    for problem in problems:
        yield from page.entry(problem.spans, Run(problem_in_words(problem)))
