"""How often the deed of a snippet is of a type that its sub-event stands for, beside a guess of the commonest.

A line is {"id", "text", "label"}, as in CASE 2021's shared task 2 (Haneczok et al. 2021): one to three sentences and
one of 30 labels, most of them ACLED's sub-events. PLOVER has no word for some (disasters, crime): there the reader
should find nothing that has a type, and it is told apart how often it does.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from reportedly.model import Document
from reportedly.pipeline import read_document

TYPES = {
    "AGREEMENT": ("AGREE", "CONCEDE", "RETREAT", "SUPPORT"), "AIR_STRIKE": ("ASSAULT",), "ARMED_CLASH": ("ASSAULT",),
    "ARREST": ("COERCE",), "ART_MISS_ATTACK": ("ASSAULT", "MOBILIZE"), "ATTACK": ("ASSAULT",),
    "ATTRIB": ("ACCUSE", "ASSAULT"), "ABDUCT_DISSAP": ("ASSAULT", "COERCE"), "CHEM_WEAP": ("ASSAULT",),
    "CHANGE_TO_GROUP_ACT": ("MOBILIZE", "RETREAT", "SUPPORT"), "DISR_WEAP": ("COERCE", "RETREAT"),
    "DIPLO": ("ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"),
    "FORCE_AGAINST_PROTEST": ("ASSAULT", "COERCE"), "GOV_REGAINS_TERIT": ("COERCE",), "GRENADE": ("ASSAULT",),
    "HQ_ESTABLISHED": ("MOBILIZE",), "MOB_VIOL": ("ASSAULT", "PROTEST"), "NON_STATE_ACTOR_OVERTAKES_TER": ("COERCE",),
    "NON_VIOL_TERRIT_TRANSFER": ("COERCE", "RETREAT"), "PEACE_PROTEST": ("PROTEST",),
    "PROPERTY_DISTRUCT": ("ASSAULT", "PROTEST"), "PROTEST_WITH_INTER": ("ASSAULT", "COERCE", "PROTEST"),
    "REM_EXPLOS": ("ASSAULT",), "SEX_VIOL": ("ASSAULT",), "SUIC_BOMB": ("ASSAULT",),
    "VIOL_DEMONSTR": ("ASSAULT", "PROTEST"),
}  # fmt: skip


def measure(path: Path, *, show: bool = False) -> dict[str, float]:
    """Shares: `first` of the snippets with a type whose first claim is of one, `any` where any claim is, `commonest` of
    those whose label allows the commonest type; `mean` of `first` over the labels; `quiet` of those without a type."""
    counts: Counter[str] = Counter()
    labels: dict[str, Counter[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = _score(row["id"], row["text"], TYPES.get(row["label"], ()))
        counts += found
        labels.setdefault(row["label"], Counter()).update(found)
    means = {name: row["first"] / row["typed"] for name, row in sorted(labels.items()) if row["typed"]}
    if show:
        print("\n".join(f"{name:<32}{mean:>8.3f}{labels[name]['typed']:>6}" for name, mean in means.items()))
    common = max((number for name, number in counts.items() if name.startswith("of ")), default=0)
    typed = max(1, counts["typed"])
    return {
        "first": counts["first"] / typed,
        "any": counts["any"] / typed,
        "commonest": common / typed,
        "mean": sum(means.values()) / max(1, len(means)),
        "quiet": counts["quiet"] / max(1, counts["untyped"]),
    }


def _score(name: str, text: str, types: tuple[str, ...]) -> Counter[str]:
    events = [claim.event for claim in read_document(Document("sha256:0", name, text, language="en")).claims]
    found = [event for event in events if event]
    if not types:
        return Counter({"untyped": 1, "quiet": not found})
    first, any_ = found[:1], [event for event in found if event in types]
    return Counter({"typed": 1, "first": bool(first) and first[0] in types, "any": bool(any_)}) + Counter(
        f"of {name}" for name in types
    )
