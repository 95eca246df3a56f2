"""Tells why a proposition has its support word, as a tree of sentences from the word down to each claim."""

from __future__ import annotations

from reportedly.corroboration.tables import Rule, default_rule
from reportedly.model.corroboration import Member, Origin, Proposition, Reason, Side


def explain(proposition: Proposition, rule: Rule | None = None) -> Reason:
    """The tree of reasons: the word and the rule, each side's origins, what was counted together, the claims."""
    rule = rule or default_rule()
    under = [_side(proposition, proposition.affirmed, "for", "affirmed")]
    if proposition.denied.high:
        under.append(_side(proposition, proposition.denied, "against", "denied"))
    under += [
        Reason(f"of one interest, {party}: {', '.join(names)} (counted apart, marked)")
        for party, names in proposition.marked
    ]
    under += [Reason(f"without {stone.name}: {stone.left or 'claimed by nobody'}") for stone in proposition.keystones]
    return Reason(f"{proposition.support}: {_rule(proposition, rule)}", tuple(under))


def lines(reason: Reason, depth: int = 0) -> str:
    """The tree as text, two blanks a step."""
    return "\n".join(["  " * depth + reason.says, *(lines(child, depth + 1) for child in reason.under)])


def counted(side: Side) -> str:
    """'2 to 3 independent origins', '1 independent origin'."""
    number = str(side.low) if side.low == side.high else f"{side.low} to {side.high}"
    return f"{number} independent origin{'' if number == '1' else 's'}"


def _rule(proposition: Proposition, rule: Rule) -> str:
    low = proposition.affirmed.low
    if proposition.denied.high:
        return f"{counted(proposition.denied)} against, and any makes it contested"
    if low <= rule.uncorroborated_at_most:
        return f"{low} certain origin{'s' * (low != 1)}, and {rule.uncorroborated_at_most} is not enough"
    if low >= rule.well_from:
        return f"{low} certain origins, and {rule.well_from} are enough"
    return f"{low} certain origins, more than {rule.uncorroborated_at_most} and fewer than {rule.well_from}"


def _side(proposition: Proposition, side: Side, word: str, polarity: str) -> Reason:
    told = f"{word}: {counted(side)} in {side.claims} claim{'s' * (side.claims != 1)}"
    repeated = [f"{n} {what}" for n, what in ((side.copies, "in copies"), (side.relays, "relayed")) if n]
    members = [one for one in proposition.members if (one.polarity == "denied") == (polarity == "denied")]
    under = tuple(_origin(row, [one for one in members if one.origin == row.name]) for row in side.origins)
    return Reason(f"{told} ({', '.join(repeated)})" if repeated else told, under)


def _origin(row: Origin, members: list[Member]) -> Reason:
    reasons = [Reason(because) for because in row.because]
    if row.could_be:
        reasons.insert(0, Reason(f"may be the same as {', '.join(row.could_be)}: counted only in the upper bound"))
    return Reason(f"{row.name}{'' if row.named else ' (not named)'}", (*reasons, *map(_claim, members)))


def _claim(one: Member) -> Reason:
    where = f"{one.document} {one.claim}" if one.claim else one.document
    way = {"own": "first-hand", "relay": "through another outlet", "copy": "in a copy"}[one.way]
    return Reason(f"{where}: {' > '.join(one.chain)}, {one.polarity}, {one.certainty}, {way}")
