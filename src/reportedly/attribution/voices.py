"""One row a voice: names with their short forms, pronouns and descriptions resolved to whom they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reportedly.attribution.cues import words
from reportedly.attribution.found import Found
from reportedly.attribution.names import is_short_for, name_span, names_of
from reportedly.attribution.naming import Phrase, read_phrase
from reportedly.attribution.outlets import plain
from reportedly.model import Parsed, Source, Span, Token

AUTHOR, UNSPECIFIED = "author", "unspecified"
_FEMALE_MALE = ("he", "she", "him", "her", "his")
_OF_SEVERAL = frozenset(["panel", "team", "group", "committee", "commission"])
_OBSERVERS = frozenset(["monitor", "watchdog", "observatory"])
_REMEMBERED = 60  # voices
_NEARBY = 3  # sentences back in which a person who has not spoken yet may be meant by 'he'


@dataclass(slots=True)
class Voice:
    """A voice under construction; `place` is where it last spoke, `forms` all that it goes by."""

    key: int
    name: str
    kind: str
    named: bool
    place: int = 0
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)
    role: str | None = None
    affiliation: str | None = None
    heads: set[str] = field(default_factory=set)


class Voices:
    """The voices of one report, in the order in which they first speak; the author is always the first."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.all: list[Voice] = [Voice(0, parsed.document.publisher or "this report", AUTHOR, named=False)]
        self._by_form: dict[str, Voice] = {}
        self._recent: dict[int, Voice] = {}  # by key, the one who spoke last at the end
        self._names = names_of(parsed)

    def of(self, row: Found, speaking: Voice | None = None) -> Voice:
        """The voice of an attribution's source; `speaking` is the one in whose words it stands ('I')."""
        if not row.source:
            return self.unspecified()
        return self.of_span(row.source[0], speaking) or self.unspecified()

    def of_span(self, span: Span, speaking: Voice | None = None) -> Voice | None:
        """The voice that a phrase means, made where it is new."""
        phrase = read_phrase(self.parsed, span)
        if phrase is None:
            return None
        if phrase.kind == UNSPECIFIED:
            voice: Voice | None = self.unspecified()
        else:
            voice = self._meant(phrase, speaking)
        if voice is not None:
            self._note(voice, phrase)
        return voice

    def _meant(self, phrase: Phrase, speaking: Voice | None) -> Voice | None:
        return self._pronoun(phrase, speaking) if phrase.pronoun else self._described(phrase) or self._named(phrase)

    def unspecified(self) -> Voice:
        """Nobody's voice ('are said to', 'reportedly'): one row a report."""
        found = next((voice for voice in self.all if voice.kind == UNSPECIFIED), None)
        return found or self._new("unspecified", UNSPECIFIED, named=False)

    def sources(self) -> Iterator[Source]:
        """The rows of the contract, the author first."""
        full_names = {plain(voice.name) for voice in self.all}
        for voice in self.all:
            forms = [form for form in voice.forms if plain(form) != plain(voice.name)]
            aliases = [form for form in _distinct(forms) if plain(form) not in full_names]
            yield Source(
                f"s{voice.key}", voice.name, voice.kind, voice.named, tuple(aliases),
                tuple(sorted(set(voice.mentions))), voice.role, voice.affiliation,
            )  # fmt: skip

    def _new(self, name: str, kind: str, *, named: bool) -> Voice:
        self.all.append(Voice(len(self.all), name, kind, named))
        return self.all[-1]

    def _named(self, phrase: Phrase) -> Voice:
        """The voice of this name, by full or short name; else a new one."""
        forms = [plain(form) for form in phrase.forms if form] or [plain(phrase.name)]
        voice = next((self._by_form[form] for form in forms if form in self._by_form), None)
        voice = voice or self._in_short(phrase)
        if voice is not None and voice.named == phrase.named:
            return voice
        name = self._names.in_full(phrase.name, phrase.kind)
        voice = self._by_form.get(plain(name)) if phrase.named else None
        return voice or self._new(name, phrase.kind, named=phrase.named)

    def _in_short(self, phrase: Phrase) -> Voice | None:
        """The body that spoke last whose name has the one word ('the Office'), or the letters ('the DEA'), of this; the
        person of whose name it is a word."""
        if not phrase.named or " " in phrase.name:
            return None
        alike = (voice for voice in self._lately() if voice.named and voice.kind == phrase.kind)
        if phrase.kind == "person":
            return next((voice for voice in alike if phrase.name in voice.name.split()), None)
        if phrase.kind != "organization":
            return None
        return next((voice for voice in alike if is_short_for(phrase.name, voice.name)), None)

    def _described(self, phrase: Phrase) -> Voice | None:
        """'the newspaper', 'the spokesman': the last voice that the words fit; None where they bring in a new one."""
        if not phrase.definite:
            return None
        for voice in self._lately():
            if _fits(phrase, voice, self._nouns(phrase)):
                return voice
        if phrase.kind == "document" and phrase.head.lemma.lower() == "statement":
            return self._stated_by(phrase)
        return self._outlet_mentioned(phrase) if phrase.kind == "outlet" else self._body_mentioned(phrase)

    def _stated_by(self, phrase: Phrase) -> Voice | None:
        """'the statement': that of the voice that spoke just before, where it is no outlet."""
        latest = self._latest(phrase, "organization", "group", "person")
        near = latest is not None and phrase.head.sentence - self.parsed.tokens[latest.place].sentence <= _NEARBY
        return latest if near else None

    def _body_mentioned(self, phrase: Phrase) -> Voice | None:
        """'the movement' after 'the Free Coast Movement': the last body before it whose name holds the word."""
        if phrase.kind != "organization":
            return None
        for span in reversed(self._names.bodies.get(phrase.head.lemma.lower(), ())):
            if span.end <= phrase.span.start:
                named = read_phrase(self.parsed, span)
                return self._named(named) if named is not None and named.named else None
        return None

    def _outlet_mentioned(self, phrase: Phrase) -> Voice | None:
        """The last outlet that the text names before 'the newspaper', though it has not spoken yet."""
        for token in reversed(self.parsed.tokens[max(0, phrase.head.i - 150) : phrase.head.i]):
            if token.entity != "ORG" or (self.parsed.tokens[token.head].entity == "ORG" and token.dep == "compound"):
                continue
            named = read_phrase(self.parsed, name_span(self.parsed, token))
            if named is not None and named.named and named.kind == "outlet":
                return self._named(named)
        return None

    def _pronoun(self, phrase: Phrase, speaking: Voice | None) -> Voice | None:
        word = phrase.head.lower
        if word in ("i", "me", "my", "we", "our", "us") and speaking is not None:
            return speaking
        if word in ("who", "which", "that") and phrase.head.head != phrase.head.i:
            return self._relative(phrase)
        if word in _FEMALE_MALE:
            return self._he_or_she(phrase)
        if word in ("they", "them", "their"):
            spoke = self._latest(phrase, "group")
            near = spoke is not None and phrase.head.sentence - self.parsed.tokens[spoke.place].sentence <= _NEARBY
            return spoke if near else self._last(phrase, "group", "organization", "outlet", "document", "person")
        if word in ("it", "its"):
            return self._last(phrase, "organization", "outlet", "document", "group")
        return self._new(_lower_first(phrase.name), phrase.kind, named=False)

    def _relative(self, phrase: Phrase) -> Voice | None:
        """'officials, who said': the noun that the clause hangs on."""
        verb = self.parsed.tokens[phrase.head.head]
        noun = self.parsed.tokens[verb.head]
        if noun.pos not in ("NOUN", "PROPN") or noun.i == phrase.head.i:
            return None
        tokens = [token for token in self.parsed.subtree(noun.i) if token.i < phrase.head.i]
        return self.of_span(self.parsed.cover(*tokens)) if tokens else None

    def _he_or_she(self, phrase: Phrase) -> Voice | None:
        """The nearest person who spoke, or who is the subject of a sentence just before; a machine-translated 'she'
        may be the newspaper, where nobody else is there."""
        spoken = self._latest(phrase, "person")
        person = self._person_before(phrase.head)
        if person is not None and (spoken is None or person.i > spoken.place):
            return self.of_span(name_span(self.parsed, person))
        if spoken is not None and not self._is_stale(spoken, phrase):
            official = self._official_before(phrase.head)
            return spoken if official is None or official.i < spoken.place else self._subject(official)
        official = self._official_before(phrase.head, any_person=True)
        if official is not None:
            return self._subject(official)
        other = self._latest(phrase, "outlet", "organization", "document") or spoken
        return other or self._new(_lower_first(phrase.name), "person", named=False)

    def _official_before(self, head: Token, *, any_person: bool = False) -> Token | None:
        """The subject of the sentence before, where it is one who speaks by office: 'The governor toured the market.
        He said'; or whatever person it is."""
        sentence = self._names.offices.get(head.sentence - 1, ())
        return next((token for token in sentence if any_person or token.lemma.lower() in words("office")), None)

    def _subject(self, noun: Token) -> Voice | None:
        tokens = self.parsed.subtree(noun.i)
        return self.of_span(self.parsed.cover(tokens[0], tokens[-1]))

    def _is_stale(self, voice: Voice, phrase: Phrase) -> bool:
        """Whether another, impersonal voice has spoken in its own name since, over a paragraph or more."""
        since = [
            other for other in self.all[1:] if voice.place < other.place < phrase.head.i and other.kind == "outlet"
        ]
        return bool(since) and not voice.named

    def _person_before(self, head: Token) -> Token | None:
        sentence = head.sentence
        for token in self._names.persons.get(sentence, ()):
            if token.i < head.i:
                return token
        for back in range(1, _NEARBY):
            for token in self._names.persons.get(sentence - back, ()):
                return token
        return None

    def _last(self, phrase: Phrase, *kinds: str) -> Voice | None:
        """The latest voice of these kinds, or, where none spoke, the pronoun's own words."""
        return self._latest(phrase, *kinds) or self._new(_lower_first(phrase.name), phrase.kind, named=False)

    def _latest(self, phrase: Phrase, *kinds: str) -> Voice | None:
        found = (voice for voice in self._lately() if voice.kind in kinds and voice.place <= phrase.head.i)
        return max(islice(found, 5), key=lambda voice: voice.place, default=None)

    def _lately(self) -> Iterator[Voice]:
        """The voices that spoke, the last one first; those long silent are not meant by a pronoun any more."""
        return islice(reversed(self._recent.values()), _REMEMBERED)

    def _nouns(self, phrase: Phrase) -> set[str]:
        """The nouns that tell who it is: 'panel' and 'expert' of 'the panel of experts'."""
        head = phrase.head
        found = {head.lemma.lower()}
        for prep in self.parsed.children(head.i, "prep") if head.lemma.lower() in _OF_SEVERAL else ():
            found |= {one.lemma.lower() for one in self.parsed.children(prep.i, "pobj") if prep.lower == "of"}
        return found

    def _note(self, voice: Voice, phrase: Phrase) -> None:
        """Keep what this mention tells of the voice."""
        voice.place = max(voice.place, phrase.head.i)
        self._recent.pop(voice.key, None)
        self._recent[voice.key] = voice
        voice.mentions.append(phrase.span)
        if phrase.pronoun:
            return
        voice.heads |= self._nouns(phrase)
        voice.role = voice.role or phrase.role
        voice.affiliation = voice.affiliation or phrase.affiliation
        for form in (phrase.name, *phrase.forms) if not phrase.definite else phrase.forms[:1]:
            voice.forms.setdefault(form)
            if phrase.named == voice.named and not phrase.definite:
                self._by_form.setdefault(plain(form), voice)
        if voice.kind == "person" and voice.named:  # a colleague is called by his first name: 'Tom told us'
            self._by_form.setdefault(plain(voice.name.split()[0]), voice)


def _fits(phrase: Phrase, voice: Voice, nouns: set[str]) -> bool:
    """Whether a definite description may mean an earlier voice: never a group for a person, nor the other way round."""
    head = phrase.head.lemma.lower()
    if phrase.kind == "outlet":
        return voice.kind == "outlet"
    if nouns & voice.heads and (phrase.plural or voice.kind != "group" or head in _OF_SEVERAL):
        return True
    if head in _OBSERVERS and voice.named and voice.kind == "organization":
        return not _OBSERVERS.isdisjoint(voice.name.lower().split())
    role = (voice.role or "").lower()
    if voice.named and voice.kind == "person":
        return head in role.split() or head in ("man", "woman")
    return voice.kind == phrase.kind and not voice.named and head in voice.name.lower().split()


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def _distinct(forms: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for form in forms:
        if form and plain(form) and form not in seen:
            seen.add(form)
            yield form
