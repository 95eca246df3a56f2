"""`reportedly lineage` and `reportedly compare` as a person and a program meet them."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from reportedly.book import open_casebook
from reportedly.cli import app

WIRE = (
    "A drone struck a grain depot on the edge of Port Amal on Monday and killed seven workers, the port authority said."
)
MORE = 'Firefighters needed five hours to put out the flames, and the smoke "could be seen from the old town".'


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("lineage")
    rows = [
        {"id": "wire", "text": f"PORT AMAL (Reuters) - {WIRE} {MORE}", "publisher": "Reuters", "date": "2024-03-04"},
        {"id": 'a "copy"', "text": f"{WIRE} {MORE}\n(Reuters)", "publisher": "Gulf Courier", "date": "2024-03-05"},
        {"id": "outside", "text": "A ferry sank off the island on Sunday.\n(AFP)", "publisher": "Star"},
    ]
    path = folder / "in.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with open_casebook(folder / "case.db") as book:
        book.add(path, workers=0)
    return str(folder / "case.db")


def run(*args: str) -> str:
    found = CliRunner().invoke(app, args)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_json_is_as_the_contract_has_it(casebook: str) -> None:
    rows = {row["document"]: row for row in map(json.loads, run("lineage", "-c", casebook, "-f", "json").splitlines())}
    copy = rows['a "copy"']
    assert (copy["origin"], copy["derived_from"], copy["why"]) == ("wire", "wire", ["passages", "credit"])
    assert 0.9 < copy["score"] <= 1
    assert all(len(pair) == 2 and len(pair[0]) == len(pair[1]) == 2 for pair in copy["passages"])
    assert (rows["outside"]["origin"], rows["outside"]["derived_from"]) == ("Agence France-Presse", None)
    assert (rows["wire"]["origin"], rows["wire"]["why"], rows["wire"]["score"]) == ("wire", [], None)


def test_a_person_sees_a_line_a_report(casebook: str) -> None:
    shown = run("lineage", "-c", casebook)
    assert "passages, credit" in shown
    assert "itself" in shown
    assert "Agence" in shown


def test_a_graph_quotes_what_names_hold(casebook: str) -> None:
    graph = run("lineage", "-c", casebook, "-f", "dot")
    assert graph.startswith("digraph lineage {\n")
    assert '"wire" -> "a \\"copy\\"" [label="passages, credit 0.9' in graph
    assert '"source: Agence France-Presse" -> "outside" [label="credit"];' in graph


def test_two_reports_stand_side_by_side(casebook: str) -> None:
    assert run("compare", 'a "copy"', "wire", "-c", casebook).startswith("copied: shared passages")
    assert run("compare", "outside", "wire", "-c", casebook).startswith("not copied: too little is shared")
    found = json.loads(run("compare", 'a "copy"', "wire", "-c", casebook, "-f", "json"))
    assert (found["a"], found["b"], found["is_reuse"]) == ('a "copy"', "wire", True)


def test_a_report_that_is_not_there_is_one_line(casebook: str) -> None:
    found = CliRunner().invoke(app, ["compare", "wire", "nobody", "-c", casebook])
    assert found.exit_code == 2
    assert len(found.stderr.splitlines()) == 1
