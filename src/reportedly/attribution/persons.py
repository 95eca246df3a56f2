"""The stretch of words that is a person's name in a phrase: behind rank and role, in apposition, whatever its label."""

from __future__ import annotations

from reportedly.attribution.cues import words
from reportedly.model import Parsed, Span, Token

LONGEST_NAME = 6  # tokens, hyphens among them


def person_name(parsed: Parsed, head: Token, inside: tuple[Token, ...]) -> Span | None:
    """The name of the person that a phrase speaks of, by its head and its tokens; never that of one he is only tied
    to. None where it speaks of no person by name."""
    return _titled(parsed, head, inside) or _labelled(parsed, head, inside)


def _titled(parsed: Parsed, head: Token, inside: tuple[Token, ...]) -> Span | None:
    """The name behind rank or role, though the parser labelled a part of it: 'SPLA spokesperson Brig. Gen. Santo Akol
    Deng', 'Mayor Venantius Fonyuy Lukong'. Never that of one the head only belongs to: 'aides to President X'."""
    if head.lower in words("crowd") or head.tag == "NNS" or _is_plural_or_the(parsed, head):
        return None
    first = next((k for k, token in enumerate(inside[1:], 1) if _follows_a_title(inside[k - 1], token)), 0)
    before = inside[:first]
    if not first or any(token.pos == "ADP" or token.tag == "POS" or token.text == "," for token in before):
        return None
    last = first
    while last + 1 < len(inside) and _goes_on_in_name(inside[last], inside[last + 1]):
        last += 1
    run = inside[first : last + 1]
    behind = parsed.tokens[run[-1].i + 1] if run[-1].i + 1 < len(parsed.tokens) else run[-1]
    is_bodys = any(token.lower in words("crowd") | words("outlet") | {"staff", "assembly"} for token in run)
    if is_bodys or behind.tag == "POS" or len(run) > LONGEST_NAME or not _has_person_noun(before):
        return None
    return parsed.cover(run[0], run[-1])


def _is_title(token: Token) -> bool:
    word = token.lower.rstrip(".")
    return word != "the" and (word in words("title") or f"{word}." in words("title") or word in words("person"))


def _follows_a_title(before: Token, token: Token) -> bool:
    """Whether a name begins behind a rank or role: 'Gen. Santo', and no rank itself."""
    if not (_is_title(before) or before.text == ".") or _is_title(token) or not token.text[:1].isupper():
        return False
    return token.pos == "PROPN" or token.entity == "PERSON"


def _goes_on_in_name(before: Token, token: Token) -> bool:
    if token.text == "-" or before.text == "-":
        return True
    particle = token.lower in ("al", "el", "bin", "ibn", "de", "van", "der", "von", "da", "dos", "abu")
    return particle or (token.text[:1].isupper() and token.pos == "PROPN" and not _is_title(token))


def _has_person_noun(before: tuple[Token, ...]) -> bool:
    """Whether a role or rank stands there, and not only 'King' or 'General' of a body's name."""
    return any(_is_title(token) for token in before)


def _labelled(parsed: Parsed, head: Token, inside: tuple[Token, ...]) -> Span | None:
    """The stretch of the name of the person that a phrase speaks of, or None: never that of one he is only tied to."""
    names = [token for token in inside if token.entity == "PERSON" and token.pos != "PUNCT"]
    if _is_plural_or_the(parsed, head) or (head.pos == "NOUN" and head.lemma.lower() in words("outlet")):
        return None
    if head.entity == "PERSON" and head.pos != "PUNCT":
        return _run(parsed, head, names)
    beside = next((token for token in names if _names_the_head(parsed, token, head, inside[-1])), None)
    if beside is not None:
        return _run(parsed, beside, names)
    if head.lemma.lower() in words("person"):
        return _set_behind(parsed, head, inside) or _set_before(parsed, head)
    if head.pos == "PROPN" and not head.entity and _looks_personal(parsed, head):
        return _run(parsed, head, [token for token in inside if token.pos == "PROPN"])
    if head.pos == "PROPN" and not names and _is_spoken_of_as_person(parsed, head, inside):
        return _run(parsed, head, [token for token in inside if token.pos == "PROPN" or token.text == "-"])
    return None


def _names_the_head(parsed: Parsed, name: Token, head: Token, last: Token) -> bool:
    """Whether a person's name belongs to the head: beside it ('director X Y'), not behind 'of' or 'to' ('aide to X Y').

    Where a parser took an organisation for the head ('Observatory for Human Rights director X Y'), the noun right
    before the name tells.
    """
    up = name
    while up.i != head.i and up.dep in ("compound", "appos", "nmod", "flat"):
        up = parsed.tokens[up.head]
    if up.i == head.i:
        return True
    before = parsed.tokens[name.i - 1]
    return (
        head.pos == "PROPN"
        and last.entity == "PERSON"
        and before.pos == "NOUN"
        and before.lemma.lower() in words("person")
    )


def _set_behind(parsed: Parsed, head: Token, inside: tuple[Token, ...]) -> Span | None:
    """'the president of the League, Jamel Msallem': a name behind the last comma, though the parser did not label it.

    Only behind 'the' or 'its', or where its words are a person's; and where no other person stands between: 'the aide
    to the president, X Y' may be either's name.
    """
    inside = (*inside, *_name_that_follows(parsed, inside[-1]))
    commas = [token for token in inside if token.text == "," and token.i > head.i]
    article, owner = parsed.child(head.i, "det"), parsed.child(head.i, "poss")
    run = [token for token in inside if commas and token.i > commas[-1].i]
    is_set_to_head = bool(run) and run[-1].dep == "appos" and run[-1].head == head.i
    labels = ("PERSON", "ORG", "") if is_set_to_head else ("PERSON",)  # taggers take the names of few for bodies'
    is_surely_a_name = len(run) > 1 and all(token.entity in labels for token in run)
    if not run or not (is_surely_a_name or owner or (article is not None and article.lower == "the")):
        return None
    between = parsed.tokens[head.i + 1 : commas[-1].i]
    is_name = 0 < len(run) <= LONGEST_NAME and (is_surely_a_name or all(_is_of_a_name(token) for token in run))
    if not is_name or any(token.lemma.lower() in words("person") for token in between):
        return None
    return parsed.cover(run[0], run[-1])


def _is_of_a_name(token: Token) -> bool:
    return token.entity == "PERSON" or (token.pos == "PROPN" and token.entity == "")


def _name_that_follows(parsed: Parsed, last: Token) -> tuple[Token, ...]:
    """', X Y' right behind a phrase that was cut before its name, up to the next mark."""
    behind = parsed.tokens[last.i + 1 : last.i + 9]
    if len(behind) < 3 or behind[0].text != ",":
        return ()
    ends = next((k for k, token in enumerate(behind[1:], 1) if token.pos == "PUNCT" and token.text != "-"), 0)
    is_name = ends > 2 and all(one.pos == "PROPN" or one.text == "-" for one in behind[1:ends])
    return behind[:ends] if is_name and behind[1].entity in ("PERSON", "ORG", "") else ()


def _set_before(parsed: Parsed, head: Token) -> Span | None:
    """'X Y, the minister of Z', where the source is only the apposition: the name that it is set to."""
    named = parsed.tokens[head.head]
    if head.dep != "appos" or named.entity != "PERSON" or named.pos != "PROPN" or named.i > head.i:
        return None
    return _run(parsed, named, [token for token in parsed.subtree(named.i) if token.entity == "PERSON"])


def _is_spoken_of_as_person(parsed: Parsed, head: Token, inside: tuple[Token, ...]) -> bool:
    """'X Y, who ...', 'X Y, a spokesman for ...': a person, whatever label the parser gave the name."""
    if any(token.lower in ("who", "whose") and token.i > head.i for token in inside):
        return True
    return any(role.lemma.lower() in words("person") for role in parsed.children(head.i, "appos"))


def _is_plural_or_the(parsed: Parsed, head: Token) -> bool:
    """'the Houthis' is no person, though the parser may say so."""
    the_alone = parsed.child(head.i, "det") is not None and parsed.child(head.i, "compound", "appos") is None
    plural = head.tag == "NNPS" and head.entity != "PERSON"  # 'Antonio Guterres' is one
    return plural or (head.pos == "PROPN" and the_alone) or head.lower in words("crowd")


def _looks_personal(parsed: Parsed, head: Token) -> bool:
    """Whether a name that the parser gave no label has a title or a role before it."""
    before = [token for token in parsed.children(head.i, "compound", "nmod", "amod") if token.i < head.i]
    return any(token.lower in words("title") or token.lower in words("person") for token in before)


def _run(parsed: Parsed, head: Token, names: list[Token]) -> Span:
    """The unbroken run of name tokens around one of them (a hyphen or an apostrophe does not break it)."""
    allowed = {token.i for token in names}
    first = last = head.i
    while first - 1 in allowed or (first - 2 in allowed and parsed.tokens[first - 1].text in ("-", "’", "'")):
        first -= 1
    while last + 1 in allowed or (last + 2 in allowed and parsed.tokens[last + 1].text in ("-", "’", "'")):
        last += 1
    last = _name_end(parsed, last)
    tokens = list(parsed.tokens[first : last + 1])
    while len(tokens) > 1 and tokens[-1].tag == "POS":
        tokens.pop()
    return parsed.cover(tokens[0], tokens[-1])


def _name_end(parsed: Parsed, last: int) -> int:
    """Where the name ends, if the parser labelled only its beginning ('Jean-Yves Le' of 'Jean-Yves Le Drian')."""
    head = parsed.tokens[parsed.tokens[last].head]
    if head.i == last + 1 and head.tag == "NNP" and not head.entity:
        return head.i
    return last
