"""Labels of names that the report itself shows to be wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.labels import relabelled
from reportedly.model import Parsed

Parse = Callable[[str], Parsed]
TEXT = "Qassem Soleimani met the rebels. The drone killed Soleimani. Ukrainian drones struck the port."


def with_label(parsed: Parsed, i: int, entity: str) -> Parsed:
    tokens = tuple(replace(token, entity=entity) if token.i == i else token for token in parsed.tokens)
    return replace(parsed, tokens=tokens)


def test_a_surname_is_the_persons_wherever_it_stands_alone(parsed_text: Parse) -> None:
    parsed = parsed_text(TEXT)
    alone = [token.i for token in parsed.tokens if token.text == "Soleimani"][-1]
    assert relabelled(with_label(parsed, alone, "GPE")).tokens[alone].entity == "PERSON"


def test_a_peoples_adjective_is_no_place(parsed_text: Parse) -> None:
    parsed = parsed_text(TEXT)
    adjective = next(token.i for token in parsed.tokens if token.text == "Ukrainian")
    assert relabelled(with_label(parsed, adjective, "GPE")).tokens[adjective].entity == "NORP"


def test_a_group_called_is_no_verb(parsed_text: Parse) -> None:
    parsed = parsed_text("IS attacked the city several times.")
    mistaken = replace(parsed.tokens[0], pos="AUX", tag="VBZ", dep="nsubj", entity="")
    assert relabelled(replace(parsed, tokens=(mistaken, *parsed.tokens[1:]))).tokens[0].pos == "PROPN"


def test_a_country_keeps_its_label(parsed_text: Parse) -> None:
    parsed = parsed_text("John Jordan met the king. The king of Jordan left.")
    country = [token.i for token in parsed.tokens if token.text == "Jordan"][-1]
    assert relabelled(with_label(parsed, country, "GPE")).tokens[country].entity == "GPE"


@given(st.sampled_from(["GPE", "ORG", "PERSON", "", "NORP"]), st.integers(0, 15))
def test_nothing_but_labels_changes(parsed_text: Parse, entity: str, i: int) -> None:
    parsed = with_label(parsed_text(TEXT), i, entity)
    changed = relabelled(parsed)
    assert [token.span for token in changed.tokens] == [token.span for token in parsed.tokens]
    assert relabelled(changed) == changed
