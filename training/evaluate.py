"""Reads the dev reports with a network and scores what it finds with the official scorer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from confidence import fit_weights
from corpus import Report, load_module
from network import Network, torch_forward


def evaluate(network: Network, reader: Any, tokenizer: Any, reports: list[Report], scorer: Path) -> dict[str, Any]:
    """{measure: {p, r, f, ...}} of a network on annotated reports; fits what weighs its findings on the way."""
    network.eval()
    forward = torch_forward(network)
    plain = reader.Habits(network.distances.numpy(), network.weights.numpy())
    seen = []
    for report in reports:
        tokens = reader.encode(report.text, tokenizer)
        seen.append((report, tokens, reader.look(tokens, forward)))
    candidates = [(report, tokens, reader.find_candidates(sight, plain)) for report, tokens, sight in seen]
    weights, apart = fit_weights(candidates, load_module(scorer))
    network.weights.copy_(network.weights.new_tensor(weights))
    habits = reader.Habits(plain.distances, network.weights.numpy())
    found = {report.id: reader.decode(tokens, sight, habits, apart["minimum"]) for report, tokens, sight in seen}
    return {"apart": apart} | score(reports, found, scorer)


def score(reports: list[Report], found: dict[str, Any], scorer: Path) -> dict[str, Any]:
    gold = {report.id: {"text": report.text, "attributions": report.attributions} for report in reports}
    return dict(load_module(scorer).score(gold, {key: as_row(value) for key, value in found.items()}))


def as_row(found: Any) -> dict[str, Any]:
    """What the reader found as a row of the scorer's files."""
    return {"attributions": [{"source": a.source, "cue": a.cue, "content": a.content} for a in found]}
