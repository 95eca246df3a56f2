"""The same walk in a spaCy pipeline: `nlp.add_pipe("reportedly")` puts the reading on `doc._.reading`."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

import reportedly
from reportedly.parsing.language import MODEL

TEXT = "Two officers told Reuters that the rebels had shelled the port. The rebels denied it."


@pytest.fixture(scope="module")
def nlp():  # type: ignore[no-untyped-def]  # spaCy's types are not needed to test it
    spacy = import_module("spacy")
    pipeline = spacy.load(MODEL)
    pipeline.add_pipe("reportedly")
    return pipeline


def test_the_component_reads_what_read_text_reads(nlp) -> None:  # type: ignore[no-untyped-def]
    reading = nlp(TEXT)._.reading
    alone = reportedly.read_text(TEXT)
    assert reading.attributions == alone.attributions
    assert reading.claims == alone.claims
    assert replace(reading, document=alone.document) == replace(alone, problems=reading.problems)


def test_read_and_parse_accept_a_doc(nlp) -> None:  # type: ignore[no-untyped-def]
    doc = nlp(TEXT)
    assert reportedly.read(doc).claims == doc._.reading.claims
    assert [token.text for token in reportedly.parse(doc).tokens] == [token.text for token in doc]


def test_the_component_leaves_the_doc_as_it_was(nlp) -> None:  # type: ignore[no-untyped-def]
    assert nlp(TEXT).text == TEXT
