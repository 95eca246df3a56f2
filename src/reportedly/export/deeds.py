"""The verbs: how a PLOVER type and mode or a standing tie is said in words, from data/deeds.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Deed:
    """One row: the forms of a verb, and what follows it with somebody on the receiving side or with nobody."""

    base: str
    participle: str
    gerund: str
    to: str
    alone: str

    @property
    def is_standing(self) -> bool:
        """Whether it is a tie that lasts, said in the plain infinitive: 'said to lead', not 'said to be leading'."""
        return not self.gerund

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after the name of the receiving side."""
        before, _, after = self.to.partition("{}")
        return before.strip(), after.strip()


def deed(kind: str | None, mode: str | None) -> Deed:
    """The row of a type and mode, else the type's own, else a plain 'do' with the type's name."""
    rows = deeds()
    name = kind or "something"
    found = rows.get((name, mode or "")) or rows.get((name, ""))
    return found or Deed("do", "done", "doing", f"{name} to {{}}", name)


@cache
def deeds() -> dict[tuple[str, str], Deed]:
    """Every row of data/deeds.tsv by its type (or relation) and mode ('' for none)."""
    lines = (files("reportedly.export") / "data" / "deeds.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {(row[0], row[1]): Deed(*row[2:7]) for row in rows}
