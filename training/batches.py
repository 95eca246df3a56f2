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
    soft: Tensor | None


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
    width = max(last - first for _, first, last in windows) + 2
    shape = (len(windows), width)
    ids, marks, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    labels, points = (np.full(shape, IGNORED, dtype=np.int64) for _ in range(2))
    soft = np.zeros((*shape, 7), dtype=np.float32)
    taught = all(example.soft is not None for example, _, _ in windows)
    for row, (example, a, b) in enumerate(windows):
        inner = slice(1, b - a + 1)
        ids[row, 0], ids[row, b - a + 1] = CLS, SEP
        ids[row, inner], marks[row, inner], labels[row, inner] = (
            part[a:b] for part in (example.ids, example.marks, example.labels)
        )
        mask[row, : b - a + 2] = 1
        point = example.points[a:b]
        points[row, inner] = np.where((point >= a) & (point < b), point - a + 1, IGNORED)
        if taught and example.soft is not None:
            soft[row, inner] = example.soft[a:b]
    tensors = [torch.from_numpy(array) for array in (ids, marks, mask, labels, points)]
    return Batch(*tensors, torch.from_numpy(soft) if taught else None)
