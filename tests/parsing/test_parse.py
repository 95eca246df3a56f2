"""Tokens, sentences and paragraphs point into the text; long texts are parsed in pieces."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Document, Parsed, Span
from reportedly.parsing import parse
from reportedly.parsing.language import load, pieces

Parse = Callable[[str], Parsed]


@given(st.text(max_size=300), st.integers(min_value=20, max_value=60))
def test_pieces_cover_the_text_without_gap_or_overlap(text: str, size: int) -> None:
    found = list(pieces(text, size))
    assert "".join(text[span.start : span.end] for span in found) == text
    assert all(span.end - span.start <= size for span in found)


def test_pieces_end_at_a_paragraph_where_one_ends_in_reach() -> None:
    text = "One sentence. Another one.\n\nA new paragraph begins here and goes on."
    assert text[: next(pieces(text, 40)).end] == "One sentence. Another one.\n\n"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_every_token_indexes_its_text(text: str) -> None:
    parsed = parse(Document("sha256:0", "any", text))
    assert all(text[token.start : token.end] == token.text for token in parsed.tokens)
    assert all(0 <= token.head < len(parsed.tokens) for token in parsed.tokens)


def test_every_sentence_is_a_tree_of_its_own(parsed_text: Parse) -> None:
    parsed = parsed_text("A headline without a stop\nThe army left the town. Rebels took it on Monday.")
    for sentence in parsed.sentences:
        inside = range(sentence.first, sentence.last)
        assert all(parsed.tokens[i].head in inside for i in inside)
        assert [i for i in inside if parsed.tokens[i].head == i] == [sentence.root]


def test_a_line_ends_a_sentence_since_a_headline_has_no_full_stop(parsed_text: Parse) -> None:
    parsed = parsed_text("Rebels take the port\nThe army left the town.")
    assert [parsed.words(parsed.sentence_span(sentence)) for sentence in parsed.sentences] == [
        "Rebels take the port",
        "The army left the town.",
    ]
    assert [sentence.paragraph for sentence in parsed.sentences] == [0, 1]


def test_a_long_text_reads_as_its_pieces_do(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The army left the town on Monday. Rebels took the port.\n\n" * 12
    whole = parse(Document("sha256:0", "any", text))
    monkeypatch.setattr(sys.modules["reportedly.parsing.parse"], "pieces", lambda given: pieces(given, 200))
    cut = parse(Document("sha256:0", "any", text))
    assert [token.span for token in cut.tokens] == [token.span for token in whole.tokens]
    assert len(cut.sentences) == len(whole.sentences)


def test_a_doc_that_is_already_parsed_is_taken_as_it_is() -> None:
    text = "The army left the town. Rebels took the port."
    document = Document("sha256:0", "any", text)
    assert parse(document, load()(text)) == parse(document)


def test_tokens_in_a_span_are_those_that_touch_it(parsed_text: Parse) -> None:
    parsed = parsed_text("The army left the town.")
    assert [token.text for token in parsed.tokens_in(Span(4, 13))] == ["army", "left"]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("MARIB, May 12 (Gulf Wire) - ", "Gunmen"),
        ("ADEN, Yemen (GW) — ", "Gunmen"),
        ("(Gulf Wire) - ", "Gunmen"),
        ("HODEIDAH -- ", "Gunmen"),
        ("Sana'a, 5 May 2024 (Agency) – ", "Gunmen"),
        ("", "Gunmen"),
        ("The town - ", "The"),
    ],
)
def test_a_wires_date_line_is_a_sentence_by_itself(line: str, first: str) -> None:
    parsed = parse(Document("sha256:0", "wire", f"{line}Gunmen attacked a convoy on Monday, the police said.\n"))
    sentences = [parsed.tokens[sentence.first].text for sentence in parsed.sentences]
    assert first in sentences
    assert len(sentences) == (2 if line and first == "Gunmen" else 1)


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("al-Shabaab attacked the base.", "al-Shabaab", "nsubj"),
        ("Al-Shabaab lost control of Adale.", "Al-Shabaab", "nsubj"),
        ("Troops fought al-Shabaab in Jowhar.", "al-Shabaab", "dobj"),
    ],
)
def test_an_article_and_the_name_that_it_begins_are_one_name(
    parsed_text: Parse, text: str, word: str, label: str
) -> None:
    found = [(token.pos, token.dep) for token in parsed_text(text).tokens if token.text == word]
    assert found == [("PROPN", label)]


def test_an_article_inside_a_name_stands_apart(parsed_text: Parse) -> None:
    words = [token.text for token in parsed_text("Bashar al-Assad spoke in Deir ez-Zor.").tokens]
    assert words[:4] == ["Bashar", "al", "-", "Assad"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Houthi officers gave drones to al-Qaeda in Yemen.", "pobj"),
        ("Iran has armed al-Qaeda, a UN report said.", "dobj"),
        ("The two groups exchanged prisoners, al-Qaeda said.", "nsubj"),
    ],
)
def test_a_small_article_misleads_nobody_in_mid_sentence(parsed_text: Parse, text: str, label: str) -> None:
    assert [(token.dep, token.entity) for token in parsed_text(text).tokens if "Qaeda" in token.text] == [
        (label, "ORG")
    ]
