"""Who is meant by a phrase: whole names, owners of things, and nobody where a place stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.claims.parties import owners, parties
from reportedly.model import Document, Parsed, Sentence, Span, Token

Parse = Callable[[str], Parsed]


def meant(parsed: Parsed, word: str) -> list[str]:
    head = next(token for token in parsed.tokens if token.text == word)
    return [parsed.words(span) for span in parties(parsed, (head,))]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Islamic State positions were hit.", "positions", ["Islamic State"]),
        ("The attack hit the army's outposts.", "outposts", ["the army"]),
        ("The attack hit outposts of the army.", "outposts", ["the army"]),
        ("They struck a military academy.", "academy", []),
        ("They met at least three members of the council.", "members", ["at least three members of the council"]),
        ("They shelled parts of northern Syria.", "parts", []),
        ("They freed dozens of hostages.", "dozens", ["dozens of hostages"]),
        ("Only the militia attacked.", "militia", ["the militia"]),
        ("The general visited Aleppo.", "Aleppo", []),
        ("Rebels attacked on Tuesday.", "Tuesday", []),
    ],
)
def test_a_phrase_stands_for_its_party(parsed_text: Parse, text: str, word: str, expected: list[str]) -> None:
    assert meant(parsed_text(text), word) == expected


def test_common_nouns_with_odd_labels_do_not_ask_each_other_for_ever() -> None:
    text = "military regime raid"
    tokens = (
        Token(0, 0, 8, "military", "military", "NOUN", "NN", "compound", 2, "FAC", 0),
        Token(1, 9, 15, "regime", "regime", "NOUN", "NN", "compound", 2, "FAC", 0),
        Token(2, 16, 20, "raid", "raid", "NOUN", "NN", "ROOT", 2, "", 0),
    )
    parsed = Parsed(Document("sha256:0", "t", text), tokens, (Sentence(0, 3, 2, 0),), (Span(0, 20),))
    assert owners(parsed, tokens[2]) == (Span(0, 15),)
