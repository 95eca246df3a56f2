"""Names and phrases in a form that can be compared, and whether two of them are one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_POSSESSIVE = re.compile(r"['’ʼ]s?(?!\w)")
_DROPPED = str.maketrans("", "", "'’ʼ`‘ʿʾ.")
_SPACED = re.compile(r"[^\w]+")
_ARTICLE = re.compile(r"^(?:(?:the|an?) )+(?=\S)")
_AFTER = re.compile(
    r" (?:in|of|at|from|near|who|loyal|linked|allied|affiliated|with|between|on|that|to|for|along|outside|inside|by|and"
    r"|including) .*"
)
_COUNTED = re.compile(
    r"^(?:\d\S*|an?|the|its|their|his|her|one|another|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?|hundreds?"
    r"|thousands?|several|some|many|least|at|more|than|about|few|both|other|unnamed|local|all|of) (?=\S)"
)
_COUNT = re.compile(
    r"\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|scores?|hundreds?"
    r"|thousands?|several|some|many|at|more|about|around|nearly|over|few|both|unnamed|unidentified|suspected|armed|any|no"
)
_PREFIX = re.compile(r"^(?:al|el|as|ash|an|ad|at|az|ar|d|l)[-'\u2019]")  # 'al-Shabab' is a name
# Two words that say who they are together.
_PAIRS = frozenset(("aid worker", "relief worker", "machine gun", "armed man", "armed individual", "armed people"))
_LINKS = frozenset(
    ["in", "of", "at", "from", "near", "who", "with", "between", "on", "that", "outside", "inside", "by"]
)
_BODIES = frozenset(
    (
        *("ministry", "government", "army", "military", "police", "navy", "movement", "group", "coalition", "council"),
        *("party", "front", "authority", "command", "force", "brigade", "commission", "union", "agency", "office"),
        *("administration", "presidency", "parliament", "organisation", "organization", "department"),
    )
)
_FILLING = frozenset(["of", "the", "for", "and", "in", "on", "at", "a", "an", "al", "to", "de"])
_SPELLINGS = {
    "defense": "defence",
    "center": "centre",
    "labor": "labour",
    "recognised": "recognized",
    "organisation": "organization",
    "internationally": "",
}
_NIGER, _NIGERIA = ("niger",), ("nigeria", "nigerian")  # the one adjective that runs into another country's name
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.\-]{1,7}")


@lru_cache(200_000)
def fold(name: str) -> str:
    """Lower case, without accents, marks, possessive endings and a leading article: 'the Houthis’' is 'houthis'."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = _POSSESSIVE.sub("", name[:300].casefold()).translate(_DROPPED)
    return _ARTICLE.sub("", _SPACED.sub(" ", name).strip())


@lru_cache(200_000)
def head(phrase: str) -> str:
    """What a common noun phrase is about, in the singular: '40 pupils in Damboa' is 'pupil'; '' where nothing is."""
    words = fold(phrase)
    while (shorter := _COUNTED.sub("", words)) != words:
        words = shorter
    words = _AFTER.sub("", f" {words}").strip()
    parts = words.split()
    if len(parts) > 1 and f"{parts[-2]} {singular(parts[-1])}" in _PAIRS:
        return f"{parts[-2]} {singular(parts[-1])}"
    return singular(parts[-1]) if parts else ""


def singular(word: str) -> str:
    """A noun without its plural ending, by the commonest rules."""
    irregular = {"men": "man", "women": "woman", "children": "child", "people": "people", "servicemen": "serviceman"}
    if word in irregular or not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return irregular.get(word, re.sub(r"men$", "man", word) if len(word) > 4 else word)
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


@lru_cache(100_000)
def telling(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    words = (_SPELLINGS.get(word, word) for word in fold(name).split() if word not in _FILLING)
    return frozenset(filter(None, words))


def is_same_name(a: str, b: str) -> bool:
    """Whether two names are one, word for word in any order, a country for its adjective, or one's initials.

    'Armenian Defence Ministry' is 'the Defense Ministry of Armenia'; 'SOHR' is 'Syrian Observatory for Human Rights'.
    """
    if fold(a) == fold(b):
        return True
    if is_initials(a, b) or is_initials(b, a):
        return True
    mine, theirs = telling(a), telling(b)
    return bool(mine) and len(mine) == len(theirs) and _pairs_up(mine, theirs)


def is_part_of_name(a: str, b: str) -> bool:
    """Whether b says all that a says and more: 'Defence Ministry' and 'Defence Ministry of Armenia'."""
    mine, theirs = telling(a), telling(b)
    return 0 < len(mine) < len(theirs) and _pairs_up(mine, theirs)


def is_initials(short: str, name: str) -> bool:
    """Whether a name in capitals is made of the other's first letters."""
    if not _ACRONYM.fullmatch(short.strip()):
        return False
    letters = re.sub(r"[^a-z0-9]", "", short.casefold())
    words = fold(name).split()
    whole = "".join(word[0] for word in words)
    return len(words) > 1 and letters in (whole, "".join(word[0] for word in words if word not in _FILLING))


@lru_cache(100_000)
def is_common(phrase: str) -> bool:
    """Whether a phrase is a description: counted, or its head is a common noun that is no body's ('the air base')."""
    words = phrase.split()
    if words and _COUNT.fullmatch(words[0].casefold()):
        return True
    ends = next((i for i, word in enumerate(words) if i and word in _LINKS), len(words))
    last = words[ends - 1] if words else ""
    return not _has_capital(last) and not last[:1].isdigit() and singular(fold(last)) not in _BODIES


def is_proper(name: str) -> bool:
    """Whether the words are a name rather than a common noun: one of them is written with a capital."""
    return any(_has_capital(word) for word in name.split())


def _has_capital(word: str) -> bool:
    return _PREFIX.sub("", word)[:1].isupper()


def _pairs_up(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    left = theirs - mine
    for word in sorted(mine - theirs):
        other = next((w for w in sorted(left) if _is_form_of(word, w)), None)
        if other is None:
            return False
        left -= {other}
    return True


def _is_form_of(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(short) < 4 or len(long) - len(short) > 3 or (short in _NIGER and long in _NIGERIA):
        return False
    return long.startswith(short) or (len(short) > 5 and long.startswith(short[:-1]) and long.endswith("an"))
