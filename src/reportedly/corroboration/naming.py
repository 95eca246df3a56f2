"""Finds among named voices those that are one under two spellings, and those that may be."""

from __future__ import annotations

import re
from itertools import combinations

from reportedly.corroboration.folding import fold, is_initials, is_part_of_name, is_same_name, telling
from reportedly.corroboration.tables import nations, titles
from reportedly.model.corroboration import Voice

Pair = tuple[str, str]
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)?$")  # 'FAMa' behind a name, also where the end is cut off
_GOVERNMENT = frozenset(("government",))
_ARMY = frozenset(("army", "military", "armed", "forces", "force", "general", "staff"))
_FILLING = frozenset(("the", "of", "defence", "defense", "internationally", "recognized", "recognised"))
_OFFICE = re.compile(
    r"^(?:the )?(?:\w+ )?(?P<office>mayor|governor|administrator|prefect|sub-prefect|president|prime minister|chairman"
    r"|bishop|archbishop|deputy commissioner|commissioner|ambassador|sultan|emir) of (?:the )?"
    r"(?P<of>[A-Z][\w’' -]*?)"
    r"(?: (?:territory|province|district|region|state|city|town|department|governorate|county))?$",
    re.IGNORECASE,
)
_BEFORE_TITLES = frozenset(("government", "army", "military", "police", "state", "chief", "deputy", "rear", "vice"))

# Words that make an incomplete name: 'the Defence Ministry' leaves out whose it is, 'the Taliban' leaves out nothing.
INCOMPLETE = frozenset(
    word
    for words in (
        ("ministry", "defence", "interior", "foreign", "health", "army", "military", "police", "government", "office"),
        ("presidency", "command", "navy", "air", "force", "forces", "hospital", "prosecutor", "parliament", "council"),
        ("staff", "general", "security", "intelligence", "coalition", "spokesman"),
    )
    for word in words
)


def same_names(voices: dict[str, Voice]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of tokens whose voices are certainly one, and pairs that may be: a short name that fits two long ones.

    Near-linear in the number of voices: only those that share the stem of a word or their initials are compared.
    """
    if len(voices) < 2:
        return [], []
    certain: list[Pair] = []
    fits: dict[str, list[str]] = {}
    for a, b in _candidates(voices):
        if _are_one(voices[a], voices[b]):
            certain.append((a, b))
        elif short := _shorter(a, b, voices):
            fits.setdefault(short, []).append(b if short == a else a)
    maybe: list[Pair] = []
    for short, long in sorted(fits.items()):
        (certain if len(long) == 1 else maybe).extend((short, other) for other in sorted(long))
    return certain, maybe


def office_key(voice: Voice) -> str | None:
    """The office that one person holds, by which he is known without a name: 'the administrator of Djugu territory'.

    It is told of the unnamed by what he is called, of the named by his role. 'A local official' holds none.
    """
    words = (voice.role or "") if voice.named else voice.name if voice.name[:4].casefold() == "the " else ""
    found = _OFFICE.search(words) if voice.kind == "person" else None
    if found is None or voice.body:
        return None
    where = fold(found["of"])
    return f"office:{found['office'].casefold()} of {where}" if where and found["of"][:1].isupper() else None


def is_body(name: str) -> bool:
    """Whether a name says that it is an arm of a state: 'Ministry of National Defence of Niger'."""
    return bool(telling(name) & INCOMPLETE)


def bare(name: str) -> str:
    """A person's folded name without the titles before it: 'Capt Oksana Hrytsenko' is 'oksana hrytsenko'."""
    words = fold(name).split()
    while len(words) > 1 and (words[0] in titles() or words[0] in _BEFORE_TITLES):
        words.pop(0)
    return " ".join(words)


def state_key(voice: Voice) -> str | None:
    """What all names of one state's government, or of its army, have in common; None where it is neither.

    'Mali's military' is 'the Malian Armed Forces (FAMa)'; 'the Libyan National Army' and 'a Yemeni brigade' are not.
    """
    code, rest = state_and_rest(voice.body or voice.name)
    if not code and voice.type in ("government", "country", "military") and not voice.body:
        code = voice.country
    if code is None or not rest or not names_the_whole(rest):
        return None
    return f"body:{'army' if _ARMY & set(rest) else 'government'} of {code}"


def names_the_whole(rest: list[str]) -> bool:
    """Whether a name's words beside its state say the whole government or army rather than an arm of it."""
    return all(word in _GOVERNMENT | _ARMY | _FILLING for word in rest)


def state_and_rest(name: str) -> tuple[str | None, list[str]]:
    """The state that a name tells (ISO 3166-1 alpha-3), and its other words, folded: ('BFA', ['army'])."""
    words = fold(_IN_BRACKETS.sub("", name)).split()
    for size in (4, 3, 2, 1):
        for i in range(len(words) - size + 1):
            if code := nations().get(" ".join(words[i : i + size])):
                return code, words[:i] + words[i + size :]
    return None, words


def coded(name: str) -> str:
    """A name with the code of a state for its name or adjective: 'Turkey's' and 'Turkish' defence ministry are one."""
    if name.isupper():
        return name  # initials are compared by their letters
    return " ".join(nations().get(word, word) for word in fold(name).split())


def _candidates(voices: dict[str, Voice]) -> list[Pair]:
    buckets: dict[str, set[str]] = {}
    for token, voice in sorted(voices.items()):
        for key in _bucket_keys(voice):
            buckets.setdefault(key, set()).add(token)
    found = {pair for tokens in buckets.values() if len(tokens) < 200 for pair in combinations(sorted(tokens), 2)}
    return sorted(found)


def _bucket_keys(voice: Voice) -> set[str]:
    words = telling(voice.name)
    found = {"=" + fold(name) for name in (voice.name, *voice.aliases)} | {
        "+" + "".join(sorted(w[:4] for w in telling(coded(voice.name))))
    }
    if voice.kind == "person":
        return found | {"=" + bare(voice.name), "p" + fold(voice.name).rpartition(" ")[2]}
    whole = fold(voice.name).split()
    for letters in {"".join(w[0] for w in whole), "".join(w[0] for w in whole if w in words), fold(voice.name)}:
        found.add("i" + letters.replace(" ", ""))
    found.add("n" + " ".join(_without_nation(voice.name)))
    if words <= INCOMPLETE or words & INCOMPLETE:
        found.add("-" + "".join(sorted(words & INCOMPLETE)))
    return found


def _are_one(a: Voice, b: Voice) -> bool:
    if (a.kind == "person") != (b.kind == "person") or (a.country and b.country and a.country != b.country):
        return False
    if a.kind == "person":
        return bare(a.name) == bare(b.name)
    names, others = {fold(x) for x in (a.name, *a.aliases)}, {fold(x) for x in (b.name, *b.aliases)}
    if fold(a.name) in others or fold(b.name) in names:
        return True
    return is_same_name(coded(a.name), coded(b.name)) or any(is_initials(x, b.name) for x in a.aliases)


def _shorter(a: str, b: str, voices: dict[str, Voice]) -> str | None:
    """Which of two names is the other with something left out: a surname, a ministry without its country."""
    for short, long in ((a, b), (b, a)):
        one, other = voices[short], voices[long]
        if one.kind == other.kind == "person":
            is_short = _is_surname_of(one.name, other.name)
        else:
            both_bodies = "person" not in (one.kind, other.kind)
            is_short = both_bodies and (
                _leaves_out_whose(one.name, other.name)
                or (telling(one.name) <= INCOMPLETE and is_part_of_name(coded(one.name), coded(other.name)))
            )
        if is_short:
            return short
    return None


def _leaves_out_whose(short: str, name: str) -> bool:
    """Whether one name is the other without its country: 'Operational Command South' of 'Ukraine's Operational ...'."""
    mine = fold(short).split()
    return len(mine) > 1 and mine == _without_nation(short) == _without_nation(name) and mine != fold(name).split()


def _without_nation(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in nations()]


def _is_surname_of(short: str, name: str) -> bool:
    words = bare(name).split()
    return len(words) > 1 and words[-1] == bare(short)
