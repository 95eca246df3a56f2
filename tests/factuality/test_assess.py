"""How surely, denied or not, and when: the words of a sentence that bear on the deed that one of them names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.attribution import RULES, attribute, innermost
from reportedly.factuality import assess
from reportedly.model import Assessment, Attribution, Parsed, Span

Parse = Callable[[str], Parsed]
WORDS = ["rebels", "may", "not", "attack", "to", "if", "the", ".", "no", "of", "without", "?", "said", "denied", "that"]


def of_word(parsed: Parsed, word: str) -> Assessment:
    """The assessment of the last occurrence of a word, in the voice that holds it."""
    start = parsed.text.rindex(word)
    span = Span(start, start + len(word))
    return assess(parsed, span, innermost(attribute(parsed, RULES).attributions, span))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rebels attacked the convoy.", "attacked", ("affirmed", "certain", "past")),
        ("Rebels are shelling the town.", "shelling", ("affirmed", "certain", "ongoing")),
        ("Rebels control the town.", "control", ("affirmed", "certain", "ongoing")),
        ("Rebels have been fighting the army for months.", "fighting", ("affirmed", "certain", "ongoing")),
        ("Rebels will attack the convoy.", "attack", ("affirmed", "certain", "future")),
        ("The talks are expected to resume.", "resume", ("affirmed", "probable", "future")),
        ("Police have yet to arrest the gunmen.", "arrest", ("denied", "certain", "ongoing")),
        ("The army must free the hostages.", "free", ("affirmed", "possible", "hypothetical")),
        # modals, hedges, evidentials
        ("Rebels may have attacked the convoy.", "attacked", ("affirmed", "possible", "past")),
        ("The group may begin to expand its attacks.", "expand", ("affirmed", "possible", "future")),
        ("The rebels appear to be coordinating.", "coordinating", ("affirmed", "probable", "ongoing")),
        ("Rebels allegedly attacked the convoy.", "attacked", ("affirmed", "probable", "past")),
        ("The rebels are said to be helping them.", "helping", ("affirmed", "probable", "ongoing")),
        ("He is accused of killing two guards.", "killing", ("affirmed", "probable", "past")),
        ("It is possible that rebels attacked the convoy.", "attacked", ("affirmed", "possible", "past")),
        ("Rebels may have carried out the attacks.", "attacks", ("affirmed", "possible", "past")),
        # conditions and questions
        ("If the pressure continues, the group may leave.", "leave", ("affirmed", "possible", "future")),
        ("If rebels attack the port, aid will stop.", "attack", ("affirmed", "possible", "hypothetical")),
        ("Who attacked the convoy?", "attacked", ("affirmed", "unspecified", "past")),
        # goals
        ("The general aims to control the valley.", "control", ("affirmed", "unspecified", "intended")),
        ("They work together to weaken the council.", "weaken", ("affirmed", "unspecified", "intended")),
        ("They are fighting to regain the town.", "regain", ("affirmed", "unspecified", "intended")),
        ("Their plan to attack the port failed.", "attack", ("affirmed", "probable", "intended")),
        ("The minister called for talks.", "talks", ("affirmed", "possible", "hypothetical")),
        # negation
        ("The army did not attack the village.", "attack", ("denied", "certain", "past")),
        ("The two groups are no longer fighting each other.", "fighting", ("denied", "certain", "ongoing")),
        ("The rebels failed to take the airport.", "take", ("denied", "certain", "past")),
        ("The rebels refused to withdraw.", "withdraw", ("denied", "certain", "past")),
        ("The blockade prevented ships from docking.", "docking", ("denied", "certain", "past")),
        ("The troops left without attacking.", "attacking", ("denied", "certain", "past")),
        ("No soldiers were wounded.", "wounded", ("denied", "certain", "past")),
        ("The army denied that it had shelled the camp.", "shelled", ("denied", "certain", "past")),
        ("Police foiled an attack.", "attack", ("denied", "certain", "past")),
        ("The army did not fail to attack.", "attack", ("affirmed", "certain", "past")),
        # what negation and modals do not reach
        ("He did not only attack the village.", "attack", ("affirmed", "certain", "past")),
        ("The attack could not be explained.", "attack", ("affirmed", "certain", "past")),
        ("The ministry condemned the attack.", "attack", ("affirmed", "certain", "past")),
        ("They ended the siege.", "siege", ("affirmed", "certain", "ongoing")),
        ("The army did not reply, citing the truce.", "citing", ("affirmed", "certain", "past")),
        # what is joined, too much, capable, doubtful
        ("The army did not bomb or shell the camp.", "shell", ("denied", "certain", "past")),
        ("The rebels were too weak to attack.", "attack", ("denied", "certain", "past")),
        ("The missiles are capable of hitting the port.", "hitting", ("affirmed", "possible", "hypothetical")),
        ("They discussed a possible deal that would free the prisoners.", "free", ("affirmed", "possible", "future")),
        ("The two sides are to meet on Monday.", "meet", ("affirmed", "certain", "future")),
        ("Their aim is to take the port.", "take", ("affirmed", "possible", "intended")),
        ("The fighting is ongoing.", "fighting", ("affirmed", "certain", "ongoing")),
        ("The assault drove the army to flee.", "flee", ("affirmed", "certain", "past")),
        ("They are coordinating to retake the port.", "retake", ("affirmed", "unspecified", "intended")),
        ("They maintained a close relationship.", "relationship", ("affirmed", "certain", "past")),
        # states
        ("The group is loyal to the president.", "loyal", ("affirmed", "certain", "ongoing")),
        ("Their war against the army goes on.", "war", ("affirmed", "certain", "ongoing")),
        ("Rebels seize town", "seize", ("affirmed", "certain", "past")),
    ],
)
def test_the_words_of_a_sentence_bear_on_its_deed(
    parsed_text: Parse, text: str, word: str, expected: tuple[str, str, str]
) -> None:
    found = of_word(parsed_text(text), word)
    assert (found.polarity, found.certainty, found.when) == expected


def test_markers_are_the_words_that_show_it(parsed_text: Parse) -> None:
    parsed = parsed_text("The two groups are no longer fighting each other.")
    found = of_word(parsed, "fighting")
    assert [parsed.words(span) for span in found.markers] == ["no", "longer"]


def test_a_plain_deed_has_no_markers(parsed_text: Parse) -> None:
    assert of_word(parsed_text("Rebels attacked the convoy."), "attacked").markers == ()


def test_words_outside_of_the_content_are_no_hedge_of_its_voice(parsed_text: Parse) -> None:
    parsed = parsed_text("The army may say that rebels attacked the convoy.")
    start = parsed.text.index("that rebels")
    told = Attribution(
        "t1", "s1", (Span(0, 8),), (Span(13, 16),), (Span(start, len(parsed.text) - 1),), "indirect", 1.0
    )
    word = Span(parsed.text.index("attacked"), parsed.text.index("attacked") + 8)
    assert assess(parsed, word, told).certainty == "certain"


def test_nobody_s_word_is_probable_at_most(parsed_text: Parse) -> None:
    parsed = parsed_text("Rebels reportedly attacked the convoy.")
    nobody = Attribution("t1", "s1", (), (Span(7, 17),), (Span(0, 37),), "indirect", 1.0)
    found = assess(parsed, Span(18, 26), nobody)
    assert (found.certainty, [parsed.words(span) for span in found.markers]) == ("probable", ["reportedly"])


def test_a_span_without_words_is_a_plain_past_deed(parsed_text: Parse) -> None:
    assert assess(parsed_text("Rebels attacked."), Span(6, 6)) == Assessment()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        min_size=1,
        max_size=25,
    )
)
def test_no_text_raises_and_every_marker_is_a_word(parsed_text: Parse, words: list[str]) -> None:
    parsed = parsed_text(" ".join(words))
    for token in parsed.tokens:
        for start, end in assess(parsed, token.span).markers:
            assert parsed.text[start:end].strip()


def test_a_denial_of_the_telling_leaves_open_what_would_be_told(parsed_text: Parse) -> None:
    text = "The army declined to say whom it shelled."
    found = assess(parsed_text(text), Span(text.index("shelled"), len(text) - 1))
    assert (found.polarity, found.certainty) == ("affirmed", "unspecified")


def test_who_does_not_deny_leaves_it_open(parsed_text: Parse) -> None:
    text = "The ministry did not deny that the army had shelled the camp."
    parsed = parsed_text(text)
    attribution = next(iter(attribute(parsed, RULES).attributions))
    found = assess(parsed, Span(text.index("shelled"), text.index("shelled") + 7), attribution)
    assert (found.polarity, found.certainty) == ("affirmed", "unspecified")


@pytest.mark.parametrize(
    "text",
    [
        "The report that soldiers shelled the camp is false.",
        "Claims that soldiers shelled the camp are baseless.",
        "There is no truth in reports that soldiers shelled the camp.",
        "Contrary to reports that soldiers shelled the camp, nobody was hurt.",
        "The information that soldiers shelled the camp does not correspond to reality.",
        "Reports that soldiers shelled the camp are not true.",
    ],
)
def test_a_report_that_is_called_false_is_denied(parsed_text: Parse, text: str) -> None:
    assert assess(parsed_text(text), Span(text.index("shelled"), text.index("shelled") + 7)).polarity == "denied"


def test_a_report_that_is_not_false_is_not(parsed_text: Parse) -> None:
    text = "Reports that soldiers shelled the camp are not false."
    assert assess(parsed_text(text), Span(text.index("shelled"), text.index("shelled") + 7)).polarity == "affirmed"
