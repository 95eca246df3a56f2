"""From words to numbers: how sure 'probable' is on the scales of STIX, MISP and ICD 203, from data/certainty.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.export.tables import rows_in


@dataclass(frozen=True, slots=True)
class Scale:
    """What other tools call a word. None where a scale has no number for it: 'can't be judged' is not one half.

    `stix` is a confidence of 0 to 100 (STIX 2.1, Appendix A), `misp` a value of misp:confidence-level with its number,
    `icd203` a term of ICD 203 with its band in percent.
    """

    word: str
    stix: int | None
    misp: str
    misp_number: int | None
    icd203: str | None
    icd203_band: tuple[int, int] | None


def scale_of(word: str, scheme: str = "certainty") -> Scale:
    """The numbers for a word of a scheme (certainty, credibility, support); for an unknown word none."""
    return scales().get((scheme, word)) or Scale(word, None, "confidence-cannot-be-evaluated", None, None, None)


@cache
def scales() -> dict[tuple[str, str], Scale]:
    """Every row of data/certainty.tsv, by its scheme and word."""
    return {(row["scheme"], row["word"]): _scale(row) for row in rows_in("certainty.tsv")}


def _scale(row: dict[str, str]) -> Scale:
    low, high = _number(row["icd203_low"]), _number(row["icd203_high"])
    band = None if low is None or high is None else (low, high)
    return Scale(
        row["word"], _number(row["stix"]), row["misp"], _number(row["misp_number"]), row["icd203"] or None, band
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
