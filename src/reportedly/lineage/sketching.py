"""A text's sketch: a sample of its word sequences, by which reports that may share passages are found."""

from __future__ import annotations

import functools
import hashlib

import numpy as np
import numpy.typing as npt

from reportedly.lineage.words import folded_words
from reportedly.model.lineage import DENSE, Sketch

SHINGLE = 4  # words, as many as the shortest passage that counts
FEW = 150  # words: a text of fewer would have a key or none for each of its sentences, and so has four times as many
_MOST = 2_000  # keys: a book of 16,000 words has so many, and its further ones find nothing that these don't

_Hashes = npt.NDArray[np.uint64]
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # of splitmix64 (Steele and others 2014)
_STEP = np.uint64(0x9E3779B97F4A7C15)


def sketch(text: str) -> Sketch:
    """The sketch of a text in any language: FracMinHash over four-word sequences (Irber and others 2022).

    Of all sequences those are kept whose hash falls into the lowest eighth (of a text of few words, the lower half), so
    a short text's sample is, but for what a long one never has, part of a long one's that holds it. MinHash signatures
    of one length can't promise that: their bands miss a brief within a long report. Hashes are BLAKE2b's, the same in
    every process. Time grows with the text's length.
    """
    words = folded_words(text)
    hashes = np.fromiter((_hash(word) for word in words), dtype=np.uint64, count=len(words))
    kept = np.unique(_sampled(_shingles(hashes), 4 * DENSE if len(words) <= FEW else DENSE))[:_MOST]
    return Sketch(tuple(kept.view(np.int64).tolist()), len(words))


@functools.lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _shingles(hashes: _Hashes) -> _Hashes:
    """The hash of each sequence of SHINGLE words; of the whole text where it is shorter."""
    width = min(SHINGLE, len(hashes))
    if not width:
        return hashes
    found = np.zeros(len(hashes) - width + 1, dtype=np.uint64)
    for i in range(width):
        found = _mixed(found + _STEP + hashes[i : len(hashes) - width + 1 + i])
    return found


def _mixed(values: _Hashes) -> _Hashes:
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    mixed: _Hashes = values ^ (values >> np.uint64(31))
    return mixed


def _sampled(hashes: _Hashes, below: int) -> _Hashes:
    kept: _Hashes = hashes[hashes < np.uint64(below)]
    return kept
