"""Trains the attribution tagger from PolNeAR: one command, which goes on where it was stopped. See README.md."""

from __future__ import annotations

import argparse
import copy
import json
import math
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from batches import Batch, batches_of, pack
from corpus import IGNORED, Example, load_module, make_example, read_golds, read_reports
from evaluate import evaluate
from links import count_distances, prior
from network import Network, load_network, pointing

MASK = 103  # the id of [MASK], above those of the other special tokens
READER = Path(__file__).parent.parent / "src/reportedly/attribution/tagger.py"


def main() -> None:
    options = _options()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    config |= {key: json.loads(value) for key, value in (pair.split("=", 1) for pair in options.set)}
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    reader = load_module(options.reader)
    tokenizer = reader.load_tokenizer(options.encoder / "tokenizer.json")
    dev = read_reports(options.dev)
    examples = _examples(options, config, reader, tokenizer)
    network = load_network(options.encoder, config["layers"], config["dropout"])
    network.distances = count_distances(examples)
    run = start(network, config, options.out)
    log(run, {"config": config, "examples": len(examples), "tokens": sum(len(e.ids) for e in examples)})
    for epoch in range(run.epoch, config["epochs"]):
        train_epoch(run, examples, epoch)
        score = evaluate(run.average, reader, tokenizer, dev, options.scorer)
        log(run, {"epoch": epoch + 1, "step": run.step, "minutes": round(run.seconds / 60, 1)} | score)
        keep(run, score["apart"]["f"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "config.toml")
    parser.add_argument("--train", type=Path, required=True, help="PolNeAR's train.jsonl.gz")
    parser.add_argument("--dev", type=Path, required=True, help="PolNeAR's dev.jsonl.gz")
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer, polnear.py")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--conflict", type=Path, help="folder of *.gold.yaml to learn from too")
    parser.add_argument("--gold", type=Path, help="gold.py, which loads them")
    parser.add_argument("--reader", type=Path, default=READER, help="the module that will read with the model")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=JSON", help="values in place of the config's")
    return parser.parse_args()


def _examples(options: argparse.Namespace, config: dict[str, Any], reader: Any, tokenizer: Any) -> list[Example]:
    reports = read_reports(options.train)
    if options.conflict:
        reports += read_golds(options.conflict, options.gold) * config["extra_epochs"]
    return [make_example(reader.encode(report.text, tokenizer), report.attributions) for report in reports]


# A run and its checkpoint


@dataclass
class Run:
    """What goes on from one checkpoint to the next."""

    network: Network
    average: Network
    optimizer: torch.optim.Optimizer
    config: dict[str, Any]
    folder: Path
    epoch: int = 0
    done: int = 0
    step: int = 0
    best: float = -1.0
    seconds: float = 0.0


def start(network: Network, config: dict[str, Any], folder: Path) -> Run:
    """A new run, or the one that the checkpoint in `folder` holds."""
    folder.mkdir(parents=True, exist_ok=True)
    if config["freeze_words"]:
        network.encoder.words.requires_grad_(False)
    optimizer = torch.optim.AdamW(_groups(network, config), betas=(0.9, 0.98), fused=True)
    run = Run(network, copy.deepcopy(network).requires_grad_(False).eval(), optimizer, config, folder)
    if (folder / "checkpoint.pt").exists():
        state = torch.load(folder / "checkpoint.pt", weights_only=False)
        network.load_state_dict(state.pop("network"))
        run.average.load_state_dict(state.pop("average"))
        optimizer.load_state_dict(state.pop("optimizer"))
        torch.set_rng_state(state.pop("random"))
        for name, value in state.items():
            setattr(run, name, value)
    return run


def save(run: Run) -> None:
    parts = {name: getattr(run, name).state_dict() for name in ("network", "average", "optimizer")}
    counts = {name: getattr(run, name) for name in ("epoch", "done", "step", "best", "seconds")}
    fresh = run.folder / "checkpoint.new"
    torch.save(parts | counts | {"random": torch.get_rng_state()}, fresh)
    fresh.replace(run.folder / "checkpoint.pt")


def keep(run: Run, score: float) -> None:
    """Saves a finished epoch, and its averaged weights where they are the best yet."""
    if score > run.best:
        run.best = score
        torch.save(run.average.state_dict(), run.folder / "best.pt")
    save(run)


def log(run: Run, row: dict[str, Any]) -> None:
    with (run.folder / "log.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
    print(json.dumps(row)[:400], flush=True)


def _groups(network: Network, config: dict[str, Any]) -> list[dict[str, Any]]:
    """The weights by learning rate: the heads', and less from layer to layer down; no decay of norms and biases."""
    depth = network.encoder.shape.layers
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        rate = config["head_rate"]
        if name.startswith("encoder."):
            level = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
            rate = config["rate"] * config["layer_decay"] ** (depth - level)
        decay = config["weight_decay"] if weight.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    return [
        {"params": weights, "lr": rate, "top": rate, "weight_decay": decay} for (rate, decay), weights in groups.items()
    ]


# An epoch


def train_epoch(run: Run, examples: list[Example], epoch: int) -> None:
    config = run.config
    batches = batches_of(examples, config["window"], config["batch"], config["order"] * 1000 + epoch)
    total = len(batches) * config["epochs"]
    losses = np.zeros(2)
    saved = clock = time.monotonic()
    run.network.train()
    for i in range(run.done, len(batches)):
        losses = 0.98 * losses + 0.02 * np.array(take_step(run, pack(batches[i]), total))
        run.step, run.done = run.step + 1, i + 1
        run.seconds += time.monotonic() - clock
        clock = time.monotonic()
        if run.step % 50 == 0:
            print(f"{epoch} {i + 1}/{len(batches)} {losses.round(4)} {run.seconds / 60:.1f} min", flush=True)
        if clock - saved > 60 * config["checkpoint_minutes"]:
            save(run)
            saved = clock
    run.epoch, run.done = epoch + 1, 0


def take_step(run: Run, batch: Batch, total: int) -> tuple[float, float]:
    """One step of the optimizer, and of the average of the weights."""
    config = run.config
    for group in run.optimizer.param_groups:
        group["lr"] = group["top"] * pace(run.step, total, config)
    with torch.autocast("cpu", torch.bfloat16, enabled=config["bfloat16"]):
        labels, query, key = run.network(_blanked(batch.ids, config["blank"]), batch.marks, batch.mask)
    label_loss = functional.cross_entropy(labels.float().transpose(1, 2), batch.labels, ignore_index=IGNORED)
    points = pointing(query.float(), key.float(), batch.mask, prior(batch, run.network.distances))
    link_loss = functional.cross_entropy(points.transpose(1, 2), batch.points, ignore_index=IGNORED, reduction="sum")
    link_loss = link_loss / (batch.points != IGNORED).sum().clamp(min=1)
    run.optimizer.zero_grad()
    (label_loss + config["link_weight"] * link_loss).backward()
    nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimizer.step()
    follow(run, min(config["average"], (1 + run.step) / (10 + run.step)))
    return float(label_loss.detach()), float(link_loss.detach())


def _blanked(ids: Tensor, share: float) -> Tensor:
    """The word pieces with a share of them masked, so that none is learnt by heart."""
    return ids.masked_fill((torch.rand(ids.shape) < share) & (ids > MASK), MASK)


def pace(step: int, total: int, config: dict[str, Any]) -> float:
    """The share of the learning rate at a step: up in a line, down in a cosine."""
    if step < config["warmup"]:
        return float((step + 1) / config["warmup"])
    gone = (step - config["warmup"]) / max(1, total - config["warmup"])
    return float(config["floor"] + (1 - config["floor"]) * (1 + math.cos(math.pi * min(1.0, gone))) / 2)


@torch.no_grad()
def follow(run: Run, share: float) -> None:
    pairs = zip(run.average.parameters(), run.network.parameters(), strict=True)
    moving = [(mine, theirs.detach()) for mine, theirs in pairs if theirs.requires_grad]
    torch._foreach_lerp_([mine for mine, _ in moving], [theirs for _, theirs in moving], 1 - share)


if __name__ == "__main__":
    main()
