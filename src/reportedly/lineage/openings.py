"""Finds whom a report's first sentences name as their source, by name and cue alone: quotation marks may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.lineage.outlets import is_known, is_own_name, outlet_key
from reportedly.model import Span
from reportedly.model.lineage import Citing

# Words that say that somebody else told it. 'Published' and 'broadcast' are what outlets do with a report.
_SAYS = re.compile(
    r"[\"”'’»]?(?: (?:\w+ )?(?:newspaper|agency|website|channel|network|TV))?,?"
    r" (?:has |have |had |also |later |earlier ){0,2}(?:said|says|reports?|reported|revealed|reveals|quoted|quotes"
    r"|quoting|citing|cited|wrote|writes|indicated|stated|claimed|disclosed|confirmed|learned|learnt)\b"
)
_BY_IT = re.compile(
    r"\b(?:according to|told|quoted by|reported by|published by|carried by|quoting|citing|cites|cited by|interview with"
    r"|statement to)(?: (?:the|its|an?)\b)?(?: [\w’'-]+){0,3}? [\"“”'‘«]?$"
)
_DATELINE = re.compile(r"^.{0,80}?(?:\([^()]{2,40}\)|/[^/]{2,30}/)\s*[-–—:.]*\s+|^[^.!?\n]{2,60}? [-–—] ", re.DOTALL)
_NAME = r"[A-Z][\w’'-]*(?: (?:of |al-)?[A-Z][\w’'-]*){0,4}"
# An outlet that no list has, by what stands before its name: 'the website "Harbour Post said'.
_INTRODUCED = re.compile(
    r"\b(?:newspaper|daily|weekly|website|site|portal|agency|channel|magazine|radio|station|broadcaster|outlet)s? "
    rf"[\"“”'‘«]?(?P<name>{_NAME})"
)
_WORDS = re.compile(r"[\w’'-]+")
_LONGEST = 5  # words of an outlet's name


def named_at_the_head(
    text: str, sentences: Sequence[Span], publisher: str | None, rows: Sequence[Citing], opening: int
) -> tuple[Citing, ...]:
    """The rows of a report, nearest voice first, with the outlet that its opening sentences name added.

    `opening` is the number of the sentence behind which somebody else is quoted.

    Of several outlets in one sentence ('the site X said that the newspaper Y revealed') the first is nearest, and a row
    of the others for that sentence falls away: they stand behind it. Nothing is added where a row has the nearest.
    """
    for number, sentence in enumerate(sentences):
        names = _outlets(text, sentence, publisher)
        if not names:
            continue
        key = outlet_key(names[0])
        if any(outlet_key(row.name) == key and sentence in row.spans for row in rows):
            return tuple(rows)
        behind = {outlet_key(name) for name in names[1:]}
        kept = [row for row in rows if not (outlet_key(row.name) in behind and sentence in row.spans)]
        lost = [row for row in rows if row not in kept]
        share = max((row.share for row in lost), default=1 / max(len(sentences), 1))
        found = Citing(
            names[0],
            round(share, 6),
            leads=number < 2,
            through=tuple(names[1:]),
            spans=tuple(dict.fromkeys((sentence, *(span for row in lost for span in row.spans)))),
            is_first=number <= opening,
        )
        return (found, *kept)
    return tuple(rows)


def _outlets(text: str, sentence: Span, publisher: str | None) -> list[str]:
    """The other outlets that a sentence with a cue names, in its order, each once."""
    words = text[sentence.start : sentence.end]
    words = words[(match.end() if (match := _DATELINE.match(words)) else 0) :]
    found: dict[str, str] = {}
    for at, name in sorted({*_known(words), *_told(words)}):
        is_cued = bool(_SAYS.match(words, at + len(name)) or _BY_IT.search(words[max(at - 60, 0) : at]))
        if not is_own_name(name, publisher) and (found or is_cued):
            found.setdefault(outlet_key(name), name)
    return list(found.values())


def _known(words: str) -> Iterator[tuple[int, str]]:
    """Names of listed outlets that stand in some words with a capital, the longest at each place."""
    tokens = list(_WORDS.finditer(words))
    i = 0
    while i < len(tokens):
        size = next((n for n in range(_LONGEST, 0, -1) if _is_listed(words, tokens[i : i + n], n)), 0)
        if size and not _is_part(words, tokens, i, i + size):
            yield tokens[i].start(), words[tokens[i].start() : tokens[i + size - 1].end()]
        i += size or 1


def _is_listed(words: str, tokens: Sequence[re.Match[str]], size: int) -> bool:
    if len(tokens) < size or not tokens[0][0][:1].isupper():
        return False
    name = words[tokens[0].start() : tokens[-1].end()]
    return "." not in name and "," not in name and is_known(name)


def _is_part(words: str, tokens: Sequence[re.Match[str]], first: int, last: int) -> bool:
    """Whether a listed name is a piece of another: 'Lamu [News] Agency', 'Gulf [Times]'."""
    before = tokens[first - 1] if first else None
    behind = tokens[last] if last < len(tokens) else None
    joins = [
        one
        for one, gap in (
            (before, before and words[before.end() : tokens[first].start()]),
            (behind, behind and words[tokens[last - 1].end() : behind.start()]),
        )
        if one and gap == " "
    ]
    return any(one[0][:1].isupper() and one[0] not in ("The", "A", "TV", "News") and "’" not in one[0] for one in joins)


def _told(words: str) -> Iterator[tuple[int, str]]:
    for match in _INTRODUCED.finditer(words):
        yield match.start("name"), match["name"]
