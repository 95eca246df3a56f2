"""What kind of thing a mention speaks of, as far as its words show: a person, people, a group, a place or a thing."""

from __future__ import annotations

import functools
from importlib.resources import files

from reportedly.model import Mention, Parsed, Token

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_ACTORS = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LAW", "EVENT", "WORK_OF_ART", "LANGUAGE"}
)
_REPORTERS = frozenset(
    {"observatory", "watchdog", "agency", "newspaper", "channel", "outlet", "website", "broadcaster", "monitor"}
)
_MALE, _FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})


def kind_of(parsed: Parsed, mention: Mention) -> str:
    """person, people (several), group (one body of many), place (a state may act), thing."""
    head = parsed.tokens[mention.head]
    noun = noun_kind(head)
    if mention.label in _NO_ACTORS:
        return "thing"
    if noun in ("person", "group") and head.pos == "NOUN":
        return "people" if mention.plural else noun
    if mention.kind == "name":
        return _kind_of_name(parsed, mention, head)
    return noun if noun == "place" else "thing"


def _kind_of_name(parsed: Parsed, mention: Mention, head: Token) -> str:
    """The parser's label, unless the words show better: 'the Houthis' are no person, 'Qassem, who' is one."""
    article = parsed.child(head.i, "det") is not None
    if (
        mention.label == "NORP"
        or head.tag == "NNPS"
        or (article and head.lower.endswith("s") and mention.label != "ORG")
    ):
        return "people"
    if not article and (mention.label == "PERSON" or _has_relative_who(parsed, head)):
        return "person"
    if mention.label in _PLACES:
        return "place"
    return "group"


def _has_relative_who(parsed: Parsed, head: Token) -> bool:
    clause = parsed.child(head.i, "relcl")
    return clause is not None and any(child.lower == "who" for child in parsed.children(clause.i))


def gender_of(parsed: Parsed, mention: Mention) -> str:
    """male, female or '' where neither the noun nor a title shows it."""
    head = parsed.tokens[mention.head]
    for token in (head, *parsed.children(head.i, "compound", "amod", "appos")):
        gender = _row(token.lemma.lower().strip("."))[1]
        if gender:
            return gender
    return ""


def pronoun_gender(token: Token) -> str:
    """The gender that a personal pronoun shows."""
    return "male" if token.lower in _MALE else "female" if token.lower in _FEMALE else ""


def noun_kind(token: Token) -> str:
    """person, group, place, speech (of a verb) or '' by data/kinds.tsv."""
    return _row(token.lemma.lower())[0]


def pair_of(token: Token) -> str:
    """What two of them are when 'the two' stands before: bodies, states, persons or ''."""
    return _row(token.lemma.lower())[2]


def speaks(parsed: Parsed, token: Token) -> bool:
    """Whether a token is the subject of a verb of saying."""
    return token.dep == "nsubj" and noun_kind(parsed.tokens[token.head]) == "speech"


def tells_news(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention is one who only tells of deeds: an outlet, an observatory, a spokesman."""
    head = parsed.tokens[mention.head]
    return head.lemma.lower() in _REPORTERS or parsed.words(mention.span).casefold() in _outlets()


@functools.cache
def _outlets() -> frozenset[str]:
    text = files("reportedly.knowledge").joinpath("outlets.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return frozenset(name.casefold() for row in rows if row[2] == "outlet" for name in (row[0], *row[1].split("|")))


def _row(noun: str) -> tuple[str, str, str]:
    return _table().get(noun, ("", "", ""))


@functools.cache
def _table() -> dict[str, tuple[str, str, str]]:
    text = files("reportedly.parsing").joinpath("data", "kinds.tsv").read_text(encoding="utf-8")
    cells = (line.split("\t") for line in text.split("\n")[1:] if line)
    return {cell[0]: (cell[1], cell[2], cell[3]) for cell in cells}
