"""Names that only this report knows: 'Free Coast', 'the FCM' and 'the Free Coast Movement (FCM)' are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.model import Mention, Parsed
from reportedly.resolution.names import clean, fold, is_acronym
from reportedly.resolution.scan import Sightings

_BRACKETS = re.compile(r"\s?\(([A-Z][\w-]{1,9})\)")
_MOST = 40  # longer names with the same first or last word that a short one is compared with


def own_names(parsed: Parsed, sightings: Sightings) -> dict[str, str]:
    """For the folded form of each name of a body that is not known its fullest form in the text."""
    named = [one for one in parsed.mentions if _is_of_a_body(parsed, one) and not sightings.inside(one.span)]
    words = {fold(name): name for one in reversed(named) if (name := clean(parsed.words(one.span)))}
    edges = _by_edge(words)
    found = {form: words[_fullest(form, words, edges)] for form in words}
    return {
        **found,
        **_by_letters(words),
        **{fold(short): found[fold(full)] for short, full in _in_brackets(parsed, named) if fold(full) in found},
    }


def _by_letters(words: dict[str, str]) -> dict[str, str]:
    """Letters by which the text calls one longer name: 'ASC' after 'Ambazonia Self-Defence Council'."""
    found: dict[str, set[str]] = {}
    for name in words.values():
        initials = "".join(part[0] for part in re.split(r"[\s-]+", name) if part[:1].isupper())
        in_words = "".join(part[0] for part in name.split() if part[:1].isupper())
        for short in {initials, in_words} if " " in name else ():
            found.setdefault(fold(short), set()).add(name)
    return {short: next(iter(full)) for short, full in found.items() if len(full) == 1 and short in words}


def _is_of_a_body(parsed: Parsed, mention: Mention) -> bool:
    head = parsed.tokens[mention.head]
    return mention.kind == "name" and head.pos == "PROPN" and mention.label in ("ORG", "NORP", "")


def _by_edge(words: dict[str, str]) -> dict[str, list[str]]:
    """The folded names by their first and by their last word."""
    edges: dict[str, list[str]] = {}
    for form in words:
        parts = form.split()
        for edge in dict.fromkeys((parts[0], parts[-1])) if parts else ():
            edges.setdefault(edge, []).append(form)
    return edges


def _fullest(form: str, words: dict[str, str], edges: dict[str, list[str]]) -> str:
    """The one longer name that begins or ends with a name; itself where there is none or several."""
    parts = form.split()
    if not parts or is_acronym(words[form]):
        return form
    near = dict.fromkeys((*edges[parts[0]][:_MOST], *edges[parts[-1]][:_MOST]))
    longer = [one for one in near if one != form and (one.startswith(f"{form} ") or one.endswith(f" {form}"))]
    return longer[0] if len(longer) == 1 else form


def _in_brackets(parsed: Parsed, named: list[Mention]) -> Iterator[tuple[str, str]]:
    """The short form that stands in brackets after a name."""
    for mention in named:
        hit = _BRACKETS.match(parsed.text, mention.span.end)
        if hit:
            yield hit[1], clean(parsed.words(mention.span))
