"""Three small reports with their readings, made by hand, so that every answer can be counted on fingers."""

from __future__ import annotations

import hashlib

from reportedly.casebook import Store, keep, prepare, write
from reportedly.model import (
    Actor,
    Attribution,
    Claim,
    Document,
    Evidence,
    Place,
    Problem,
    Reader,
    Reading,
    Source,
    Span,
    Time,
)

RIVER = (
    "Residents said the River Brigade seized two fuel trucks near Sabha in May. Karim Hadid denied it. Iran may arm it."
)
SALT = "State radio: Iran gave the River Brigade rifles in December 2023. The Brigade and the Salt Front are allies."
READER = Reader("by hand", "1", "none")


def fill(store: Store) -> list[str]:
    """Keeps and writes the three; gives their keys."""
    return [put(store, river()), put(store, salt()), put(store, river("Second Post", "2024-06-02"))]


def put(store: Store, reading: Reading) -> str:
    document = reading.document
    problems = (Problem("date-conflict", "date-conflict: made up"),) if document.publisher == "Salt Post" else ()
    with store.writing() as work:
        kept = keep(
            work,
            Evidence(document.text.encode(), document, "text/plain", place=f"/in/{document.name}", problems=problems),
        )
    with store.writing() as work:
        write(work, prepare(kept.report, reading))
    return kept.report


def river(publisher: str = "Gulf Bulletin", published: str = "2024-05-10") -> Reading:
    actors = (
        Actor("a1", "River Brigade", ("the Brigade",), type="armed group", country="LBY"),
        Actor("a2", "Smugglers"),
        Actor("a3", "Iran", ("Islamic Republic of Iran",), type="country", country="IRN", wikidata="Q794"),
    )
    sources = (
        Source("s0", "", "author", named=False),
        Source("s1", "residents", "group", named=False),
        Source("s2", "Karim Hadid", "person", named=True, role="spokesman"),
    )
    said = (
        Attribution("t1", "s1", spans("Residents"), spans("said"), spans("the River Brigade seized"), "indirect", 0.9),
        Attribution("t2", "s2", spans("Karim Hadid"), spans("denied"), (), "indirect", 0.9),
    )
    claims = (
        claim(
            "c1",
            spans("the River Brigade seized two fuel trucks"),
            "COERCE",
            ("a1",),
            ("a2",),
            place="p1",
            attribution="t1",
            chain=("s0", "s1"),
            time=Time("2024-05", "2024-05", "in May"),
        ),
        claim(
            "c2",
            spans("Karim Hadid denied it"),
            "COERCE",
            ("a1",),
            ("a2",),
            polarity="denied",
            attribution="t2",
            chain=("s0", "s2"),
        ),
        claim("c3", spans("Iran may arm it"), "AID", ("a3",), ("a1",), certainty="possible", chain=("s0",)),
    )
    place = Place("p1", "Sabha", "Sabha District", "LBY", "Libya", 27.04, 14.43)
    return reading("river.txt", RIVER, publisher, published, actors, sources, said, claims, (place,))


def salt() -> Reading:
    actors = (
        Actor("a1", "River Brigade", ("the Brigade",), type="armed group", country="LBY"),
        Actor("a2", "Iran", type="country", country="IRN", wikidata="Q794"),
        Actor("a3", "Salt Front", ("the Front",)),
    )
    sources = (
        Source("s0", "", "author", named=False),
        Source("s1", "state radio", "outlet", named=True),
    )
    said = (Attribution("t1", "s1", spans("State radio", SALT), (), spans("Iran gave", SALT), "indirect", 0.9),)
    claims = (
        claim(
            "c1",
            spans("Iran gave the River Brigade rifles", SALT),
            "AID",
            ("a2",),
            ("a1",),
            attribution="t1",
            chain=("s0", "s1"),
            time=Time("2023-12-01", "2023-12-31", "in December 2023"),
        ),
        claim(
            "c2",
            spans("The Brigade and the Salt Front are allies", SALT),
            None,
            ("a1", "a3"),
            (),
            relation="allied_with",
            chain=("s0",),
        ),
    )
    return reading("salt.txt", SALT, "Salt Post", "2024-06-01", actors, sources, said, claims)


def spans(words: str, text: str = RIVER) -> tuple[Span, ...]:
    start = text.index(words)
    return (Span(start, start + len(words)),)


def claim(
    key: str,
    at: tuple[Span, ...],
    event: str | None,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    *,
    relation: str | None = None,
    place: str | None = None,
    time: Time | None = None,
    polarity: str = "affirmed",
    certainty: str = "certain",
    attribution: str | None = None,
    chain: tuple[str, ...] = ("s0",),
) -> Claim:
    return Claim(
        key, at, event, None, (), relation, actors, recipients, (), None, place, (place,) if place else (), time,
        polarity, certainty, None, None, (), 0.5, "past", attribution, chain,
    )  # fmt: skip


def reading(  # noqa: PLR0917
    name: str,
    text: str,
    publisher: str,
    published: str,
    actors: tuple[Actor, ...],
    sources: tuple[Source, ...],
    said: tuple[Attribution, ...],
    claims: tuple[Claim, ...],
    places: tuple[Place, ...] = (),
) -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(f"sha256:{digest}", name, text, f"About {name}", publisher, published, None, "en")
    return Reading(READER, document, actors, places, sources, said, claims)
