"""Tells a name, by which two reports can mean the same, from a description, by which each means its own."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = re.compile(r"\d[\d,.]*(?:[-–]\d[\d,.]*)?")
_ABOUT = re.compile(
    r"a|about|almost|another|around|as|at|between|few|first|least|less|many|more|most|nearly|over|some|than|to|under|up"
)
_MANY = re.compile(
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"(?:hundred|thousand|million|dozen|score)s?|several"
)
_WHICH = re.compile(r"the|an|other|both|all")
# What names may begin with in small letters: 'al Qaeda', 'de Gaulle', 'bin Salman'.
_PARTICLE = re.compile(r"a[dlnrstz]|ash|e[ls]|d[aeiu]|del|della|der|des|di|do|dos|ibn|bin|bint|ben|ould|la|le|van|von")
_MOST = 200  # code points that are looked at


def is_a_number(name: str) -> bool:
    """Whether a name only says how many of what kind: '26 people', 'at least 15 civilians', 'dozens', never '17
    November', 'Two Rivers Brigade' or '7th Division'."""
    words = _behind(_ABOUT, name)
    if not words or not (_DIGITS.fullmatch(words[0]) or _MANY.fullmatch(words[0].lower())):
        return False
    return len(words) == 1 or words[1][0].islower()


@lru_cache(maxsize=4096)  # a picture asks for the same few names hundreds of times
def is_a_description(name: str) -> bool:
    """Whether a name names nobody: 'gunmen', 'oil tanker', 'governor of Red Sea State', '26 people'.

    So it is where it begins with a small letter that begins no name. What stood at a sentence's start with a capital
    can't be told from a name by itself: 'Rebels'.
    """
    words = _behind(_WHICH, name)
    if is_a_number(name) or not words:
        return bool(name.strip())
    first, *others = " ".join(words).replace("-", " ").split()[:2] or ("",)
    return words[0][0].islower() and not (others and _PARTICLE.fullmatch(first))


def _behind(small: re.Pattern[str], name: str) -> list[str]:
    """The words behind those that only say about how many, or which."""
    words = name[:_MOST].split()
    while words and small.fullmatch(words[0].lower()):
        words = words[1:]
    return words
