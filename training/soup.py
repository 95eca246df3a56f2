"""Averages the weights of several runs that began from the same seed in different orders."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+", help="best.pt of each run")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save(average([torch.load(path) for path in options.weights]), options.out)


def average(runs: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of every weight."""
    return {name: torch.stack([run[name].float() for run in runs]).mean(0) for name in runs[0]}


if __name__ == "__main__":
    main()
