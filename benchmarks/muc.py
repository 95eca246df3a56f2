"""Which group is named as the perpetrator, and whether as fact, by its own claim, or by accusation: MUC-4's reports.

A line is {"id", "dateline", "text", "templates": [{slot: [values]}]}: reports of 1988 to 1991 in capital letters
(MUC-3 and MUC-4, NRaD 1992) with a template an incident. A template that names an organization says how surely it is
blamed: REPORTED AS FACT, CLAIMED OR ADMITTED, SUSPECTED OR ACCUSED (BY AUTHORITIES) or POSSIBLE, the last two one
class here.

The reader needs small letters: a word is written with a capital where texts in mixed case (`--case`, lines with a
"text") write it so more often than not, or don't know it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.model import Claim, Document, Reading
from reportedly.pipeline import read_document

FORCE = ("ASSAULT", "COERCE", "THREATEN")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
SMALL = frozenset(["THE", "OF", "AND", "A", "FOR", "IN", "DE", "FRONT", "ARMY", "ARMED", "FORCES", "NATIONAL"])
BY_CLASS = {"REPORTED AS FACT": "fact", "CLAIMED OR ADMITTED": "claimed"}


def measure(path: Path, case: Path, *, show: bool = False) -> dict[str, float]:
    """`named`: the share of the blamed organizations that act in a deed of force or are accused; of these `confidence`,
    whether as fact, own claim or accusation, and `commonest`, what a guess of the commonest would have."""
    counts: Counter[str] = Counter()
    words = _cases(case)
    for row in _lines(path):
        wanted = list(_wanted(row))
        if wanted:
            reading = read_document(Document("sha256:0", row["id"], _in_mixed_case(row["text"], words), language="en"))
            for names, classes in wanted:
                counts += _score(reading, names, classes, show=show)
    named = max(1, counts["named"])
    common = max((number for name, number in counts.items() if name.startswith("of ")), default=0)
    return {
        "named": counts["named"] / max(1, counts["wanted"]),
        "confidence": counts["right"] / named,
        "commonest": common / named,
    }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        yield json.loads(line)


def _wanted(row: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """The names of each organization that is blamed, with the classes that the key allows, each once a report."""
    values = {value for one in row["templates"] for value in one.get("perp_organization_confidence", ())}
    for value in sorted(values):
        how, _, quoted = value.partition(":")
        names = tuple(name.strip('\\" ').upper() for name in re.findall(r'"((?:\\.|[^"\\])+)"', quoted))
        classes = {BY_CLASS.get(part.strip("? "), "accused") for part in how.split(" / ")}
        if names:
            yield names, frozenset(classes)


def _score(reading: Reading, names: tuple[str, ...], classes: frozenset[str], *, show: bool) -> Counter[str]:
    goes_by = {actor.id: (actor.name, *actor.aliases) for actor in reading.actors}
    ours = {actor for actor, forms in goes_by.items() if any(_is_same(form, name) for form in forms for name in names)}
    found = Counter(how for claim in reading.claims for how in _how(reading, claim, ours))
    counts = Counter({"wanted": 1, "named": bool(found)})
    if found:
        how = next(one for one in ("claimed", "accused", "fact") if found[one] == max(found.values()))
        counts += Counter({"right": how in classes}) + Counter(f"of {name}" for name in classes)
    if show and not counts["right"]:
        print(sorted(classes), names, dict(found), reading.document.name)
    return counts


def _how(reading: Reading, claim: Claim, ours: set[str]) -> Iterator[str]:
    """How a claim names one of ours as who did it: in the report's voice, its own, or another's."""
    if claim.event == "ACCUSE" and ours & set(claim.recipients):
        yield "accused"
    if claim.event not in FORCE or not ours & set(claim.actors) or claim.polarity == "denied":
        return
    speaker = next((source for source in reading.sources if source.id == claim.chain[-1]), None)
    if (claim.rule or "").startswith(("verbs:claim:", "verbs:take:")) or (speaker and speaker.actor in ours):
        yield "claimed"
    else:
        yield "fact" if len(claim.chain) == 1 and claim.certainty == "certain" else "accused"


def _is_same(form: str, name: str) -> bool:
    """Whether two names share a word that tells ('Shining Path'), or one is the other."""
    mine, theirs = ({word for word in WORD.findall(one.upper()) if word not in SMALL} for one in (form, name))
    return form.upper() == name or bool(mine and theirs and (mine <= theirs or theirs <= mine))


def _cases(path: Path) -> dict[str, bool]:
    """Whether a word stands with a capital more often than not, inside of sentences."""
    seen: Counter[tuple[str, bool]] = Counter()
    for row in _lines(path):
        for match in re.finditer(r"(?<=[a-z,] )" + WORD.pattern, row["text"]):
            seen[match[0].lower(), match[0][0].isupper()] += 1
    return {word: seen[word, True] > seen[word, False] for word, _ in sorted(seen)}


def _in_mixed_case(text: str, words: dict[str, bool]) -> str:
    """The text with small letters; short words that are not known stay as they are, as acronyms do."""

    def written(match: re.Match[str]) -> str:
        word = match[0].lower()
        begins = match.start() == 0 or re.search(
            r"[.!?\]\"]\W*$|\n\W*$", text[max(0, match.start() - 4) : match.start()]
        )
        if word not in words:
            return match[0] if len(word) < 5 else match[0].capitalize()
        return match[0].capitalize() if begins or words[word] else word

    return WORD.sub(written, text)
