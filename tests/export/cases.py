"""Cases that the tests of the exports share: two reports with all that a casebook adds, and any sound readings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from export.made import MARSH, maybe
from reportedly.model import (
    Actor,
    Attribution,
    Claim,
    Document,
    Place,
    Problem,
    Quantity,
    Reader,
    Reading,
    Source,
    Span,
    Time,
)
from reportedly.model.export import Case, Judged, Received, Supported
from reportedly.model.lineage import Descent

COPY = replace(MARSH, document=replace(MARSH.document, name="copy.txt", publisher="The Salt Post", url=None))
CASE = Case(
    readings=(MARSH, COPY),
    judgements=(
        Judged("k1", "accept", "claim", "anna", "2024-06-05T10:00:00.5Z", document="marsh.txt", claim="c7"),
        Judged("k2", "reject", "claim", "ben", "2024-06-05T11:00:00Z", "", "too vague", "marsh.txt", "c8"),
        Judged("k3", "note", "report", "anna", "2024-06-05T12:00:00Z", "ask the outlet", document="copy.txt"),
        Judged("k4", "merge", "actor", "anna", "2024-06-05T12:00:00Z", "into Salt Brigade", name="The Brigade"),
    ),
    propositions=(
        Supported(
            "p1",
            "AID",
            None,
            ("Marsh Front",),
            ("Salt Brigade",),
            "uncorroborated",
            (1, 2),
            members=(("marsh.txt", "c3"), ("copy.txt", "c3")),
            why="both reports go back to one",
        ),
    ),
    descents=(
        Descent("copy.txt", "marsh.txt", "marsh.txt", ("passages", "credit"), 0.9, ((Span(0, 5), Span(0, 5)),)),
        Descent("marsh.txt", "The Harbour Post", None, ("citation",), is_outside=True),
    ),
    receipts=(Received("marsh.txt", "2024-06-04T08:00:00Z", "marsh.txt", "anna", "reportedly 1.0"),),
    made_at="2024-06-06T00:00:00Z",
    by="anna",
)

_hostile = st.text(
    st.one_of(
        st.sampled_from("ab Z1\n\r\t<&>\"'\x1b\x00\u202eا日\U0001f600e\u0301\ud800=,:-]>\u200b\ufeff\x85\u2028|"),
        st.characters(),
    ),
    max_size=12,
)
_words = st.one_of(_hostile, st.sampled_from(["]]>", "=1+1", "@x", " x ", "“x”", "{}", "\\u0000", "null"]))
_some = _words.filter(bool)
_dates = st.sampled_from(["2023", "2023-05", "2023-05-14", "2023-02-30", "0000", "soon", ""])
_addresses = st.one_of(
    _some,
    st.sampled_from(
        ["https://a.example/b?c=1&d=%20#e", "HTTP://a.example", "http://a.example?", "http://[::1", "ftp://a.example/"]
    ),
)
_countries = st.sampled_from(["YEM", "SYR", "XKX", "ZZZ"])
_shares = st.floats(0, 1)


@st.composite
def sound_readings(draw: st.DrawFn, name: str = "d1.txt") -> Reading:
    """A reading as our reader could make it: spans in the text, ids that lead somewhere; every text may be hostile."""
    text = draw(st.one_of(st.text(st.characters(), max_size=60), _hostile.map(lambda words: words * 4)))
    actors, places, sources, said = (
        draw(st.lists(st.sampled_from([f"{kind}{i}" for i in range(4)]), unique=True, max_size=3)) for kind in "apst"
    )
    sources = ["s-author", *sources]
    spans = _spans(len(text))
    return Reading(
        draw(st.builds(Reader, _words, _words, _words)),
        Document(
            draw(st.sampled_from([f"sha256:{'0a' * 32}", "x"])),
            name,
            text,
            *(draw(maybe(_some)) for _ in range(2)),
            draw(maybe(_dates.filter(bool))),
            draw(maybe(_addresses)),
            draw(st.sampled_from([None, "en", "de-CH", "xx"])),
        ),
        tuple(draw(_actor(key, spans)) for key in actors),
        tuple(draw(_place(key, spans)) for key in places),
        tuple(draw(_source(key, spans, actors)) for key in sources),
        tuple(draw(_attribution(key, spans, sources, said[:i])) for i, key in enumerate(said)),
        tuple(draw(_claim(f"c{i}", spans, (actors, places, sources, said))) for i in range(draw(st.integers(0, 3)))),
        tuple(draw(st.lists(st.builds(Problem, _words, _words, spans), max_size=1))),
    )


def _spans(length: int) -> st.SearchStrategy[tuple[Span, ...]]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return st.lists(ends.map(lambda pair: Span(min(pair), max(pair))), max_size=3).map(tuple)


def _several(keys: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(keys), max_size=3).map(tuple) if keys else st.just(())


def _one(keys: list[str]) -> st.SearchStrategy[Any]:
    return maybe(st.sampled_from(keys)) if keys else st.none()


def _actor(key: str, spans: Any) -> st.SearchStrategy[Actor]:
    kinds = st.sampled_from([None, "government", "armed group", "person", "civilian", "country", "organization"])
    numbers = st.sampled_from([None, "Q794", "Q1"])
    return st.builds(
        Actor, st.just(key), _words, st.lists(_some, max_size=2).map(tuple), spans, kinds, maybe(_countries), numbers
    )


def _place(key: str, spans: Any) -> st.SearchStrategy[Place]:
    at = st.one_of(st.none(), st.floats(-90, 90))
    return st.builds(
        Place, st.just(key), _words, maybe(_some), maybe(_countries), maybe(_some), at, at, maybe(_some), spans
    ).map(lambda place: place if None not in (place.latitude, place.longitude) else _nowhere(place))


def _nowhere(place: Place) -> Place:
    return replace(place, latitude=None, longitude=None)


def _source(key: str, spans: Any, actors: list[str]) -> st.SearchStrategy[Source]:
    kinds = st.sampled_from(["outlet", "person", "organization", "group", "document", "unspecified"])
    return st.builds(
        Source,
        st.just(key),
        _words,
        st.just("author") if key == "s-author" else kinds,
        st.booleans(),
        st.lists(_some, max_size=2).map(tuple),
        spans,
        maybe(_some),
        maybe(_some),
        _one(actors),
    )


def _attribution(key: str, spans: Any, sources: list[str], before: list[str]) -> st.SearchStrategy[Attribution]:
    forms = st.sampled_from(["direct", "indirect", "mixed"])
    source = st.sampled_from(sources)
    return st.builds(Attribution, st.just(key), source, spans, spans, spans, forms, _shares, _one(before))


def _claim(key: str, spans: Any, ids: tuple[list[str], ...]) -> st.SearchStrategy[Claim]:
    actors, places, sources, said = ids
    numbers = st.one_of(st.none(), st.integers(0, 10**6))
    quantities = maybe(st.builds(Quantity, st.integers(0, 99), numbers, _words))
    events = st.sampled_from([("ASSAULT", None), ("AID", None), ("AGREE", None), (None, "backs"), (None, "leads")])
    return events.flatmap(
        lambda kind: st.builds(
            Claim,
            id=st.just(key),
            spans=spans,
            event=st.just(kind[0]),
            mode=st.sampled_from([None, "drone"]) if kind[0] == "ASSAULT" else st.none(),
            contexts=st.sampled_from([(), ("military", "terrorism")]),
            relation=st.just(kind[1]),
            actors=_several(actors),
            recipients=_several(actors),
            things=st.lists(_some, max_size=2).map(tuple),
            count=numbers,
            place=_one(places),
            places_all=_several(places),
            time=maybe(st.builds(Time, _dates, _dates, _words)),
            polarity=st.sampled_from(["affirmed", "denied"]),
            certainty=st.sampled_from(["certain", "probable", "possible", "unspecified"]),
            dead=quantities,
            injured=quantities,
            marker_spans=spans,
            score=_shares,
            when=st.sampled_from(["past", "ongoing", "future", "intended", "hypothetical"]),
            attribution=_one(said),
            chain=_several(sources).map(lambda keys: ("s-author", *keys)),
            rule=maybe(_some),
            reasons=st.lists(_some, max_size=2).map(tuple),
        )
    )
