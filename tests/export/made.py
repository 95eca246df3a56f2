"""Readings that the tests of the export room make by hand: a whole report with every phenomenon, and any odd ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

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

# In the manner of a report that came through two languages: quotation marks open and never close, 'She' is a newspaper.
TEXT = """\
Marsh rebels arm a former enemy, newspaper says
The Delta Courier, 4 June 2024

The Iranian-backed Marsh Front is working with the Salt Brigade, \
according to a report by the newspaper The Harbour Post.
The newspaper quoted experts as saying that the Front is providing rifles to its former enemies in the Brigade, \
in order to drive the River Council out of Maro.
She added: “The Brigade is said to have received drones from the Front.
The newspaper noted that “local residents say that the Front and the Brigade are no longer shelling each other.”
Tomas Verel, a former border officer, told the newspaper: “In May 2024, the Brigade carried out three drone attacks \
on the River Council in Maro, killing at least 4 people and wounding 10 to 12 others.” \
He added that the Brigade may attack again.
"""


def at(words: str, text: str = TEXT) -> Span:
    """Where some words stand in the text for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def document(text: str = TEXT, **known: Any) -> Document:
    return Document(**{"id": f"sha256:{'0' * 64}", "name": "marsh.txt", "text": text, "language": "en", **known})


def said(
    key: str,
    source: str,
    speaker: str | None,
    cue: str | None = None,
    content: tuple[str, str] | None = None,
    form: str = "indirect",
    parent: str | None = None,
) -> Attribution:
    """An attribution by its words; the content runs from its first words to its last."""
    return Attribution(
        key,
        source,
        (at(speaker),) if speaker else (),
        (at(cue),) if cue else (),
        (Span(at(content[0]).start, at(content[1]).end),) if content else (),
        form,
        0.9,
        parent,
    )


def claim(**known: Any) -> Claim:
    """A claim of which only some fields matter."""
    plain: dict[str, Any] = {
        "id": "c1",
        "spans": (at("is working with"),),
        "event": "COOPERATE",
        "mode": None,
        "contexts": (),
        "relation": None,
        "actors": ("front",),
        "recipients": ("brigade",),
        "things": (),
        "count": None,
        "place": None,
        "places_all": (),
        "time": None,
        "polarity": "affirmed",
        "certainty": "certain",
        "dead": None,
        "injured": None,
        "marker_spans": (),
        "score": 0.5,
        "when": "ongoing",
        "attribution": None,
        "chain": ("author",),
    }
    return Claim(**{**plain, **known})


ACTORS = (
    Actor("iran", "Iran", ("Iranian",), (at("Iranian"),), "country", "IRN", "Q794"),
    Actor("front", "Marsh Front", ("the Front",), (at("Marsh Front"),), "armed group", "IRQ"),
    Actor("brigade", "Salt Brigade", ("the Brigade",), (at("Salt Brigade"),), "armed group", "IRQ"),
    Actor("council", "River Council", (), (at("River Council"),), "political group"),
    Actor("people", "at least 4 people", (), (at("at least 4 people"),), "civilian"),
)
PLACES = (Place("maro", "Maro", "Maysan", "IRQ", "Iraq", 31.5, -47.25, "123456", (at("Maro"),)),)
SOURCES = (
    Source("author", "this report", "author", named=False),
    Source(
        "post", "The Harbour Post", "outlet", named=True, mentions=(at("a report by the newspaper The Harbour Post"),)
    ),
    Source("experts", "experts", "group", named=False, mentions=(at("experts"),)),
    Source("nobody", "unspecified", "unspecified", named=False),
    Source("residents", "local residents", "group", named=False, mentions=(at("local residents"),)),
    Source("verel", "Tomas Verel", "person", named=True, mentions=(at("Tomas Verel"),), role="a former border officer"),
)
ATTRIBUTIONS = (
    said(
        "t1", "post", "a report by the newspaper The Harbour Post", "according to", ("The Iranian", "the Salt Brigade")
    ),
    said("t2", "post", "The newspaper quoted", form="indirect"),
    said("t3", "experts", "experts", "as saying", ("that the Front is", "out of Maro"), parent="t2"),
    said("t4", "post", "She", "added", ("The Brigade is said", "drones from the Front."), form="direct"),
    said("t5", "nobody", None, "is said to", ("have received", "drones from the Front"), parent="t4"),
    said("t6", "post", "The newspaper noted", "noted", ("local residents", "each other."), form="direct"),
    said("t7", "residents", "local residents", "say that", ("the Front and the Brigade", "each other"), parent="t6"),
    said("t8", "verel", "Tomas Verel, a former border officer", "told", ("In May 2024", "others."), "direct", "t1"),
    said("t9", "verel", "He", "added that", ("the Brigade may", "attack again"), parent="t1"),
)
CLAIMS = (
    claim(
        id="c1",
        spans=(at("Iranian-backed Marsh Front"),),
        event=None,
        relation="backs",
        actors=("iran",),
        recipients=("front",),
        chain=("author", "post"),
        attribution="t1",
    ),
    claim(
        id="c2",
        spans=(Span(at("Marsh Front is").start, at("the Salt Brigade").end),),
        chain=("author", "post"),
        attribution="t1",
        marker_spans=(at("is working"),),
    ),
    claim(
        id="c3",
        spans=(at("the Front is providing rifles to its former enemies"),),
        event="AID",
        things=("rifles",),
        chain=("author", "post", "experts"),
        attribution="t3",
    ),
    claim(
        id="c4",
        spans=(at("the Front is"), at("to drive the River Council out of Maro")),
        event="COERCE",
        recipients=("council",),
        place="maro",
        places_all=("maro",),
        certainty="unspecified",
        when="intended",
        marker_spans=(at("in order to"),),
        chain=("author", "post", "experts"),
        attribution="t3",
    ),
    claim(
        id="c5",
        spans=(at("have received drones from the Front"),),
        event="AID",
        things=("drones",),
        certainty="probable",
        when="past",
        marker_spans=(at("is said to"),),
        chain=("author", "post", "nobody"),
        attribution="t5",
    ),
    claim(
        id="c6",
        spans=(at("the Front and the Brigade are no longer shelling each other"),),
        event="ASSAULT",
        mode="heavy-weapons",
        actors=("front", "brigade"),
        recipients=(),
        polarity="denied",
        marker_spans=(Span(at("no longer").start, at("no longer").start + 2), at("longer")),
        chain=("author", "post", "residents"),
        attribution="t7",
    ),
    claim(
        id="c7",
        spans=(at("the Brigade carried out three drone attacks on the River Council in Maro"),),
        event="ASSAULT",
        mode="drone",
        actors=("brigade",),
        recipients=("council",),
        things=("drone",),
        count=3,
        place="maro",
        places_all=("maro",),
        time=Time("2024-05", "2024-05", "In May 2024"),
        dead=Quantity(4, None, "at least 4 people"),
        injured=Quantity(10, 12, "10 to 12 others"),
        when="past",
        chain=("author", "post", "verel"),
        attribution="t8",
    ),
    claim(
        id="c8",
        spans=(at("the Brigade may attack again"),),
        event="ASSAULT",
        actors=("brigade",),
        recipients=(),
        certainty="possible",
        when="future",
        marker_spans=(at("may"),),
        chain=("author", "post", "verel"),
        attribution="t9",
    ),
)
PROBLEMS = (
    Problem("quotation", "a quotation mark opens and never closes", (at("“The Brigade"),)),
    Problem("date-conflict", "the text says 4 June 2024, the command line 5 June 2024"),
)
MARSH = Reading(
    Reader("reportedly", "1.0", "by hand"),
    document(
        title="Marsh rebels arm a former enemy, newspaper says",
        publisher="The Delta Courier",
        published="2024-06-04",
        url="https://delta.example/marsh?a=1&b=2",
    ),
    ACTORS,
    PLACES,
    SOURCES,
    ATTRIBUTIONS,
    CLAIMS,
    PROBLEMS,
)
EMPTY = Reading(Reader("reportedly", "1.0", "by hand"), document(""))


def with_document(**known: Any) -> Reading:
    """The whole report under another title, publisher or address."""
    return replace(MARSH, document=replace(MARSH.document, **known))


# Any reading at all, valid or not: ids that lead nowhere, spans outside the text, parents in a ring, odd characters.
odd_text = st.text(
    st.one_of(st.sampled_from("ab \n\r\t<&>\"'\x1b\x00\u202eا日\ud800=,:"), st.characters()), max_size=40
)
keys = st.sampled_from(["author", "a", "b", "c"])
spans = st.builds(Span, st.integers(-3, 60), st.integers(-3, 60))
many_spans = st.lists(spans, max_size=3).map(tuple)
many_keys = st.lists(keys, max_size=3).map(tuple)
numbers = st.one_of(st.none(), st.integers(0, 10**6))
quantities = st.one_of(st.none(), st.builds(Quantity, st.integers(0, 99), numbers, odd_text))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


odd_claims = st.builds(
    Claim,
    id=odd_text,
    spans=many_spans,
    event=st.sampled_from([None, "AID", "ASSAULT", "CONSULT", "WALK"]),
    mode=st.sampled_from([None, "drone", "by foot"]),
    contexts=st.just(()),
    relation=st.sampled_from([None, "leads", "allied_with", "knows"]),
    actors=many_keys,
    recipients=many_keys,
    things=st.lists(odd_text, max_size=2).map(tuple),
    count=numbers,
    place=maybe(keys),
    places_all=many_keys,
    time=maybe(st.builds(Time, maybe(odd_text).map(str), odd_text, odd_text)),
    polarity=st.sampled_from(["affirmed", "denied"]),
    certainty=st.sampled_from(["certain", "probable", "possible", "unspecified"]),
    dead=quantities,
    injured=quantities,
    marker_spans=many_spans,
    score=st.floats(0, 1),
    when=st.sampled_from(["past", "ongoing", "future", "intended", "hypothetical"]),
    attribution=maybe(keys),
    chain=many_keys,
)
odd_readings = st.builds(
    Reading,
    reader=st.builds(Reader, odd_text, odd_text, odd_text),
    document=st.builds(
        Document, odd_text, odd_text, st.text(st.characters(), max_size=60) | odd_text, *[maybe(odd_text)] * 5
    ),
    actors=st.lists(st.builds(Actor, keys, odd_text, mentions=many_spans), max_size=3).map(tuple),
    places=st.lists(st.builds(Place, keys, odd_text, maybe(odd_text)), max_size=2).map(tuple),
    sources=st.lists(
        st.builds(
            Source,
            keys,
            odd_text,
            st.sampled_from(["author", "outlet", "person", "unspecified"]),
            st.booleans(),
            mentions=many_spans,
            role=maybe(odd_text),
            affiliation=maybe(odd_text),
        ),
        max_size=4,
    ).map(tuple),
    attributions=st.lists(
        st.builds(
            Attribution,
            keys,
            keys,
            many_spans,
            many_spans,
            many_spans,
            st.just("direct"),
            st.floats(0, 1),
            maybe(keys),
        ),
        max_size=4,
    ).map(tuple),
    claims=st.lists(odd_claims, max_size=4).map(tuple),
    problems=st.lists(st.builds(Problem, odd_text, odd_text, many_spans), max_size=2).map(tuple),
)
