"""Reads the dev reports with a network and scores what it finds with the official scorer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus import Report, load_module
from network import Network, torch_forward


def evaluate(network: Network, reader: Any, tokenizer: Any, reports: list[Report], scorer: Path) -> dict[str, Any]:
    """{measure: {p, r, f, ...}} of a network on annotated reports."""
    network.eval()
    forward = torch_forward(network)
    found = {}
    for report in reports:
        tokens = reader.encode(report.text, tokenizer)
        found[report.id] = reader.decode(tokens, reader.look(tokens, forward))
    return score(reports, found, scorer)


def score(reports: list[Report], found: dict[str, Any], scorer: Path) -> dict[str, Any]:
    gold = {report.id: {"text": report.text, "attributions": report.attributions} for report in reports}
    return dict(load_module(scorer).score(gold, {key: as_row(value) for key, value in found.items()}))


def as_row(found: Any) -> dict[str, Any]:
    """What the reader found as a row of the scorer's files."""
    return {"attributions": [{"source": a.source, "cue": a.cue, "content": a.content} for a in found]}
