"""Whom a pronoun, 'the group' or 'the two sides' means: by syntax, number, gender, recency and salience alone.

A plain, deterministic descendant of Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution":
candidates of the same and the last few sentences are weighed by their grammatical role and distance, and those that
syntax, number or gender forbid are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.model import Mention, Parsed, Token
from reportedly.parsing.kinds import gender_of, kind_of, noun_kind, pronoun_gender, speaks, tells_news
from reportedly.parsing.pairs import both_of, conjunct_mentions, is_of_several, subjects_of
from reportedly.parsing.salience import HE_SHE, IT, THEY, Discourse, weight

_SENTENCES_BACK = 3
_MOST = 60  # candidates that are looked at for one pronoun
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_BODIES = frozenset(
    {
        "group",
        "organization",
        "organisation",
        "movement",
        "faction",
        "militia",
        "outfit",
        "network",
        "party",
        "caliphate",
    }
)
_OTHERS = frozenset({"other", "another", "some", "many", "several", "foreign", "few", "more", "certain", "no"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})


def link_antecedents(parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with `antecedents` filled where it is clear whom a pronoun or a pointing phrase means."""
    text = Discourse(parsed, list(mentions), {mention.head: i for i, mention in enumerate(mentions)})
    text.kinds = {i: kind_of(parsed, one) for i, one in enumerate(mentions) if one.kind != "pronoun"}
    text.genders = {i: gender_of(parsed, one) for i, one in enumerate(mentions) if one.kind != "pronoun"}
    for i, mention in enumerate(mentions):
        found = tuple(dict.fromkeys(_antecedents(text, mention)))
        text.mentions[i] = replace(mention, antecedents=found)
        _remember(text, i, text.mentions[i])
    return tuple(text.mentions)


def _remember(text: Discourse, i: int, mention: Mention) -> None:
    """Make a mention a candidate for those after it; a pronoun shows the gender of whom it means."""
    head = text.parsed.tokens[mention.head]
    text.by_sentence.setdefault(head.sentence, []).append(i)
    if mention.kind == "pronoun":
        kinds = [text.kinds[k] for k in mention.antecedents]
        text.kinds[i] = kinds[0] if len(kinds) == 1 else "people" if kinds else "none"
        text.genders[i] = pronoun_gender(head)
        for k in mention.antecedents:
            text.spoken_of[text.stem(k)] += 1
            text.genders[k] = text.genders[k] or text.genders[i]
    else:
        text.spoken_of[text.stem(i)] += 1
        text.last_of_noun[head.lemma.lower(), mention.plural] = i


def _antecedents(text: Discourse, mention: Mention) -> Iterator[int]:
    head = text.parsed.tokens[mention.head]
    if is_of_several(text.parsed, mention):
        yield from both_of(text.parsed, text.mentions, text.by_sentence, text.kinds, text.index, mention)
    elif mention.kind == "pronoun":
        yield from _of_pronoun(text, head)
    elif mention.kind == "nominal" and _points_back(text.parsed, head):
        yield from _of_description(text, mention, head)


def _of_pronoun(text: Discourse, head: Token) -> Iterator[int]:
    if head.lower in _RELATIVE:
        yield from _of_relative(text, head)
    elif head.lower in _REFLEXIVE:
        yield from _flat(text, subjects_of(text.parsed, text.index, head))
    elif head.lower in HE_SHE | THEY | IT and not _is_empty(text.parsed, head):
        best = _named_after(text, head)
        best = _best(text, head) if best is None else best
        if best is None and head.lower in HE_SHE:
            best = _speaking_body(text, head)
        if best is not None:
            plural = head.lower in THEY
            yield from _flat(
                text, conjunct_mentions(text.parsed, text.index, best, text.mentions) if plural else (best,)
            )


def _of_relative(text: Discourse, head: Token) -> Iterator[int]:
    """'rebels who fled': the noun that the relative clause hangs on."""
    for verb in text.parsed.ancestors(head.i):
        if verb.dep == "relcl":
            noun = text.index.get(verb.head)
            if noun is not None:
                yield from _flat(text, (noun,))
            return


def _is_empty(parsed: Parsed, head: Token) -> bool:
    """'It is clear that', 'it remains to be seen': the pronoun means nobody."""
    verb = parsed.tokens[head.head]
    if head.lower != "it" or head.dep not in ("nsubj", "nsubjpass"):
        return False
    judged = parsed.child(verb.i, "acomp", "attr", "oprd") is not None or verb.lemma in (
        "seem",
        "appear",
        "remain",
        "take",
    )
    return judged and parsed.child(verb.i, "ccomp", "xcomp", "advcl", "csubj") is not None


def _flat(text: Discourse, found: Sequence[int]) -> Iterator[int]:
    """Antecedents themselves: a pronoun hands on what it means, 'the head of the centre, Iyad Qassem,' the name."""
    index = text.index
    for i in found:
        mention = text.mentions[i]
        if mention.kind == "pronoun" or len(mention.antecedents) > 1:
            yield from mention.antecedents
        else:
            name = text.parsed.child(mention.head, "appos") if mention.kind == "nominal" else None
            yield index.get(name.i, i) if name is not None and name.pos == "PROPN" else i


def _named_after(text: Discourse, head: Token) -> int | None:
    """The main clause's subject, for a pronoun that opens the sentence before it: 'Since it intervened, Russia'."""
    verb = text.parsed.tokens[head.head]
    if head.dep not in ("nsubj", "nsubjpass") or verb.dep != "advcl":
        return None
    subject = text.parsed.child(verb.head, "nsubj", "nsubjpass")
    if subject is None or subject.i < verb.i or subject.sentence != head.sentence:
        return None
    name = text.index.get(subject.i)
    opens = not any(text.mentions[i].head < head.i for i in text.by_sentence.get(head.sentence, ()))
    named = name is not None and text.mentions[name].kind == "name" and _agrees(text, name, head)
    return name if named and opens else None


def _best(text: Discourse, head: Token) -> int | None:
    barred = _barred(text, head)
    weighed = [
        (weight(text, i, head), i) for i in _candidates(text, head) if i not in barred and _agrees(text, i, head)
    ]
    return max(weighed)[1] if weighed else None


def _candidates(text: Discourse, head: Token) -> list[int]:
    found: list[int] = []
    for sentence in range(head.sentence, max(-1, head.sentence - _SENTENCES_BACK - 1), -1):
        found.extend(reversed(text.by_sentence.get(sentence, ())))
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _barred(text: Discourse, head: Token) -> set[int]:
    """Those that syntax forbids: the other arguments of the pronoun's own verb (principle B of binding)."""
    if head.lower in _POSSESSIVE or head.dep == "poss":
        return set()
    above = next((token for token in text.parsed.ancestors(head.i) if token.pos in ("VERB", "AUX")), None)
    if above is None:
        return set()
    own = [
        child.i for child in text.parsed.children(above.i, "nsubj", "nsubjpass", "dobj", "dative") if child.i != head.i
    ]
    shared = [text.mentions[i].head for i in subjects_of(text.parsed, text.index, head)]
    together = [one.i for i in (*own, *shared) for one in text.parsed.children(i, "conj")]
    return {text.index[i] for i in (*own, *shared, *together) if i in text.index}


def _agrees(text: Discourse, i: int, head: Token) -> bool:
    kind, gender = text.kinds[i], text.genders[i]
    mention = text.mentions[i]
    if mention.kind == "pronoun" and not mention.antecedents:
        return False
    if head.lower in IT and head.dep == "nsubj" and not speaks(text.parsed, head) and tells_news(text.parsed, mention):
        return False
    if head.lower in HE_SHE:
        return kind == "person" and gender in ("", pronoun_gender(head))
    if head.lower in THEY:
        return kind in ("people", "group") or _acts(text, i, kind) or (kind == "thing" and mention.plural)
    return kind in ("group", "place") or (kind == "thing" and not mention.plural)


def _acts(text: Discourse, i: int, kind: str) -> bool:
    """A state that does something, and is no mere scene: 'Turkey said they ...'."""
    return kind == "place" and text.parsed.tokens[text.mentions[i].head].dep in ("nsubj", "nsubjpass", "dobj", "conj")


def _speaking_body(text: Discourse, head: Token) -> int | None:
    """A machine-translated 'She added' where no person was named: the body that spoke last, a newspaper perhaps."""
    for sentence in range(head.sentence, max(-1, head.sentence - _SENTENCES_BACK - 1), -1):
        for i in text.by_sentence.get(sentence, ()):
            token = text.parsed.tokens[text.mentions[i].head]
            if sentence == head.sentence and not speaks(text.parsed, token):
                continue
            if token.dep == "nsubj" and text.kinds[i] == "group":
                return next(iter(_flat(text, (i,))), None)
    return None


def _points_back(parsed: Parsed, head: Token) -> bool:
    """'the group', 'these fighters': a pointing article and nothing after that says which."""
    determiner = parsed.child(head.i, "det")
    said = parsed.children(head.i, "relcl", "acl", "nummod", "prep", "appos", "poss")
    return determiner is not None and determiner.lower in _POINTING and not any(child.i > head.i for child in said)


def _of_description(text: Discourse, mention: Mention, head: Token) -> Iterator[int]:
    """The last before it with the same noun; else for 'the group' and 'the city' the nearest name of one."""
    same = text.last_of_noun.get((head.lemma.lower(), mention.plural))
    if same is not None and _may_repeat(text.parsed, text.mentions[same], mention):
        yield from text.mentions[same].antecedents or tuple(_flat(text, (same,)))
        return
    if (head.lemma.lower() not in _BODIES and noun_kind(head) != "place") or mention.plural:
        return
    names = [i for i in _candidates(text, head) if _is_a_name_apart(text, i, mention)]
    # The parser labels many a group and town a person: where no other name will do, the nearest is taken for one.
    found = [i for i in names if _may_be_called(text, i, head)] or [i for i in names if _might_be_called(text, i, head)]
    yield from found[:1]


def _is_a_name_apart(text: Discourse, i: int, mention: Mention) -> bool:
    return text.mentions[i].kind == "name" and not mention.span.touches(text.mentions[i].span)


def _may_repeat(parsed: Parsed, earlier: Mention, later: Mention) -> bool:
    """'the troops' may be 'U.S. troops'; 'the Sunni tribes' are not 'other tribes', nor 'the rebels' 'four rebels'."""
    said = {token.lower for token in parsed.tokens_in(earlier.span)}
    asked = {token.lower for token in parsed.tokens_in(later.span) if token.dep not in ("det", "predet")}
    return asked <= said and not (said & _OTHERS) and not parsed.child(earlier.head, "nummod")


def _might_be_called(text: Discourse, i: int, head: Token) -> bool:
    """A name mislabelled a person, without a title and where a body acts or a scene stands."""
    token = text.parsed.tokens[text.mentions[i].head]
    if text.kinds[i] != "person" or text.genders[i] or text.parsed.child(token.i, "relcl", "appos") is not None:
        return False
    return token.dep in ("pobj", "dobj") if noun_kind(head) == "place" else token.dep in ("nsubj", "nsubjpass", "pobj")


def _may_be_called(text: Discourse, i: int, head: Token) -> bool:
    kind, token = text.kinds[i], text.parsed.tokens[text.mentions[i].head]
    if noun_kind(head) == "place":
        return kind == "place"
    return kind in ("group", "people") and text.mentions[i].label != "GPE" and not speaks(text.parsed, token)
