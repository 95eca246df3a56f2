"""What holds for the reading of any text: spans index it, JSON comes back whole, nothing raises, all is repeatable."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import document_of
from reportedly.model import Reading, Span
from reportedly.pipeline import read_document

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
REPORT = (
    "The rebels, the ministry said on Monday, “may have shelled the town. She added: Nobody was hurt.” Sources deny it."
)
ODD = {
    "empty": "",
    "space": " \t\n \u00a0",
    "one word": "Ceasefire",
    "empty lines": "\n\n\r\nThe army said it left.\r\n\r\n\n\n",
    "right to left": "\u200fقال الجيش\u200e the army said \u202bإنه انسحب\u202c.",
    "emoji": "The 🇾🇪 army 👩‍👩‍👧 said: “🔥 we left 💣.”",
    "lone surrogate": "The army said \ud83d that it left.",
    "nul": "The army\x00 said it \x00left.",
    "byte-order mark": "\ufeffThe army said it left.",
    "combining": "Le pre\u0301sident a\u0308 said Zo\u0308e left Ko\u0308ln.",
    "quotation marks": "“”‘’\"''``„“«»‹›❝❞ “““The army” said\" ‘that’ it” left„",
    "nested and broken": '"“The army" said “that \'it” left.\' He added: "And then',
    "only cues": "said said said, according to according to, he added: told that told.",
    "very long line": "The army said it left, " * 1000,
    "very long word": "a" * 20_000,
    "very long quotation": "He said: “" + "the rebels attacked the town and " * 300,
    "unbroken commas": "and, " * 2000,
}
PIECES = [
    "The army", "the rebels", "He", "She", "a local citizen", "The newspaper", "experts", "Karim Zidan", " said",
    " told the newspaper", " according to", " attacked", " killed four civilians in", " Sabha", " Idlib Governorate",
    " may", " is said to", " denied", " that", " if", " no longer", " on Monday", " in May 2023", " and", ",", ".", ":",
    " ", "\n", "\n\n", "“", "”", '"', "'", "’", "(", ")", "–", "\u200f", "😀", "\x00", "\ud800",
]  # fmt: skip

mosaics = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
characters = st.text(st.characters(), max_size=200)
whole = st.sampled_from([path.read_text(encoding="utf-8") for path in REPORTS])
broken = st.builds(
    lambda text, cut, put: text[:cut] + put + text[cut + 40 : cut + 400],
    whole,
    st.integers(0, 900),
    st.text(max_size=3),
)
texts = st.one_of(mosaics, characters, broken)
quickly = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quickly
@given(texts)
@example(REPORT)
def test_any_text_gives_a_sound_reading(read_text: Callable[[str], Reading], text: str) -> None:
    check_reading(read_text(text), text)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_no_odd_text_raises(read_text: Callable[[str], Reading], text: str) -> None:
    check_reading(read_text(text), text)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_reports_give_sound_readings_with_voices_and_claims(read_text: Callable[[str], Reading], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    reading = read_text(text)
    check_reading(reading, text)
    assert reading.attributions
    assert reading.claims


def test_two_reads_give_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys, conftest, reportedly.pipeline as walk\n"
        "for name in sys.argv[1:]:\n"
        "    document = conftest.document_of(open(name, encoding='utf-8').read())\n"
        "    first = walk.read_document(document).to_json()\n"
        "    assert first == walk.read_document(document).to_json()\n"
        "    print(first)\n"
    )
    printed = {run_python(code, seed) for seed in ("0", "4711")}
    assert len(printed) == 1
    assert printed.pop().count(b"\n") == len(REPORTS)


def test_time_grows_with_the_text_and_not_with_its_square(read_text: Callable[[str], Reading]) -> None:
    news = "The army said that rebels attacked Sabha.\nKarim denied it. He added: “The rebels may leave Tokar.”\n"
    assert steps(news * 60) < 2.2 * steps(news * 30)
    endless = "The army said that it left, "
    assert steps(endless * 200) < 2.2 * steps(endless * 100)
    unclosed = "He said: “It burns. "
    assert steps(unclosed * 120) < 2.2 * steps(unclosed * 60)


def steps(text: str) -> int:
    """How many lines of ours run to read a text: a measure of time that does not hang on the machine's mood."""
    count = 0

    def trace(frame: types.FrameType, event: str, argument: object) -> Callable[..., Any] | None:
        nonlocal count
        count += 1
        return trace if "reportedly" in frame.f_code.co_filename else None

    document = document_of(text)
    read_document(document)  # lists that are loaded when first asked for do not count
    sys.settrace(trace)
    try:
        read_document(document)
    finally:
        sys.settrace(None)
    return count


def run_python(code: str, seed: str) -> bytes:
    here = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": here, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code, *map(str, REPORTS)]
    return subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120).stdout


def check_reading(reading: Reading, text: str) -> None:
    """Spans index the text, ids point at rows, and the JSON round-trips to the same value and the same bytes."""
    assert reading.document.text == text
    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(reading))
    check_ids(reading)
    printed = reading.to_json()
    assert Reading.from_json(printed) == reading
    assert Reading.from_json(printed).to_json() == printed


def check_ids(reading: Reading) -> None:
    parts = (reading.actors, reading.places, reading.sources, reading.attributions, reading.claims)
    actors, places, sources, attributions, _ = ids = [{row.id for row in part} for part in parts]
    assert sum(map(len, parts)) == sum(map(len, ids)) == len(set().union(*ids)), "an id stands twice"
    assert [row.kind for row in reading.sources].count("author") == 1
    assert {row.actor for row in reading.sources} - {None} <= actors
    assert {row.source for row in reading.attributions} <= sources
    assert {row.parent for row in reading.attributions} - {None} <= attributions
    for claim in reading.claims:
        assert {*claim.actors, *claim.recipients} <= actors
        assert {*claim.places_all} | ({claim.place} - {None}) <= places
        assert claim.attribution is None or claim.attribution in attributions
        assert (claim.event is None) != (claim.relation is None)
        check_chain(reading, claim.attribution, claim.chain)


def check_chain(reading: Reading, attribution: str | None, chain: tuple[str, ...]) -> None:
    """A chain is the author, then the sources along `parent` down to the attribution's own, each once."""
    by_id = {row.id: row for row in reading.attributions}
    walked: list[str] = []
    while attribution:
        assert len(walked) <= len(by_id), "a circle of parents"
        walked.insert(0, by_id[attribution].source)
        attribution = by_id[attribution].parent
    author = next(row.id for row in reading.sources if row.kind == "author")
    assert chain == tuple(dict.fromkeys((author, *walked)))


def spans_of(value: Any) -> Iterator[Span]:
    """Every span in a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans_of(getattr(value, field.name))
