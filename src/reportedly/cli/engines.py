"""The options that say where documents are read: in this process, in several, on a Ray cluster."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reportedly.book.engines import Chosen


class EngineName(StrEnum):
    """What can read."""

    local = "local"
    ray = "ray"


EngineOption = Annotated[
    EngineName,
    typer.Option("--engine", help="What reads: processes of this machine, or workers on Ray (reportedly[ray])."),
]
AddressOption = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="ADDRESS",
        show_default=False,
        help="A Ray cluster: auto, host:6379 or ray://host:10001; else $RAY_ADDRESS, else a Ray is started for this "
        "run, which this machine alone can reach.",
    ),
]


def chosen(engine: EngineName, workers: int | None, address: str | None) -> Chosen:
    """The engine that was asked for."""
    from reportedly.book.engines import Chosen

    if address and engine is not EngineName.ray:
        raise typer.BadParameter("is a Ray cluster's; add '--engine ray'", param_hint="--address")
    if engine is EngineName.ray and workers == 0:
        raise typer.BadParameter("Ray needs one worker or more", param_hint="--workers")
    return Chosen(engine.value, workers, address)
