"""Turns a reading's claims into statements, which know their actors, place, time and the voices they came through."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.corroboration.completing import body_of_its_spokesman, cleaned, ours, where, with_doers
from reportedly.corroboration.folding import fold, is_proper
from reportedly.corroboration.speaking import sort_of
from reportedly.corroboration.tables import titles
from reportedly.model.corroboration import Party, Spot, Statement, Voice
from reportedly.model.reading import Actor, Claim, Place, Reading, Source

_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|men|people)|press (?:secretary|officer|office|service)|media office(?:r)?)\b",
    re.IGNORECASE,
)
# Who leads a monitoring group speaks for it as its spokesman does; a minister or a commander speaks for himself.
_LEADS = re.compile(r"(?:the )?(?:executive )?(?:head|director|founder|chief|chairman) of (?:the )?(.+)", re.IGNORECASE)
MONITORS = frozenset({"activist", "aid", "expert"})
BODIES = frozenset(
    (
        "army",
        "military",
        "police",
        "navy",
        "government",
        "ministry",
        "movement",
        "group",
        "coalition",
        "council",
        "party",
    )
)
# What a place is called beside its name; a region is another thing than the town that it is called after.
_TOWNSHIP = re.compile(
    r"\s+(?:township|town|village|city|camp|commune|municipality|locality|territory|forest|hills?|subdistrict|district"
    r"|local government(?: area)?|woreda|chiefdom|hamlet|neighbou?rhood|area|market|sector)$",
    re.IGNORECASE,
)
_HEAD = 400  # code points in which a headline stands
_ARTICLE = re.compile(r"^(?:the|its|their)\s+", re.IGNORECASE)
_GOVERNMENTS = re.compile(r"^(?:the |its |their )?government['’]s\s+(?=\w)", re.IGNORECASE)
_ON_A_DAY = re.compile(r"\s+(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)$")
_LINK = re.compile(r"^(?:for|of|from|at)\s+", re.IGNORECASE)
_STATUS = re.compile(r"^(?:(?:the|an?|chief|main|military|official|its|their|one|senior|deputy)\s+)+", re.IGNORECASE)


def statements(reading: Reading, document: str | None = None) -> tuple[Statement, ...]:
    """The claims of a reading as statements; `document` is the report's name in its casebook."""
    names = _names(reading)
    parties = {actor.id: _party(cleaned(actor, names)) for actor in reading.actors}
    spots = {place.id: _spot(place) for place in reading.places if is_proper(place.name)}  # 'the base' is anywhere
    rows = {actor.id: actor for actor in reading.actors}
    voices = {source.id: _voice(source, rows, names, reading) for source in reading.sources}
    name = document or reading.document.name
    told = (claim for claim in reading.claims if not _only_heads(claim, reading))
    return with_doers(_statement(claim, name, reading, parties, spots, voices) for claim in told)


def _only_heads(claim: Claim, reading: Reading) -> bool:
    """Whether a headline tells in short what the text below tells in full, with its voices."""
    title = (reading.document.title or "").strip()
    at = reading.document.text.find(title) if title else -1
    if not 0 <= at <= _HEAD or not all(at <= span.start and span.end <= at + len(title) for span in claim.spans):
        return False
    below = (other for other in reading.claims if other.spans and other.spans[0].start >= at + len(title))
    return any(_tells_the_same(claim, other) for other in below)


def _tells_the_same(short: Claim, full: Claim) -> bool:
    if (short.event, short.relation, short.polarity) != (full.event, full.relation, full.polarity):
        return False
    sides = (short.actors, full.actors), (short.recipients, full.recipients)
    return all(not a or not b or bool(set(a) & set(b)) for a, b in sides) or bool(set(short.actors) & set(full.actors))


def _statement(
    claim: Claim,
    name: str,
    reading: Reading,
    parties: dict[str, Party],
    spots: dict[str, Spot],
    voices: dict[str, Voice],
) -> Statement:
    chain = tuple(voices[i] for i in claim.chain if i in voices)
    recipients = tuple(parties[i] for i in claim.recipients if i in parties)
    return Statement(
        report=name,
        claim=claim.id,
        event=claim.event,
        relation=claim.relation,
        mode=claim.mode,
        actors=ours(claim, reading, chain, parties),
        recipients=recipients,
        things=claim.things,
        places=where(claim, recipients, spots),
        time=claim.time,
        polarity=claim.polarity,
        certainty=claim.certainty,
        when=claim.when,
        chain=chain,
        publisher=reading.document.publisher,
        published=reading.document.published,
        start=min((span.start for span in claim.spans), default=0),
        end=max((span.end for span in claim.spans), default=0),
    )


def _party(actor: Actor) -> Party:
    return Party(
        key=f"{fold(actor.name)}|{actor.country or ''}",
        name=actor.name,
        aliases=tuple(sorted({alias for alias in actor.aliases if is_proper(alias)})),
        type=actor.type,
        country=actor.country,
        linked=bool(actor.wikidata or (actor.country and actor.type not in (None, "person", "civilian"))),
    )


def _spot(place: Place) -> Spot:
    place = replace(place, name=_TOWNSHIP.sub("", place.name) or place.name)
    name = fold(place.name)
    if place.country_name and name == fold(place.country_name):
        return Spot(place.name, None, place.country, "country")
    level = "admin1" if place.admin1 and name == fold(place.admin1) else "place"
    return Spot(place.name, place.admin1, place.country, level)


def _voice(source: Source, rows: dict[str, Actor], names: dict[str, Actor], reading: Reading) -> Voice:
    actor = _actor_that_it_is(source, rows, names)
    is_author, called = source.kind == "author", _ON_A_DAY.sub("", source.name)
    body = _body(source, names) or body_of_its_spokesman(source, reading)
    behind = names.get(fold(body)) if body and (actor is None or actor.type == "person") else actor
    return Voice(
        name=(reading.document.publisher or source.name) if is_author else actor.name if actor else called,
        kind=source.kind,
        named=source.named,
        aliases=tuple(sorted({alias for alias in source.aliases if is_proper(alias)})),
        role=source.role,
        affiliation=source.affiliation,
        body=body,
        type=behind.type if behind else None,
        country=behind.country if behind else None,
        id=source.id,
    )


def _actor_that_it_is(source: Source, rows: dict[str, Actor], names: dict[str, Actor]) -> Actor | None:
    """The actor that a voice is by name; a ministry that the reader counts to its country keeps its own name."""
    if not source.named:
        return None
    actor = rows.get(source.actor or "")
    if actor is None:
        return names.get(fold(source.name)) if source.kind in ("organization", "group") else None
    mine = {fold(name) for name in (source.name, *source.aliases)}
    return actor if mine & {fold(name) for name in (actor.name, *actor.aliases)} else None


def _names(reading: Reading) -> dict[str, Actor]:
    """What the report calls whom, folded; of 'M23 rebels' also 'rebels', where only one actor is called so."""
    whole: dict[str, Actor] = {}
    last: dict[str, set[str]] = {}
    for actor in reversed(reading.actors):
        for name in _called(actor, reading):
            folded = fold(name)
            whole[folded] = actor
            last.setdefault(folded.rpartition(" ")[2], set()).add(actor.id)
    rows = {actor.id: actor for actor in reading.actors if actor.type not in ("person", "civilian")}
    for word, ids in last.items():
        if len(ids) == 1 and (only := rows.get(next(iter(ids)))):
            whole.setdefault(word, only)
    return whole


def _called(actor: Actor, reading: Reading) -> tuple[str, ...]:
    """All that the report calls an actor by, 'the movement' too."""
    text = reading.document.text
    return (actor.name, *actor.aliases, *(text[span.start : span.end] for span in actor.mentions))


def _body_called(source: Source, names: dict[str, Actor]) -> str | None:
    """The body that 'the army' or 'the Kenyan police' is in its report; no group of people is one."""
    words = _ARTICLE.sub("", source.name)
    if source.kind not in ("organization", "group") or fold(words).rpartition(" ")[2] not in BODIES:
        return None
    actor = names.get(fold(words))
    return actor.name if actor and is_proper(actor.name) else words if is_proper(words) else None


def _body(source: Source, names: dict[str, Actor]) -> str | None:
    """Whom a spokesman speaks for: 'spokesman for the Houthis', 'an army spokesman'; None where he is none."""
    if not source.named and (called := _body_called(source, names)):
        return called
    if (led := _LEADS.match(source.role or "")) and sort_of(led[1]) in MONITORS:
        return led[1]
    words = source.role if source.role and _SPEAKS_FOR.search(source.role) else source.name
    found = _SPEAKS_FOR.search(words)
    if not found:
        return None
    before = re.sub(r"['’]s?\s*$", "", words[: found.start()].strip())
    after = _LINK.sub("", re.split(r"[,;:]", words[found.end() :].strip())[0])
    if source.kind == "person" and source.named and words == source.name:  # 'Government Spokesperson Solange Uwase'
        after = ""
    for phrase in (after, before, _STATUS.sub("", before), source.affiliation or ""):
        if actor := names.get(fold(phrase)) if fold(phrase) else None:
            return actor.name
    for phrase in (after, source.affiliation or "", _STATUS.sub("", before)):
        told = set(fold(phrase).split())
        if is_proper(phrase) and not _SPEAKS_FOR.search(phrase) and not (told <= titles() or told <= BODIES):
            return _GOVERNMENTS.sub("", phrase)
    return None
