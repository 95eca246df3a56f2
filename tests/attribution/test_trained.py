"""The trained tagger: what rules overlook, and the attributions in attributions that it was never shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.attribution import TAGGER, attribute
from reportedly.model import Attributed, Parsed, Source, Span

Parse = Callable[[str], Parsed]


def found_in(parsed: Parsed) -> list[tuple[str, str]]:
    """(voice, content) of each attribution that has a content."""
    found = attribute(parsed, TAGGER)
    names = {source.id: source.name for source in found.sources}
    return [(names[row.source], words(parsed, row.content_spans)) for row in found.attributions if row.content_spans]


def words(parsed: Parsed, spans: tuple[Span, ...]) -> str:
    return " ... ".join(parsed.words(span) for span in spans)


@pytest.mark.parametrize(
    ("text", "voice", "begins"),
    [
        ("The army said that rebels had shelled the town.", "the army", "that rebels"),
        ("“We have no water,” said Amal Haddad, a nurse in the camp.", "Amal Haddad", "We have no water"),
        ("The road to the port is closed, according to two aid workers.", "two aid workers", "The road to the port"),
        ("Senator Karen Doyle endorsed the plan on Friday.", "Karen Doyle", "the plan"),
        ("The minister described the raid as a mistake.", "the minister", "the raid"),
    ],
)
def test_sources_and_contents(parsed_text: Parse, text: str, voice: str, begins: str) -> None:
    assert any(name == voice and content.startswith(begins) for name, content in found_in(parsed_text(text)))


def test_an_attribution_inside_another_is_found_with_its_parent(parsed_text: Parse) -> None:
    parsed = parsed_text("The Guardian noted that local residents say that the army has left the town.")
    found = attribute(parsed, TAGGER)
    by_id = {row.id: row for row in found.attributions}
    inner = next(row for row in found.attributions if voice_of(found, row.source).name == "local residents")
    assert inner.parent is not None
    assert voice_of(found, by_id[inner.parent].source).name == "The Guardian"


def voice_of(found: Attributed, key: str) -> Source:
    return next(source for source in found.sources if source.id == key)


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper Gulf Bulletin quoted experts as saying that the Houthis may be giving rockets to smugglers.",
        "Gulf Bulletin reported, citing two officers, that the army plans to send 400 soldiers to Gao.",
    ],
)
def test_who_is_quoted_or_cited_is_the_voice_and_the_outlet_carries_it(parsed_text: Parse, text: str) -> None:
    found = attribute(parsed_text(text), TAGGER)
    said = next(row for row in found.attributions if row.content_spans)
    carrier = next(row for row in found.attributions if row.id == said.parent)
    assert voice_of(found, said.source).name in ("experts", "two officers")
    assert voice_of(found, carrier.source).name == "Gulf Bulletin"


def test_hearsay_in_a_quotation_is_nobodys_voice_through_the_speaker(parsed_text: Parse) -> None:
    parsed = parsed_text("The newspaper Gulf Bulletin said: “The convoys are said to carry rockets.”")
    found = attribute(parsed, TAGGER)
    hearsay = next(row for row in found.attributions if voice_of(found, row.source).kind == "unspecified")
    assert hearsay.parent is not None


def test_spans_never_hold_the_quotation_marks_at_their_ends(parsed_text: Parse) -> None:
    parsed = parsed_text("“The town is empty,” Karim Nasser said. “Everybody has fled to the hills.”")
    found = attribute(parsed, TAGGER)
    assert all(parsed.words(span)[0] not in "“”" for row in found.attributions for span in row.content_spans)


@pytest.mark.parametrize("text", ["", " ", "…", "“", "\ud800", "word", "\n\n\n", "’s ’s ’s"])
def test_odd_texts_give_no_attribution(parsed_text: Parse, text: str) -> None:
    assert attribute(parsed_text(text), TAGGER).attributions == ()


def test_the_same_text_gives_the_same_attributions(parsed_text: Parse) -> None:
    parsed = parsed_text("Residents told Reuters that the bridge was gone. The army denied it.")
    assert attribute(parsed, TAGGER) == attribute(parsed, TAGGER)


def test_a_sentence_before_the_cue_is_the_authors_own(parsed_text: Parse) -> None:
    parsed = parsed_text("Fano captured three villages near Gondar. Residents said Fano killed two soldiers.")
    (content,) = [said for voice, said in found_in(parsed) if voice == "residents"]
    assert content == "Fano killed two soldiers"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Armed Conflict Monitor said Fano attacked Dejen.", "Armed Conflict Monitor", "organization"),
        ("The Monitor said Fano attacked Dejen.", "The Christian Science Monitor", "outlet"),
        ("News agency Reuters said Fano attacked Dejen.", "Reuters", "outlet"),
    ],
)
def test_a_longer_name_is_no_outlet_by_its_last_word(parsed_text: Parse, text: str, name: str, kind: str) -> None:
    voices = attribute(parsed_text(text), TAGGER).sources
    assert [(voice.name, voice.kind) for voice in voices if voice.kind != "author"] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "voice", "content"),
    [
        ("The group, which the ministry says is armed by Chad, has taken the town.", "ministry", "is armed by Chad"),
        ("The militia, which residents say executed 12 men, has left.", "residents", "executed 12 men"),
    ],
)
def test_a_voice_in_a_relative_clause_says_no_more_than_the_clause(
    parsed_text: Parse, text: str, voice: str, content: str
) -> None:
    assert [(voice in name, told.endswith(content)) for name, told in found_in(parsed_text(text))] == [(True, True)]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("A resident and a local official said gunmen killed five farmers.", "a resident and a local official"),
        ("Two residents and a police officer said shells hit the ward.", "two residents and a police officer"),
        ("The army spokesman Musa Ali and a resident said rebels fled.", "Musa Ali"),
    ],
)
def test_those_who_speak_together_without_a_name_are_one_voice_by_all_their_words(
    parsed_text: Parse, text: str, voice: str
) -> None:
    assert {name for name, _ in found_in(parsed_text(text))} == {voice}


@pytest.mark.parametrize(
    ("source", "name", "role"),
    [
        ("SPLA spokesperson Brig. Gen. Santo Akol Deng", "Santo Akol Deng", "SPLA spokesperson Brig. Gen."),
        ("Mayor Venantius Fonyuy Lukong", "Venantius Fonyuy Lukong", "Mayor"),
        ("Military spokesman Colonel Serge Atangana Mvondo", "Serge Atangana Mvondo", "Military spokesman Colonel"),
        ("Capt. Arvin Dela Serna, spokesman of the 6th Division,", "Arvin Dela Serna", "spokesman of the 6th Division"),
        ("Aides to President Joe Biden", "aides to President Joe Biden", None),
    ],
)
def test_a_name_behind_rank_and_role_is_whole(parsed_text: Parse, source: str, name: str, role: str | None) -> None:
    found = attribute(parsed_text(f"{source} said rebels fled the town."), TAGGER).sources[1]
    assert (found.name, found.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("The mayor of the town has told visitors that fighters left.", ["the mayor of the town"]),
        (
            "Colonel Serge Atangana Mvondo says fighters took them. “They took nine,” Atangana said.",
            ["Serge Atangana Mvondo"],
        ),
        ("Site Infobae, quoting the weekly Riodoce, reported that rebels took the town.", ["Infobae", "Riodoce"]),
        (
            "United Nations experts said troops came. The panel of experts wrote that 3,000 had crossed.",
            ["United Nations experts"],
        ),
        (
            "The U.S. Drug Enforcement Administration said the two were allied. The DEA said it began in May.",
            ["U.S. Drug Enforcement Administration"],
        ),
        (
            "The Office for Coastal Affairs dismissed the claim. The Office said no arms were sent.",
            ["Office for Coastal Affairs"],
        ),
        ("The minister told the press that the army held the town.", ["the minister"]),
        ("Abu Salim, who speaks for the Coast Front, said 40 men attacked the post.", ["Abu Salim"]),
        ("Residents were told that the bridge would close, the army said.", ["the army"]),
    ],
)
def test_a_voice_is_one_by_its_short_forms_and_no_bystander_is_one(
    parsed_text: Parse, text: str, voices: list[str]
) -> None:
    assert sorted(source.name for source in attribute(parsed_text(text), TAGGER).sources[1:]) == voices


def test_told_to_ones_own_outlet_is_no_relay_by_letters_or_edition(parsed_text: Parse) -> None:
    for publisher, name in (("Mimi Mefo Info", "MMI"), ("VOA Afrique", "VOA"), ("Gulf Courier", "Gulf Courier")):
        parsed = parsed_text(f"A nurse told {name} that rebels had shelled the ward.")
        published = replace(parsed, document=replace(parsed.document, publisher=publisher))
        assert [source.name for source in attribute(published, TAGGER).sources[1:]] == ["a nurse"]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "The coordinator of the union, Jules Tsolo, held a briefing.\n\nHe said that men attacked Fataki.",
            ["Jules Tsolo"],
        ),
        (
            "The mayor said the market burned. The governor toured the town. He said 12 died.",
            ["the governor", "the mayor"],
        ),
        ("He said that rebels had left the town.", ["he"]),
        ("Fishermen were asked not to go near the island.", []),
    ],
)
def test_he_is_somebody_and_who_is_only_asked_says_nothing(parsed_text: Parse, text: str, voices: list[str]) -> None:
    assert sorted(source.name for source in attribute(parsed_text(text), TAGGER).sources[1:]) == voices


def test_one_person_who_adds_is_the_one_who_said(parsed_text: Parse) -> None:
    text = "A police spokesman came. The grenade hurt three, he said, adding that the injured were in hospital."
    assert {source.kind for source in attribute(parsed_text(text), TAGGER).sources[1:]} == {"person"}
