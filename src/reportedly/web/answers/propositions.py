"""Propositions: what several reports' claims come to, on how many independent words for and against, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reportedly.book import AskError
from reportedly.export.words import Names, label, sentence
from reportedly.model import Claim
from reportedly.model.corroboration import Origin, Proposition, Reason, Side
from reportedly.web.answers.claims import shown
from reportedly.web.answers.reports import line_of as report_line
from reportedly.web.desk import Sight
from reportedly.web.values import (
    ClaimShown,
    Hanging,
    Link,
    OriginShown,
    Piece,
    PropositionLine,
    Propositions,
    PropositionShown,
    SideShown,
    Stone,
    Why,
)

_MEMBERS = 100
_WHEN = {"real": "past", "planned": "intended", "supposed": "hypothetical"}
_UNNAMED = "an unnamed voice"


def propositions(sight: Sight, asked: Mapping[str, str | None], *, limit: int = 25, offset: int = 0) -> Propositions:
    """Those that fit all that is asked, most claims first. Raises AskError."""
    rows = sight.desk.origins.propositions(
        asked.get("actor") or None,
        asked.get("other") or None,
        support=asked.get("support") or None,
        kind=asked.get("kind") or None,
        limit=limit + 1,
        offset=offset,
    )
    return Propositions(lines(sight, rows[:limit]), str(offset + limit) if len(rows) > limit else None)


def lines(sight: Sight, rows: Iterable[Proposition]) -> tuple[PropositionLine, ...]:
    """Propositions in a list."""
    return tuple(line_of(sight, row) for row in rows)


def proposition(sight: Sight, id_: str) -> PropositionShown:
    """One proposition, with every claim in it. Raises AskError."""
    row = sight.desk.origins.proposition(id_)
    told = shown(sight, sight.desk.origins.members(row.id, limit=_MEMBERS))
    graded, titles = sight.desk.origins.graded(row), _titles(told)
    return PropositionShown(
        line=line_of(sight, row, told),
        affirmed=_origins(sight, row, row.affirmed, told, "affirmed"),
        denied=_origins(sight, row, row.denied, told, "denied"),
        hanging=_hanging(sight, row, told),
        why=None if sight.redact else _why(sight.desk.origins.explain(row), row, titles),
        marked=() if sight.redact else row.marked,
        credibility=graded[0] if graded else None,
        likelihood=graded[1] if graded else None,
        is_all=len(told) < _MEMBERS,
    )


def of_claim(sight: Sight, told: ClaimShown) -> PropositionLine | None:
    """What a claim is part of; None where that was not worked out, or it stands out."""
    row = sight.desk.origins.of_claim(told.number)
    return line_of(sight, row) if row else None


def stones(sight: Sight, *, limit: int = 8) -> tuple[Stone, ...]:
    """The voices on which most words hang, reports where there are no such voices; none where the unnamed are hidden.

    What hangs on a report hangs on who published it too, so a report stands here only where there are few voices.
    """
    if sight.redact:
        return ()
    found = sight.desk.origins.stones(limit=limit * 4)
    reports = {row.document: row for row in sight.look.reports_called([row.name for row in found])}
    ordered = sorted(found, key=lambda row: row.name in reports)[:limit]
    return tuple(
        Stone(row.name, row.lowered, row.gone, report_line(sight, reports[row.name]) if row.name in reports else None)
        for row in ordered
    )


def without(sight: Sight, name: str, *, limit: int = 50) -> tuple[tuple[str | None, PropositionLine], ...]:
    """What would have another word without a voice or report, and which; nothing where unnamed voices are hidden."""
    if sight.redact or not name.strip():
        return ()
    rows = sight.desk.origins.falls(name, limit=limit)
    return tuple((row.left, line_of(sight, row.proposition)) for row in rows)


def between(sight: Sight, one: str, other: str | None, *, limit: int = 12) -> tuple[PropositionLine, ...]:
    """What an actor's, or two actors', claims come to; names as 'Ministry of Defence (SYR)'."""
    try:
        return lines(sight, sight.desk.origins.propositions(one, other, limit=limit))
    except AskError:
        return ()


def line_of(sight: Sight, row: Proposition, told: tuple[ClaimShown, ...] = ()) -> PropositionLine:
    """A proposition in a list; where unnamed voices are hidden, in the words of one of its claims."""
    claim = _as_claim(row)
    if sight.redact:
        members = told or shown(sight, sight.desk.origins.members(row.id, limit=3))
        pieces = members[0].sentence if members else (Piece("(hidden)"),)
    else:
        pieces = tuple(Piece(words, role) for words, role in sentence(claim, Names({}, {}, {})))
    return PropositionLine(
        id=row.id,
        sentence=pieces,
        label=label(claim),
        realm=row.realm,
        support=row.support,
        affirmed=_side(row.affirmed),
        denied=_side(row.denied),
        hangs_on=tuple(dict.fromkeys(_name(sight, row, name) for name in _voices_first(row)[:3])),
    )


def _voices_first(row: Proposition) -> tuple[str, ...]:
    """What it hangs on, without reports where voices are known: what hangs on a report hangs on its outlet too."""
    voices = {name for member in row.members for name in (*member.chain, member.origin)}
    names = tuple(one.name for one in row.keystones)
    return tuple(name for name in names if name in voices) or names


def _hanging(sight: Sight, row: Proposition, told: tuple[ClaimShown, ...]) -> tuple[Hanging, ...]:
    """What it hangs on, those together without which the same would be left; reports by their titles."""
    titled = {claim.document: Link(claim.title or claim.document, claim.report, "report") for claim in told}
    groups: dict[str | None, list[Link]] = {}
    for one in row.keystones:
        name = _name(sight, row, one.name)
        link = titled.get(one.name) if not sight.redact else None
        held = groups.setdefault(one.left, [])
        held += [] if Link(name) in held else [link or Link(name)]
    return tuple(Hanging(tuple(names), left) for left, names in groups.items())


def _side(side: Side) -> SideShown:
    return SideShown(side.low, side.high, side.claims, side.copies, side.relays)


def _as_claim(row: Proposition) -> Claim:
    """The proposition as a claim of nobody in particular, to be put in words as claims are."""
    return Claim(
        id=row.id,
        spans=(),
        event=row.event,
        mode=None,
        contexts=(),
        relation=row.relation,
        actors=row.actors,
        recipients=row.recipients,
        things=row.things,
        count=None,
        place=row.place,
        places_all=(),
        time=row.time,
        polarity="affirmed",
        certainty="certain",
        dead=None,
        injured=None,
        marker_spans=(),
        score=0.0,
        when=_WHEN.get(row.realm, "past"),
        attribution=None,
        chain=(),
    )


def _origins(
    sight: Sight, row: Proposition, side: Side, told: tuple[ClaimShown, ...], polarity: str
) -> tuple[OriginShown, ...]:
    """The independent words of one side, each with the claims that count for it: a tree of three levels."""
    by_place = {(claim.document, claim.id.rpartition(".")[2]): claim for claim in told}
    if sight.redact:
        by_place = {}
    held: dict[str, list[tuple[str, ClaimShown]]] = {}
    titles = _titles(told)
    for member in row.members:
        claim = by_place.get((member.document, member.claim or ""))
        if claim and member.polarity == polarity:
            held.setdefault(member.origin, []).append((member.way, claim))
    return tuple(
        OriginShown(
            _of(sight, one),
            one.kind,
            one.named,
            () if sight.redact else one.could_be,
            None if sight.redact else one.interest,
            () if sight.redact else tuple(_titled(words, titles) for words in one.because),
            tuple(held.get(one.name, ())),
        )
        for one in side.origins
    ) + _loose(sight, told, polarity)


def _loose(sight: Sight, told: tuple[ClaimShown, ...], polarity: str) -> tuple[OriginShown, ...]:
    """Where unnamed voices are hidden the claims stand under no origin, since its name may be one of theirs."""
    if not sight.redact:
        return ()
    rows = tuple(("", claim) for claim in told if (claim.polarity == "denied") == (polarity == "denied"))
    return (OriginShown("the claims", "", named=True, claims=rows),) if rows else ()


def _of(sight: Sight, one: Origin) -> str:
    return _UNNAMED if sight.redact and not one.named else one.name


def _name(sight: Sight, row: Proposition, name: str) -> str:
    if not sight.redact:
        return name
    named = {one.name for side in (row.affirmed, row.denied) for one in side.origins if one.named}
    return name if name in named else _UNNAMED


def _why(reason: Reason, row: Proposition, titles: Mapping[str, str]) -> Why:
    """The tree without its leaves, the claims, which the page shows whole, and without what it hangs on."""
    shown_above = tuple(f"{one.document} {one.claim}: " for one in row.members if one.claim)
    under = (one for one in reason.under if not one.says.startswith((*shown_above, "without ")))
    return Why(_titled(reason.says, titles), tuple(_why(one, row, titles) for one in under))


def _titles(told: tuple[ClaimShown, ...]) -> dict[str, str]:
    """What the reports of claims are called, by the names of their files."""
    return {
        claim.document: f"“{claim.title or claim.document}”{f' ({claim.publisher})' if claim.publisher else ''}"
        for claim in told
    }


def _titled(words: str, titles: Mapping[str, str]) -> str:
    """Words with titles in place of files' names: “Rifles from Minsk” (The Libya Observer) for rifles-2.html."""
    if not titles:
        return words
    names = "|".join(re.escape(name) for name in sorted(titles, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda found: titles[found[0]], words)
