"""Tells whose word a statement is: the voice at its chain's end, the names it goes by, and through whom it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.corroboration.folding import fold, is_initials
from reportedly.corroboration.naming import bare, office_key, state_key
from reportedly.corroboration.tables import interests, is_known_outlet, outlet_key, sorts
from reportedly.model.corroboration import Statement, Voice

OWN_EYES = frozenset({"correspondent", "reporter", "photographer", "crew"})
PRESS = OWN_EYES | {"correspondents", "reporters", "photographers", "journalist", "journalists", "team", "cameraman"}
STATE_BODY = frozenset({"government", "military", "country", "police"})
BODY_SORTS = {"armed group": "fighter", "country": "government", "political group": "government"}
_SEVERAL = re.compile(r",? and |, (?=an? |two |three |several |some )")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose word a statement is. `keys` are the names under which it is one voice in all reports, () where unnamed.

    `holder` is the outlet whose own word it is or through which the unnamed voice came, 'outlet:...' or '' for the
    report itself; `outlets` are the others' outlets that it came through, nearest first; `sort` is what sort of voice.
    """

    name: str
    kind: str
    is_named: bool
    is_own_word: bool
    keys: tuple[str, ...]
    holder: str
    holder_id: str
    outlets: tuple[str, ...]
    sort: str
    interest: str | None
    is_eyewitness: bool = False
    is_hearsay: bool = False
    voice: Voice | None = None

    @property
    def holder_is_speaker(self) -> bool:
        """Whether it is the own word of another outlet: 'The Telegraph reported'."""
        return self.is_named and self.keys == (self.holder,)


def speaker(statement: Statement) -> Speaker:
    """Whose word a statement is. 'Is said to' is the word of whoever writes it; 'our correspondent' is his outlet."""
    chain = statement.chain[1:]
    is_hearsay = bool(chain) and chain[-1].kind == "unspecified"
    chain = tuple(voice for voice in chain if voice.kind != "unspecified")
    own = outlet_key(statement.publisher) if statement.publisher else ""
    through = tuple(v for v in chain if _is_outlet(v) and not _is_own(v.name, statement.publisher))
    last = chain[-1] if chain else None
    if last is None and is_hearsay:
        return _hearsay(statement)
    if last is None or (last.named and last.kind != "person" and own and _is_own(last.name, statement.publisher)):
        return _own_word(statement, through, is_hearsay=is_hearsay)
    if _is_own_eyes(last):
        return _eyewitness(statement, last, through)
    if _is_outlet(last) and last.named:
        return _outlet_word(last, through, is_hearsay=is_hearsay)
    if last.named or last.body or office_key(last):
        return _named(last, through)
    return _unnamed(last, through)


def speakers(statement: Statement) -> tuple[Speaker, ...]:
    """Whose words a statement is: 'a resident and a local official' are two, by their sorts; most are one."""
    who = speaker(statement)
    if who.is_named or who.voice is None:
        return (who,)
    parts = _SEVERAL.split(who.name)
    told = [sort_of(part) for part in parts]
    if len(parts) < 2 or "anybody" in told or len(set(told)) < len(told):
        return (who,)
    return tuple(replace(who, name=part, sort=sort) for part, sort in zip(parts, told, strict=True))


def _is_own(name: str, publisher: str | None) -> bool:
    """Whether a name is the report's own publisher's, in letters too ('as CNA wrote'), or of which it is an edition."""
    own = publisher or ""
    is_edition = is_known_outlet(name) and fold(own).startswith(f"{fold(name)} ") and not is_known_outlet(own)
    return bool(own) and (outlet_key(name) == outlet_key(own) or is_initials(name, own) or is_edition)


def author_key(statement: Statement) -> str:
    """The key of a report's own voice: its publisher, or the report where none is known."""
    return f"outlet:{outlet_key(statement.publisher)}" if statement.publisher else f"report:{statement.report}"


def sort_of(*phrases: str | None) -> str:
    """What sort of voice some words tell of, by the last of them that tells; 'anybody' where none does."""
    for phrase in phrases:
        words = _WORD.findall(fold(phrase or ""))
        found = [sorts()[word] for word in words if word in sorts()]
        if found:
            return _most_telling(found)
    return "anybody"


def _most_telling(found: list[str]) -> str:
    """'a hospital official' is a medic, 'an army source' military: the kind says more than 'official'.

    'A local official' is an official: only 'locals' are residents.
    """
    if found[0] == "local" and len(found) > 1 and found[-1] != "anybody":
        found = found[1:]
    telling = [sort for sort in found if sort not in ("official", "anybody")]
    return telling[-1] if telling else found[-1]


def _own_word(statement: Statement, through: tuple[Voice, ...], *, is_hearsay: bool) -> Speaker:
    key = author_key(statement)
    return Speaker(
        name=statement.publisher or statement.report,
        kind="outlet",
        is_named=True,
        is_own_word=True,
        keys=(key,),
        holder="",
        holder_id="",
        outlets=_keys(through),
        sort="media",
        interest=interests().get(key.partition(":")[2]),
        is_hearsay=is_hearsay,
    )


def _hearsay(statement: Statement) -> Speaker:
    """Nobody's word: an unnamed origin, the report's own, that may be any other voice."""
    own = _own_word(statement, (), is_hearsay=True)
    return replace(own, kind="unspecified", is_named=False, sort="anybody", interest=None)


def _eyewitness(statement: Statement, voice: Voice, through: tuple[Voice, ...]) -> Speaker:
    """An outlet's correspondent: the outlet named in his words, else that he came through, else the report's."""
    words = " ".join(filter(None, (voice.affiliation, voice.name, voice.role)))
    named = next(iter(_outlets_in(words)), None)
    key = f"outlet:{named}" if named else (_keys(through) or (author_key(statement),))[-1]
    return Speaker(
        name=_shown(key, statement),
        kind="outlet",
        is_named=True,
        is_own_word=key == author_key(statement),
        keys=(key,),
        holder="",
        holder_id="",
        outlets=tuple(other for other in _keys(through) if other != key),
        sort="media",
        interest=interests().get(key.partition(":")[2]),
        is_eyewitness=True,
    )


def _outlet_word(voice: Voice, through: tuple[Voice, ...], *, is_hearsay: bool) -> Speaker:
    key = f"outlet:{outlet_key(voice.name)}"
    return Speaker(
        name=voice.name,
        kind="outlet",
        is_named=True,
        is_own_word=False,
        keys=(key,),
        holder=key,
        holder_id=voice.id,
        outlets=_keys(through),
        sort="media",
        interest=interests().get(key.partition(":")[2]),
        is_hearsay=is_hearsay,
        voice=voice,
    )


def _named(voice: Voice, through: tuple[Voice, ...]) -> Speaker:
    keys = [f"body:{fold(voice.body)}"] if voice.body else []
    if office := office_key(voice):
        keys.append(office)
    if voice.named:
        kind = "person" if voice.kind == "person" else "body"
        if kind == "body":  # a body that publishes itself, as a rights group does, is the voice of its reports
            keys.append(f"outlet:{outlet_key(voice.name)}")
        keys.append(f"{kind}:{bare(voice.name) if kind == 'person' else fold(voice.name)}")
    if (voice.body or voice.kind != "person") and (state := state_key(voice)):
        keys.insert(len(keys) - 1, state)
    return Speaker(
        name=voice.name if voice.named else voice.body or voice.name,
        kind=voice.kind,
        is_named=True,
        is_own_word=False,
        keys=tuple(keys),
        holder="".join(_keys(through)[-1:]),
        holder_id=through[-1].id if through else "",
        outlets=_keys(through),
        sort=_named_sort(voice),
        interest=_interest(voice),
        voice=voice,
    )


def _named_sort(voice: Voice) -> str:
    """A person's sort by role; a body's, or its spokesman's, by its name or type: no body is 'residents'."""
    if voice.kind == "person" and not voice.body:
        return sort_of(voice.role, voice.affiliation, None if voice.named else voice.name)
    if {"world", "nations"} & set(fold(voice.body or voice.name).split()):
        return "international"
    names = (voice.name, *voice.aliases) if voice.kind != "person" else ()
    found = sort_of(voice.body, *names)
    return found if found != "anybody" else BODY_SORTS.get(voice.type or "", "official")


def _unnamed(voice: Voice, through: tuple[Voice, ...]) -> Speaker:
    before = tuple(other for other in through if other is not voice)
    return Speaker(
        name=voice.name,
        kind=voice.kind,
        is_named=False,
        is_own_word=False,
        keys=(),
        holder="".join(_keys(before)[-1:]),
        holder_id=before[-1].id if before else "",
        outlets=_keys(through),
        sort="media" if _is_outlet(voice) else sort_of(voice.name, voice.role),
        interest=None,
        voice=voice,
    )


def _interest(voice: Voice) -> str | None:
    """The party that a voice is or speaks for, as data/interests.tsv names it: by name, or the country whose it is."""
    for name in filter(None, (voice.body, voice.name)):
        if fold(name) in _parties():
            return fold(name)
    if voice.type in STATE_BODY and voice.country and fold(voice.country) in _parties():
        return fold(voice.country)
    return None


def _parties() -> frozenset[str]:
    return frozenset(interests().values())


def _is_outlet(voice: Voice) -> bool:
    return voice.kind == "outlet"


def _is_own_eyes(voice: Voice) -> bool:
    """'A BBC journalist', 'our correspondent'; not 'a local journalist' nor 'reporters', who may be anybody's."""
    phrase = f"{voice.name} {voice.role or ''}"
    words = set(_WORD.findall(fold(phrase)))
    if voice.named or not words & PRESS:
        return False
    return bool(words & OWN_EYES or _outlets_in(f"{phrase} {voice.affiliation or ''}")) and "local" not in words


def _outlets_in(words: str) -> list[str]:
    """Folded names of known outlets that stand in some words with a capital, longest first."""
    parts = _WORD.findall(words)
    names = (" ".join(parts[i : i + size]) for size in range(5, 0, -1) for i in range(len(parts) - size + 1))
    return [outlet_key(name) for name in names if name[:1].isupper() and is_known_outlet(name)]


def _keys(voices: tuple[Voice, ...]) -> tuple[str, ...]:
    return tuple(f"outlet:{outlet_key(voice.name)}" for voice in voices if voice.named)


def _shown(key: str, statement: Statement) -> str:
    if key == author_key(statement):
        return statement.publisher or statement.report
    return next(
        (v.name for v in statement.chain if f"outlet:{outlet_key(v.name)}" == key), key.partition(":")[2].title()
    )
