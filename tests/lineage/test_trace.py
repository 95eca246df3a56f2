"""Whole stories: what each report goes back to, whatever the order, and whatever else the casebook holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage import handles, link, sketch, trace
from reportedly.model.lineage import Descent, Report
from told_stories import STORIES, told

FAST = settings(max_examples=25, deadline=None)


def by_name(descents: tuple[Descent, ...]) -> dict[str, Descent]:
    return {row.report: row for row in descents}


@pytest.mark.parametrize("name", STORIES)
def test_each_report_of_a_story_goes_back_to_what_was_written_down(name: str) -> None:
    story = told(name)
    found = by_name(trace(story.reports))
    seen = {
        key: {"origin": row.origin, "derived_from": row.derived_from, "why": list(row.why)}
        for key, row in found.items()
    }
    assert seen == {key: {"derived_from": None, "why": [], **row} for key, row in story.expected.items()}


@pytest.mark.parametrize("name", STORIES)
def test_all_stories_together_are_told_apart(name: str) -> None:
    together = by_name(trace(report for other in STORIES for report in told(other).reports))
    assert {report.document: together[report.document] for report in told(name).reports} == by_name(
        trace(told(name).reports)
    )


@FAST
@given(data=st.data(), name=st.sampled_from(STORIES))
def test_order_makes_no_difference(data: st.DataObject, name: str) -> None:
    reports = told(name).reports
    assert trace(data.draw(st.permutations(reports))) == trace(reports)


@FAST
@given(data=st.data(), name=st.sampled_from(STORIES))
def test_one_report_more_is_linked_as_if_all_had_come_at_once(data: st.DataObject, name: str) -> None:
    """What a casebook does: each report is linked among its parent, what it cites, and the new one."""
    *held, new = data.draw(st.permutations(told(name).reports))
    known = {report.document: report for report in held}
    for report in held:
        before = link(report, held)
        kept = {before.derived_from, *(row.report for row in before.cited)} - {None}
        assert link(report, [*(known[key] for key in kept if key), new]) == link(report, [*held, new])


def test_an_unnamed_source_is_one_report_s_own() -> None:
    found = by_name(trace(told("credits").reports))
    assert found["unnamed agencies"].origin == found["other unnamed agencies"].origin == "agencies"
    assert found["unnamed agencies"].lineage != found["other unnamed agencies"].lineage
    assert found["paraphrase"].lineage == found["agency"].lineage


def test_a_copy_of_an_outside_source_goes_back_to_it() -> None:
    copies = [report for report in told("wire").reports if report.document != "wire"]
    found = by_name(trace(copies))
    assert found["verbatim"].origin == "Reuters"
    assert found["verbatim"].is_outside
    assert found["brief"].derived_from == "verbatim"
    assert found["brief"].lineage == found["verbatim"].lineage == "source Reuters"


def test_passages_are_the_same_words_on_both_sides() -> None:
    texts = {report.document: report.text for report in told("wire").reports}
    for row in trace(told("wire").reports):
        assert (row.score is None) == (not row.passages)
        for mine, theirs in row.passages:
            assert row.derived_from is not None
            own, taken = (
                text[span.start : span.end]
                for text, span in ((texts[row.report], mine), (texts[row.derived_from], theirs))
            )
            assert own.lower().split()[0].strip('".,') == taken.lower().split()[0].strip('".,')
            assert abs(len(own) - len(taken)) < 10


def test_what_is_cited_is_found_for_an_aside_too() -> None:
    found = by_name(trace(told("relays").reports))
    (cited,) = found["aside"].cited
    assert (cited.name, cited.report, cited.retracts) == ("The Telegraph", "newspaper", False)


def test_a_retraction_names_what_is_taken_back() -> None:
    found = by_name(trace(told("retractions").reports))
    for name in ("retraction", "retraction retold"):
        assert [(row.name, row.report) for row in found[name].cited if row.retracts] == [("Harbour Post", "claim")]


def test_two_that_name_each_other_make_no_circle() -> None:
    text = "Port Amal's mayor resigned on Monday after three weeks of protests over bread, his deputy told us."
    one = Report("one", f"{text}\n(Reuters)", publisher="Associated Press", published="2024-01-02")
    other = Report("other", f"{text}\n(AP)", publisher="Reuters", published="2024-01-02")
    found = trace([one, other])
    assert sum(row.derived_from is None for row in found) == 1
    assert len({row.lineage for row in found}) == 1


def test_an_undated_report_is_never_the_origin_of_a_dated_one() -> None:
    text = "Divers found eleven sailors alive in the hull of the ferry that sank off the island on Sunday morning."
    dated = Report("z", text, publisher="Star", published="2024-01-02")
    assert by_name(trace([dated, Report("a", text, publisher="Post")]))["z"].derived_from is None


@pytest.mark.parametrize("text", ["", " ", "one", "one two three", "\ud800 lone", "«", "((((((((((", "a\x00b " * 50])
def test_no_text_raises(text: str) -> None:
    assert {row.derived_from for row in trace([Report("a", text), Report("b", text, "", "", "not a date")])} <= {
        None,
        "a",
        "b",
    }


def test_two_reports_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        trace([Report("a", "x"), Report("a", "y")])


def test_names_meet_in_their_handles() -> None:
    reports = {report.document: report for name in STORIES for report in told(name).reports}
    for row in trace(reports.values()):
        if row.derived_from is None or "passages" in row.why:
            continue
        assert set(handles(reports[row.report]).leans_on) & set(handles(reports[row.derived_from]).answers_to)


def test_a_report_without_its_publisher_is_still_a_copy() -> None:
    reports = [replace(report, publisher=None, citing=()) for report in told("wire").reports]
    assert by_name(trace(reports))["verbatim"].derived_from == "wire"
    assert sketch(reports[0].text).keys
