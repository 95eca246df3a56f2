"""Cuts examples into windows at places that change every epoch, and packs them into tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from corpus import IGNORED, Example

CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    marks: Tensor
    mask: Tensor
    labels: Tensor
    points: Tensor
    firsts: Tensor
    lasts: Tensor


def batches_of(examples: Sequence[Example], window: int, size: int, seed: int) -> list[list[tuple[Example, int, int]]]:
    """An epoch's batches of windows, the same for the same seed; windows of like length lie together."""
    rng = random.Random(seed)
    windows = [piece for example in examples for piece in _windows(example, window, rng)]
    rng.shuffle(windows)
    group = size * 16
    batches = []
    for first in range(0, len(windows), group):
        near = sorted(windows[first : first + group], key=lambda piece: piece[2] - piece[1])
        batches += [near[i : i + size] for i in range(0, len(near), size)]
    rng.shuffle(batches)
    return batches


def _windows(example: Example, window: int, rng: random.Random) -> Iterator[tuple[Example, int, int]]:
    start = -rng.randrange(window // 2)
    while start < len(example.ids):
        first, last = max(0, start), min(len(example.ids), start + window)
        if last - first > 8:
            yield example, first, last
        start += window


def pack(windows: Sequence[tuple[Example, int, int]]) -> Batch:
    """A batch of windows as tensors; a pointer out of its window is ignored."""
    longest = max(last - first for _, first, last in windows) + 2
    width = -(-longest // 32) * 32  # few widths, so that few shapes are prepared for and kept in memory
    shape = (len(windows), width)
    ids, marks, mask, firsts, lasts = (np.zeros(shape, dtype=np.int64) for _ in range(5))
    labels, points = (np.full(shape, IGNORED, dtype=np.int64) for _ in range(2))
    for row, (example, a, b) in enumerate(windows):
        inner = slice(1, b - a + 1)
        ids[row, 0], ids[row, b - a + 1] = CLS, SEP
        mask[row, : b - a + 2] = 1
        for whole, part in ((ids, example.ids), (marks, example.marks), (labels, example.labels)):
            whole[row, inner] = part[a:b]
        for whole, part in ((firsts, example.firsts), (lasts, example.lasts)):
            whole[row, inner] = part[a:b] - a + 1
        point = example.points[a:b]
        points[row, inner] = np.where((point >= a) & (point < b), point - a + 1, IGNORED)
    return Batch(*(torch.from_numpy(array) for array in (ids, marks, mask, labels, points, firsts, lasts)))
