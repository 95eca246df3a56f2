"""Two texts side by side: what they share word for word, and whether that is copying."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.lineage.aligning import Run, shared_runs
from reportedly.lineage.credits import UNNAMED, credits_of
from reportedly.lineage.dating import NEAR, days_between
from reportedly.lineage.furniture import common_ends, furniture
from reportedly.lineage.outlets import is_agency, same_outlet, stands_in
from reportedly.lineage.retracting import DENIED
from reportedly.lineage.slots import is_template
from reportedly.lineage.words import Words, words_of
from reportedly.model.lineage import Comparison, Report

GRAM = 5  # words: the sequences by which containment is measured (Clough and others 2002 found 3 to 5 to tell best)
LEAST = 0.15  # of the smaller text's sequences: less is a common phrase, a name, a background sentence
PLAIN = 0.5  # two outlets that share so much have one text, whatever it is made of
TELLING = 24  # words of long runs: fewer are what any two reports of such an event would say
NAMED = 15  # words in one run are enough where one text names the other's outlet: 'TASS has learned'
_LONG = 6  # words: shorter runs are names, places and 'a United Nations official'
_WHOLE = 0.8  # of the 5-grams of the shorter: a brief of one sentence, of the same days, taken whole
BACKGROUND = 0.4  # less than that, and days apart, is a paragraph of background that is used again


def compare(a: Report, b: Report) -> Comparison:
    """The shared passages of two reports, how much of each they are, and whether one text comes from the other.

    No reuse: less than LEAST of the 5-grams of both; a sentence of the kind that such events are told in; what is
    shared only stands in quotation marks (two reports of one statement), at the end or head of both (a site's footer, a
    paragraph of background) or comes days later as background; one publisher's template with other numbers and names in
    its slots. Time grows with the texts' lengths.
    """
    first, second = words_of(a.text), words_of(b.text)
    runs = shared_runs(first.folded, second.folded)
    shared = sum(run.length for run in runs)
    contained = _contained(first, second)
    reason = _no_reuse(a, b, first, second, runs, contained)
    return Comparison(
        a_in_b=shared / max(len(first), 1),
        b_in_a=shared / max(len(second), 1),
        contained=contained,
        passages=tuple(
            (first.cover(run.a, run.a + run.length), second.cover(run.b, run.b + run.length)) for run in runs
        ),
        is_reuse=reason is None,
        because=reason or "shared passages",
    )


def _no_reuse(a: Report, b: Report, first: Words, second: Words, runs: Sequence[Run], contained: float) -> str | None:
    """Why what two texts share is no copying, or None where it is."""
    if contained < LEAST or (contained < 2 * LEAST and _unfolded(a.text, b.text, first, second) < LEAST):
        return "too little is shared"
    is_own = same_outlet(a.publisher, b.publisher)
    if is_template(a.text, b.text, first, second, runs, is_own=is_own):
        return "one template, filled in anew"
    marks = _not_told(a.text, first), _not_told(b.text, second)
    days = days_between(a.published, b.published)
    is_brief = contained >= _WHOLE and (days is None or days <= NEAR) and not _is_denial_of_other(a, b)
    is_named = not is_own and (_is_named(b, a, first) or _is_named(a, b, second))
    longest = max((_telling([run], *marks) for run in runs), default=0)
    is_telling = is_brief or _telling(runs, *marks) >= TELLING or (is_named and longest >= NAMED)
    if contained >= PLAIN and not is_own and is_telling:
        return None
    if days is not None and days > NEAR and contained < BACKGROUND:
        return "days apart and little shared: background"
    if _contained(first, second, *marks) < LEAST:
        return "only quotations are shared"
    ends = common_ends(runs, len(first), len(second), is_own=is_own)
    if _contained(first, second, _either(marks[0], ends[0]), _either(marks[1], ends[1])) < LEAST:
        return "only head or tail are shared"
    return None if is_telling else "no more than a formula is shared"


def _is_named(other: Report, mine: Report, words: Words) -> bool:
    """Whether a text names the other's outlet; 'with agency reports' names every agency."""
    if stands_in(other.publisher, words.folded):
        return True
    return is_agency(other.publisher) and any(row.name == UNNAMED for row in credits_of(mine))


def _telling(runs: Sequence[Run], without_first: Sequence[bool], without_second: Sequence[bool]) -> int:
    """How many words stand in shared runs that are longer than a name or a place, marked words left out."""
    return sum(
        not (without_first[run.a + i] or without_second[run.b + i])
        for run in runs
        if run.length >= _LONG
        for i in range(run.length)
    )


def _is_denial_of_other(a: Report, b: Report) -> bool:
    """Whether one report denies or takes back and the other doesn't: it must repeat what it denies."""
    return any(row.startswith(DENIED) for row in a.matters) != any(row.startswith(DENIED) for row in b.matters)


def _contained(
    first: Words, second: Words, without_first: Sequence[bool] = (), without_second: Sequence[bool] = ()
) -> float:
    """The larger share, of either text, of the 5-grams that the other has too, marked words left out."""
    return _larger_share(_grams(first.folded, without_first), _grams(second.folded, without_second))


def _unfolded(a: str, b: str, first: Words, second: Words) -> float:
    """The same share by the words as they are written: letter variants alone must not carry a text over the bar."""
    written = [tuple(text[slice(*span)].lower() for span in words.spans) for text, words in ((a, first), (b, second))]
    return _larger_share(_grams(written[0], ()), _grams(written[1], ()))


def _larger_share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return max((len(one & other) / len(some) for some in (one, other) if some), default=0.0)


def _grams(words: Sequence[str], without: Sequence[bool]) -> set[tuple[str, ...]]:
    if not without:
        return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}
    return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1) if not any(without[i : i + GRAM])}


def _not_told(text: str, words: Words) -> tuple[bool, ...]:
    """Marks what a report only quotes, and what its site puts round it."""
    return _either(words.quoted, furniture(text, words))


def _either(marks: Iterable[bool], others: Iterable[bool]) -> tuple[bool, ...]:
    return tuple(mark or other for mark, other in zip(marks, others, strict=True))
