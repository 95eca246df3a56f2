"""Asks measured figures against the floors of floors.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def below(name: str, figures: Mapping[str, float]) -> int:
    """1, with a line a figure, where one lies below its floor (an `error` above it), else 0."""
    return _below(FLOORS["measured"][name], figures)


def _below(floors: Mapping[str, float], figures: Mapping[str, float]) -> int:
    low = [name for name, floor in floors.items() if _is_worse(name, figures[name], floor)]
    for name in low:
        print(f"below the floor: {name} {figures[name]:.3f}, asked for {floors[name]:.3f}")
    return 1 if low else 0


def _is_worse(name: str, figure: float, floor: float) -> bool:
    return figure > floor if name == "error" else figure < floor
