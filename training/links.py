"""How far from its span a cue or a source stands: counted from the examples, as log-odds by distance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from batches import Batch
from corpus import Example

REACH = 254
WIDTH = 2 * REACH + 2  # distances from -REACH to REACH, and at the end the odds of no source at all
EXACT = 6  # distances below this have a count of their own, those above are counted together ever more widely
INSIDE = -10.0  # of a target within the span itself
ELSEWHERE = -3.0  # of tokens where neither a cue nor a source begins; never asked for when reading
SOURCE, CUE, CONTENT = 1, 3, 5  # the labels that begin one


def count_distances(examples: Sequence[Example]) -> Tensor:
    """A row for content to cue and one for cue to source: log-odds that the span at a distance is the right one."""
    right, wrong = ([Counter(), Counter()] for _ in range(2))
    alone = [0, 0]
    for example in examples:
        for role, bucket, is_right in _pairs(example):
            (right if is_right else wrong)[role][bucket] += 1
        cues = np.flatnonzero(example.labels == CUE)
        alone[0] += int((example.points[cues] == cues).sum())
        alone[1] += len(cues)
    table = np.full((2, WIDTH), INSIDE, dtype=np.float32)
    for role in (0, 1):
        for gap in range(-REACH, REACH + 1):
            if gap:
                bucket = _bucket(gap)
                table[role, gap + REACH] = math.log((right[role][bucket] + 0.5) / (wrong[role][bucket] + 1))
    table[1, -1] = math.log((alone[0] + 1) / (alone[1] - alone[0] + 1))
    return torch.from_numpy(table)


def _pairs(example: Example) -> Iterator[tuple[int, int, bool]]:
    """(role, bucket of the distance, whether it is the right one) of every span and every cue or source near it."""
    starts = {label: np.flatnonzero(example.labels == label) for label in (SOURCE, CUE, CONTENT)}
    for role, label, other in ((0, CONTENT, CUE), (1, CUE, SOURCE)):
        for start in starts[label]:
            targets = starts[other]
            for target in targets[(targets > start - REACH) & (targets < start + REACH)]:
                gap = _gap(start, example.lasts[start], target, example.lasts[target])
                yield role, _bucket(gap), bool(example.points[start] == target)


def _gap(first: int, last: int, target: int, target_last: int) -> int:
    """1 where a target follows at once on a span, -1 where it ends at once before it."""
    return int(target - last + 1 if target >= last else target_last - first - 1)


def _bucket(gap: int) -> int:
    size = abs(gap)
    if size >= EXACT:
        size = EXACT + int(10 * math.log(size / EXACT) / math.log((REACH + 1) / EXACT))
    return size if gap > 0 else -size


def prior(batch: Batch, table: Tensor) -> Tensor:
    """The log-odds of every token as the target of every other: by distance, where a cue or a source begins there."""
    token = torch.arange(batch.ids.shape[1])[None, None, :]
    first, last = batch.firsts[:, :, None], batch.lasts[:, :, None]
    is_cue = ((batch.labels == CUE) | (batch.labels == CUE + 1))[:, :, None]
    target_last = batch.lasts[:, None, :]
    gap = torch.where(token >= last, token - last + 1, torch.where(target_last <= first, target_last - first - 1, 0))
    odds = table.view(-1)[gap.clamp(-REACH, REACH) + REACH + is_cue * WIDTH]
    is_target = (batch.labels[:, None, :] == torch.where(is_cue, SOURCE, CUE)) & (batch.firsts[:, None, :] == token)
    odds = torch.where(is_target, odds, ELSEWHERE)
    return torch.where(is_cue & (token == first), table[1, -1], odds)
