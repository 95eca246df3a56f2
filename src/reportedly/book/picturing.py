"""Gathers what pictures are made of: ties, deeds, sums by governorate and chains, out of a casebook's claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations, product

from sqlalchemy import Connection

from reportedly.book.hiding import hidden
from reportedly.book.support import catch_up
from reportedly.casebook import Store
from reportedly.casebook.chosen import bonds
from reportedly.casebook.names import fold
from reportedly.casebook.naming import AskError, actor_named
from reportedly.casebook.pairs import Weight, weights_of
from reportedly.casebook.said import COUNTED, count_said, count_ties, said
from reportedly.model import Reading
from reportedly.model.answers import Asked
from reportedly.model.desk import Bond, Party, Speaker
from reportedly.model.pictures import Chain, Deed, Governorate, Picture, Said, Teller, Tie, Unplaced

MOST = 20_000  # claims, the latest, that one picture looks at
_RANKED = 300  # ties of which the strongest are drawn
_DONE = ("past", "ongoing")
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "allied_with", "hostile_to"})
# What a person does by being somewhere, or by speaking there.
_PRESENCE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "RETREAT", "REQUEST", "ACCUSE", "REJECT"})
_PRESENCE |= {"THREATEN", "MOBILIZE"}
KINDS = ("network", "timeline", "map", "chains")
Redacted = Callable[[str, str], Reading | None]  # a report's key and its reading's SHA-256 to the redacted reading


def picture(
    store: Store, kind: str, asked: Asked | None = None, *, redacted: Redacted | None = None, most: int = MOST
) -> Picture:
    """The network, timeline, map or chains of the claims that fit what is asked.

    With `redacted` every name comes from the reading that it gives, and unnamed voices go without their words. At most
    the `most` latest claims are looked at, and a note says so. Raises AskError.
    """
    if kind not in KINDS:
        raise AskError(f"'{kind}' is no picture; they are {', '.join(KINDS)}")
    catch_up(store)
    with store.reading() as connection:
        whole = asked or Asked()
        if kind == "network" and redacted is None and _only_involves(whole):
            return _network(connection, whole.involving)
        # What a picture does not show is not fetched, but that redaction goes by all of it.
        is_whole = redacted is not None
        found = said(
            connection,
            whole,
            limit=most,
            with_parties=is_whole or kind != "chains",
            with_chains=is_whole or kind == "chains",
            with_persons=kind == "map",
            with_weights=kind in ("network", "timeline"),
        )
        notes = _notes(connection, whole, len(found), most)
    rows = found if redacted is None else hidden(found, redacted)
    return _DRAWN[kind](rows, notes)


def _only_involves(asked: Asked) -> bool:
    return replace(asked, involving=None) == Asked()


def _notes(connection: Connection, asked: Asked, number: int, most: int) -> tuple[str, ...]:
    if number < most or (total := count_said(connection, asked, most=max(COUNTED, number))) == number:
        return ()
    many = f"{total:,}" if total <= max(COUNTED, number) else f"more than {total - 1:,}"
    return (f"Only the {number:,} latest of {many} claims were looked at.",)


def _network(connection: Connection, actor: str | None) -> Picture:
    """The strongest ties as the casebook counts them, whatever its size."""
    from reportedly.pictures import network

    ids = actor_named(connection, actor).ids if actor else None
    rows = bonds(connection, ids, limit=_RANKED)
    weights = weights_of(connection, [_way(row) for row in rows])
    return network([_tie(row, weights) for row in rows], total=count_ties(connection, ids))


def _way(row: Bond) -> tuple[str, str, str, bool]:
    """A tie as propositions are counted by it."""
    one, other = fold(row.one.name), fold(row.other.name)
    return (min(one, other), max(one, other), row.kind, True) if row.mutual else (one, other, row.kind, False)


def _tie(row: Bond, weights: dict[tuple[str, str, str, bool], Weight]) -> Tie:
    origins, contested, weighed = weights.get(_way(row), (None, 0, 0))
    return Tie(
        one=row.one.name,
        other=row.other.name,
        one_key=_key(row.one),
        other_key=_key(row.other),
        kind=row.kind,
        mutual=row.mutual,
        claims=row.claims,
        denied=row.denied,
        hedged=row.hedged,
        origins=origins,
        contested=contested,
        weighed=weighed,
    )


def _key(party: Party) -> str:
    return f"{party.folded}|{party.country}"


def _network_of(rows: Iterable[Said], notes: tuple[str, ...]) -> Picture:
    from reportedly.pictures import network

    between: dict[tuple[Party, Party, str, bool], list[Said]] = defaultdict(list)
    for row in rows:
        for one, other, is_mutual in _pairs(row):
            between[one, other, row.kind, is_mutual].append(row)
    return network([_tie_of(*key, claims) for key, claims in sorted(between.items(), key=_by_key)], notes=notes)


def _by_key(entry: tuple[tuple[Party, Party, str, bool], list[Said]]) -> tuple[str, str, str, bool]:
    one, other, kind, is_mutual = entry[0]
    return _key(one), _key(other), kind, is_mutual


def _pairs(row: Said) -> Iterable[tuple[Party, Party, bool]]:
    """Who stands with whom in a claim; of a mutual kind in one order, whoever is named first."""
    actors, recipients = row.found.actors, row.found.recipients
    if not recipients:
        ends = [(*pair, True) for pair in combinations(actors, 2)]
    else:
        ends = [(*pair, row.kind in _MUTUAL) for pair in product(actors, recipients)]
    for one, other, is_mutual in ends:
        if _key(one) != _key(other):
            yield (*sorted((one, other), key=_key), True) if is_mutual else (one, other, False)  # type: ignore[misc]


def _tie_of(one: Party, other: Party, kind: str, is_mutual: bool, rows: list[Said]) -> Tie:  # noqa: FBT001 - a key
    weighed = {row.proposition for row in rows if row.proposition}
    return Tie(
        one=one.name,
        other=other.name,
        one_key=_key(one),
        other_key=_key(other),
        kind=kind,
        mutual=is_mutual,
        claims=len(rows),
        denied=_denied(rows),
        hedged=_hedged(rows),
        origins=max((low for _, low, _ in weighed), default=None),
        contested=sum(is_contested for _, _, is_contested in weighed),
        weighed=len(weighed),
    )


def _denied(rows: Iterable[Said]) -> int:
    return sum(row.polarity == "denied" for row in rows)


def _hedged(rows: Iterable[Said]) -> int:
    return sum(row.certainty != "certain" for row in rows)


def _timeline_of(rows: Iterable[Said], notes: tuple[str, ...]) -> Picture:
    from reportedly.pictures import timeline

    alike: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    planned = 0
    for row in rows:
        if row.when not in _DONE or not row.is_event:
            planned += 1
            continue
        weighed = row.proposition and row.proposition[:1]
        alike[weighed or (row.kind, row.found.actors, row.found.recipients, row.site, row.start, row.end)].append(row)
    left = (f"{planned:,} claims of what is planned, threatened or supposed, and of standing ties, are not drawn.",)
    return timeline([_deed(same) for same in alike.values()], notes=(*notes, *(left if planned else ())))


def _deed(rows: list[Said]) -> Deed:
    """The deed of some claims under what most of them say, of those that say when."""
    dated = [row for row in rows if row.start] or rows
    same = Counter((row.start, row.end, row.found.actors, row.found.recipients) for row in dated)
    first = max(reversed(dated), key=lambda row: same[row.start, row.end, row.found.actors, row.found.recipients])
    return Deed(
        kind=first.kind,
        actors=tuple(party.name for party in first.found.actors),
        recipients=tuple(party.name for party in first.found.recipients),
        place=first.site.name if first.site else None,
        start=first.start,
        end=first.end,
        claims=len(rows),
        denied=_denied(rows),
        hedged=_hedged(rows),
        published=tuple(sorted({row.found.published for row in rows if row.found.published})),
    )


def _map_of(rows: Iterable[Said], notes: tuple[str, ...]) -> Picture:
    from reportedly.pictures import deeds_map

    by_land: dict[tuple[str, str], list[Said]] = defaultdict(list)
    left = {"nowhere": 0, "country_only": 0, "of_persons": 0, "not_done": 0}
    for row in rows:
        if why := _why_unplaced(row):
            left[why] += 1
        elif row.site:
            by_land[row.site.country or "", row.site.admin1 or ""].append(row)
    lands = (_governorate(*land, claims) for land, claims in sorted(by_land.items()))
    return deeds_map(lands, Unplaced(**left), notes=notes)


def _why_unplaced(row: Said) -> str | None:
    """Why a claim is not drawn on a map; persons are asked about before anything is known of the place."""
    if not row.is_event or row.when not in _DONE:
        return "not_done"
    if row.are_persons and (not row.found.recipients or row.kind in _PRESENCE):
        return "of_persons"
    if row.site is None:
        return "nowhere"
    if not row.site.admin1:
        return "country_only"
    return None if row.site.latitude is not None and row.site.longitude is not None else "nowhere"


def _governorate(country: str, name: str, rows: list[Said]) -> Governorate:
    """Sums at the governorate's own point where a claim gives it, else at the middle of its places, each once."""
    sites = sorted({row.site for row in rows if row.site}, key=lambda site: (site.name, site.latitude, site.longitude))
    own = [site for site in sites if site.name == name] or sites
    return Governorate(
        name=name,
        country=country,
        latitude=round(sum(site.latitude or 0 for site in own) / len(own), 2),
        longitude=round(sum(site.longitude or 0 for site in own) / len(own), 2),
        claims=len(rows),
        denied=_denied(rows),
        hedged=_hedged(rows),
    )


def _chains_of(rows: Iterable[Said], notes: tuple[str, ...]) -> Picture:
    from reportedly.pictures import chains

    ways: dict[tuple[tuple[str, str, bool], ...], list[Said]] = defaultdict(list)
    voices: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows:
        tellers = tuple(_called(i, one) for i, one in enumerate(row.found.chain))
        if tellers:
            ways[tellers].append(row)
        for i, one in enumerate(row.found.chain):
            voices[i, _called(i, one)[0]].add(one.key)
    found = [
        Chain(
            tuple(Teller(*one, len(voices[i, one[0]])) for i, one in enumerate(tellers)), len(claims), _denied(claims)
        )
        for tellers, claims in sorted(ways.items())
    ]
    return chains(found, notes=notes)


def _called(position: int, speaker: Speaker) -> tuple[str, str, bool]:
    """A voice as the flow names it; reports of nobody known stand together."""
    if position == 0 and speaker.kind == "author":
        return "reports without publisher", "author", True
    name = "it is not said who" if speaker.kind == "unspecified" else speaker.name
    return name, speaker.kind, speaker.named


_DRAWN: dict[str, Callable[[Iterable[Said], tuple[str, ...]], Picture]] = {
    "network": _network_of,
    "timeline": _timeline_of,
    "map": _map_of,
    "chains": _chains_of,
}
