"""Why a claim: the words, the row of the lexicon, the actors' rows, the chain, the hedges."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.explaining import explain
from reportedly.export.explain import render
from reportedly.model import Reading

Read = Callable[[str], Reading]
REPORT = (
    "The newspaper Gulf Bulletin quoted experts as saying that the Houthis may be giving rockets to Al-Shabaab.\n"
    "The army attacked Sabha on Monday.\n"
)


def told(read_text: Read, event: str) -> str:
    reading = read_text(REPORT)
    claim = next(claim for claim in reading.claims if claim.event == event)
    return " ".join(render(reading, explain(reading, claim.id)).split())


def test_it_names_the_row_of_the_lexicon(read_text: Read) -> None:
    text = told(read_text, "AID")
    assert "file: claims/data/verbs.tsv" in text
    assert "label: AID" in text


def test_it_names_the_rows_of_the_actors_and_their_sources(read_text: Read) -> None:
    text = told(read_text, "AID")
    assert "actor: Houthi movement (armed group, YEM) linked to file: resolution/data/actors.tsv" in text
    assert "source:" in text


def test_it_walks_the_chain_and_quotes_the_hedge(read_text: Read) -> None:
    text = told(read_text, "AID")
    assert text.index("Gulf Bulletin") < text.index("who carried it") < text.index("experts, 1:")
    assert "HOW SURELY as possible" in text
    assert '"may"' in text


def test_the_reports_own_voice_has_no_chain(read_text: Read) -> None:
    assert "the report's own: the words stand in nobody else's content" in told(read_text, "ASSAULT")


def test_a_claim_that_is_not_there(read_text: Read) -> None:
    with pytest.raises(KeyError):
        explain(read_text(REPORT), "c99")


@pytest.mark.parametrize("claim", ["c99", "9:9", "the first"])
def test_the_command_says_which_claims_there_are(claim: str) -> None:
    result = CliRunner().invoke(app, ["explain", "-", claim], input=REPORT)
    assert result.exit_code == 2
    assert "its claims are c1 to c" in result.stderr


def test_the_command_takes_an_id_or_a_place() -> None:
    by_id = CliRunner().invoke(app, ["explain", "-", "c1"], input=REPORT)
    assert by_id.exit_code == 0
    place = by_id.stdout.split("THE WORDS")[1].split()[0]
    assert by_id.stdout in CliRunner().invoke(app, ["explain", "-", place], input=REPORT).stdout


def test_every_rule_that_a_reading_names_leads_to_its_row(read_text: Read) -> None:
    reading = read_text(REPORT)
    assert reading.claims
    assert all(explain(reading, claim.id).row for claim in reading.claims)
