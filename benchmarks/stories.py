"""How many reports and propositions of whole stories come out right, read, traced and counted as a casebook does it.

    python benchmarks/stories.py benchmarks/stories/a [...] [--misses]

Each folder holds STORY.jsonl (reports) and STORY.answers.yaml (what is right, written down by writers who did not see
the program; benchmarks/stories/README.md). The stories of a folder are one casebook. A report is right with its
`origin`, and its `derived_from` where one is asked; a proposition with its kind, the right reports on each side, both
ranges, the copies, the relays and the support word, all of them. 'word' and 'ranges' count those with the right kind
and that alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import yaml

from reportedly.corroboration import propositions, statements
from reportedly.lineage import report_of, trace
from reportedly.model import Document
from reportedly.model.corroboration import Proposition, Side
from reportedly.model.lineage import Descent
from reportedly.pipeline import read_document

# The annotated reports of conflict_claims accept each of these for the others: who backs whom, who works together.
SAME_KIND = {"SUPPORT": "back", "AID": "back", "backs": "back", "COOPERATE": "ally", "allied_with": "ally"}


@dataclass
class Counts:
    """What came out right, of how many."""

    reports: int = 0
    traced: int = 0
    asked: int = 0
    right: int = 0
    words: int = 0
    ranges: int = 0

    def __add__(self, other: Counts) -> Counts:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Counts(*(mine + theirs for mine, theirs in pairs))

    @property
    def shares(self) -> dict[str, float]:
        """Shares from 0 to 1, as floors.toml asks them."""
        right = {"right": self.right, "words": self.words, "ranges": self.ranges}
        return {"lineage": self.traced / self.reports, **{name: n / self.asked for name, n in right.items()}}

    def __str__(self) -> str:
        return (
            f"lineage {self.traced} of {self.reports}; propositions {self.right} of {self.asked}, "
            f"word {self.words}, ranges {self.ranges}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="what differs, a line each")
    asked = parser.parse_args()
    for folder in asked.folders:
        counts, misses = measured(folder)
        print(f"{folder.name}: {counts}", flush=True)
        if asked.misses:
            print("\n".join(misses))


def measured(folder: Path) -> tuple[Counts, list[str]]:
    """The counts of one folder, and a line for each report and proposition that differs."""
    readings = [read_document(row) for row in documents(folder)]
    descents = trace(report_of(reading) for reading in readings)
    found = propositions((one for reading in readings for one in statements(reading)), descents)
    counts, misses = Counts(), []
    for path in sorted(folder.glob("*.answers.yaml")):
        answers = yaml.safe_load(path.read_text(encoding="utf-8"))
        story = path.name.removesuffix(".answers.yaml")
        mine = [row for row in descents if row.report.rpartition("-")[0] == story]
        misses += list(_traced(mine, answers.get("lineage") or {}, counts))
        misses += list(_counted(story, found, answers.get("propositions") or [], counts))
    return counts, misses


def documents(folder: Path) -> Iterator[Document]:
    """The reports of a folder's stories."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield document(row)


def document(row: dict[str, str]) -> Document:
    """A row of a story's reports as intake hands it on."""
    return Document(
        id=f"sha256:{hashlib.sha256(row['text'].encode()).hexdigest()}",
        name=row["id"],
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        published=row["date"],
        language="en",
    )


def _traced(rows: list[Descent], right: dict[str, dict[str, Any]], counts: Counts) -> Iterator[str]:
    for row in rows:
        asked = right.get(row.report, {"origin": row.report})
        origins = asked["origin"] if isinstance(asked["origin"], list) else [asked["origin"]]
        is_right = row.origin in origins and asked.get("derived_from", row.derived_from) == row.derived_from
        is_right &= not asked.get("why") or bool(set(asked["why"]) & set(row.why))
        counts.reports += 1
        counts.traced += is_right
        if not is_right:
            yield f"  {row.report}: {asked} is told to be of {row.origin}, from {row.derived_from} by {list(row.why)}"


def _counted(story: str, found: tuple[Proposition, ...], right: list[dict[str, Any]], counts: Counts) -> Iterator[str]:
    own = [row for row in found if any(one.document.rpartition("-")[0] == story for one in row.members)]
    for asked in right:
        counts.asked += 1
        row = max(own, key=lambda one: _likeness(one, asked), default=None)
        if row is None or not _is_met(row, asked):
            yield f"  {story}: nothing says that {asked['says']}"
            continue
        is_kind = _kind(row.relation or row.event) == _kind(asked.get("relation") or asked.get("event"))
        is_word = is_kind and row.support == asked["support"]
        sides = [(row.affirmed, "for", False), (row.denied, "against", True)]
        is_range = is_kind and all(_range(side) == _asked(asked, name)["origins"] for side, name, _ in sides)
        is_told = all(_told(row, denied=denied) == _asked(asked, name)["told"] for _, name, denied in sides)
        counts.words += is_word
        counts.ranges += is_range
        counts.right += is_word and is_range and is_told
        if not (is_word and is_range and is_told):
            yield f"  {story}: {asked['says']}\n    {_shown(row)}"


def _likeness(row: Proposition, asked: dict[str, Any]) -> float:
    """How likely a proposition is the one that is asked for: reports that it shares, kind, actors, place and day."""
    meant = _meant(asked)
    told = {one.document for one in row.members}
    same_kind = _kind(row.relation or row.event) == _kind(asked.get("relation") or asked.get("event"))
    names, wanted = ({name.casefold() for name in some} for some in (row.actors, asked.get("actors") or []))
    same_place = bool(row.place and asked.get("place")) and _is_within(row.place or "", asked["place"])
    same_day = bool(asked.get("day") and row.time and row.time.start[:10] == str(asked["day"]))
    shared = 2 * len(told & meant) - len(told - meant)
    return shared + 4 * same_kind + 2 * (names == wanted or bool(names & wanted)) + 1.5 * same_place + 1.5 * same_day


def _is_met(row: Proposition, asked: dict[str, Any]) -> bool:
    return any(one.document in _meant(asked) for one in row.members)


def _meant(asked: dict[str, Any]) -> set[str]:
    return {name for side in ("for", "against") for name in (asked.get(side) or {}).get("reports") or []}


def _is_within(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _kind(kind: str | None) -> str | None:
    return SAME_KIND.get(kind or "", kind)


def _asked(asked: dict[str, Any], side: str) -> dict[str, Any]:
    row = asked.get(side) or {}
    told = {key: sorted(row.get(key) or []) for key in ("reports", "copies", "relays")}
    return {"origins": list(row.get("origins", [0, 0])), "told": told}


def _range(side: Side) -> list[int]:
    return [side.low, side.high]


def _told(row: Proposition, *, denied: bool) -> dict[str, list[str]]:
    members = [one for one in row.members if (one.polarity == "denied") == denied]
    ways = {"reports": {"own", "copy", "relay"}, "copies": {"copy"}, "relays": {"relay"}}
    return {key: sorted({one.document for one in members if one.way in way}) for key, way in ways.items()}


def _shown(row: Proposition) -> str:
    sides = ", ".join(
        f"{name} {_range(side)} {[origin.name for origin in side.origins]} {_told(row, denied=denied)['reports']}"
        for side, name, denied in ((row.affirmed, "for", False), (row.denied, "against", True))
    )
    kind, day = row.relation or row.event, row.time and row.time.start
    return f"{kind} {list(row.actors)} {row.place} {day}: {sides}, {row.support}"


if __name__ == "__main__":
    main()
