"""The public verbs for Python: read one document, read many, read a text, parse, from what a caller has at hand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from reportedly.intake import Failure, Given, Received, receive, receive_text
from reportedly.model import Document, Parsed, Problem, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.intake import LanguageModel

Input: TypeAlias = "str | os.PathLike[str]"
_LONGEST_PATH = 4096
_NO_BYTES = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # the digest of nothing


class ReadError(ValueError):
    """A document that can't be read: one line that says which, what is wrong, and what to do."""


def read(
    document: Input | Doc | Document,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    attribution: str | None = None,
    proposer: LanguageModel | None = None,
) -> Reading:
    """The reading of one document: a file's path ('-' is standard input), a spaCy Doc, or a `Document`.

    What the keywords say wins over what the document says of itself; `published` is a date such as '2024-03-12' or
    'March 2024'; `attribution` is what finds who says what, 'tagger' or 'rules'. A Doc needs tags, a parse and names.
    A `proposer` is a language model that is sent the text, and whose claims, if they hold, stand behind our own.
    Raises ReadError where the document can't be read, and for a file that holds several documents: `read_all` reads
    those.
    """
    given = _given(published, publisher, title)
    if isinstance(document, Document):
        return _proposed(_walked(_overridden(document, given), (), attribution=attribution), proposer)
    if not isinstance(document, str | os.PathLike):
        return _proposed(_read_doc(document, given, attribution), proposer)
    found = _only(receive([document], given), document)
    return _proposed(_walked(found.document, found.problems, attribution=attribution), proposer)


def read_all(
    inputs: Input | Iterable[Input],
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    attribution: str | None = None,
    proposer: LanguageModel | None = None,
) -> Iterator[Reading]:
    """The readings of files, folders or '-' in order, each as it is asked for.

    Raises nothing on a document's account: one that can't be read yields a reading with an empty text whose `problems`
    say why.
    """
    given = _given(published, publisher, title)
    several = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
    return (reading_of(found, attribution, proposer) for found in receive(several, given))


def read_text(
    text: str,
    *,
    name: str = "text",
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    attribution: str | None = None,
    proposer: LanguageModel | None = None,
) -> Reading:
    """The reading of a text that is at hand.

    Raises ReadError where it is empty or longer than five million characters.
    """
    found = _or_raise(receive_text(text, name, _given(published, publisher, title)))
    return _proposed(_walked(found.document, found.problems, attribution=attribution), proposer)


def parse(document: str | Document | Doc) -> Parsed:
    """Tokens, sentences, paragraphs, quotation marks and mentions of a text, a `Document` or a parsed spaCy Doc.

    Raises ReadError where a text is empty or longer than five million characters.
    """
    from reportedly.parsing import parse as parse_document

    if isinstance(document, Document):
        return parse_document(document)
    if isinstance(document, str):
        return parse_document(_or_raise(receive_text(document, "text")).document)
    return parse_document(_or_raise(receive_text(document.text, "doc")).document, document)


def _read_doc(doc: Doc, given: Given, attribution: str | None) -> Reading:
    """The reading of a spaCy Doc, which is not parsed again."""
    if not hasattr(doc, "text") or not hasattr(doc, "sents"):
        raise TypeError(f"a path, a spaCy Doc or a Document is read, not {type(doc).__name__}")
    found = _or_raise(receive_text(doc.text, "doc", given))
    return _walked(found.document, found.problems, doc, attribution)


def reading_of(
    found: Received | Failure, attribution: str | None = None, proposer: LanguageModel | None = None
) -> Reading:
    """The reading of what intake hands on; of a failure one with an empty text, so that no document is lost.

    Its `document.id` is the digest of the bytes, or that of no bytes where none could be had.
    """
    if isinstance(found, Failure):
        return _unread(Document(found.id or _NO_BYTES, found.name, ""), (found.problem,))
    try:
        return _proposed(_walked(found.document, found.problems, attribution=attribution), proposer)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not cost the reader the others
        fault = f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]
        problem = Problem("fault", f"a fault of reportedly ({fault}); please report it")
        return _unread(found.document, (*found.problems, problem))


def _walked(
    document: Document, problems: tuple[Problem, ...], doc: Doc | None = None, attribution: str | None = None
) -> Reading:
    from reportedly.pipeline import read_document

    return read_document(document, doc, problems, attribution)


def _proposed(reading: Reading, proposer: LanguageModel | None) -> Reading:
    """The reading with a language model's claims behind its own, where a caller handed one in."""
    if proposer is None:
        return reading
    from reportedly.proposing import propose

    return propose(reading, proposer.ask, proposer.model)


def _unread(document: Document, problems: tuple[Problem, ...]) -> Reading:
    from reportedly.pipeline import unread

    return unread(document, problems)


def _given(published: str | None, publisher: str | None, title: str | None) -> Given:
    try:
        return Given(published, publisher, title)
    except ValueError as error:
        raise ReadError(f"published: {error}") from None


def _overridden(document: Document, given: Given) -> Document:
    return replace(
        document,
        published=given.published or document.published,
        publisher=given.publisher or document.publisher,
        title=given.title or document.title,
    )


def _only(documents: Iterator[Received | Failure], named: Input) -> Received:
    """The one document of an input; a second one is an error, since its reading would be lost."""
    if isinstance(named, str) and ("\n" in named or len(named) > _LONGEST_PATH):
        raise ReadError("that is a text and no file's name; use reportedly.read_text for it")
    first = next(documents)
    if next(documents, None) is not None:
        raise ReadError(
            f"{os.fspath(named)}: holds several documents; use reportedly.read_all, which reads them in turn"
        )
    return _or_raise(first)


def _or_raise(found: Received | Failure) -> Received:
    if isinstance(found, Failure):
        raise ReadError(found.line())
    return found
