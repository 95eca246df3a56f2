"""A parsed text: tokens in a dependency tree, sentences, quotation marks and mentions, all pointing into the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportedly.model.text import Document, Problem, Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `head` is the index of its syntactic head in `Parsed.tokens` (its own at the root).

    `pos` are Universal POS tags, `tag` Penn Treebank tags, `dep` ClearNLP labels (nsubj, dobj, agent, prep, pobj ...),
    `entity` the OntoNotes label of the name that it is part of (PERSON, ORG, GPE, NORP ...) or ''.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    sentence: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens first to last (excluded), its root, and the paragraph that it stands in."""

    first: int
    last: int
    root: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `span` holds its marks, `inner` is what stands between them; a mark may be missing in the text."""

    span: Span
    inner: Span
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that speaks of somebody or something: a name, a common noun phrase or a pronoun.

    `head` is a token index, `label` the OntoNotes label of a name or '', `antecedents` the indices in
    `Parsed.mentions` of what it means (several for 'the two groups'), empty where it is its own or unknown.
    """

    span: Span
    head: int
    kind: str  # 'name', 'nominal', 'pronoun'
    label: str = ""
    plural: bool = False
    antecedents: tuple[int, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """What `parsing.parse` hands on."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        return self.document.text

    def words(self, span: Span) -> str:
        """The text's own words in a span."""
        return self.document.text[span.start : span.end]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                found[token.head].append(token.i)
        return tuple(map(tuple, found))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    def children(self, i: int, *deps: str) -> tuple[Token, ...]:
        """The syntactic children of token i in text order, only those with one of the labels where any is given."""
        return tuple(self.tokens[c] for c in self._children[i] if not deps or self.tokens[c].dep in deps)

    def child(self, i: int, *deps: str) -> Token | None:
        """The first child of token i with one of the labels, or None."""
        return next(iter(self.children(i, *deps)), None)

    def subtree(self, i: int) -> list[Token]:
        """Token i and all that hangs on it, in text order."""
        found, todo = [], [i]
        while todo:
            found.append(todo[-1])
            todo.extend(self._children[todo.pop()])
        return [self.tokens[k] for k in sorted(found)]

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads above token i, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def sentence_span(self, sentence: Sentence) -> Span:
        return Span(self.tokens[sentence.first].start, self.tokens[sentence.last - 1].end)

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that touch a span."""
        return self.tokens[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def cover(self, *tokens: Token) -> Span:
        """The smallest span that holds the tokens."""
        return Span(min(token.start for token in tokens), max(token.end for token in tokens))

    def mention_at(self, i: int) -> Mention | None:
        """The mention whose head is token i, or None."""
        return self._mention_by_head.get(i)

    @cached_property
    def _mention_by_head(self) -> dict[int, Mention]:
        return {mention.head: mention for mention in self.mentions}
