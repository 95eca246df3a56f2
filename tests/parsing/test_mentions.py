"""Names, noun phrases and pronouns are mentions, each with its head and without what hangs behind it."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Document, Parsed
from reportedly.parsing import parse

Parse = Callable[[str], Parsed]


def test_each_head_is_one_mention_with_its_kind(parsed_text: Parse) -> None:
    parsed = parsed_text("The army freed four farmers whom Boko Haram had abducted. They wept.")
    found = {parsed.words(one.span): (one.kind, one.plural) for one in parsed.mentions}
    assert found["The army"] == ("nominal", False)
    assert found["four farmers"] == ("nominal", True)
    assert found["Boko Haram"][0] == "name"
    assert found["They"] == ("pronoun", True)


def test_clauses_and_prepositions_behind_a_noun_stay_outside(parsed_text: Parse) -> None:
    parsed = parsed_text("The rebels who hold the town of Goma fled, said a man in the street.")
    words = [parsed.words(one.span) for one in parsed.mentions]
    assert "The rebels" in words
    assert "a man" in words


def test_conjuncts_are_apart(parsed_text: Parse) -> None:
    parsed = parsed_text("The United States, Britain and France bombed a base.")
    words = [parsed.words(one.span) for one in parsed.mentions]
    assert {"The United States", "Britain", "France"} <= set(words)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_mentions_index_their_text_and_their_heads(text: str) -> None:
    parsed = parse(Document("sha256:0", "any", text))
    assert len({one.head for one in parsed.mentions}) == len(parsed.mentions)
    for one in parsed.mentions:
        assert one.span.holds(parsed.tokens[one.head].span)
        assert all(0 <= i < len(parsed.mentions) for i in one.antecedents)
