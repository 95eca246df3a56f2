"""How likely a mention before a pronoun is what it means: by role, distance, kind, how often it was spoken of."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from reportedly.model import Mention, Parsed, Token
from reportedly.parsing.kinds import speaks, tells_news

HE_SHE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_OBJECTS = ("dobj", "pobj", "dative")
_ROLES = {
    "nsubj": 3.0, "nsubjpass": 3.0, "ROOT": 2.5, "dobj": 1.6, "dative": 1.4, "appos": 1.2, "attr": 1.2, "poss": 1.3,
    "conj": 1.4,
}  # fmt: skip


@dataclass(slots=True)
class Discourse:
    """The mentions of a text as they are read, first to last."""

    parsed: Parsed
    mentions: list[Mention]
    index: dict[int, int]
    by_sentence: dict[int, list[int]] = field(default_factory=dict)
    spoken_of: Counter[str] = field(default_factory=Counter)
    kinds: dict[int, str] = field(default_factory=dict)
    genders: dict[int, str] = field(default_factory=dict)
    last_of_noun: dict[tuple[str, bool], int] = field(default_factory=dict)

    def stem(self, i: int) -> str:
        """By what a mention counts as spoken of again: the first letters of its head."""
        return self.parsed.tokens[self.mentions[i].head].lemma.lower()[:6]


def weight(text: Discourse, i: int, head: Token) -> float:
    """How likely it is meant: by its role, how near it stands, how often it was spoken of, and what it is."""
    mention = text.mentions[i]
    token = text.parsed.tokens[mention.head]
    back = head.sentence - token.sentence
    likely = _ROLES.get(token.dep, 1.0) - (1.7 * back if back else 0.04 * (head.i - token.i))
    likely += 0.25 * min(text.spoken_of[text.stem(i)], 5) + (0.4 if mention.kind == "name" else 0.0)
    likely += _fit_of_kind(text, i, head, token)
    if head.dep in _SUBJECTS and token.dep in _SUBJECTS:
        likely += 0.6
    if head.dep in _OBJECTS:
        likely += (0.4 if token.dep in _OBJECTS else 0.0) - (1.5 if back else 0.0)
    if head.lower in THEY and len(mention.antecedents) > 1:
        likely += 1.5 if back else 4.5  # 'the two groups' set the scene for 'they'
    if speaks(text.parsed, token):
        likely += 1.5 if speaks(text.parsed, head) else 0.0
        likely -= 3.0 if is_quoted(text.parsed, head) and not is_quoted(text.parsed, token) else 0.0
    if not speaks(text.parsed, head):
        likely -= 2.5 if tells_news(text.parsed, mention) else 0.0
        likely -= 4.0 if back and _says_it_behind(text.parsed, token) else 0.0
    return likely - 0.002 * (head.i - token.i)


def _says_it_behind(parsed: Parsed, token: Token) -> bool:
    """Whether somebody only tells what stands before him: the residents of 'Gunmen fled, residents said'."""
    verb = parsed.tokens[token.head]
    return speaks(parsed, token) and any(one.i < token.i for one in parsed.children(verb.i, "ccomp", "parataxis"))


def _fit_of_kind(text: Discourse, i: int, head: Token, token: Token) -> float:
    """'They' are rather several than one body, 'it' rather a body than a thing or a mere scene."""
    kind = text.kinds[i]
    likely = {"thing": -1.5, "place": -1.0 if token.dep == "pobj" else -0.2}.get(kind, 0.0)
    if (
        kind == "place"
        and _wants_an_actor(text.parsed, head)
        and token.dep in ("nsubj", "pobj", "dobj")
        and not _acts(text, i)
    ):
        likely -= 2.0
    if head.lower in THEY and kind == "group":
        likely -= 2.0 if speaks(text.parsed, token) else 0.0
        likely -= 2.0 if text.mentions[i].kind == "nominal" else 0.5
    return likely


def _acts(text: Discourse, i: int) -> bool:
    """Whether a place is the subject of a verb of doing or saying, here or elsewhere in its sentence's main clause."""
    token = text.parsed.tokens[text.mentions[i].head]
    return token.dep == "nsubj" and text.parsed.tokens[token.head].lemma != "be"


def _wants_an_actor(parsed: Parsed, token: Token) -> bool:
    """Whether a token is the subject of a verb that does something to something."""
    verb = parsed.tokens[token.head]
    return token.dep == "nsubj" and verb.lemma != "be" and parsed.child(verb.i, "dobj", "xcomp") is not None


def is_quoted(parsed: Parsed, token: Token) -> bool:
    """Whether a token stands between quotation marks."""
    place = bisect_right(parsed.quotes, token.start, key=lambda quote: quote.inner.start) - 1
    return place >= 0 and parsed.quotes[place].inner.holds(token.span)
