"""Where a text names a known actor or a state: one pass over its words, the longest name first."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from reportedly.model import Span
from reportedly.resolution import known, nations
from reportedly.resolution.known import Spelling
from reportedly.resolution.names import fold, respelt
from reportedly.resolution.nations import Word

_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*(?:['’](?!\w))?", re.UNICODE)
_JOINT = re.compile(r"[ \-–—'’.()/]{0,3}")
_AGAINST = re.compile(r"\b(?:anti|non|ex|pro)[\-–]$", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:(?:north|south)?(?:north|south|east|west)(?:ern)?|latin|central|mainland)[\s-]$", re.IGNORECASE
)
_BARE_POSSESSIVE = re.compile(r"[^\Ws]{2}s$")
_NOUN_BEHIND = re.compile(r" [^\W\d_]")
_LONGEST_NATION = 5


@dataclass(frozen=True, slots=True)
class Sighting:
    """A stretch that names known actors or states: several candidates where a name is shared."""

    span: Span
    spellings: tuple[Spelling, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sightings:
    """All sightings of a text, in order and apart from each other."""

    found: tuple[Sighting, ...]
    starts: tuple[int, ...]

    def before(self, place: int, within: int) -> tuple[Sighting, ...]:
        """Those that begin in the stretch of so many characters before a place."""
        return self.found[bisect_left(self.starts, place - within) : bisect_left(self.starts, place)]

    def over(self, span: Span) -> Sighting | None:
        """The one that a stretch lies in, though it may reach further: 'Al-Qaeda' of 'Al-Qaeda in the Maghreb'."""
        place = bisect_left(self.starts, span.end) - 1
        found = self.found[place] if place >= 0 else None
        return found if found is not None and found.span.holds(span) else None

    def inside(self, span: Span) -> tuple[Sighting, ...]:
        """Those that lie wholly in a span."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return tuple(one for one in self.found[first:last] if one.span.end <= span.end)


def sight(text: str) -> Sightings:
    """Every known name of a text, in time linear in its length (a name has a few words at most)."""
    hits = list(_WORD.finditer(text))
    folded = [fold(hit[0]) for hit in hits]
    found: list[Sighting] = []
    i = 0
    while i < len(hits):
        width, sighting = _longest(text, hits, folded, i)
        if sighting is not None and not _AGAINST.search(text, max(0, sighting.span.start - 5), sighting.span.start):
            found.append(sighting)
        i += width
    return Sightings(tuple(found), tuple(one.span.start for one in found))


def _longest(text: str, hits: list[re.Match[str]], folded: list[str], i: int) -> tuple[int, Sighting | None]:
    """How many words the longest name has that begins with word i (1 where none does), and its sighting."""
    index, words = known.index(), nations.words()
    longest = max(index.longest.get(folded[i], 1), index.longest.get(respelt(folded[i]), 1), _LONGEST_NATION)
    width = min(longest, len(hits) - i)
    for n in range(_joined(text, hits, i, width), 0, -1):
        key = " ".join(part for part in folded[i : i + n] if part)
        span = Span(hits[i].start(), _end(text, hits[i + n - 1]))
        written = text[span.start : span.end]
        named = index.spellings.get(key) or index.spellings.get(respelt(key), ())
        spellings = tuple(one for one in named if one.fits(written))
        kinds = tuple(_as_a_part(text, span, one) for one in words.get(key, ()) if one.fits(written))
        found = Sighting(span, spellings, kinds) if spellings or kinds else _without_apostrophe(text, span, key)
        if found is not None:
            return n, found
    return 1, None


def _without_apostrophe(text: str, span: Span, key: str) -> Sighting | None:
    """A possessive that lost its apostrophe before a noun: 'ISILs fighters', 'Turkeys offensive', 'Assads regime'."""
    written = text[span.start : span.end]
    if not _BARE_POSSESSIVE.search(written) or not _NOUN_BEHIND.match(text, span.end):
        return None
    spellings = tuple(one for one in known.index().spellings.get(key[:-1], ()) if one.sure and one.fits(written[:-1]))
    kinds = tuple(one for one in nations.words().get(key[:-1], ()) if one.kind == "name" and one.fits(written[:-1]))
    return Sighting(span, spellings, kinds) if spellings or kinds else None


def _as_a_part(text: str, span: Span, word: Word) -> Word:
    """'northern Syria', 'Latin America': a scene, not the state."""
    if word.kind == "name" and _PART_OF.search(text, max(0, span.start - 14), span.start):
        return replace(word, kind="part")
    return word


def _joined(text: str, hits: list[re.Match[str]], i: int, width: int) -> int:
    """How many of the next words are set apart by no more than a space, a hyphen or a bracket."""
    for n in range(1, width):
        if not _JOINT.fullmatch(text, hits[i + n - 1].end(), hits[i + n].start()):
            return n
    return width


def _end(text: str, hit: re.Match[str]) -> int:
    """The end of a word without a possessive, with the stop of an abbreviation: 'U.S.'."""
    bare = re.sub(r"['’]s?$", "", hit[0])
    return hit.start() + len(bare) + ("." in bare and text[hit.end() : hit.end() + 1] == ".")
