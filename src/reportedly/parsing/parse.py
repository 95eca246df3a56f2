"""From a document, or a spaCy Doc, to a `Parsed`: this room and spacy_component.py alone import spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportedly.model import Document, Parsed, Sentence, Span, Token
from reportedly.parsing.language import legible, load, pieces
from reportedly.parsing.lines import paragraphs, unwrapped
from reportedly.parsing.mentions import find_mentions
from reportedly.parsing.quotes import find_quotes
from reportedly.parsing.towns import with_towns

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 250  # words a sentence: what walks through a tree costs time by the square, and no writer goes so far


def parse(document: Document, doc: Doc | None = None) -> Parsed:
    """Tokens, sentences, paragraphs, quotation marks and mentions of a document.

    A spaCy `doc` of the same text that already has tags, a parse and names is taken as it is; else spaCy's small
    English model reads the text in pieces. Never raises on a text's account.
    """
    text = unwrapped(document.text)
    docs = [(0, doc)] if doc is not None else list(_parse_pieces(text))
    tokens, sentences, spans = _collect(docs, text)
    quotes = find_quotes(document.text, spans)
    bare = with_towns(Parsed(document, tokens, sentences, spans, quotes))
    return replace(bare, mentions=find_mentions(bare))


def _parse_pieces(text: str) -> Iterator[tuple[int, Doc]]:
    spans = list(pieces(text))
    read = legible(text)
    docs = load().pipe((read[span.start : span.end] for span in spans), batch_size=1)
    yield from zip((span.start for span in spans), docs, strict=True)


def _collect(
    docs: list[tuple[int, Doc]], text: str
) -> tuple[tuple[Token, ...], tuple[Sentence, ...], tuple[Span, ...]]:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    spans, paragraph = paragraphs(text), 0
    for offset, doc in docs:
        for sent in doc.sents:
            for piece in _split_at_lines(text, offset, [word for word in sent if not word.is_space]):
                first = len(tokens)
                tokens.extend(_tokens(text, piece, offset, first, len(sentences)))
                while paragraph + 1 < len(spans) and spans[paragraph + 1].start <= tokens[first].start:
                    paragraph += 1
                root = next(token.i for token in tokens[first:] if token.head == token.i)
                sentences.append(Sentence(first, len(tokens), root, paragraph))
    return tuple(tokens), tuple(sentences), spans


def _split_at_lines(text: str, offset: int, words: list[Any]) -> Iterator[list[Any]]:
    """The words of a sentence, cut where a line ends, for a headline has no full stop, and where one never ends."""
    piece: list[Any] = []
    for word in words:
        between = text[offset + piece[-1].idx + len(piece[-1]) : offset + word.idx] if piece else ""
        if len(piece) == LONGEST or "\n" in between:
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _tokens(text: str, words: list[Any], offset: int, first: int, sentence: int) -> Iterator[Token]:
    index = {word.i: first + k for k, word in enumerate(words)}
    roots = [word for word in words if word.head.i not in index or word.head.i == word.i]
    root = index[roots[0].i] if roots else first
    for k, word in enumerate(words):
        is_root = word.head.i == word.i or word.head.i not in index
        head = root if is_root else index[word.head.i]
        start = offset + word.idx
        end = start + len(word.text)
        yield Token(
            first + k, start, end, text[start:end], word.lemma_, word.pos_, word.tag_,
            "ROOT" if head == first + k else "dep" if is_root else word.dep_, head, word.ent_type_, sentence,
        )  # fmt: skip
