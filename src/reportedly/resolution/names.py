"""Names in a form that can be compared, whatever the spelling of apostrophes, articles and accents."""

from __future__ import annotations

import re
import unicodedata

_POSSESSIVE = re.compile(r"['’ʼ]s?(?!\w)")
_DROPPED = str.maketrans("", "", "'’ʼ`‘ʿʾ.")
_SPACED = re.compile(r"[^\w]+")
_ARTICLE = re.compile(r"^(?:(?:the|an?) )+(?=\S)")
_CLEAN = re.compile(r"^(?:(?:the|an?|this|that|these|those|its|their|his|her|our|my|your)\s+)+", re.IGNORECASE)
_EDGES = " \t\n\r\"'“”‘«»,;:()[]–—-"


def fold(name: str) -> str:
    """Lower case, without accents, marks, possessive endings and a leading article: 'the Houthis’' is 'houthis'."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = _POSSESSIVE.sub("", name.casefold()).translate(_DROPPED)
    return _ARTICLE.sub("", _SPACED.sub(" ", name).strip())


def respelt(folded: str) -> str:
    """A folded name in one of the spellings that Arabic names have: 'sharqiyyah' and 'sharqiya' are one.

    Letters are no spelling: 'AAH' is not 'AA'.
    """
    return re.sub(r"(?<=\w{3})ah\b", "a", folded.replace("yy", "y"))


def clean(words: str) -> str:
    """The text's own words without articles, possessives and marks at the edges, on one line."""
    words = " ".join(words.split()).strip(_EDGES)
    words = _CLEAN.sub("", words).strip(_EDGES)
    return re.sub(r"['’]s?$", "", words) if re.search(r"\w['’]s?$", words) else words


def is_acronym(name: str) -> bool:
    """Whether a name is spelt in capitals and short: 'STC', 'U.S.', 'M23', 'CJTF-OIR'."""
    bare = re.sub(r"[.\-/]", "", name)
    return 2 <= len(bare) <= 8 and bare.isalnum() and bare.upper() == bare and not bare.isdigit()
