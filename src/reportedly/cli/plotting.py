"""`reportedly plot`: the network, timeline, map or chains of a casebook, as SVG, PNG or a whole page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from reportedly.cli.asking import (
    Actor,
    Certainty,
    Event,
    Involving,
    Place,
    Polarity,
    Publisher,
    Recipient,
    Relation,
    Since,
    Standing,
    Through,
    Until,
    Voice,
)
from reportedly.cli.casebooks import CasebookOption, opened, say
from reportedly.cli.streams import output
from reportedly.model.answers import Asked

if TYPE_CHECKING:
    from io import TextIOWrapper

_ENDINGS = (".svg", ".png", ".html")


class Kind(StrEnum):
    """What `reportedly plot` draws."""

    network = "network"
    timeline = "timeline"
    map = "map"
    chains = "chains"


def plot(  # noqa: PLR0913 - Typer takes an option from each
    kind: Annotated[
        Kind,
        typer.Argument(
            show_default=False,
            help="network: who with whom. timeline: when. map: deeds by governorate. chains: on whose word, through "
            "whom.",
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", metavar="FILE", show_default=False, help="Where to: its name ends in .svg, .png or .html."
        ),
    ],
    actor: Actor = None,
    recipient: Recipient = None,
    involving: Involving = None,
    voice: Voice = None,
    through: Through = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    event: Event = None,
    relation: Relation = None,
    certainty: Certainty = None,
    polarity: Polarity = None,
    standing: Standing = None,
    publisher: Publisher = None,
    redact: Annotated[bool, typer.Option("--redact", help="Hide what identifies unnamed voices.")] = False,
    casebook: CasebookOption = None,
) -> None:
    """Draw the claims that fit what is asked: solid what is said as certain, dashed what is hedged, hollow what is
    contested or denied.

    The map sums deeds by governorate; persons are never mapped. What was left out is said beside the picture, and on
    stderr.
    """
    if out.suffix.lower() not in _ENDINGS:
        raise typer.BadParameter(f"'{out}' must end in {', '.join(_ENDINGS)}", param_hint="--out")
    asked = {name: value for name, value in locals().items() if value and name in Asked.__dataclass_fields__}
    with opened(casebook, read_only=False) as book:
        from reportedly.export.redaction import redacted

        view = book.plot(kind.value, redacted=redacted if redact else None, **asked)
        from reportedly.pictures import rendered

        body = rendered(view.picture, out.suffix)
        with output(out, [casebook or ""]) as stream:
            stream.flush()
            cast("TextIOWrapper", stream).buffer.write(body)
        for line in (view.picture.says, *view.picture.notes):
            say(line)
