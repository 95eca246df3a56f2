"""From a source phrase to a voice: its name, kind, whether it is named, its role and affiliation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.attribution.cues import words
from reportedly.attribution.found import head_in
from reportedly.attribution.outlets import is_outlet_phrase, outlet_named
from reportedly.attribution.persons import LONGEST_NAME, person_name
from reportedly.model import Parsed, Span, Token

_ORGANIZATIONS = ("ORG", "GPE", "NORP", "FAC", "LOC")
_POSSESSIVE = re.compile(r"['’]s?$")
_CARRIED = ("statement", "letter", "message", "communique", "communiqué", "video", "speech")
_KIND_BEFORE = re.compile(r"(?:[\w-]+ ){0,3}(?P<kind>[a-z]+) (?=[A-Z])")  # 'Portuguese news agency Lusa'
_IN_BRACKETS = re.compile(r"^[^()]*[^()\s] \(([A-Z][\w-]+)\)")  # 'Internal Security Forces (Asayish)'
_DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase read by itself: `definite` where it points back ('the newspaper'), `pronoun` where it is one."""

    span: Span
    head: Token
    name: str
    kind: str
    named: bool
    forms: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    definite: bool = False
    pronoun: bool = False
    plural: bool = False


def read_phrase(parsed: Parsed, span: Span) -> Phrase | None:
    """What a source phrase says of the voice; None where it has no word."""
    head = head_in(parsed, span)
    if head is None:
        return None
    if head.pos == "PRON" or head.tag in ("WP", "WDT", "PRP", "PRP$"):
        plural = head.lower in ("they", "their", "them", "we", "our", "us", "those", "some", "many", "others")
        return Phrase(
            span, head, parsed.words(span), "group" if plural else "person", named=False, pronoun=True, plural=plural
        )
    inside = parsed.tokens_in(span)
    span = _whole_outlet(parsed, span, inside[-1])
    if outlet_named(parsed.words(span)):  # whatever the parser took it for
        return _by_head(parsed, span, head)
    found = _embedded(parsed, span, head) or _person(parsed, span, head, inside) or _by_head(parsed, span, head)
    return _joined(parsed, span, found) or found


def _joined(parsed: Parsed, span: Span, first: Phrase) -> Phrase | None:
    """'A resident and a local official': several who speak together and of whom none is named are one voice, by all of
    its words. Where one is named he stands for all."""
    nouns = ("person", "crowd", "nobody")
    others = [one for one in _conjuncts(parsed, first.head) if span.holds(one.span)]
    if first.named or first.kind not in ("person", "group", "unspecified") or not others:
        return None
    if not all(one.pos == "NOUN" and any(one.lemma.lower() in words(kind) for kind in nouns) for one in others):
        return None
    begins, ends = _core(parsed, span, first.head), _core(parsed, span, others[-1])
    name = _with_article(parsed, Span(begins.start, ends.end))
    inside = (person_name(parsed, one, parsed.tokens_in(_core(parsed, span, one))) for one in others)
    if any(inside):
        return None
    return replace(first, name=name, kind="group", forms=(name,), plural=True, role=None, definite=False)


def _conjuncts(parsed: Parsed, head: Token) -> list[Token]:
    """Those joined to a noun, each to the one before it: 'a doctor, a nurse and two guards'."""
    found: list[Token] = []
    one: Token | None = head
    while one is not None and len(found) < LONGEST_NAME:
        one = parsed.child(one.i, "conj")
        found += [one] if one is not None else []
    return found


def _whole_outlet(parsed: Parsed, span: Span, last: Token) -> Span:
    """The span up to the end of a listed outlet's name of which it has the beginning: 'Myanmar' of 'Myanmar Now'."""
    behind = parsed.tokens[last.i + 1 : last.i + 3]
    wider = (parsed.cover(parsed.tokens_in(span)[0], end) for end in reversed(behind) if end.text[:1].isupper())
    return next((one for one in wider if outlet_named(parsed.words(one))), span)


def _embedded(parsed: Parsed, span: Span, head: Token) -> Phrase | None:
    """'a report published by The Telegraph', 'a statement from the army': the voice is the one behind the document.

    An outlet that only carries a statement ('carried by state television') is not the one behind it.
    """
    if head.lemma.lower() not in words("document"):
        return None
    carried = head.lemma.lower() in _CARRIED
    for token in parsed.tokens_in(span):
        if (
            token.lower in ("by", "from", "of")
            and _hangs_on(parsed, token, head)
            and (owner := parsed.child(token.i, "pobj")) is not None
            and owner.end <= span.end
        ):
            behind = _behind(parsed, span, owner)
            return None if carried and behind is not None and behind.kind == "outlet" else behind
    owner = parsed.child(head.i, "poss")
    return _behind(parsed, span, owner) if owner is not None and (owner.entity or owner.pos == "PROPN") else None


def _behind(parsed: Parsed, span: Span, owner: Token) -> Phrase | None:
    inner = _phrase_of(parsed, owner, span)
    found = read_phrase(parsed, inner)
    if found is None or not (found.named or found.kind in ("outlet", "group")):
        return None
    return found


def _hangs_on(parsed: Parsed, token: Token, head: Token) -> bool:
    """Whether a preposition belongs to the noun, or to a participle of it ('published by')."""
    up = parsed.tokens[token.head]
    return up.i == head.i or (up.dep in ("acl", "relcl") and up.head == head.i)


def _phrase_of(parsed: Parsed, token: Token, within: Span) -> Span:
    """The noun phrase of a token with its names and appositions, inside the span."""
    tokens = [one for one in parsed.subtree(token.i) if within.holds(one.span) and one.tag != "POS"]
    return parsed.cover(tokens[0], tokens[-1])


def _person(parsed: Parsed, span: Span, head: Token, inside: tuple[Token, ...]) -> Phrase | None:
    """A phrase around a person's name: as its head, or as apposition of a role ('the head of X, Y Z')."""
    name = person_name(parsed, head, inside)
    if name is None:
        return None
    words_ = _strip_titles(parsed.words(name))
    if not words_.strip():
        return None  # a title alone
    outside = [token for token in inside if not name.touches(token.span)]
    return Phrase(
        span, head, words_, "person", named=True,
        forms=(words_, parsed.words(name), _short(parsed, span, name), words_.split()[-1]),
        role=_role(parsed, span, name) or _role_beside(parsed, span, name), affiliation=_affiliation(parsed, outside),
    )  # fmt: skip


def _strip_titles(name: str) -> str:
    parts = _POSSESSIVE.sub("", name).split()
    while len(parts) > 1 and parts[0].lower() in words("title"):
        parts = parts[1:]
    return " ".join(parts)


def _short(parsed: Parsed, span: Span, name: Span) -> str:
    """The phrase up to the end of the name ('army spokeswoman Capt. Mira Holm')."""
    return _without_article(parsed.text[span.start : name.end]) if name.end - span.start < 120 else parsed.words(name)


def _role(parsed: Parsed, span: Span, name: Span) -> str | None:
    """The words before or behind the name that say what the person is."""
    before = parsed.text[span.start : name.start].strip(" ,")
    behind = parsed.text[name.end : span.end].strip(" ,")
    rank_alone = all(word.lower() in words("title") for word in before.split())  # 'Maj. X, spokesman of Y' speaks for Y
    said = (before, re.split(r",|\bwho\b|\bwhich\b", behind)[0].strip())
    for words_ in reversed(said) if rank_alone else said:
        bare = re.sub(r"^(its|their|his|her|whose)\s+", "", _without_article(words_), flags=re.IGNORECASE)
        if len(bare) > 2 and not bare.lower().startswith(("of ", "from ", "at ", "in ", "who ")):
            return bare
    return None


def _role_beside(parsed: Parsed, span: Span, name: Span) -> str | None:
    """The role that a source phrase was cut from: 'The spokesman of Y, X, denied', 'X, its spokesman, said'."""
    last = parsed.tokens_in(name)[-1]
    above = parsed.tokens[last.head]
    if last.dep == "appos" and above.i < last.i and above.lemma.lower() in words("person") and above.end < span.start:
        said = [token for token in parsed.subtree(above.i) if token.end <= name.start]
    else:
        noun = next((one for one in parsed.children(last.i, "appos") if one.lemma.lower() in words("person")), None)
        said = parsed.subtree(noun.i) if noun is not None and noun.start >= span.end else []
    return _without_article(parsed.words(parsed.cover(said[0], said[-1]))) if said else None


def _affiliation(parsed: Parsed, outside: list[Token]) -> str | None:
    """The organisation named in the phrase beside the person."""
    run: list[Token] = []
    for token in outside:
        if token.entity == "ORG":
            if run and token.i > run[-1].i + 1:
                break
            run.append(token)
    return _without_article(parsed.words(parsed.cover(run[0], run[-1]))) if run else None


def _by_head(parsed: Parsed, span: Span, head: Token) -> Phrase:
    """Anything but a person: an outlet, an organisation, a group, a document, or somebody who is not named."""
    core = _core(parsed, span, head)
    text, full = _without_article(parsed.words(core)), _without_article(parsed.words(span))
    beside = _name_beside(parsed, span, head)
    outlet = _outlet_in(parsed, core) or (_outlet_in(parsed, beside) if beside else None)
    if outlet is not None:
        return Phrase(span, head, outlet, "outlet", named=True, forms=(text, full))
    name_span = beside or _body_before(parsed, core, head)
    name = _without_seat(_without_article(parsed.words(name_span)) if name_span else _without_kind(text))
    named = name_span is not None or head.pos == "PROPN" or head.entity in _ORGANIZATIONS
    named = named or _is_told_by(parsed, core, head) or _is_capital_inside(parsed, head)
    name = _without_small(name) if named and head.text[:1].isupper() else name
    plural = head.tag in ("NNS", "NNPS")
    alone = parsed.child(head.i, "conj") is None
    short = _IN_BRACKETS.search(parsed.text[span.start : span.end + 40]) if named and alone else None
    forms = (name, text, full, *((short[1],) if short else ()))
    return Phrase(
        span,
        head,
        name if named else _with_article(parsed, core),
        "outlet" if _is_outlet(head, text, name) else _kind(head, named=named, plural=plural),
        named=named,
        forms=forms,
        affiliation=_affiliation(parsed, list(parsed.tokens_in(core))),
        definite=not named and parsed.tokens_in(core)[0].lower in _DEFINITE,
        plural=plural,
    )


def _is_outlet(head: Token, text: str, name: str) -> bool:
    """Whether a phrase is an outlet; 'a statement on its website' is none."""
    if head.pos == "NOUN" and head.lemma.lower() in words("document"):
        return False
    return is_outlet_phrase(text) or is_outlet_phrase(name)


def _is_capital_inside(parsed: Parsed, head: Token) -> bool:
    """Whether a noun is written as a name in mid-sentence: 'the rebel Unity for Peace'."""
    first = parsed.tokens[parsed.sentences[head.sentence].first]
    return head.pos == "NOUN" and head.tag == "NN" and head.text[:1].isupper() and head.i > first.i


def _without_small(name: str) -> str:
    """'rebel Unity for Peace', 'state-run Ethiopian News Agency': the name begins with its capital."""
    return re.sub(r"^(?:[a-z][\w-]*\s+)+(?=[A-Z])", "", name)


def _is_told_by(parsed: Parsed, core: Span, head: Token) -> bool:
    """'the Sudanese army', 'Yemen's state news agency': one body, named by the country or body that it belongs to."""
    body = head.lemma.lower() in words("crowd") or head.lemma.lower() in words("outlet")
    singular = head.tag == "NN" and parsed.tokens_in(core)[0].lower not in ("a", "an", "another")
    tied = (token for token in parsed.tokens_in(core) if token.entity in _ORGANIZATIONS)
    return body and singular and any(parsed.text[token.end : token.end + 1] not in ("-", "–") for token in tied)


def _kind(head: Token, *, named: bool, plural: bool) -> str:
    lemma = head.lemma.lower()
    if named:
        return "organization"
    if plural and lemma in words("nobody"):
        return "unspecified"
    if lemma in words("document"):
        return "document"
    if lemma in words("crowd"):
        return "organization" if not plural else "group"
    return "group" if plural else "person"


def _outlet_in(parsed: Parsed, core: Span) -> str | None:
    """The listed outlet that the phrase is, ends with ('the newspaper The Telegraph') or begins with it."""
    tokens = [token for token in parsed.tokens_in(core) if token.tag != "POS"]
    ends = [(tokens[k], tokens[-1]) for k in range(min(len(tokens), 6)) if not _is_cut(parsed, tokens[k:])]
    whole = tokens[-1].pos == "NOUN"  # 'the Reuters news agency', but never 'The National' of 'The National Army'
    cut = [k for k in range(2, min(len(tokens), 4) + 1) if whole and tokens[1 - k].text.islower()]
    begins = [(tokens[0], tokens[-k]) for k in cut]
    found = (outlet_named(parsed.words(parsed.cover(first, last))) for first, last in (*ends, *begins))
    return next((outlet for outlet in found if outlet), None)


def _is_cut(parsed: Parsed, end: list[Token]) -> bool:
    """Whether the last word of a longer name is left: 'the Armed Conflict Monitor' is not the Monitor."""
    before = parsed.tokens[end[0].i - 1] if end[0].i else end[0]
    cut = len(end) == 1 and before.dep == "compound" and before.head == end[0].i and before.pos == "PROPN"
    return cut and not end[0].text.isupper()


def _body_before(parsed: Parsed, core: Span, head: Token) -> Span | None:
    """'the Syrian Observatory monitor', 'the Jaysh al-Islam group': the name before the noun that says its kind."""
    if head.pos != "NOUN" or head.lemma.lower() not in words("crowd"):
        return None
    run = [token for token in parsed.tokens_in(core) if token.entity == "ORG" and token.i < head.i]
    unbroken = run and run[-1].i - run[0].i == len(run) - 1 and run[-1].i >= head.i - 2 and run[-1].pos == "PROPN"
    return parsed.cover(run[0], run[-1]) if unbroken else None


def _without_seat(name: str) -> str:
    """Without where it sits, who leads it and its letters: 'Britain-based X (XYZ)' is X."""
    return re.sub(
        r"^[\w.]+-(based|led|backed|dominated|aligned|linked)\s+(?=[A-Z]\w+\s+\w)",
        "",
        re.sub(r"\s+\([A-Z]{2,6}\)$", "", name),
    )


def _without_kind(name: str) -> str:
    """'website Sahel Matin', where the parser took all of it for the name: 'Sahel Matin'."""
    found = _KIND_BEFORE.match(name)
    return name[found.end() :] if found and found["kind"] in words("outlet") else name


def _name_beside(parsed: Parsed, span: Span, head: Token) -> Span | None:
    """The name set beside a common noun ('the newspaper X', 'the armed group Y'), behind a comma for a body only."""
    if head.pos != "NOUN":
        return None
    run: list[Token] = []
    first = head.i + 1
    if head.lemma.lower() in words("crowd") and [token.text for token in parsed.tokens[first : first + 2]] == [
        ",",
        "the",
    ]:
        first += 2
    for token in parsed.tokens[first : first + 10]:
        inside = token.text in ("-", "of", "for", "and", "the") if run else token.text == "The"
        if token.end > span.end or not (token.pos == "PROPN" or inside):
            break
        run.append(token)
    while run and run[-1].pos != "PROPN":
        run.pop()
    return parsed.cover(run[0], run[-1]) if run else None


def _core(parsed: Parsed, span: Span, head: Token) -> Span:
    """The phrase without its relative clauses, appositions and what follows a comma."""
    dropped = {
        token.i
        for child in parsed.children(head.i, "relcl", "acl", "appos", "conj", "cc", "advcl", "punct")
        if child.i > head.i and not _is_of_its_name(parsed, head, child)
        for token in parsed.subtree(child.i)
    }
    kept = [token for token in parsed.tokens_in(span) if token.i not in dropped]
    before = [token for token in kept if token.i <= head.i]
    behind: list[Token] = []
    for token in parsed.tokens[head.i + 1 : kept[-1].i + 1 if kept else head.i + 1]:
        if token.i in dropped or token.text == "," or token.tag in ("WDT", "WP", "WP$"):
            break
        behind.append(token)
    tokens = [*before, *behind] or [head]
    while len(tokens) > 1 and tokens[-1].tag == "POS":
        tokens.pop()
    return parsed.cover(tokens[0], tokens[-1])


def _is_of_its_name(parsed: Parsed, head: Token, joined: Token) -> bool:
    """Whether what is joined to a name is a part of it: 'Jammu and Kashmir Police'."""
    last = joined if joined.dep == "conj" else next(iter(parsed.children(head.i, "conj")), joined)
    between = parsed.tokens[head.i : last.i + 1] if joined.dep in ("cc", "conj") else ()
    return bool(between) and all(token.entity == "ORG" for token in between)


def _without_article(words_: str) -> str:
    bare = re.sub(
        r"^((the|a|an)(\s+|$))?(so-called\s+)?", "", " ".join(words_.split()).strip(' "“”,;:'), flags=re.IGNORECASE
    )
    return _POSSESSIVE.sub("", bare)


def _with_article(parsed: Parsed, core: Span) -> str:
    """An unnamed voice goes by the text's own words; a capital of the sentence's beginning is not kept."""
    bare = " ".join(parsed.words(core).split()).strip(' "“”,;:')
    first = parsed.tokens_in(core)[0]
    is_name = first.pos == "PROPN" or first.entity in _ORGANIZATIONS
    return bare if is_name or bare[1:2].isupper() else bare[0].lower() + bare[1:]
