"""Pictures are drawn once for all who ask; nobody waits long for a new one where there is one from before."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from reportedly.model.pictures import Picture
from reportedly.web import studio as studios
from reportedly.web.studio import Studio

OLD = Picture("map", "Old", "An old one.", (), (), (), "{}", 10, 10)
NEW = replace(OLD, title="New")


@pytest.fixture
def studio() -> Iterator[Studio]:
    made = Studio()
    yield made
    made.close()


def test_twenty_who_ask_at_once_wait_for_one_drawing(studio: Studio) -> None:
    asked, drawn = threading.Barrier(20), []

    def draw() -> Picture:
        drawn.append(1)
        return OLD

    def ask(_: int) -> Picture:
        asked.wait(10)
        return studio.show("map", 1, draw).picture

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(ask, range(20))) == {OLD}
    assert len(drawn) == 1


def test_a_new_state_is_drawn_anew_and_kept(studio: Studio) -> None:
    assert studio.show("map", 1, lambda: OLD).picture == OLD
    assert studio.show("map", 2, lambda: NEW) == studios.Shown(NEW)
    assert studio.show("map", 2, lambda: OLD) == studios.Shown(NEW)


def test_where_drawing_takes_long_the_one_before_is_shown_and_said_to_be_old(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studios, "_PATIENCE", 0.05)
    studio.show("map", 1, lambda: OLD)
    let_go = threading.Event()

    def slow() -> Picture:
        assert let_go.wait(10)
        return NEW

    assert studio.show("map", 2, slow) == studios.Shown(OLD, is_old=True)
    let_go.set()
    monkeypatch.setattr(studios, "_PATIENCE", 10)
    assert studio.show("map", 2, slow) == studios.Shown(NEW)


def test_what_goes_wrong_reaches_who_asked_and_is_tried_again(studio: Studio) -> None:
    def fail() -> Picture:
        raise ValueError("nobody is called so")

    with pytest.raises(ValueError, match="nobody is called so"):
        studio.show("map", 1, fail)
    assert studio.show("map", 1, lambda: OLD).picture == OLD
