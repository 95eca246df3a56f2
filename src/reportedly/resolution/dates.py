"""When: date words with the day of publication become ISO 8601 dates, to the precision that the words have.

'in May 2023' is 2023-05, 'on Saturday' the last Saturday up to the day of publication (the next where the sentence
looks ahead), 'last year' its year. A week or a weekend is told by its month. Durations ('for two years') and dates that
hang on another event ('the following month') are not told.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.model import Parsed, Span, Time
from reportedly.resolution.tables import rows

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:$|T| )")
_NEAR = re.compile(
    r"(?:\b(?:last|next|this|past|since|from|early|late|mid|between|until|earlier)[\s-]+)+$", re.IGNORECASE
)
_AFTER = re.compile(r"(?:,?\s+(?:of\s+)?(?:19|20)\d\d\b|\s+ago\b|\s+\d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:people|%|:)))")


@dataclass(frozen=True, slots=True)
class Base:
    """The day of publication, the last day that it may be, and whether the sentence looks ahead of it."""

    day: date
    precision: int  # 1 year, 2 month, 3 day
    ahead: bool


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days with its precision: the number of ISO parts that are told."""

    first: date
    last: date
    precision: int


def tell_time(parsed: Parsed, span: Span) -> Time | None:
    """The time that date words mean, or None where it can't be told."""
    words = _widened(parsed, span)
    base = _base(parsed, span)
    if base is not None and words.startswith(("until ", "till ")):
        base = replace(base, ahead=True)
    since = re.search(r"\b(?:since|ever since)\b", words) is not None
    found = _times(words, base)
    if not found:
        return None
    first, last = found[0], found[-1] if _is_range(words) else found[0]
    span = _with_date(parsed, span)
    end = _iso(base.day, min(base.precision, 3)) if since and base is not None else _iso(last.last, last.precision)
    return Time(_iso(first.first, first.precision), end, parsed.words(span))


def is_date_word(word: str) -> bool:
    """Whether a word names a month or a day: 'March', 'Friday'."""
    return word.lower() in _words("month") or word.lower() in _words("weekday")


def _widened(parsed: Parsed, span: Span) -> str:
    """The words of a span in lower case, with the 'last' or 'since' before it and the year or 'ago' after."""
    span = _with_date(parsed, span)
    before = _NEAR.search(parsed.words(Span(max(0, span.start - 30), span.start)))
    after = _AFTER.match(parsed.text, span.end)
    words = (before[0] if before else "") + parsed.words(span) + (after[0] if after else "")
    return " ".join(words.lower().replace("’", "'").split())


def _with_date(parsed: Parsed, span: Span) -> Span:
    """A day of the week with the date that stands beside it: 'Wednesday, 8 January 2025'."""
    behind = _beside().match(parsed.text, span.end) if parsed.words(span).lower() in _words("weekday") else None
    return Span(span.start, behind.end()) if behind is not None else span


@functools.cache
def _beside() -> re.Pattern[str]:
    month, day = "(?:" + _choice("month") + r")\b", r"(?:the )?[0-3]?\d(?:st|nd|rd|th)?\b(?!:)"
    return re.compile(rf",? (?:{day} (?:of )?{month}|{month}\.? {day})(?:\.?,? (?:19|20)\d\d\b)?", re.IGNORECASE)


def _base(parsed: Parsed, span: Span) -> Base | None:
    hit = _ISO.match(parsed.document.published or "")
    if hit is None:
        return None
    try:
        day = date(int(hit[1]), int(hit[2] or 12), int(hit[3] or 28))
    except ValueError:
        return None
    return Base(day, 1 + bool(hit[2]) + bool(hit[3]), _looks_ahead(parsed, span))


def _looks_ahead(parsed: Parsed, span: Span) -> bool:
    """Whether the verb over the date words speaks of what is to come: 'is scheduled to begin Tuesday'."""
    tokens = parsed.tokens_in(span)
    if not tokens:
        return False
    verbs = [token for token in parsed.ancestors(tokens[0].i) if token.pos in ("VERB", "AUX", "ADJ")][:1]
    if verbs and any(aux.tag == "TO" for aux in parsed.children(verbs[0].i, "aux")):
        verbs.append(parsed.tokens[verbs[0].head])
    helpers = [aux for verb in verbs[:1] for aux in parsed.children(verb.i, "aux")]
    return any(token.lemma.lower() in _words("ahead") or token.lower in _words("ahead") for token in (*verbs, *helpers))


def _is_range(words: str) -> bool:
    return re.search(r"\b(?:to|until|through|between|from)\b|\d\s*[-–]\s*\d", words) is not None


def _iso(day: date, precision: int) -> str:
    return day.isoformat()[: (4, 7, 10)[precision - 1]]


def _times(words: str, base: Base | None) -> list[When]:
    """Every time in the words, in order; what one pattern took is not read again."""
    found: list[tuple[int, When]] = []
    for pattern, tell in _patterns():
        for hit in pattern.finditer(words):
            when = _safely(tell, hit, base)
            if when is not None:
                found.append((hit.start(), when))
        words = pattern.sub(lambda hit: " " * len(hit[0]), words)
    return [when for _, when in sorted(found, key=lambda pair: pair[0])]


def _safely(
    tell: Callable[[re.Match[str], Base | None], When | None], hit: re.Match[str], base: Base | None
) -> When | None:
    """A 31 February is no date, nor the year before the first."""
    try:
        return tell(hit, base)
    except (ValueError, OverflowError):
        return None


def _day(day: date) -> When:
    return When(day, day, 3)


def _month(year: int, month: int) -> When:
    return When(date(year, month, 1), date(year, month, 1), 2)


def _year(year: int, last: int | None = None) -> When:
    return When(date(year, 1, 1), date(last or year, 1, 1), 1)


def _full(hit: re.Match[str], _: Base | None) -> When:
    return _day(date(int(hit["year"]), _words("month").get(hit["month"]) or int(hit["month"]), int(hit["day"])))


def _day_of_month(hit: re.Match[str], base: Base | None) -> When | None:
    """'12 March': this year's, unless that is yet to come; 'Wednesday 12 March' this
    year's where that is a Wednesday."""
    if base is None:
        return None
    month, day = _words("month")[hit["month"]], int(hit["day"])
    here = date(base.day.year, month, day)
    weekday = hit.groupdict().get("weekday")
    if weekday is not None and here.isoweekday() == _words("weekday")[weekday]:
        return _day(here)
    if base.ahead:
        return _day(here if here >= base.day else date(base.day.year + 1, month, day))
    return _day(here if here <= base.day + timedelta(days=1) else date(base.day.year - 1, month, day))


def _months(hit: re.Match[str], _: Base | None) -> When:
    """'March to May 2013'."""
    first, last = (date(int(hit["year"]), _words("month")[hit[name]], 1) for name in ("first", "month"))
    return When(first, last, 2)


def _days(hit: re.Match[str], base: Base | None) -> When | None:
    """'July 8-10'."""
    first = _full(hit, base) if hit["year"] else _day_of_month(hit, base)
    return When(first.first, first.first.replace(day=int(hit["last"])), 3) if first is not None else None


def _month_of_year(hit: re.Match[str], _: Base | None) -> When:
    return _month(int(hit["year"]), _words("month")[hit["month"]])


def _bare_month(hit: re.Match[str], base: Base | None) -> When | None:
    """'in May', 'last June': the last such month up to publication, or the next."""
    if base is None:
        return None
    month = _words("month")[hit["month"]]
    later = base.ahead or hit["which"] == "next"
    if later:
        return _month(base.day.year + (month < base.day.month), month)
    gone = month > base.day.month or (hit["which"] == "last" and month == base.day.month)
    return _month(base.day.year - gone, month)


def _weekday(hit: re.Match[str], base: Base | None) -> When | None:
    """'Monday': the last one up to publication; 'last Monday' lies before it, 'next Monday' after."""
    if base is None or base.precision < 3:
        return None
    distance = base.day.isoweekday() - _words("weekday")[hit["day"]]
    if hit["which"] in ("next", "coming") or (base.ahead and not hit["which"]):
        return _day(base.day + timedelta(days=-distance % 7 or 7 * bool(hit["which"])))
    back = distance % 7
    return _day(base.day - timedelta(days=back or (7 if hit["which"] == "last" else 0)))


def _named_day(hit: re.Match[str], base: Base | None) -> When | None:
    if base is None or base.precision < 3:
        return None
    shift = _words("day").get(hit[0], -1 if hit[0].startswith("last night") else 0)
    return _day(base.day + timedelta(days=shift))


def _ago(hit: re.Match[str], base: Base | None) -> When | None:
    """'two days ago' by the day, weeks and months by the month, years by the year."""
    if base is None:
        return None
    many = _words("number").get(hit["many"]) or int(hit["many"])
    return _shifted(base, hit["unit"], -many)


def _lately(hit: re.Match[str], base: Base | None) -> When | None:
    """'over the past 24 hours', 'in the last three years': from then to now."""
    many = _words("number").get(hit["many"]) or int(hit["many"])
    unit, many = ("day", -(-many // 24)) if hit["unit"] == "hour" else (hit["unit"], many)
    first = _shifted(base, unit, -many) if base is not None else None
    return When(first.first, base.day, first.precision) if first is not None and base is not None else None


def _relative(hit: re.Match[str], base: Base | None) -> When | None:
    """'last month', 'this week', 'next year', 'last summer'."""
    if base is None:
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(hit["which"], 0)
    return _shifted(base, hit["unit"], shift)


def _shifted(base: Base, unit: str, shift: int) -> When | None:
    day = base.day
    if unit in ("hour", "minute", "day"):
        return _day(day + timedelta(days=shift if unit == "day" else 0)) if base.precision == 3 else None
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.isoweekday() - 1) + timedelta(weeks=shift)
        return When(monday, monday + timedelta(days=6), 2) if base.precision == 3 else None
    if unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        return _month(months // 12, months % 12 + 1) if base.precision > 1 else None
    return _year(day.year + shift * (10 if unit == "decade" else 1))


def _years(hit: re.Match[str], _: Base | None) -> When:
    """'2014', '2008-2009', 'the 1990s'."""
    first = int(hit["year"])
    if hit["decade"]:
        return _year(first, first + 9)
    last = hit["last"]
    return _year(first, int(last if len(last) == 4 else hit["year"][:2] + last) if last else None)


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Base | None], When | None]], ...]:
    month = "(?P<month>" + _choice("month") + r")\b\.?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!:)"
    year = r"(?P<year>(?:19|20)\d\d)\b"
    weekday = rf"(?:\b(?P<weekday>{_choice('weekday')})\b,? (?:the )?)?"  # a date tells more than its day of the week
    which = r"(?P<which>last|next|this|past|previous|coming|current)\s+"
    unit = r"(?P<unit>minute|hour|day|weekend|week|month|year|decade|" + _choice("season") + ")"
    many = rf"(?P<many>\d{{1,2}}|{_choice('number')})"
    table = (
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _full),
        (rf"\b(?P<first>{_choice('month')})\.? ?(?:to|and|until|through|[-–]) ?{month},? {year}", _months),
        (rf"\b{month} {day}\s?(?:[-–]|to|until|through)\s?(?P<last>[0-3]?\d)\b(?:,? {year})?", _days),
        (rf"{weekday}\b{day} (?:of )?{month},? {year}", _full),
        (rf"{weekday}\b{month} {day},? {year}", _full),
        (rf"{weekday}\b{day} (?:of )?{month}", _day_of_month),
        (rf"{weekday}\b{month} {day}", _day_of_month),
        (rf"\b{month},? (?:of )?{year}", _month_of_year),
        (r"\b(?P<month>9)/(?P<day>11)(?P<year>)\b", lambda _, __: _day(date(2001, 9, 11))),
        (rf"\b(?:{which})?{month}", _bare_month),
        (rf"\b(?:{which})?(?P<day>{_choice('weekday')})\b", _weekday),
        (rf"\b(?:last night|this (?:{_choice('this')})|{_choice('day')})\b", _named_day),
        (rf"\b{many} {unit}s? (?:ago|earlier|back)\b", _ago),
        (rf"\b(?:last|past) {many} {unit}s?\b", _lately),
        (rf"\b{which}{unit}\b(?!s)", _relative),
        (r"\b(?P<which>the) (?P<unit>weekend)\b", _relative),
        (r"\b(?P<year>(?:19|20)\d\d)(?P<decade>s)?\b(?:\s?[-–/](?P<last>(?:19|20)?\d\d)\b)?", _years),
    )
    return tuple((re.compile(pattern), tell) for pattern, tell in table)


def _choice(kind: str) -> str:
    return "|".join(sorted(map(re.escape, _words(kind)), key=len, reverse=True))


@functools.cache
def _words(kind: str) -> dict[str, int]:
    """The words of one kind in data/dates.tsv with their numbers."""
    return {word: int(value) for word, group, value in rows("dates", "word", "kind", "value") if group == kind}
