"""A text becomes a document: title, publisher and date are the caller's, its own head's, or what came with it."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.intake.dates import agree, readings
from reportedly.intake.heading import Heading, read_heading
from reportedly.intake.language import language_of
from reportedly.intake.outlets import outlet_at
from reportedly.intake.values import Extract, Given, Limits, Received
from reportedly.model import Document, Problem, Span


@dataclass(frozen=True, slots=True)
class _Date:
    """A date that somebody gives, and where in the text it stands."""

    iso: str
    by: str
    spans: tuple[Span, ...] = ()


def describe(extract: Extract, name: str, digest: str, given: Given, limits: Limits) -> Received | Problem:
    """The document of an extracted text, or the problem that it is empty or too long to be read."""
    problem = _too_little_or_much(extract.text, limits)
    if problem is not None:
        return problem
    heading = read_heading(extract.text)
    published, date_problems = _published(given, heading, extract.published)
    document = Document(
        id=digest,
        name=name,
        text=extract.text,
        title=_clean(given.title) or _clean(extract.title) or _clean(heading.title),
        publisher=_clean(given.publisher)
        or _clean(extract.publisher)
        or _clean(heading.publisher)
        or outlet_at(extract.url),
        published=published,
        url=_clean(extract.url),
        language=language_of(extract.text),
    )
    return Received(document, (*extract.problems, *date_problems))


def _too_little_or_much(text: str, limits: Limits) -> Problem | None:
    if not text.strip():
        return Problem("empty", "holds no text; give one that holds a report")
    if len(text) > limits.text:
        return Problem(
            "too-large", f"holds {len(text):,} characters, more than {limits.text:,}; cut it into its reports"
        )
    return None


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _published(given: Given, heading: Heading, supplied: str | None) -> tuple[str | None, tuple[Problem, ...]]:
    """The date: the caller's, else the text's, else the one supplied with it; with what disagrees.

    A line that tells of an update doesn't overrule a date of publication that came with the text.
    """
    with_it = readings(supplied or "")
    in_text, in_row = _told(heading.published, with_it), _told(with_it, heading.published)
    spans = (heading.span,) if heading.span else ()
    problems = [
        *([_unclear("supplied with the text", with_it, ())] if supplied and in_row not in with_it else []),
        *(
            [_unclear("in the text", heading.published, spans)]
            if heading.span and in_text not in heading.published
            else []
        ),
    ]
    from_text = None if heading.is_update and in_row else in_text
    dates = [
        *([_Date(given.published, "given by the caller")] if given.published else []),
        *([_Date(from_text, "in the text", spans)] if from_text else []),
        *([_Date(in_row, "supplied with the text")] if in_row else []),
    ]
    return _chosen(dates), (*problems, *_conflicts(dates))


def _told(dates: tuple[str, ...], others: tuple[str, ...]) -> str | None:
    """What figures mean: the only reading, the only one that the other date agrees with, or else the year."""
    fitting = [date for date in dates if len(dates) == 1 or any(agree(date, other) for other in others)]
    years = {date[:4] for date in dates}
    return fitting[0] if len(fitting) == 1 else years.pop() if len(years) == 1 else None


def _chosen(dates: list[_Date]) -> str | None:
    """The first date, as precisely as one that agrees with it."""
    return max((date.iso for date in dates if agree(date.iso, dates[0].iso)), key=len, default=None)


def _conflicts(dates: list[_Date]) -> list[Problem]:
    others = [date for date in dates if not agree(date.iso, dates[0].iso)]
    if not others:
        return []
    told = ", ".join(f"{date.iso} is {date.by}" for date in others)
    spans = tuple(span for date in dates for span in date.spans)
    return [Problem("date-conflict", f"{dates[0].iso}, {dates[0].by}, is taken; {told}", spans)]


def _unclear(where: str, dates: tuple[str, ...], spans: tuple[Span, ...]) -> Problem:
    fault = f"may be {' or '.join(dates)}" if dates else "cannot be read as a date"
    return Problem("date", f"the one {where} {fault}; give it as 2024-03-12", spans)
