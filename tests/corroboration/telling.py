"""Reads the stories and what is right about them, and says in one line what a proposition comes to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

STORIES = Path(__file__).parent.parent / "stories"
NAMES = sorted(path.name.removesuffix(".answers.yaml") for path in STORIES.glob("*.answers.yaml"))


@dataclass(frozen=True)
class Answer:
    """What must come out of a story: a proposition found by its deed, actors, place and day, and what it must be."""

    story: str
    event: str
    actors: list[str]
    place: str | None
    day: str | None
    expected: dict[str, Any]


def rows(story: str) -> list[dict[str, str]]:
    """The reports of a story."""
    return [json.loads(line) for line in (STORIES / f"{story}.jsonl").read_text(encoding="utf-8").splitlines()]


def lineage(story: str) -> dict[str, dict[str, Any]]:
    """What a story's reports go back to, as its answers have it."""
    return dict(_read(story).get("lineage") or {})


def answers(story: str) -> list[Answer]:
    """The propositions that a story must give."""
    return [
        Answer(story, row["event"], row["actors"], row.get("place"), row.get("day") and str(row["day"]), row)
        for row in _read(story)["propositions"]
    ]


def _read(story: str) -> dict[str, Any]:
    return dict(yaml.safe_load((STORIES / f"{story}.answers.yaml").read_text(encoding="utf-8")))
