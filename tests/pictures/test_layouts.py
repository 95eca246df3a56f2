"""What is drawn where: limits with a sentence, ways of saying, precision of dates, the map's rule, and no overlaps."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictures.conftest import deeds, lands, ties, ways
from reportedly.model.pictures import Chain, Deed, Governorate, Picture, Teller, Tie, Unplaced
from reportedly.pictures import chains, deeds_map, network, timeline
from reportedly.pictures.dates import day_words, span_of, stretch, ticks
from reportedly.pictures.forces import laid_out
from reportedly.pictures.labels import count, kind_words, label, width_of
from reportedly.pictures.outlines import outlines_in, rings
from reportedly.pictures.palette import CERTAIN, IN_DENIAL, IN_DISPUTE, SPOKEN_OF, WITH_HEDGES, manner
from reportedly.pictures.provinces import area_of, is_in, province_of, provinces


def data(picture: Picture) -> list[dict[str, Any]]:
    """All rows of data in a specification."""
    whole = json.loads(picture.drawing)
    return [row for layer in whole["layer"] for row in layer["data"]["values"]]


def words(picture: Picture) -> list[str]:
    return [row["text"] for row in data(picture) if "text" in row]


def test_a_network_draws_the_strongest_hundred_and_says_so() -> None:
    picture = network(ties(300))
    assert len(picture.rows) <= 100
    assert len({cell for row in picture.rows for cell in (row[0], row[1].lstrip("→↔ "))}) <= 60
    assert any("left out" in note for note in picture.notes)
    assert "left out" in picture.says
    drawn = [int(row[3]) for row in picture.rows]
    assert drawn == sorted(drawn, reverse=True)
    assert network(ties(3), total=1000).says.count("left out") == 1


def test_nothing_is_left_out_of_a_small_network() -> None:
    picture = network(ties(3))
    assert len(picture.rows) == len(ties(3))
    assert not any("left out" in note for note in picture.notes)


def test_who_is_described_is_no_actor_and_a_note_says_so() -> None:
    known = Tie("A", "B", "a|", "b|", "AID", mutual=False, claims=1)
    some = ("26 people", "Dozens", "gunmen")
    many = [Tie("A", name, "a|", f"{name}|", "ASSAULT", mutual=False, claims=9) for name in some]
    picture = network([known, *many])
    assert [row[1] for row in picture.rows] == ["→ B"]
    assert any(note.startswith("3 ties are left out with somebody who is described") for note in picture.notes)
    assert "left out" not in picture.says


def test_an_actor_tied_to_itself_is_not_drawn() -> None:
    assert not network([Tie("A", "A", "a|", "a|", "AID", mutual=False, claims=3)]).rows


@pytest.mark.parametrize(
    ("counts", "how"),
    [
        ((4, 0, 1, 0, 0), CERTAIN),
        ((4, 0, 2, 0, 0), WITH_HEDGES),
        ((4, 2, 4, 0, 0), IN_DISPUTE),
        ((4, 2, 0, 0, 5), CERTAIN),
        ((4, 1, 0, 1, 2), IN_DISPUTE),
        ((4, 4, 4, 2, 2), IN_DENIAL),
    ],
)
def test_how_it_is_said_is_how_it_is_drawn(counts: tuple[int, int, int, int, int], how: object) -> None:
    assert manner(*counts) == how


def test_no_two_ways_of_saying_differ_by_colour_alone() -> None:
    seen = [(one.dash, one.is_hollow) for one in (CERTAIN, WITH_HEDGES, IN_DISPUTE, IN_DENIAL)]
    assert len(set(seen)) == 4


def test_widths_are_origins_where_there_are_any() -> None:
    one = Tie("A", "B", "a|", "b|", "AID", mutual=False, claims=90, origins=1, weighed=1)
    other = Tie("A", "C", "a|", "c|", "AID", mutual=False, claims=2, origins=9, weighed=1)
    wide = {row["tip"][:5]: row["width"] for row in data(network([one, other])) if "step" in row and row["tip"]}
    assert wide["A → C"] > wide["A → B"]


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_boxes_of_a_network_lie_apart_and_inside(number: int, chance: Any) -> None:
    boxes = [(chance.uniform(20, 120), chance.uniform(20, 40)) for _ in range(number)]
    pulls = [(i, chance.randrange(i), 1.0) for i in range(1, number)]
    places = laid_out(boxes, pulls, (960, 700))
    assert all(
        w / 2 <= x <= 960 - w / 2 and h / 2 <= y <= 700 - h / 2 for (x, y), (w, h) in zip(places, boxes, strict=True)
    )
    overlaps = sum(
        abs(a[0] - b[0]) < (v[0] + w[0]) / 2 - 1 and abs(a[1] - b[1]) < (v[1] + w[1]) / 2 - 1
        for (a, v), (b, w) in itertools.combinations(zip(places, boxes, strict=True), 2)
    )
    assert overlaps == 0


def test_a_date_is_as_long_as_it_is_vague() -> None:
    assert [end - start for start, end in filter(None, map(stretch, ("2015-02-03", "2015-02", "2015")))] == [1, 28, 365]
    assert span_of("2015-02", "2015-04-01") == (stretch("2015-02")[0], stretch("2015-04-01")[1])  # type: ignore[index]
    assert [stretch(word) for word in (None, "", "May 2015", "2015-13", "0000-01-01")] == [None] * 5
    assert stretch("9999") is not None
    assert day_words(stretch("2015-02-03")[0]) == "3 Feb 2015"  # type: ignore[index]


def test_a_month_is_a_bar_and_a_day_a_disc() -> None:
    month = Deed("AID", ("A",), (), None, "2015-03", "2015-03", published=("2015-09-01",))
    day = Deed("AID", ("B",), (), None, "2015-03-04", "2015-03-04", published=("2015-09-01",))
    bars = [row for row in data(timeline([month])) if "step" in row and row["width"] == 6 and row["tip"]]
    assert bars[-1]["x"] - bars[0]["x"] > 60
    assert not [row for row in data(timeline([day])) if "step" in row and row["width"] == 6 and row["tip"]]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3_000_000), st.integers(2, 600_000))
def test_an_axis_has_few_ticks_within_its_stretch(start: int, length: int) -> None:
    end = min(start + length, 3_650_000)
    found = ticks((start, end))
    assert 1 <= len(found) <= 11
    assert all(start <= day <= end for day, _ in found)


def test_a_timeline_draws_forty_and_counts_the_rest() -> None:
    picture = timeline([*deeds(300), Deed("AID", (), (), None, None, None)])
    assert len(picture.rows) == 40
    assert any("260 deeds with fewer claims" in note for note in picture.notes)
    assert any("1 deed without a date" in note for note in picture.notes)


def test_what_lies_far_off_in_time_does_not_stretch_the_axis() -> None:
    picture = timeline([*deeds(80), Deed("AID", ("Rome",), (), None, "0410", "0410", claims=99)])
    assert any("1 deed far from the others" in note for note in picture.notes)
    assert "Rome" not in str(picture.rows)


def test_the_map_says_its_rule_and_what_it_leaves_out() -> None:
    picture = deeds_map(lands(4), Unplaced(nowhere=2, country_only=5, of_persons=7))
    told = " ".join(picture.notes)
    assert "persons are never mapped" in told
    assert "7 claims about where persons were" in told
    assert "5 claims of a country as a whole" in told
    assert "Natural Earth" in told


def test_the_map_is_of_the_region_of_most_deeds() -> None:
    far = Governorate("New York", "USA", 40.7, -74.0, 1)
    picture = deeds_map([*lands(40), far])
    assert any("1 governorate far from the others" in note for note in picture.notes)
    assert not any("New York" in word for word in words(picture))
    assert any(row[0] == "New York" for row in picture.rows)
    assert "SYRIA" in words(picture)


def test_places_off_the_earth_are_passed_over() -> None:
    assert not deeds_map([Governorate("X", "", 123.0, 500.0, 3)]).rows
    assert deeds_map([Governorate("Pole", "", 89.9, 179.9, 3)]).rows


def test_outlines_are_cut_to_a_box() -> None:
    assert len(rings()) > 1000
    box = (35.0, 32.0, 43.0, 38.0)
    found = dict(outlines_in(box))
    assert {"Syria", "Iraq", "Turkey"} <= found.keys()
    assert all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for _, ring in outlines_in(box) for x, y in ring)


def test_a_governorate_is_found_by_its_name_or_by_a_place_in_it() -> None:
    by_name, by_place = province_of("SYR", "Aleppo", 0.0, 0.0), province_of("SYR", "no such name", 37.16, 36.2)
    assert by_name is by_place is not None
    assert province_of("SYR", "Aleppo", 37.16, 36.2) is by_name
    assert province_of("YEM", "Saada", 43.76, 16.94) is province_of("YEM", "SA`DAH", 0.0, 0.0)
    assert province_of("", "Aleppo", 37.16, 36.2) is province_of("../", "x", 1.0, 1.0) is None
    city, around = province_of("SYR", "Damascus", 0.0, 0.0), province_of("SYR", "Rif Dimashq", 0.0, 0.0)
    assert city is not around
    assert (
        province_of("SYR", "a street", 36.29, 33.51) is city
    )  # the capital lies within the outline of the land around
    assert province_of("ISR", "Golan Heights", 35.8, 33.0) is None
    assert any("somaliland" in land.names for land in provinces("SOM"))
    assert any("bari" in land.names for land in provinces("SOM"))


def test_every_province_has_its_middle_within_it() -> None:
    for land in (*provinces("SYR"), *provinces("YEM"), *provinces("SDN"), *provinces("IDN")):
        assert area_of(land) < 0.01 or any(is_in(ring, *land.middle) for ring in land.rings), land.names


def test_a_circle_stands_in_the_middle_of_its_governorate_never_at_a_place() -> None:
    village = Governorate("Hama", "SYR", 35.0137, 36.9321, 3)
    other, nowhere = Governorate("Homs", "SYR", 34.7301, 36.7102, 2), Governorate("Kobani", "XXX", 36.8912, 38.3531, 1)
    picture = deeds_map([village, other, nowhere])
    discs = {(row["x"], row["y"]) for row in data(picture) if row.get("tip", "").startswith(("Hama", "Homs"))}
    alike = deeds_map([replace(village, latitude=35.4, longitude=37.2), other, nowhere])
    assert discs == {(row["x"], row["y"]) for row in data(alike) if row.get("tip", "").startswith(("Hama", "Homs"))}
    assert any("1 governorate without an outline of its own" in note for note in picture.notes)
    tints = [row["properties"]["fill"] for row in data(picture) if row.get("type") == "Feature"]
    assert tints.count(SPOKEN_OF) == 2
    assert len(tints) > 14


def test_a_flow_keeps_its_claims_and_pools_the_small_voices() -> None:
    picture = chains(ways(300))
    through = [chain for chain in ways(300) if len(chain.voices) > 1]
    to_print = sum(int(row[2]) for row in picture.rows if row[1].startswith("Outlet"))
    assert to_print == sum(chain.claims for chain in through)
    assert any("other voice" in word for word in words(picture))
    assert any("own word and not drawn" in note for note in picture.notes)


def test_unnamed_voices_are_marked_and_not_made_one() -> None:
    chain = Chain((Teller("Post", "outlet", named=True), Teller("residents", "group", named=False, how_many=3)), 2)
    picture = chains([chain])
    assert picture.rows == (("residents (3 unnamed)", "Post", "2", "0"),)
    assert any("not thereby one" in note for note in picture.notes)


def test_long_chains_lose_their_middle_and_say_so() -> None:
    voices = tuple(Teller(f"V{i}", "outlet", named=True) for i in range(7))
    picture = chains([Chain(voices, 3)])
    assert {cell for row in picture.rows for cell in row[:2]} == {"V0", "V1", "V2", "V6"}
    assert any("3 claims came through more than 4 voices" in note for note in picture.notes)


def test_labels_are_one_clean_line() -> None:
    assert label("a\x00b\u202e\n c", 30) == "ab c"
    assert label("x" * 50, 10) == "x" * 9 + "…"
    assert label("\x00") == "(no name)"
    assert label("the ████ man") == "the […] man"
    assert kind_words("member_of") == "member of"
    assert (count(1, "claim"), count(1204, "claim")) == ("1 claim", "1,204 claims")
    assert width_of("WWW", 10) > width_of("iii", 10)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300), st.integers(2, 60))
def test_a_label_is_never_longer_than_it_may_be(text: str, most: int) -> None:
    found = label(text, most)
    assert len(found) <= max(most, len("(no name)"))
    assert "\n" not in found
