"""Outlets by name, in Latin and Arabic script: which names mean the same one, and which are agencies."""

from __future__ import annotations

import functools
import re

from reportedly.lineage.rows import rows
from reportedly.lineage.words import fold

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


# What stands before an outlet's name to say what it is: "Britain's", 'the British newspaper', 'London-based outlet'.
_INTRODUCED = re.compile(
    r"^(?:(?:[Tt]he )?[A-Z]\w+['’]s? (?=[A-Z])|(?:(?:[Tt]he )?(?:[A-Z][\w-]+ |[a-z]+-(?:owned|run|based) )?)"
    r"(?:state )?(?:news )?(?:newspaper|daily|weekly|broadcaster|agency|channel|website|site|magazine|outlet|portal)"
    r" (?=[A-Z]))"
)


@functools.lru_cache(maxsize=1 << 14)
def outlet_key(name: str | None) -> str:
    """What two names of one outlet have in common: the usual name where a list knows it, else the name itself, folded.

    'AFP', 'Agence France-Presse' and 'أ ف ب' have one key; '' is nobody's.
    """
    plain = folded(name or "")
    forms = (_without_edition(plain), bare(name or ""), bare(unintroduced(name or "")))
    told = (form for form in forms if form not in _outlet_words())  # 'Lamu News Agency' is not 'The News'
    return next((_known()[form] for form in (plain, *told) if form in _known()), plain)


def unintroduced(name: str) -> str:
    """A name without what says what bears it: 'the British newspaper Harbour Post', "Qatar's Al Jazeera"."""
    return _INTRODUCED.sub("", name)


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether both are known and name one outlet."""
    return outlet_key(one) == outlet_key(other) != ""


def is_own_name(name: str, publisher: str | None) -> bool:
    """Whether a name in a report is its own publisher's, in letters or with more behind it.

    'Al-Manar English Website' is Al-Manar, and 'Arakan Army (AA)' means no Anadolu Agency.
    """
    own, called = folded(publisher or ""), folded(name)
    initials = "".join(word[0] for word in own.split())
    is_longer = bool(own) and called.startswith(f"{own} ") and not is_known(name)
    return same_outlet(name, publisher) or is_longer or (len(initials) > 1 and called == initials)


def is_known(name: str) -> bool:
    """Whether a list has the name as an outlet's."""
    return outlet_key(name) in _listed()


def usual_name(name: str) -> str:
    """The name that an outlet is listed under, else the name as it is written, without its article's case."""
    return _usual().get(outlet_key(name), " ".join(name.split()))


@functools.lru_cache(maxsize=1 << 14)
def is_agency(name: str | None) -> bool:
    """Whether the outlet sells or gives its reports to others, so that of two same texts its own came first."""
    return outlet_key(name) in _agencies() or any(word in _agency_words() for word in folded(name or "").split())


def is_state_outlet(name: str | None) -> bool:
    """Whether a state owns the outlet: what 'state media' may mean."""
    return outlet_key(name) in _state()


def sounds_like_outlet(name: str) -> bool:
    """Whether a word of a name says that it is an outlet ('Harbour Gazette'), and none that it is another body."""
    words = folded(name).split()
    return any(word in _outlet_words() for word in words) and not sounds_like_body(name)


@functools.lru_cache(maxsize=1 << 14)
def sounds_like_body(name: str) -> bool:
    """Whether a list or a word of a name says that it is a ministry, a monitor or a force rather than an outlet."""
    return folded(name) in _bodies() or any(word in _body_words() for word in folded(name).split())


@functools.lru_cache(maxsize=1 << 14)
def bare(name: str) -> str:
    """A folded name without what it only is called at its end: 'Delta Wire news agency' is 'delta wire'."""
    words = folded(name).split()
    while len(words) > 1 and words[-1] in _words_of_kind("called"):
        words.pop()
    return " ".join(words)


def _without_edition(plain: str) -> str:
    """A folded name without the region or language of an edition at its end: 'VOA Afrique', 'BBC Arabic'."""
    words = plain.split()
    while len(words) > 1 and words[-1] in _words_of_kind("edition"):
        words.pop()
    return " ".join(words)


def stands_in(name: str | None, words: tuple[str, ...]) -> bool:
    """Whether an outlet is named, by any of its listed names, among a text's folded words."""
    text = f" {' '.join(words)} "
    return any(f" {form} " in text for form in _forms_of().get(outlet_key(name), ()))


@functools.cache
def _forms_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, key in _known().items():
        found.setdefault(key, []).append(form)
    return {key: tuple(forms) for key, forms in found.items()}


@functools.lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """A name in lower case, without accents, article and marks, single-spaced."""
    words = (fold(word) for word in _WORDS.findall(_ARTICLE.sub("", name.strip(), count=1)))
    return " ".join("television" if word == "tv" else word for word in words if word)


@functools.cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("outlets.tsv", "reportedly.knowledge"):
        if row["kind"] == "outlet":
            found.update({folded(form): folded(row["name"]) for form in (row["name"], *_forms(row["aliases"]))})
    for row in rows("agencies.tsv"):
        key = found.get(folded(row["name"]), folded(row["name"]))
        found.update({folded(form): key for form in (row["name"], *_forms(row["forms"]))})
    return found


@functools.cache
def _listed() -> frozenset[str]:
    return frozenset(_known().values())


@functools.cache
def _bodies() -> frozenset[str]:
    """Bodies that publish reports of their own: who quotes one of them copies nobody."""
    listed = (row for row in rows("outlets.tsv", "reportedly.knowledge") if row["kind"] == "organization")
    return frozenset(folded(form) for row in listed for form in (row["name"], *_forms(row["aliases"])))


@functools.cache
def _usual() -> dict[str, str]:
    names = [row["name"] for row in rows("outlets.tsv", "reportedly.knowledge") if row["kind"] == "outlet"]
    return {_known()[folded(name)]: name for name in (*(row["name"] for row in rows("agencies.tsv")), *names)}


@functools.cache
def _agencies() -> frozenset[str]:
    return frozenset(_known()[folded(row["name"])] for row in rows("agencies.tsv"))


@functools.cache
def _state() -> frozenset[str]:
    return frozenset(_known()[folded(row["name"])] for row in rows("agencies.tsv") if row["owner"])


@functools.cache
def _words_of_kind(kind: str) -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("name_words.tsv") if row["kind"] == kind)


def _agency_words() -> frozenset[str]:
    return _words_of_kind("agency")


def _outlet_words() -> frozenset[str]:
    return _words_of_kind("outlet") | _words_of_kind("agency")


def _body_words() -> frozenset[str]:
    return _words_of_kind("body")


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
