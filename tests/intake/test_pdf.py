"""PDFs give their text in paragraphs; those that hold none say why, and pypdf's own words stay off the screen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from intake.broken import forms_pdf
from intake.made import encrypted, failure, pdf, received
from reportedly.intake import Limits
from reportedly.intake.paragraphs import paragraphs
from reportedly.intake.pdf import extract_pdf
from reportedly.intake.pdfwork import weight_of
from reportedly.intake.values import Extract
from reportedly.model import Problem

PRINTED = [
    "Rebels take the hill above Wadi Sahm",
    "Gulf Gazette, 12 March 2024",
    "Rebels in the north said on Tuesday that they had taken the hill over-",
    "looking the town, a claim that the govern-",
    "ment denied at once. The foreign-",
    "backed group said that it was no longer fighting there.",
    "The government said no more.",
]


def extract(data: bytes, limits: Limits | None = None) -> Extract | Problem:
    return extract_pdf(data, limits or Limits())


def test_lines_become_paragraphs_and_hyphens_go_where_words_were_broken(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf([*PRINTED, "The foreign-backed group left."]))
    document = received(path).document
    assert document.text.split("\n")[2] == (
        "Rebels in the north said on Tuesday that they had taken the hill overlooking the town, a claim that the "
        "government denied at once. The foreign-backed group said that it was no longer fighting there."
    )
    assert (document.title, document.publisher, document.published) == (PRINTED[0], "Gulf Gazette", "2024-03-12")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        f"GULF GAZETTE 12 March\nThe army said on page {i} that it had left the\ntown of its own will.\n{i}"
        for i in "123"
    ]
    text = paragraphs(pages)
    assert "GULF GAZETTE" not in text
    assert text.split("\n")[0] == "The army said on page 1 that it had left the town of its own will."


def test_items_of_a_list_stay_apart() -> None:
    assert (
        paragraphs(["The army named three towns\n• Sahm, which it had left\n• Birka, which it holds\n"]).count("\n")
        == 2
    )


def test_the_title_is_taken_where_somebody_set_one() -> None:
    titled, untitled = extract(pdf(PRINTED, title="Hill taken")), extract(pdf(PRINTED, title="Microsoft Word - a.docx"))
    assert isinstance(titled, Extract)
    assert isinstance(untitled, Extract)
    assert (titled.title, untitled.title) == ("Hill taken", None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([]), "pdf-no-text"),
        (encrypted(pdf(PRINTED), "secret"), "pdf-encrypted"),
        (pdf(PRINTED)[:300], "pdf-broken"),
        (b"%PDF-1.4\nrubbish", "pdf-broken"),
        (b"The army said so.", "pdf-broken"),
        (b"", "pdf-broken"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_one_line(
    tmp_path: Path, data: bytes, code: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    assert failure(path).problem.code == code
    assert not caplog.records
    assert capsys.readouterr() == ("", "")


def test_a_pdf_locked_against_changes_only_is_read() -> None:
    found = extract(encrypted(pdf(PRINTED), ""))
    assert isinstance(found, Extract)
    assert "Rebels take the hill" in found.text


def test_more_pages_than_allowed_are_refused() -> None:
    found = extract(pdf(PRINTED, PRINTED, PRINTED), Limits(pdf_pages=2))
    assert isinstance(found, Problem)
    assert found.code == "too-large"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 900), st.binary(max_size=20))
def test_no_broken_pdf_raises(cut: int, put: bytes) -> None:
    data = pdf(PRINTED)
    assert isinstance(extract(data[:cut] + put + data[cut + len(put) :]), Extract | Problem)


@given(st.lists(st.text(st.characters(), max_size=120), max_size=4))
def test_paragraphs_add_no_letters(pages: list[str]) -> None:
    letters = [letter for page in paragraphs(pages) for letter in page if letter.isalpha()]
    assert len(letters) <= sum(letter.isalpha() for page in pages for letter in page)


def test_what_is_drawn_is_weighed_as_often_as_it_is_drawn() -> None:
    def weight(data: bytes) -> int:
        return weight_of(PdfReader(io.BytesIO(data)), 10**30)

    alone = weight(forms_pdf(1, 1))
    assert weight(forms_pdf(1, 3)) - alone >= 2 * len("BT /F1 9 Tf (laugh) Tj ET")
    assert weight(forms_pdf(12, 10)) > 10**12
    found = extract(forms_pdf(2, 3))
    assert isinstance(found, Extract)
    assert found.text.count("laugh") == 9
    refused = extract(forms_pdf(2, 3), Limits(pdf_content=100))
    assert isinstance(refused, Problem)
    assert refused.code == "too-large"


def test_a_form_within_itself_has_an_end() -> None:
    data = forms_pdf(3, 2).replace(b"/X2 102 0 R", b"/X2 100 0 R")
    assert isinstance(extract(data), Extract | Problem)
