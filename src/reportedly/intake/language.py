"""Which language a text is in: English by its function words, else by py3langid's model, else unknown."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000  # code points: a language shows in far fewer
# Words that English uses in every second line, and hardly any other language at all: of 1,344 English reports all but
# one hold 10 % or more of them, of German, Czech and Russian sentences fewer than one in a hundred does.
_FUNCTION_WORDS = frozenset(
    {"the", "of", "and", "to", "that", "said", "with", "from", "has", "have", "had", "were", "by", "their", "which"}
    | {"who", "for", "are", "been", "this", "they"}
)
_WORD = re.compile(r"[^\W\d_]+")
# Nigerian Pidgin takes English headlines for itself, spoken Arabic and Chinese what is written in the standard ones.
_LEFT_OUT = frozenset({"pcm", "arz", "ary", "wuu", "yue", "zxx"})
_SURE = 0.8


def language_of(text: str) -> str | None:
    """The BCP 47 tag of a text's language; None where it is too short or too odd to tell.

    The model (py3langid, Barbaresi 2021) comes with its package, so nothing is fetched; the answer is always the same.
    """
    sample = text[:_SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    if not words:
        return None
    english = sum(word in _FUNCTION_WORDS for word in words) / len(words)
    if len(words) >= 10 and english >= 0.1:
        return "en"
    if not _is_mostly_latin(words):
        return _best(sample)[0]
    if len(words) < 4:
        return None
    language, confidence = _best(sample)
    return language if confidence >= _SURE else "en" if english >= 0.1 else None


def _is_mostly_latin(words: list[str]) -> bool:
    letters = [character for word in words[:500] for character in word]
    latin = sum(character.isascii() or unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return 2 * latin >= len(letters)


def _best(sample: str) -> tuple[str, float]:
    language, confidence = _identifier().classify(sample)
    return str(language), float(confidence)


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if label not in _LEFT_OUT])
    return identifier
