"""Which reports may share passages: those that have word sequences of their sketches in common."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from reportedly.lineage.dating import NEAR
from reportedly.model.lineage import Sketch

ALIKE = 0.08  # of the smaller sketch: about half of what counts as reuse, since a sample may be unlucky
FAR_ALIKE = 0.2  # the same for reports more than NEAR days apart, where little is no reuse,
FAR_OWN = 0.4  # and of the larger for those of one outlet, which all bear its footer
NEAR_OWN = 0.2  # of the smaller for those of one outlet within NEAR days: its update or round-up has most of a brief,
# and the footer alone, a sixth of a short report, should not have each report compared with all of its outlet's week
_AT_ONCE = 1 << 20  # pairs that are looked at: more would take memory and no less time
FIRST = 16  # of the reports that have a word sequence, the first so many are looked at by the others

_Numbers = npt.NDArray[np.int64]


def may_share(one: Sketch, other: Sketch, days: int | None = None, *, is_own: bool = False) -> bool:
    """Whether two sketches have enough in common that the texts should be compared.

    `days` lie between the reports, None where not known; `is_own` says that one outlet published both.
    """
    shared = len(_as_set(one.keys).intersection(other.keys))
    whole = len(one.keys), len(other.keys)
    common = one.common, other.common
    sizes = whole if whole[0] > common[0] and whole[1] > common[1] else common  # both short: all of their keys count
    if days is None or days <= NEAR:
        return shared >= max(1, (NEAR_OWN if is_own and days is not None else ALIKE) * min(sizes))
    return shared >= max(1, FAR_OWN * max(sizes) if is_own else FAR_ALIKE * min(sizes))


@functools.lru_cache(maxsize=256)
def _as_set(keys: tuple[int, ...]) -> frozenset[int]:
    """A report is held against many others."""
    return frozenset(keys)


def pairs(sketches: Sequence[Sketch], days: Sequence[float], outlets: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs (earlier, later) of places in a sequence, ordered by time, whose texts should be compared.

    `days` are the reports' days as numbers, NaN where not known, `outlets` their publishers' keys, '' where not known.
    A word sequence that thousands of reports have (a site's footer) leads each to the first 16 of them only, so that
    the time grows with the number of reports. Pairs come ordered by the later report, then by the earlier.
    """
    sizes = np.array([len(one.keys) for one in sketches], dtype=np.int64)
    common = np.array([one.common for one in sketches], dtype=np.int64)
    at, whose = np.asarray(days, dtype=np.float64), _numbered(outlets)
    codes = _meetings(sketches, sizes)
    codes.sort()
    begins = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.zeros(0, dtype=np.int64)
    ends = np.r_[begins[1:], len(codes)]
    for i in range(0, len(begins), _AT_ONCE):
        part = slice(i, i + _AT_ONCE)
        later, earlier = np.divmod(codes[begins[part]], len(sketches))
        counts = ends[part] - begins[part]
        enough = counts >= np.maximum(1, _least_shared(earlier, later, sizes, common, at, whose))
        yield from zip(earlier[enough].tolist(), later[enough].tolist(), strict=True)


def _least_shared(
    earlier: _Numbers,
    later: _Numbers,
    sizes: _Numbers,
    common: _Numbers,
    at: npt.NDArray[np.float64],
    whose: _Numbers,
) -> npt.NDArray[np.float64]:
    """How many keys each pair must have in common, as `may_share` asks it of one."""
    is_far = np.abs(at[later] - at[earlier]) > NEAR  # NaN is not more than anything
    is_own = (whose[later] == whose[earlier]) & (whose[later] > 0)
    are_short = (sizes > common)[later] & (sizes > common)[earlier]
    ones, others = (np.where(are_short, sizes[i], common[i]) for i in (later, earlier))
    least, most = np.minimum(ones, others), np.maximum(ones, others)
    is_near = ~is_far & ~np.isnan(at[later] - at[earlier])
    near = np.where(is_own & is_near, NEAR_OWN, ALIKE) * least
    asked: npt.NDArray[np.float64] = np.where(is_far, np.where(is_own, FAR_OWN * most, FAR_ALIKE * least), near)
    return asked


def _numbered(outlets: Sequence[str]) -> _Numbers:
    """A number for each outlet, 0 for the unknown one."""
    numbers = {name: i for i, name in enumerate(dict.fromkeys(("", *outlets)))}
    return np.array([numbers[name] for name in outlets], dtype=np.int64)


def _meetings(sketches: Sequence[Sketch], sizes: _Numbers) -> _Numbers:
    """later * len(sketches) + earlier for each key that two of them have, as often as they have one."""
    keys = np.fromiter((key for one in sketches for key in one.keys), dtype=np.int64, count=int(sizes.sum()))
    owners = np.repeat(np.arange(len(sketches), dtype=np.int64), sizes)
    order = np.argsort(keys, kind="stable")  # stable: within a key the owners stay in the order of time
    keys, owners = keys[order], owners[order]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    begin = np.repeat(begins, np.diff(np.r_[begins, len(keys)]))  # where the group of each key's entry begins
    place = np.arange(len(keys)) - begin  # its place within the group
    found = [np.zeros(0, dtype=np.int64)]
    for k in range(min(FIRST, int(place.max(initial=0)))):
        behind = place > k
        found.append(owners[behind] * len(sketches) + owners[begin[behind] + k])
    return np.concatenate(found)
