"""`reportedly explain`: reads one report and tells why the claims that were asked for stand in its reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.model import Claim, Reading


@dataclass(frozen=True, slots=True)
class Told:
    """What to print: the explanation, or in one line why there is none."""

    text: str = ""
    problem: str = ""


def explanations(file: str, claim: str, attribution: str, width: int) -> Told:
    """Why the claim with this id, or those at this line:column, were read in a file ('-' is standard input)."""
    from reportedly.explaining import explain
    from reportedly.export.explain import render
    from reportedly.reading import ReadError, read

    try:
        reading = read(file, attribution=attribution)
    except ReadError as error:
        return Told(problem=str(error))
    wanted = [row for row in reading.claims if _is_meant(reading, row, claim)]
    if not wanted:
        last = reading.claims[-1].id if reading.claims else None
        has = f"its claims are c1 to {last}" if last else "no claim was read in it"
        return Told(problem=f"{file}: has no claim {claim!r}; {has}, and line:column finds one too")
    return Told("\n".join(render(reading, explain(reading, row.id), width) for row in wanted))


def _is_meant(reading: Reading, row: Claim, claim: str) -> bool:
    from reportedly.export.positions import Positions

    if not re.fullmatch(r"\d+:\d+", claim):
        return row.id == claim
    return str(Positions(reading.document.text).first(row.spans)) == claim
