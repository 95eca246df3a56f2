"""The names of a text, and which of them a short form stands for: a surname, 'the Observatory', an acronym."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.attribution.cues import letters, words
from reportedly.attribution.naming import read_phrase
from reportedly.attribution.outlets import plain
from reportedly.model import Parsed, Span, Token


@dataclass(frozen=True, slots=True)
class Names:
    """What a text calls people and bodies in full.

    `surnames` and `bodies_in_full` lead from a short form to the only full name that it fits; `persons` holds, by
    sentence, the persons that are its subjects, the last first, `offices` the nouns for one person that are;
    `bodies` the names that end in a common noun ('movement'), in text order.
    """

    surnames: dict[str, str]
    bodies_in_full: dict[str, str]
    persons: dict[int, list[Token]]
    bodies: dict[str, list[Span]]
    offices: dict[int, list[Token]]

    def in_full(self, name: str, kind: str) -> str:
        """The full name that a short one stands for in this text, or the name itself."""
        known = self.surnames if kind == "person" else self.bodies_in_full if kind == "organization" else {}
        return known.get(plain(name)) or letters().get(name, name)


def is_short_for(short: str, name: str) -> bool:
    """Whether one word stands for a body's name: its head ('Office' of 'Office for Kosovo', 'Observatory'), or its
    letters, with or without those of the state before it ('DEA' of 'U.S. Drug Enforcement Administration')."""
    words_ = name.split()
    if len(words_) < 2 or not short[:1].isupper():
        return False
    if short.isupper() and 2 < len(short) < 7:
        initials = "".join(word[0] for word in words_ if word[0].isupper())
        return initials == short or initials[1:] == short
    before = next((k for k, word in enumerate(words_) if word.lower() in ("of", "for")), len(words_))
    return words_[before - 1] == short and len(short) > 3


def names_of(parsed: Parsed) -> Names:
    """The names of a text, gathered in one pass each."""
    return Names(
        _surnames(parsed), _bodies_in_full(parsed), _person_subjects(parsed), _bodies(parsed), _offices(parsed)
    )


def name_span(parsed: Parsed, token: Token) -> Span:
    """The noun phrase around a name's head, without what hangs behind it."""
    tokens = [one for one in parsed.subtree(token.i) if token.i - 8 <= one.i <= token.i]
    return parsed.cover(tokens[0], tokens[-1])


def _person_subjects(parsed: Parsed) -> dict[int, list[Token]]:
    found: dict[int, list[Token]] = {}
    ends = [quote.span.end for quote in parsed.quotes]
    for token in parsed.tokens:
        if token.entity != "PERSON" or token.dep not in ("nsubj", "nsubjpass"):
            continue
        k = bisect_right(ends, token.start)
        quoted = k < len(ends) and parsed.quotes[k].span.holds(token.span)
        if not quoted and _is_person(parsed, token):
            found.setdefault(token.sentence, []).insert(0, token)
    return found


def _offices(parsed: Parsed) -> dict[int, list[Token]]:
    """The nouns for one person that are the subject of a sentence's main verb, by sentence."""
    found: dict[int, list[Token]] = {}
    for token in parsed.tokens:
        is_subject = token.dep == "nsubj" and token.head == parsed.sentences[token.sentence].root
        if is_subject and token.tag == "NN" and token.lemma.lower() in words("person"):
            found.setdefault(token.sentence, []).append(token)
    return found


def _is_person(parsed: Parsed, token: Token) -> bool:
    phrase = read_phrase(parsed, name_span(parsed, token))
    return phrase is not None and phrase.kind == "person"


def _bodies(parsed: Parsed) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for token in parsed.tokens:
        if token.pos == "PROPN" and token.dep != "compound" and token.lower in words("crowd"):
            found.setdefault(token.lower, []).append(name_span(parsed, token))
    return found


def _surnames(parsed: Parsed) -> dict[str, str]:
    """For each surname the first full name of the text that ends with it."""
    found: dict[str, str] = {}
    for run in _runs(parsed, "PERSON"):
        phrase = read_phrase(parsed, parsed.cover(run[0], run[-1]))
        if phrase is not None and phrase.named and " " in phrase.name:
            found.setdefault(plain(phrase.name.split()[-1]), phrase.name)
    return found


def _bodies_in_full(parsed: Parsed) -> dict[str, str]:
    """Acronyms and single words ('Observatory') of the names of organisations, where only one name has them."""
    found: dict[str, set[str]] = {}
    for run in _runs(parsed, "ORG"):
        core = run[1:] if run[0].lower == "the" else run
        capitals = [token for token in core if token.text[:1].isupper()]
        if len(capitals) < 2:
            continue
        name = parsed.words(parsed.cover(core[0], core[-1]))
        acronym = "".join(token.text[0] for token in capitals).lower()
        for short in (acronym, *_heads(core)):
            found.setdefault(short, set()).add(name)
    return {short: min(full) for short, full in found.items() if len(full) == 1 and len(short) > 2}


def _heads(run: list[Token]) -> Iterator[str]:
    """The words of a name that may stand for it: its last, and those before 'of' and 'for'."""
    for k, token in enumerate(run):
        if token.tag in ("NNP", "NNPS") and (k + 1 == len(run) or run[k + 1].lower in ("of", "for")):
            yield token.lower


def _runs(parsed: Parsed, label: str) -> Iterator[list[Token]]:
    """The unbroken runs of more than one token with an entity label."""
    run: list[Token] = []
    for token in parsed.tokens:
        belongs = token.entity == label and token.pos != "PUNCT" and (token.tag != "POS" or label == "ORG")
        if belongs and run and run[-1].i == token.i - 1:
            run.append(token)
            continue
        if len(run) > 1:
            yield run
        run = [token] if belongs else []
    if len(run) > 1:
        yield run
