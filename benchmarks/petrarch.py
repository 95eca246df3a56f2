"""How well PETRARCH's own unit tests are coded: type, and who does it to whom.

A line is {"id", "text", "events": [{"source", "target", "event"}], "no_event", "coded"}: a sentence of PETRARCH-2's
tests (Open Event Data Alliance, MIT), most of them on invented countries, with the events that its authors wanted.
Their codes are those of WEIS (McClelland 1976) where they have three digits, whose first two say the class; invented
ones and CAMEO's of four digits have no class here. The first event of a sentence counts: whether the first claim is
of a type that its class stands for, whether a claim's actors and recipients bear its two countries' names, and
whether sentences that must have no event get none.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from reportedly.model import Claim, Document, Reading
from reportedly.pipeline import read_document

Row = dict[str, Any]
CLASSES = {
    "01": ("CONCEDE", "RETREAT"), "03": ("CONSULT",), "04": ("SUPPORT",), "05": ("AGREE",), "06": ("SUPPORT",),
    "07": ("AID",), "08": ("AGREE", "SUPPORT"), "09": ("REQUEST",), "10": ("REQUEST",), "11": ("REJECT",),
    "12": ("ACCUSE",), "13": ("ACCUSE",), "14": ("REJECT",), "15": ("REQUEST",), "16": ("THREATEN",),
    "17": ("THREATEN",), "18": ("PROTEST",), "19": ("REJECT", "SANCTION"), "20": ("COERCE", "SANCTION"),
    "21": ("COERCE",), "22": ("ASSAULT",),
}  # fmt: skip
NAMES = {
    "ARN": "Arnor", "GON": "Gondor|Minas Tirith", "OSG": "Osgiliath", "ERI": "Eriador", "FOR": "Fornost",
    "DAG": "Dagolath", "CAL": "Calenardhon|Calimehtar", "MOR": "Mordor|Cirith Ungol", "ELF": "Caras Galadhon",
    "BRE": "Bree", "ITH": "Ithilen", "DOL": "Dol Amroth", "ROH": "Rohan", "SHR": "Shire|Michel Delving|White Downs",
    "HOB": "Frodo|Gamgee|Gollum|Smeagol|Stinker|Slinker", "LBY": "Libya", "ETH": "Ethiopia", "AUS": "Australia",
    "PHL": "Philippines", "FRA": "France", "PRK": "North Korea|Pyongyang", "KOR": "South Korea|Seoul",
}  # fmt: skip


def measure(path: Path, *, show: bool = False) -> dict[str, float]:
    """Shares: `type` of the sentences with a class, `commonest` a guess of the commonest one; `both` of those whose two
    countries are known by name; `quiet` of those that must have no event."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["coded"]:
            counts += _score(row, show=show)
    common = max((number for name, number in counts.items() if name.startswith("of ")), default=0)
    return {
        "type": counts["type"] / max(1, counts["typed"]),
        "commonest": common / max(1, counts["typed"]),
        "both": counts["both"] / max(1, counts["with both"]),
        "quiet": counts["quiet"] / max(1, counts["no event"]),
    }


def _score(row: Row, *, show: bool) -> Counter[str]:
    reading = read_document(Document("sha256:0", row["id"], row["text"], language="en"))
    events = [claim for claim in reading.claims if claim.event]
    if row["no_event"]:
        return Counter({"no event": 1, "quiet": not events})
    counts: Counter[str] = Counter()
    want = row["events"][0] if row["events"] else {"event": "", "source": "", "target": ""}
    types = CLASSES.get(want["event"][:2], ()) if len(want["event"]) == 3 else ()
    if types:
        right = bool(events) and events[0].event in types
        counts += Counter({"typed": 1, "type": right, f"of {types[0]}": 1})
    sides = [NAMES.get(want[side][:3]) for side in ("source", "target")]
    if all(sides):
        both = any(_bears(reading, claim, [side or "" for side in sides]) for claim in events)
        counts += Counter({"with both": 1, "both": both})
    if show and (counts["type"] < counts["typed"] or counts["both"] < counts["with both"]):
        print(want, [(claim.event, *_sides(reading, claim)) for claim in events], "|", row["text"].replace("\n", " "))
    return counts


def _bears(reading: Reading, claim: Claim, wanted: list[str]) -> bool:
    """Whether the actors bear the first name and the recipients, or the actors of a mutual deed, the second."""
    actors, recipients = _sides(reading, claim)
    return _named(actors, wanted[0]) and _named(recipients or actors, wanted[1])


def _sides(reading: Reading, claim: Claim) -> tuple[str, str]:
    names = {actor.id: " ".join((actor.name, *actor.aliases)) for actor in reading.actors}
    return " ".join(names[one] for one in claim.actors), " ".join(names[one] for one in claim.recipients)


def _named(text: str, wanted: str) -> bool:
    return any(name in text for name in wanted.split("|"))
