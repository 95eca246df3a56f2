"""What speaks for and against a claim, as the names of the signs that it bears: its type and form, how its sides were
found, where it stands. data/scores.tsv holds what each sign weighs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.claims.lexicon import lemma_of
from reportedly.claims.tree import is_infinitive, is_verb
from reportedly.model import Attributed, Draft, Parsed, Span, Token

_FORMS = {"verbs": "verb", "nouns": "noun"}
_SENTENCES = ((0, "first"), (3, "opening"), (10, "early"))
_CROWDED = 4  # deeds in one sentence
_LONG = 35  # words in a sentence
_LONGEST_WAY = 5  # steps from a predicate to the head of a side
_MODALS = frozenset(["would", "could", "may", "might", "can", "should", "must"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])


def signs_of(parsed: Parsed, attributed: Attributed, drafts: Sequence[Draft]) -> Iterator[tuple[str, ...]]:
    """The signs of each draft, in the drafts' order."""
    beside: dict[int, int] = {}
    for draft in drafts:
        sentence = parsed.tokens[draft.trigger].sentence
        beside[sentence] = beside.get(sentence, 0) + 1
    for draft in drafts:
        trigger = parsed.tokens[draft.trigger]
        yield (
            *_of_type(draft, trigger),
            *_of_word(parsed, trigger),
            *_of_side(parsed, "actor", draft.actors, trigger),
            *_of_side(parsed, "recipient", draft.recipients, trigger),
            *_of_details(draft),
            *_of_sentence(parsed, trigger, beside[trigger.sentence]),
            *_of_voice(parsed, attributed, trigger),
        )


def _of_type(draft: Draft, trigger: Token) -> Iterator[str]:
    label = draft.event or draft.relation or ""
    form = _FORMS.get(draft.rule.split(":")[0], "tie")
    sides = _named(draft)
    yield from (f"type {label}", f"form {form}", f"sides {sides}", f"{label} as {form}", f"{label} with {sides}")
    yield from (f"{form} with {sides}", f"word {lemma_of(trigger.lemma)}")


def _named(draft: Draft) -> str:
    if draft.actors and draft.recipients:
        return "both"
    if draft.actors:
        return "actors"
    return "recipients" if draft.recipients else "nobody"


def _of_word(parsed: Parsed, trigger: Token) -> Iterator[str]:
    """The predicate's own form and place in its clause."""
    form = "verb" if is_verb(trigger) else "noun"
    yield f"{form} is {trigger.dep}"
    yield f"{form} tagged {trigger.tag}"
    if is_verb(trigger):
        if is_infinitive(parsed, trigger):
            yield "infinitive"
        if any(one.lemma in _MODALS for one in parsed.children(trigger.i, "aux")):
            yield "modal"
        return
    yield f"noun with {_determiner(parsed, trigger)}"
    if trigger.dep == "pobj":
        yield f"noun after {parsed.tokens[trigger.head].lower}"


def _determiner(parsed: Parsed, noun: Token) -> str:
    found = [one.lower for one in parsed.children(noun.i, "det")]
    if found:
        return "pointing article" if found[0] in _DEFINITE else "article"
    return "owner" if parsed.child(noun.i, "poss") is not None else "no article"


def _of_side(parsed: Parsed, role: str, side: tuple[Span, ...], trigger: Token) -> Iterator[str]:
    """Who stands in a role, and by what way through the tree."""
    if len(side) > 1:
        yield f"several {role}s"
    for span in side[:1]:
        words = parsed.tokens_in(span)
        inside = {word.i for word in words}
        head = next((word for word in words if word.head not in inside or word.head == word.i), words[-1])
        yield f"{role} {_kind(parsed, head)}"
        if head.sentence != trigger.sentence:
            yield f"{role} of another sentence"
        else:
            yield f"{role} by {_way(parsed, trigger, head)}"
            yield f"{role} {'before' if head.i < trigger.i else 'after'} {_far(abs(head.i - trigger.i))}"


def _kind(parsed: Parsed, head: Token) -> str:
    if head.pos in ("PRON", "DET") or head.tag == "PRP$":
        return f"is {head.lower}"
    if head.pos == "PROPN" or head.entity:
        return f"named {head.entity or 'without label'}"
    if head.pos == "NUM" or parsed.child(head.i, "nummod") is not None:
        return "numbered"
    return f"noun with {_determiner(parsed, head)}"


def _far(words: int) -> str:
    return "near" if words <= 3 else "off" if words <= 10 else "far"


def _way(parsed: Parsed, trigger: Token, head: Token) -> str:
    """The labels up from the predicate ('^') and down to the head: 'nsubj', '^conj nsubj', 'prep pobj'."""
    above = [trigger.i, *(one.i for one in parsed.ancestors(trigger.i))]
    down: list[str] = []
    token = head
    while token.i not in above and len(down) < _LONGEST_WAY:
        down.append(token.dep)
        token = parsed.tokens[token.head]
    if token.i not in above:
        return "a long way"
    up = [f"^{parsed.tokens[i].dep}" for i in above[: above.index(token.i)]]
    steps = (*up, *reversed(down))
    return " ".join(steps) if len(steps) <= _LONGEST_WAY else "a long way"


def _of_details(draft: Draft) -> Iterator[str]:
    told = {"place": draft.places, "time": draft.time, "count": draft.count, "things": draft.things, "mode": draft.mode}
    yield from (f"with {name}" for name, detail in told.items() if detail)
    if draft.cue_of is not None:
        yield "said by its own word"


def _of_sentence(parsed: Parsed, trigger: Token, deeds: int) -> Iterator[str]:
    sentence = parsed.sentences[trigger.sentence]
    yield f"sentence {next((name for last, name in _SENTENCES if trigger.sentence <= last), 'late')}"
    if sentence.last - sentence.first > _LONG:
        yield "long sentence"
    yield "alone in its sentence" if deeds == 1 else "crowded sentence" if deeds >= _CROWDED else "few beside it"
    above = (trigger, *parsed.ancestors(trigger.i))
    if any(one.dep in ("relcl", "acl") for one in above):
        yield "in a relative clause"
    if any(child.lower in ("if", "whether", "unless") for one in above for child in parsed.children(one.i, "mark")):
        yield "under a condition"


def _of_voice(parsed: Parsed, attributed: Attributed, trigger: Token) -> Iterator[str]:
    holding = sum(any(s.holds(trigger.span) for s in row.content_spans) for row in attributed.near(trigger.span))
    yield ("in the author's voice", "in one's mouth", "in several mouths")[min(holding, 2)]
    if any(quote.inner.holds(trigger.span) for quote in parsed.quotes):
        yield "in quotation marks"
