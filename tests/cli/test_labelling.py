"""`reportedly judge import`: out to Label Studio and back, on both databases, once however often it is done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from databases import KINDS, fresh
from reportedly.book import open_casebook
from reportedly.cli import app

SAID = (
    "Residents told the Gulf Post that the River Brigade had shelled the town of Maro on 3 May 2023. "
    "Two officers said Iran had supplied the River Brigade with rifles."
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(params=KINDS)
def casebook(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    place = str(fresh(request.param, tmp_path))
    (tmp_path / "river.txt").write_text(SAID, encoding="utf-8")
    with open_casebook(place, by="anna") as book:
        book.add(tmp_path / "river.txt", workers=0)
    return place


def exported(casebook: str) -> Any:
    done = run("export", "--format", "labelstudio", "--casebook", casebook)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def annotated(tasks: Any) -> Any:
    """Each task as a person takes up its prediction, which gives the regions new ids."""
    for number, task in enumerate(tasks, 1):
        rows = task.pop("predictions")[0]["result"]
        task["id"] = number
        task["annotations"] = [{"id": 40 + number, "completed_by": {"email": "ben@desk.example"}, "result": rows}]
    return tasks


def without(task: Any, claim: str) -> None:
    """Takes a claim's regions out, as a person deletes them."""
    rows = task["annotations"][0]["result"]
    gone = {row["id"] for row in rows if row.get("meta", {}).get("text", [""])[0].startswith(f"{claim} ")}
    rows[:] = [row for row in rows if not gone & {row.get("id"), row.get("from_id"), row.get("to_id")}]


def test_what_people_decided_becomes_judgements_once(casebook: str, tmp_path: Path) -> None:
    tasks = annotated(exported(casebook))
    claims = [row["id"] for row in tasks[0]["data"]["reading"]["claims"]]
    assert len(claims) >= 2
    without(tasks[0], claims[0])
    certainty = [row for row in tasks[0]["annotations"][0]["result"] if row.get("from_name") == "certainty"]
    certainty[0]["value"]["choices"] = ["possible"]
    out = tmp_path / "labelled.json"
    out.write_text(json.dumps(tasks), encoding="utf-8")

    done = run("judge", "import", out, "--casebook", casebook, "--by", "carla", "--accept", "--format", "json")
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["claim"]: row["kind"] for row in rows} == {
        **dict.fromkeys(claims, "accept"),
        claims[0]: "reject",
        claims[1]: "correct",
    }
    again = run("judge", "import", out, "--casebook", casebook, "--accept")
    assert "0 judgements written" in again.stderr
    with open_casebook(casebook, create=False) as book:
        judged = {row.about: row for row in book.judge.all()}
        assert len(judged) == len(claims)
        assert (judged[claims[0]].kind, judged[claims[0]].by) == ("reject", "carla")
        assert judged[claims[0]].why == "Label Studio, task 1, annotation 41 by ben@desk.example"
        assert judged[claims[1]].says == "corrected: certainty possible"
        assert not list(book.verify())


def test_what_is_not_found_again_is_told_and_not_guessed(casebook: str, tmp_path: Path) -> None:
    tasks = annotated(exported(casebook))
    other, out = json.loads(json.dumps(tasks[0])), tmp_path / "labelled.json"
    other["data"]["text"] = other["data"]["text"].replace("Maro", "Tara")
    other["annotations"][0]["result"] = []
    out.write_text(json.dumps([other]), encoding="utf-8")
    done = run("judge", "import", out, "--casebook", casebook)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        "reportedly: river.txt: the casebook holds no such report with this text and a reading"
    )
    with open_casebook(casebook, create=False) as book:
        assert book.judge.all() == ()


@pytest.mark.parametrize("body", ["", "{}", "[{}]", "no json"])
def test_a_file_that_is_none_is_one_line(body: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(body, encoding="utf-8")
    done = run("judge", "import", path, "--casebook", tmp_path / "none.db")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "none.db").exists()
