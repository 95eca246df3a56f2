"""Full text: what a person typed becomes a query that neither database can choke on, and a snippet of the report.

Both databases split at what is no letter and no digit, fold case and accents, and reduce no word to its stem, so that
they find the same reports: `attack*` finds attacks and attacked. SQLite does it by FTS5, PostgreSQL by `tsvector`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, bindparam, cast, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from reportedly.casebook.schema import report

_PART = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_MOST_TERMS, _LONGEST_WORD = 64, 100
_LOOKED_AT = 200_000  # code points: no snippet is looked for further down
OPENING, CLOSING = "«", "»"

SQLITE = (
    """CREATE VIRTUAL TABLE report_words USING fts5(
        title, text, content='report', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER report_words_in AFTER INSERT ON report BEGIN
        INSERT INTO report_words(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
    """CREATE TRIGGER report_words_out AFTER DELETE ON report BEGIN
        INSERT INTO report_words(report_words, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text); END""",
)
# A tsvector over 1 MB is an error, and no report may be lost by its index: 200,000 code points always fit.
POSTGRESQL = (
    r"""CREATE OR REPLACE FUNCTION reportedly_words(title text, body text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_tsvector('simple'::regconfig, regexp_replace(lower(regexp_replace(
            normalize(left(coalesce(title, '') || ' ' || body, 200000), NFD), '[\u0300-\u036f]', '', 'g')),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g')) $$""",
    "CREATE INDEX ix_report_words ON report USING gin (reportedly_words(title, text))",
)


@dataclass(frozen=True, slots=True)
class Term:
    """One or more words in a row; with `is_prefix` the last may go on."""

    words: tuple[str, ...]
    is_prefix: bool


Query = tuple[tuple[Term, ...], ...]  # any of these, in each of which all terms must be found


def create_words(connection: Connection) -> None:
    """Makes the full-text index over `report`; rows that stand there already are taken in."""
    is_sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        connection.exec_driver_sql(statement)
    if is_sqlite:
        connection.exec_driver_sql("INSERT INTO report_words(report_words) VALUES ('rebuild')")


def renew_words(connection: Connection) -> None:
    """Drops the full-text index, whatever became of it, and makes it anew from the reports."""
    is_sqlite = connection.dialect.name == "sqlite"
    parts = (("TRIGGER", "report_words_in"), ("TRIGGER", "report_words_out"), ("TABLE", "report_words"))
    for kind, name in parts if is_sqlite else (("INDEX", "ix_report_words"),):
        connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name}")
    create_words(connection)


def parsed(typed: str) -> Query:
    """What was typed as a query: words (all of them), "words in a row", a word's start*, AND, OR (in capitals).

    All else is taken for words, so that nothing that is typed is an error; no letter and no digit gives ().
    """
    groups: list[list[Term]] = [[]]
    parts = [match.groups() for match in _PART.finditer(typed)][: _MOST_TERMS * 2]
    for i, (phrase, star, word) in enumerate(parts):
        is_between = 0 < i < len(parts) - 1
        if word == "OR" and is_between:
            groups.append([])
        elif not (word == "AND" and is_between) and (term := _term(phrase, star, word)):
            groups[-1].append(term)
    return tuple(tuple(group[:_MOST_TERMS]) for group in groups if group)


def _term(phrase: str | None, star: str | None, word: str | None) -> Term | None:
    words = tuple(found[:_LONGEST_WORD] for found in _WORD.findall(folded(word or phrase or "")))
    return Term(words[:_MOST_TERMS], bool(star) or (word or "").endswith("*")) if words else None


def has_words(connection: Connection, query: Query) -> ColumnElement[bool]:
    """That a report has what the query asks for, as a condition on `report`."""
    if connection.dialect.name == "sqlite":
        words: Any = table("report_words", column("rowid"))
        found = select(words.c.rowid).where(literal_column("report_words").op("MATCH")(bindparam(None, _fts5(query))))
        return report.c.id.in_(found)
    asked = cast(cast(bindparam(None, _tsquery(query)), Text), TSQUERY)
    return func.reportedly_words(report.c.title, report.c.text).op("@@")(asked)


def reports_with(connection: Connection, query: Query, start: int, limit: int) -> list[int]:
    """The numbers of the first reports, from `start` on, that have what the query asks for; the databases find these
    without looking for the others."""
    if connection.dialect.name != "sqlite":
        number: ColumnElement[int] = report.c.id
        where = has_words(connection, query)
    else:
        number = table("report_words", column("rowid")).c.rowid
        where = literal_column("report_words").op("MATCH")(bindparam(None, _fts5(query)))
    return list(connection.scalars(select(number).where(where, number >= start).order_by(number).limit(limit)))


def has_all(parts: Iterable[str], query: Query) -> bool:
    """Whether texts have what the query asks for, each term in one of them."""
    there = [folded(part) for part in parts]
    return any(all(any(re.search(_pattern(term), part) for part in there) for term in group) for group in query)


def _fts5(query: Query) -> str:
    """'("arms" AND "al nusra") OR ("weap" *)': every word in quotation marks, so that none is an operator."""
    return " OR ".join(f"({' AND '.join(map(_fts5_term, group))})" for group in query)


def _fts5_term(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'


def _tsquery(query: Query) -> str:
    return " | ".join(f"({' & '.join(map(_tsquery_term, group))})" for group in query)


def _tsquery_term(term: Term) -> str:
    words = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({words}{':*' if term.is_prefix else ''})"


def folded(text: str) -> str:
    """Lower case without accents, character for character, so that places in it are places in the text."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def _plain(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()[:1] or char


def pattern(query: Query) -> re.Pattern[str]:
    """What finds any of the query's terms in a folded text."""
    terms = sorted({_pattern(term) for group in query for term in group})
    return re.compile("|".join(terms) or r"(?!)")


def _pattern(term: Term) -> str:
    words = r"[\W_]+".join(term.words)
    end = r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"
    return rf"(?<![^\W_])(?:{words}){end}"


def snippet(text: str, query: Query, width: int = 160) -> str:
    """About `width` code points around the first place where a term of the query stands, marked « »; else the start."""
    looked_at = text[:_LOOKED_AT]
    found = pattern(query).search(folded(looked_at))
    if not found:
        return _before(text[:width], is_cut=width < len(text)).strip()
    start = max(0, found.start() - width // 3)
    end = max(found.end(), start + width)
    before = _behind(text[start : found.start()], is_cut=start > 0)
    behind = _before(text[found.end() : end], is_cut=end < len(text))
    marked = f"{OPENING}{' '.join(text[found.start() : found.end()].split())}{CLOSING}"
    return f"{before}{marked}{behind}".strip()


def _behind(words: str, *, is_cut: bool) -> str:
    """Words that lead to a mark: one blank for each stretch of white space, without a word that is cut at the front."""
    if is_cut:
        words = words.partition(" ")[2]
    return f"{'… ' if is_cut else ''}{_spaced(words)}"


def _before(words: str, *, is_cut: bool) -> str:
    """Words that follow a mark, without one that is cut at the end."""
    if is_cut:
        words = f"{words.rpartition(' ')[0]} "
    return f"{_spaced(words)}{'…' if is_cut else ''}"


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)
