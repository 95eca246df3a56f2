"""Credit lines at head and end, and what only looks like one."""

from __future__ import annotations

import pytest

from reportedly.lineage.credits import UNNAMED, credits_of
from reportedly.lineage.outlets import is_agency, outlet_key, same_outlet, sounds_like_body, usual_name
from reportedly.lineage.standing import is_state_media, names_publisher
from reportedly.model.lineage import Citing, Report

BODY = "Gunmen attacked a convoy near the town on Monday, officials said.\nThe army said that it would respond."


def credited(text: str, publisher: str | None = "Daily Star") -> list[str]:
    return [row.name for row in credits_of(Report("a", text, publisher=publisher)) if row.is_sure]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"SANAA, March 3 (AFP) - {BODY}", ["AFP"]),
        (f"(Reuters) - {BODY}", ["Reuters"]),
        (f"(Reuters) {BODY}", ["Reuters"]),
        (f"Convoy attacked\nSANAA (Reuters) — {BODY}", ["Reuters"]),
        (f"PORT AMAL (Delta Wire) - {BODY}", ["Delta Wire"]),
        (f"ADEN, 3 March 2024, Reuters - {BODY}", ["Reuters"]),
        (f"Convoy attacked\nBy Reuters\n{BODY}", ["Reuters"]),
        (f"Aden - Reuters\n{BODY}", ["Reuters"]),
        (f"{BODY}\nSource: SANA", ["SANA"]),
        (f"{BODY} (Reuters)", ["Reuters"]),
        (f"{BODY}\n(AFP, AP)", ["AFP", "AP"]),
        (f"{BODY} - REUTERS", ["REUTERS"]),
        (f"{BODY}\n© 2024 AFP", ["AFP"]),
        (f"{BODY}\nAgencies", [UNNAMED]),
        (f"{BODY}\n(with agencies)", [UNNAMED]),
        (f"By Our Reporter with agency reports\n{BODY}", [UNNAMED]),
        (f"Convoy attacked\nLamu News Agency\n{BODY}", []),
        (f"{BODY}\nSOURCE: DAILY STAR AND REUTERS", ["REUTERS"]),
        (f"{BODY} – with a report from Reuters", ["Reuters"]),
        (f"{BODY}\nAgencies, AFP", ["AFP"]),
        (f"{BODY}\nSource: Daily Star/Reuters", ["Reuters"]),
        (f"12 dead in raid Monitor AFP Wednesday 22 Jul 2015 {BODY}", ["AFP"]),
        ("الرياض - واس\nقتل ثلاثة جنود في مأرب", ["واس"]),
        ("عدن (أ ف ب) - قتل ثلاثة", ["أ ف ب"]),
        ("قتل ثلاثة جنود في مأرب.\nوكالات", [UNNAMED]),
        ("قتل ثلاثة جنود في مأرب (سبأ)", ["سبأ"]),
    ],
)
def test_credit_lines_name_whom_a_text_comes_from(text: str, names: list[str]) -> None:
    assert credited(text) == names


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\nBy Jane Doe in Aden",
        f"Daily Star, 3 March 2024\n{BODY}",
        f"The army: no plans to leave\n{BODY}",
        f"{BODY}\nThe Associated Press contributed to this report.",
        f"Residents - Reuters reporters were told - fled. {BODY}",
        f"{BODY} (Delta Brigade)",
        f"SANAA (Daily Star) - {BODY}",
        "",
        "(" * 300,
        "- " * 300,
    ],
)
def test_other_lines_credit_nobody(text: str) -> None:
    assert credited(text) == []


def test_an_unknown_name_is_a_credit_only_where_a_publisher_bears_it() -> None:
    (found,) = credits_of(Report("a", f"{BODY}\n(Nadwa)"))
    assert (found.name, found.is_sure) == ("Nadwa", False)


def test_names_of_one_outlet_have_one_key() -> None:
    assert outlet_key("AFP") == outlet_key("Agence France-Presse") == outlet_key("أ ف ب") != ""
    assert same_outlet("The Telegraph", "daily telegraph")
    assert not same_outlet(None, None)
    assert not same_outlet("Reuters", "AFP")
    assert usual_name("رويترز") == "Reuters"
    assert usual_name("Delta Wire") == "Delta Wire"
    assert is_agency("Delta News Agency")
    assert not is_agency("Delta Wireless")
    assert sounds_like_body("Syrian Observatory for Human Rights")
    assert not sounds_like_body("Harbour Gazette")


@pytest.mark.parametrize(
    ("name", "publisher", "is_meant"),
    [
        ("the Gazette", "Harbour Gazette", True),
        ("Delta Wire news agency", "Delta Wire", True),
        ("AFP", "Agence France-Presse", True),
        ("The Times", "Gulf Times", False),
        ("Ministry of Health", "Ministry of Health", False),
        ("Harbour Gazette", "Valley Gazette", False),
    ],
)
def test_a_name_means_a_publisher(name: str, publisher: str, *, is_meant: bool) -> None:
    assert names_publisher(name, publisher) == is_meant


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Syrian state television", True), ("state media", True), ("SANA", False), ("the state department", False)],
)
def test_state_media_are_a_state_s_outlets(name: str, *, is_one: bool) -> None:
    assert is_state_media(Citing(name, 1.0)) == is_one
