"""Which names the text itself shows to be places, where the tagger took them for people or bodies: 'the town of Sake',
'near Djibo', 'retook Avdiivka'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.model import Parsed, Token
from reportedly.parsing.kinds import speaks

_MISTAKEN = ("PERSON", "ORG", "NORP", "CARDINAL", "")
_PLACES = ("GPE", "LOC", "FAC")
_BESIDE = frozenset(["near", "outside", "around"])
_WITHIN = frozenset(["in", *_BESIDE])
_KINDS = frozenset(
    ["town", "village", "city", "district", "province", "region", "governorate", "suburb", "neighbourhood",
     "neighborhood", "county", "municipality", "hamlet", "locality", "township", "enclave"]
)  # fmt: skip
# What is done to towns and hardly ever to somebody; of what is captured only a name of one word is taken for a town.
_OF_TOWNS = frozenset(
    ["retake", "recapture", "reoccupy", "enter", "overrun", "shell", "bombard", "besiege", "encircle", "reach", "pound",
     "storm", "evacuate", "blockade", "liberate", "reconquer", "bomb", "raid", "loot"]
)  # fmt: skip
_OF_EITHER = frozenset(
    ["capture", "seize", "take", "occupy", "recover", "regain", "control", "hold", "lose", "leave", "hit", "strike",
     "attack", "target"]
)  # fmt: skip
# What begins the names of places and hardly of people: 'Ras al-Ain', 'Beit Hanoun', 'Port Sudan'.
_FIRST_WORDS = frozenset(
    ["ras", "deir", "tel", "tell", "tal", "khan", "beit", "jisr", "jabal", "jebel", "wadi", "wad", "ain", "ayn", "bab",
     "kafr", "bir", "port", "fort", "mount", "new", "nuevo", "nueva", "san", "santa", "saint"]
)  # fmt: skip
_OF = frozenset(["control", "shelling", "bombardment", "siege", "recapture", "storming", "outskirts", "north", "south",
    "east", "west", "residents", "people", "fall", "centre", "center", "streets"])  # fmt: skip
_ACRONYM = re.compile(r"[A-Z0-9.&-]{2,6}s?")
_TITLE = re.compile(r"(?:[A-Z][a-z]{1,4}\.|Mr|Mrs|Ms|Dr|Sheikh|Imam|President|General|Colonel|Major|Captain|Minister)")
_GROUPS = frozenset(["qaeda", "qaida", "shabaab", "shabab", "nusra", "mourabitoun", "murabitoun", "ittihad"])
_SHORTEST = 3  # letters
_LONGEST = 5  # words and hyphens

_NEVER = -100  # outweighs whatever speaks for a place
_OF_BODIES_TOO = frozenset(
    ["control", "hold", "lose", "leave", "hit", "strike", "attack", "target", "take", "raid", "bomb"]
)

Name = tuple[int, int]  # the first token and the one behind the last


def with_towns(parsed: Parsed) -> Parsed:
    """The same text, those names labelled as places that stand as such somewhere and nowhere as somebody."""
    parsed = _with_groups(parsed)
    names = list(_names(parsed))
    signs: Counter[str] = Counter()
    for name in names:
        signs[_words(parsed, name)] += _sign(parsed, name)
        if name[1] - name[0] > 1 and parsed.tokens[name[0]].entity == "PERSON":
            signs[_words(parsed, name).rpartition(" ")[2]] += _NEVER  # the surname alone is no town either
    towns = {words for words, weight in signs.items() if weight > 0}
    wrong = [i for name in names if _words(parsed, name) in towns for i in range(*name) if _is_mistaken(parsed, i)]
    if not wrong:
        return parsed
    tokens = list(parsed.tokens)
    for i in wrong:
        tokens[i] = replace(tokens[i], entity="GPE", pos="PROPN", tag="NNP")
    return replace(parsed, tokens=tuple(tokens))


def _with_groups(parsed: Parsed) -> Parsed:
    """The same text, groups that begin with an article labelled as bodies, since the tagger knows few of them."""
    if not any(_is_group(token) for token in parsed.tokens):
        return parsed
    tokens = (replace(token, entity="ORG") if _is_group(token) else token for token in parsed.tokens)
    return replace(parsed, tokens=tuple(tokens))


def _is_group(token: Token) -> bool:
    article, _, name = token.lower.partition("-")
    return article == "al" and name in _GROUPS


def _is_mistaken(parsed: Parsed, i: int) -> bool:
    return parsed.tokens[i].entity in _MISTAKEN


def _names(parsed: Parsed) -> Iterator[Name]:
    """Runs of capitalised words under one label that hang together, with hyphens and articles between them."""
    first = 0
    tokens = parsed.tokens
    while first < len(tokens):
        last = first
        while last + 1 < len(tokens) and _goes_on(tokens, first, last + 1):
            last += 1
        if _is_name(tokens[first]) and _is_name(tokens[last]):
            yield first, last + 1
        first = last + 1


def _goes_on(tokens: Sequence[Token], first: int, i: int) -> bool:
    one, before = tokens[i], tokens[i - 1]
    if not _is_name(tokens[first]) or one.sentence != before.sentence or one.entity != before.entity:
        return False
    inside = one.entity != "" and (one.text == "-" or one.pos == "PROPN")  # 'Nabil al-Hadi'
    return (_is_name(one) or inside) and one.start - before.end <= 1


def _is_name(token: Token) -> bool:
    capital = token.text.rpartition("-")[2][:1].isupper() if token.tag == "NNP" else token.text[:1].isupper()
    return capital and token.pos in ("PROPN", "X", "NOUN", "ADJ") and token.entity in (*_MISTAKEN, *_PLACES)


def _words(parsed: Parsed, name: Name) -> str:
    return parsed.text[parsed.tokens[name[0]].start : parsed.tokens[name[1] - 1].end]


def _sign(parsed: Parsed, name: Name) -> int:
    """How much a name's surroundings say that it is a place (above 0) or that it is not (below)."""
    head = parsed.tokens[name[1] - 1]
    if _is_somebodys(parsed, name, head):
        return _NEVER
    return _as_place(parsed, name, head)


def _is_somebodys(parsed: Parsed, name: Name, head: Token) -> bool:
    """Whether it speaks, has a title, age or article, is an acronym, or is no name of its own."""
    first = parsed.tokens[name[0]]
    before = parsed.tokens[name[0] - 1] if name[0] else None
    if (
        _is_group(head)
        or len(_words(parsed, name)) < _SHORTEST
        or _ACRONYM.fullmatch(head.text)
        or head.tag in ("NNPS", "NNS")
    ):
        return True
    if before is not None and before.sentence == first.sentence and _is_of_somebody(before):
        return True
    if speaks(parsed, head) or head.dep in ("compound", "amod", "appos"):
        return head.dep != "compound" or parsed.tokens[head.head].lower not in _KINDS
    return any(child.lower in ("who", "himself", "herself") for child in _around(parsed, head))


def _is_of_somebody(before: Token) -> bool:
    return before.lower in ("the", "a", "an") or _TITLE.fullmatch(before.text) is not None


def _around(parsed: Parsed, head: Token) -> Iterator[Token]:
    for clause in parsed.children(head.i, "relcl"):
        yield from parsed.children(clause.i)


def _as_place(parsed: Parsed, name: Name, head: Token) -> int:
    if name[1] - name[0] > _LONGEST:
        return 0
    above = parsed.tokens[head.head]
    if head.dep == "compound" and above.lower in _KINDS:
        return 2
    if head.dep == "pobj":
        return _behind(parsed, name, head, above)
    if head.dep in ("dobj", "nsubjpass") and len(parsed.words(head.span)) >= _SHORTEST:
        if head.entity == "ORG" and above.lemma in _OF_BODIES_TOO:
            return 0
        alone = name[1] - name[0] == 1 or parsed.tokens[name[0]].lower in _FIRST_WORDS
        return int(above.lemma in _OF_TOWNS or (above.lemma in _OF_EITHER and alone))
    return 0


def _behind(parsed: Parsed, name: Name, head: Token, prep: Token) -> int:
    """What a preposition right before a name says of it."""
    if prep.i != name[0] - 1:
        return 0
    governor = parsed.tokens[prep.head]
    if prep.lower == "of":
        return 2 if governor.lower in _KINDS else int(governor.lower in _OF and head.entity != "ORG")
    if prep.lower in _BESIDE:
        return 1
    return int(prep.lower == "in" and head.entity in ("PERSON", "", *_PLACES))
