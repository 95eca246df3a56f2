"""A noun phrase taken apart: its head, its words without articles, its fuller form, whether it counts or points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.model import Parsed, Span, Token
from reportedly.resolution.classes import words_of
from reportedly.resolution.descriptions import Description, describe
from reportedly.resolution.gazetteer import is_place_of
from reportedly.resolution.names import clean
from reportedly.resolution.referents import Referent
from reportedly.resolution.report import Report
from reportedly.resolution.scan import Sighting

_POINTING = frozenset({"the", "these", "those", "this", "that", "such"})
_KEPT_AFTER = ("prep", "nummod", "nmod", "amod", "npadvmod", "dep")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `core` its own words, `full` with what is said after it, `content` the noun that tells who
    ('people' in 'dozens of people'), `counted` if it numbers them, `pointing` if it may speak of those already known,
    `definite` if its article says so."""

    span: Span
    head: Token
    core: str
    full: str
    content: Token
    description: Description | None
    counted: bool
    vague: bool
    pointing: bool
    definite: bool
    modifiers: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A phrase in its report: `follow` leads from a head to whom parsing found it to mean (None where to nobody),
    `read` reads another span."""

    report: Report
    phrase: Phrase
    follow: Callable[[Token], tuple[Referent, ...] | None]
    read: Callable[[Span], tuple[Referent, ...]]

    def at_head(self) -> Sighting | None:
        """The known name that the head of the phrase stands in, or that ends it: 'the militant group Hezbollah'."""
        over = self.report.sightings.over(self.phrase.head.span)
        if over is not None and not self._is_hyphenated():
            return over
        inside = self.report.sightings.inside(self.phrase.span)
        found = next((one for one in inside if one.span.touches(self.phrase.head.span)), None)
        if found is None and inside and inside[-1].span.start == self.phrase.head.end + 1:
            return inside[-1] if inside[-1].span.end >= self.phrase.span.end - 1 else None
        return found

    def _is_hyphenated(self) -> bool:
        """'Turkish' of 'Turkish-backed Free Syrian Army' is Turkey."""
        return self.report.parsed.text[self.phrase.span.end : self.phrase.span.end + 1] in ("-", "–")

    def is_compound(self, sighting: Sighting) -> bool:
        """Whether a name is the first part of a compound: 'Iranian-backed rebels' are not Iran's."""
        after = self.report.parsed.text[sighting.span.end : sighting.span.end + 2]
        return len(after) == 2 and after[0] in "-–" and after[1].isalpha()

    def is_a_place(self) -> bool:
        """Whether the phrase is the name of a town or region of a state that the report speaks of."""
        return is_place_of(self.phrase.core, self.report.states)

    def country(self) -> str | None:
        """The state whose name or adjective stands in the phrase."""
        for sighting in self.report.sightings.inside(self.phrase.span):
            if sighting.words and sighting.words[0].kind != "part" and not self.is_compound(sighting):
                return sighting.words[0].nation.code
        return None


def read_phrase(parsed: Parsed, span: Span) -> Phrase | None:
    """The noun phrase in a span; None where there are no words."""
    tokens = parsed.tokens_in(span)
    if not tokens:
        return None
    head = head_of(tokens)
    core = clean(parsed.words(span))
    content = _content(parsed, head)
    before = tuple(token for token in tokens if token.i < head.i and token.dep not in ("det", "punct", "case", "poss"))
    determiners = [token.lower for token in tokens if token.i < head.i and token.dep in ("det", "poss", "predet")]
    return Phrase(
        span=span,
        head=head,
        core=core,
        full=_full(parsed, span, head, core),
        content=content,
        description=describe(content, parsed.tokens[content.i - 1] if content.i > tokens[0].i else None),
        counted=content.i != head.i or any(_counts(token) for token in tokens if token.i <= head.i),
        vague=any(token.lower in words_of("vague") for token in tokens if token.i <= head.i),
        pointing=bool(_POINTING & set(determiners)) or not determiners,
        definite=bool(_POINTING & set(determiners)),
        modifiers=before,
    )


def head_of(tokens: tuple[Token, ...]) -> Token:
    """The token of a stretch that hangs on none other in it; the last noun where there are several."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head not in inside or token.head == token.i]
    nouns = [token for token in tops if token.pos in ("NOUN", "PROPN", "PRON")]
    return (nouns or tops or list(tokens))[-1 if not nouns else 0]


def _counts(token: Token) -> bool:
    if token.dep == "nummod" or token.tag == "CD":
        return True
    return token.lower in words_of("measure") - {"all", "both", "group"} and token.tag in ("DT", "JJ")


def _content(parsed: Parsed, head: Token) -> Token:
    """The noun that tells who is meant: under 'dozens of', 'members of', 'one of'."""
    if head.lower not in words_of("measure"):
        return head
    for prep in parsed.children(head.i, "prep"):
        inner = parsed.child(prep.i, "pobj") if prep.lower in ("of", "from") else None
        if inner is not None:
            return inner
    return head


def _full(parsed: Parsed, span: Span, head: Token, core: str) -> str:
    """The phrase with what directly follows it and belongs to it: 'group loyal to the council'."""
    kept = (*_KEPT_AFTER, "acl", "relcl") if head.lower == "those" else _KEPT_AFTER
    after = [child for child in parsed.children(head.i, *kept) if child.i > head.i and child.start >= span.end - 1]
    end = span.end
    astray = ("against", "at", "for") if _is_armed(parsed, head) else ()
    for child in after:
        inner = parsed.subtree(child.i)
        if parsed.child(child.i, "pcomp") is not None:
            break
        if inner[0].start > end + 1 or len(inner) > 9 or any(token.lower in (",", ";", ":") for token in inner):
            break
        if child.dep == "prep" and child.lower == "in" and _is_a_way(parsed, child):
            break  # 'the ambassador in protest'
        if child.dep == "prep" and child.lower in astray:
            break  # what hangs on 'rockets fired by militants at the port'
        if child.dep == "prep" and child.lower not in ("of", "from", "in", "with", "to", "against", "at", "for"):
            break
        end = inner[-1].end
    return clean(parsed.text[span.start : end]) if end > span.end else core


def _is_armed(parsed: Parsed, head: Token) -> bool:
    """Whether a noun behind 'by' names fighters or soldiers."""
    described = describe(head)
    return described is not None and described.role in ("rank", "force") and parsed.tokens[head.head].lower == "by"


def _is_a_way(parsed: Parsed, prep: Token) -> bool:
    """Whether a preposition's noun says how or why, and no place: 'in protest', 'in response'."""
    noun = parsed.child(prep.i, "pobj")
    return noun is not None and noun.tag == "NN" and noun.entity == "" and not parsed.children(noun.i)
