"""The knowledge of the room is whole: every row has its source, kinds are the contract's, names don't clash."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest

from reportedly.resolution import known, nations
from reportedly.resolution.gazetteer import country_name, spots
from reportedly.resolution.names import fold
from reportedly.resolution.tables import rows, several

TABLES = ("actors", "nations", "descriptions", "titles", "dates", "words", "regions", "own_voice")
TYPES = {
    "government", "military", "police", "armed group", "political group", "country", "organization", "person",
    "civilian",
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_as_many_cells_as_the_table_and_a_source(name: str) -> None:
    lines = files("reportedly.resolution").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    width = lines[0].count("\t")
    assert all(line.count("\t") == width for line in lines)
    assert all(source for (source,) in rows(name, "source"))


def test_actors_are_of_the_contracts_types_and_of_states_that_are_known() -> None:
    for key, kind, country in rows("actors", "id", "type", "country"):
        assert kind in TYPES, key
        assert not country or country in nations.by_code(), key


def test_actors_ids_and_names_are_their_own() -> None:
    ids, names = zip(*rows("actors", "id", "name"), strict=True)
    assert len(set(ids)) == len(ids)
    assert len({fold(name) for name in names}) == len(names)


def test_no_sure_alias_is_the_name_of_another() -> None:
    names = {fold(name): key for key, name in rows("actors", "id", "name")}
    for key, aliases in rows("actors", "id", "aliases"):
        for alias in several(aliases):
            assert alias.startswith("?") or names.get(fold(alias), key) == key, (key, alias)


def test_descriptions_are_of_the_contracts_types() -> None:
    assert {kind for (kind,) in rows("descriptions", "type")} <= TYPES | {""}


def test_the_index_of_actors_is_made_in_a_moment() -> None:
    known.index.cache_clear()
    known._names.cache_clear()  # noqa: SLF001
    began = time.process_time()
    known.index()
    assert time.process_time() - began < 0.5  # a tenth of a second on an idle machine


def test_regions_and_cities_lie_on_the_earth() -> None:
    for name in ("Shabwa", "Aleppo", "Bakhmut", "Kidal", "Goma", "Red Sea"):
        for spot in spots(name):
            assert spot.latitude is None or -90 <= spot.latitude <= 90
            assert spot.country is None or country_name(spot.country)
