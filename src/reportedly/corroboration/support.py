"""Turns origins for and against into a word, by a rule that anyone can check, and finds who alone holds the word up."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.corroboration.counting import fewest
from reportedly.corroboration.descending import Lineage
from reportedly.corroboration.origins import Node, Voiced
from reportedly.corroboration.tables import Rule
from reportedly.model.corroboration import Keystone

UNCORROBORATED, PARTIALLY, WELL, CONTESTED = (
    "uncorroborated",
    "partially corroborated",
    "well corroborated",
    "contested",
)


def word_for(low: int, against: int, rule: Rule) -> str:
    """The support word: `low` is the least number of origins for, `against` that of origins against.

    The least number decides, since a range of 1 to 3 may be one voice heard three times.
    """
    if against:
        return CONTESTED
    if low <= rule.uncorroborated_at_most:
        return UNCORROBORATED
    return WELL if low >= rule.well_from else PARTIALLY


def keystones(
    affirmed: Sequence[Node], denied: Sequence[Node], now: str, lineage: Lineage, rule: Rule
) -> tuple[Keystone, ...]:
    """The voices and reports without which the word would change: what they say or pass on falls with them."""
    whole = fewest(affirmed)
    found = []
    for name, gone in sorted(_falls({False: affirmed, True: denied}, lineage).items()):
        lost_against = sum(is_denial for is_denial, _ in gone)
        lost_for = len(gone) - lost_against
        if lost_for == len(affirmed) and lost_against == len(denied):
            found.append(Keystone(name, None))
        elif _may_change(whole - lost_for, len(denied), lost_against, now, rule):
            low = fewest([node for node in affirmed if (False, node.number) not in gone]) if lost_for else whole
            left = word_for(low, len(denied) - lost_against, rule)
            if left != now:
                found.append(Keystone(name, left))
    return tuple(found)


def _may_change(at_least: int, against: int, lost_against: int, now: str, rule: Rule) -> bool:
    """Whether counting anew can give another word: the least number falls by no more than the origins that fall."""
    if against:
        return lost_against == against
    if now == WELL:
        return at_least < rule.well_from
    return now == PARTIALLY and at_least <= rule.uncorroborated_at_most


def _falls(needed: dict[bool, Sequence[Node]], lineage: Lineage) -> dict[str, set[tuple[bool, int]]]:
    """For each name, the origins that are left without a claim where it falls."""
    sizes: dict[tuple[bool, int], int] = {}
    held: dict[str, dict[tuple[bool, int], int]] = {}
    for is_denial, nodes in needed.items():
        for node in nodes:
            key = (is_denial, node.number)
            sizes[key] = len(node.members)
            for one in node.members:
                for name in holders(one, lineage):
                    counts = held.setdefault(name, {})
                    counts[key] = counts.get(key, 0) + 1
    falls = {name: {key for key, n in counts.items() if n == sizes[key]} for name, counts in held.items()}
    return {name: gone for name, gone in falls.items() if gone}


def holders(one: Voiced, lineage: Lineage) -> set[str]:
    """Everyone whose fall takes a claim along: its report, what that was taken from, and each voice of its chain."""
    statement = one.statement
    line = lineage.line(statement.report) if lineage.is_derived(statement.report) else (statement.report,)
    found = {*line, *(voice.name for voice in statement.chain[1:] if voice.named and voice.kind != "unspecified")}
    if one.speaker.is_own_word or lineage.is_copy(statement.report):
        descent = lineage.descents.get(statement.report)
        found |= {lineage.publishers.get(report, "") for report in line}
        found |= {descent.origin} if descent else set()
    elif statement.publisher:
        found.add(statement.publisher)
    if one.speaker.voice and one.speaker.voice.body:
        found.add(one.speaker.voice.body)
    return found - {""}
