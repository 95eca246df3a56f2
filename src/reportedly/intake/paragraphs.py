"""The lines of a PDF's pages become paragraphs again: running heads off, line ends and hyphens undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•▪■*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_BROKEN_WORD = re.compile(r"(\w+)[-\u00ad]$")
_WORD = re.compile(r"\w+(?:-\w+)*")


def paragraphs(pages: Sequence[str]) -> str:
    """The text of a PDF's pages, each a string of printed lines, with one paragraph a line."""
    kept = [line for page in _without_running_heads([_lines(page) for page in pages]) for line in page]
    words = {word.casefold() for line in kept for word in _WORD.findall(line)}
    width = _usual_width(kept)
    joined: list[list[str]] = []
    above = ""
    for line in kept:
        if above and line and _runs_on(above, line, width):
            _append(joined[-1], line, words)
        else:
            joined.append([line])
        above = line
    return "\n".join(text for parts in joined if (text := " ".join(parts).strip()))


def _lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.split("\n")]


def _without_running_heads(pages: list[list[str]]) -> Iterator[list[str]]:
    """The pages without what stands first or last on half of three pages or more, and without page numbers."""
    edges = Counter(_edge(line) for page in pages for line in {*_content(page)[:1], *_content(page)[-1:]})
    for page in pages:
        lines = list(page)
        for at in (0, -1):
            while lines and _is_running(lines[at], edges, len(pages)):
                lines.pop(at)
        yield lines


def _content(page: list[str]) -> list[str]:
    return [line for line in page if line]


def _is_running(line: str, edges: Counter[str], pages: int) -> bool:
    if not line:
        return True
    return bool(_PAGE_NUMBER.fullmatch(line)) or (pages >= 3 and 2 * edges[_edge(line)] >= pages)


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _usual_width(lines: list[str]) -> int:
    """The length that nine in ten lines stay within."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether a printed line goes on in the one below: it is full, or breaks off within a sentence."""
    if _ITEM.match(following):
        return False
    if _BROKEN_WORD.search(line):
        return True
    is_full = 100 * len(line) >= 75 * width
    if _SENTENCE_END.search(line):
        return is_full and 100 * (len(line) + len(following.split(maxsplit=1)[0])) >= 90 * width
    return is_full or following[0].islower()


def _append(parts: list[str], line: str, words: set[str]) -> None:
    """Adds a printed line to its paragraph; a hyphen at its end goes where the word stands without one elsewhere."""
    broken = _BROKEN_WORD.search(parts[-1])
    second = _WORD.match(line)
    if not broken or not second:
        parts.append(line)
        return
    is_compound = f"{broken[1]}-{second[0]}".casefold() in words or not second[0][0].islower()
    is_one_word = f"{broken[1]}{second[0]}".casefold() in words or broken[1].islower()
    keeps_hyphen = is_compound or not is_one_word
    parts[-1] = (parts[-1] if keeps_hyphen else parts[-1][:-1]) + line
