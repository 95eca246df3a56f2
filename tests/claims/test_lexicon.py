"""The lexicon's files hold together: known types, classes that exist, roles that the rooms can fill."""

from __future__ import annotations

from reportedly.claims.lexicon import RELATIONS, rows, table, word_class

PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
)
TYPES = frozenset(PLOVER.split())
CLASSES_BY_RULE = frozenset(
    ["persons", "named", "people", "groups", "country", "forces", "officials", "civilians", "towns"]
)
EVERY = [row for kind in ("verbs", "nouns") for group in rows(kind).values() for row in group]


def test_every_row_has_a_known_type_and_classes() -> None:
    for row in EVERY:
        assert row.label in TYPES | RELATIONS, row.id
        for need in row.needs:
            names = {word[1:] for word in need.words if word.startswith("@")} - CLASSES_BY_RULE
            assert all(word_class(name) for name in names), row.id


def test_every_row_says_where_it_comes_from() -> None:
    for name in ("verbs.tsv", "nouns.tsv", "ties.tsv", "classes.tsv", "modes.tsv"):
        assert all(cells["source"] for cells in table(name)), name


def test_ids_are_unique() -> None:
    ids = [row.id for row in EVERY]
    assert len(ids) == len(set(ids))


def test_a_class_that_nobody_wrote_is_empty() -> None:
    assert word_class("no such class") == frozenset()
