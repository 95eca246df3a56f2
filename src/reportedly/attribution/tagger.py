"""Reads a text with the trained tagger: which words are source, cue and content, and which belong together."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Span = tuple[int, int]
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Ints = npt.NDArray[np.int64]
Forward = Callable[[Ints, Ints], tuple[Floats, Floats, Floats]]

CLS, SEP = 101, 102
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CUE, CONTENT = 1, 3, 5  # the labels that begin one
INNER = (2, 4, 6)  # and those that go on with it
WINDOW, STRIDE = 254, 222
LEAST = -14.0  # log-probability that counts as none
MINIMUM = 0.36  # probability of an attribution that is told; the F1 of PolNeAR dev is highest near it
FAINT = 0.1  # probability of a word that may be a cue after all
LONGEST = 12  # tokens of such a cue
FINAL = (".", "!", "?", ":", ";", "…", '"', "”", "»", "’", "'", ")")
REACH = 254  # tokens between a span and its cue, at most
LEANING = np.array((0, 0.7, 0.7, 0, 0, 0, 0), dtype=np.float32)  # to sources: those that no cue wants are left out
LONE = re.compile("[\ud800-\udfff]")  # half of a character, which the tokenizer refuses
OPENING, CLOSING, STRAIGHT = "“„«‟", "”»", '"″'


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the tagger sees it: spans in code points of the text, and how sure it is (0 to 1)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the encoder sees it: word-piece ids, marks of case and quotation, and where each piece stands."""

    ids: Ints
    marks: Ints
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class Sight:
    """What the encoder says of every token: log-probabilities of the labels, and vectors that link spans to cues."""

    labels: Floats
    queries: Halves
    keys: Halves


@dataclass(frozen=True, slots=True)
class Habits:
    """What was counted in training: log-odds of links by distance, and the weights of what speaks for a candidate."""

    distances: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Link:
    """A span and the target it points at: how strongly, and the log-probability among all targets in reach."""

    span: Span
    target: Span
    strength: float
    share: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution in tokens, and what speaks for it."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    features: tuple[float, ...]


class Tagger:
    """The model in memory; `tag` reads one text."""

    def __init__(self, model: Path, tokenizer: Path, minimum: float = MINIMUM) -> None:
        self._tokenizer = load_tokenizer(tokenizer)
        self._forward, self._habits = _load_model(model)
        self._minimum = minimum

    def tag(self, text: str) -> tuple[Tagged, ...]:
        """The attributions of a text that are likely enough; every span lies within the text."""
        tokens = encode(text, self._tokenizer)
        return decode(tokens, look(tokens, self._forward), self._habits, self._minimum)


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer in a tokenizer.json, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _load_model(model: Path) -> tuple[Forward, Habits]:
    """What runs the model on one core, and the habits that its file carries."""
    # Imported by name: onnxruntime has no types, and only those who read with the model wait for it.
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def forward(ids: Ints, marks: Ints) -> tuple[Floats, Floats, Floats]:
        labels, queries, keys = session.run(None, {"ids": ids, "marks": marks})
        return labels, queries, keys

    notes = session.get_modelmeta().custom_metadata_map
    distances, weights = (np.array(json.loads(notes[name]), dtype=np.float32) for name in ("distances", "weights"))
    return forward, Habits(distances, weights)


# Text to tokens


def encode(text: str, tokenizer: Tokenizer) -> Tokens:
    """The word pieces of every paragraph, a separator between paragraphs."""
    paragraphs = list(_paragraphs(text))
    ids: list[int] = []
    offsets: list[Span] = []
    encodings = tokenizer.encode_batch([LONE.sub("?", part) for _, part in paragraphs], add_special_tokens=False)
    for (start, _), encoding in zip(paragraphs, encodings, strict=True):
        if ids:
            ids.append(SEP)
            offsets.append((offsets[-1][1], offsets[-1][1]))
        ids += encoding.ids
        offsets += [(start + s, start + e) for s, e in encoding.offsets]
    places = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    return Tokens(np.array(ids, dtype=np.int64), _marks(text, offsets), places[:, 0], places[:, 1])


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, with where they start; a line that ends in mid-sentence goes on with the next."""
    start = at = 0
    ended = False
    for line in text.split("\n"):
        if ended or not line.strip():
            if text[start:at].strip():
                yield start, text[start:at]
            start = at
        ended = line.rstrip().endswith(FINAL)
        at += len(line) + 1
    if text[start:].strip():
        yield start, text[start:]


def _marks(text: str, offsets: Sequence[Span]) -> Ints:
    """For every token its case (lower, Title, UPPER), plus 3 inside a quotation."""
    marks = np.zeros(len(offsets), dtype=np.int64)
    inside = False
    for i, (start, end) in enumerate(offsets):
        if start == end:
            inside = False
            continue
        first = text[start]
        if first in OPENING or first in STRAIGHT or first in CLOSING:
            inside = _opens(text, start, inside=inside)
        marks[i] = _case(text[start:end]) + 3 * inside
    return marks


def _opens(text: str, at: int, *, inside: bool) -> bool:
    """Whether a quotation is open after the mark at `at`."""
    if text[at] in OPENING:
        return True
    if text[at] in CLOSING:
        return False
    before = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"
    after = at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] in ")].,;:!?—–-"
    return before if before != after else not inside


def _case(piece: str) -> int:
    if not piece[0].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


# Tokens to what the encoder says of them


def look(tokens: Tokens, forward: Forward, stride: int = STRIDE) -> Sight:
    """Reads the text in windows; of every token the window counts in which it stands most centrally."""
    n = len(tokens.ids)
    if n == 0:
        none = np.zeros((0, 1), dtype=np.float16)
        return Sight(np.zeros((0, len(LABELS)), dtype=np.float32), none, none)
    parts: list[tuple[Floats | Halves, ...]] = []
    for start, end, low, high in _windows(n, stride):
        outputs = forward(_framed(tokens.ids[start:end], CLS, SEP), _framed(tokens.marks[start:end], 0, 0))
        scores, *vectors = (output[0, low - start + 1 : high - start + 1] for output in outputs)
        parts.append((scores, *(vector.astype(np.float16) for vector in vectors)))
    labels, queries, keys = (np.concatenate([part[k] for part in parts]) for k in range(3))
    scores = np.maximum(_log_softmax(labels), LEAST)
    scores[np.ix_(tokens.starts == tokens.ends, (SOURCE, CUE, CONTENT))] = LEAST  # nothing begins between paragraphs
    return Sight(scores, queries, keys)


def _windows(n: int, stride: int) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, first kept, last kept) of windows that together keep every token once."""
    margin = (WINDOW - stride) // 2
    start, low = 0, 0
    while True:
        end = min(n, start + WINDOW)
        high = n if end == n else end - margin
        yield start, end, low, high
        if end == n:
            return
        start, low = min(start + stride, n - WINDOW), high


def _framed(values: Ints, first: int, last: int) -> Ints:
    """A window as a batch of one: windows one by one are read faster than many at once."""
    framed: Ints = np.concatenate([[first], values, [last]])[None]
    return framed


def _log_softmax(values: Floats) -> Floats:
    shifted = values - values.max(axis=1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


# What the encoder says to attributions


def decode(tokens: Tokens, sight: Sight, habits: Habits, minimum: float) -> tuple[Tagged, ...]:
    """The attributions that are right with a probability of at least `minimum`, in the order of their cues."""
    tagged = (_tagged(tokens, candidate, habits) for candidate in find_candidates(sight, habits))
    return tuple(found for found in tagged if found.score >= minimum)


def _tagged(tokens: Tokens, candidate: Candidate, habits: Habits) -> Tagged:
    def places(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((int(tokens.starts[a]), int(tokens.ends[a:b].max())) for a, b in spans)

    evidence = float(habits.weights[:-1] @ np.array(candidate.features) + habits.weights[-1])
    source, cue, content = (places(part) for part in (candidate.source, (candidate.cue,), candidate.content))
    return Tagged(source, cue, content, 1 / (1 + math.exp(-evidence)))


def find_candidates(sight: Sight, habits: Habits) -> list[Candidate]:
    """Every cue that a content points at, with its contents, and the source that it points at."""
    labels = best_labels(sight.labels + LEANING)
    spans = _spans(labels)
    sources, cues, contents = ([(a, b) for kind, a, b in spans if kind == role] for role in (SOURCE, CUE, CONTENT))
    doubts = dict.fromkeys(cues, 0.0) | _faint_cues(labels, sight.labels)
    cues = sorted(doubts)
    owned: dict[Span, list[Link]] = {}
    for content in contents:
        near = _near(content, cues)
        if near:
            link = _likeliest(content, near, sight, habits.distances[0], [doubts[cue] for cue in near])
            owned.setdefault(link.target, []).append(link)
    found = []
    for cue, links in sorted(owned.items()):
        near = [*_near(cue, sources), cue]
        found.append(_candidate(links, _likeliest(cue, near, sight, habits.distances[1], [0.0] * len(near)), sight))
    return found


def _faint_cues(labels: Sequence[int], scores: Floats) -> dict[Span, float]:
    """Words that may be a cue after all, should a content point at them, and the log-probability that they are."""
    found = {}
    for start in np.flatnonzero(scores[:, CUE] > math.log(FAINT)).tolist():
        if labels[start]:
            continue
        end = start + 1
        while (
            end < min(len(labels), start + LONGEST)
            and not labels[end]
            and scores[end, CUE + 1] > max(math.log(0.3), scores[end, CUE])
        ):
            end += 1
        found[start, end] = float(scores[start, CUE])
    return found


def _candidate(links: Sequence[Link], to_source: Link, sight: Sight) -> Candidate:
    """An attribution and what speaks for it: how sure its labels and its links are, and how long its content is."""
    cue = to_source.span
    alone = to_source.target == cue
    longest = max(links, key=lambda link: link.span[1] - link.span[0])
    contents = [link.span for link in links]
    features = (
        _sureness([cue], CUE, sight),
        _sureness(contents, CONTENT, sight),
        0.0 if alone else _sureness([to_source.target], SOURCE, sight),
        float(alone),
        to_source.share,
        longest.share,
        min(to_source.strength, 8.0),
        min(longest.strength, 8.0),
        float(sight.labels[cue[0], CUE]),
        float(sight.labels[longest.span[0], CONTENT]),
        0.0 if alone else float(sight.labels[to_source.target[0], SOURCE]),
        math.log(sum(b - a for a, b in contents)),
        float(len(contents) > 1),
    )
    return Candidate(() if alone else (to_source.target,), cue, tuple(contents), features)


def _sureness(spans: Sequence[Span], kind: int, sight: Sight) -> float:
    """The logarithm of the mean probability of a label over spans."""
    scores = np.concatenate([sight.labels[a:b, kind : kind + 2].max(axis=1) for a, b in spans])
    return math.log(float(np.exp(scores).mean()))


def _near(span: Span, targets: Sequence[Span]) -> Sequence[Span]:
    """The targets, of many in order, that are within reach of a span."""
    low = bisect_right(targets, (span[0] - REACH, 0))
    return targets[low : bisect_right(targets, (span[1] + REACH, 0))]


def _likeliest(span: Span, targets: Sequence[Span], sight: Sight, distances: Floats, doubts: Sequence[float]) -> Link:
    """The target that a span points at: by its vectors, and by how far targets usually are; itself stands for none."""
    a, b = span
    starts, ends = np.array(targets).T
    gaps = np.where(starts >= b, starts - b + 1, np.where(ends <= a, ends - a - 1, 0))
    usual = np.where(starts == a, distances[-1], distances[np.clip(gaps, -REACH, REACH) + REACH])
    keys, queries = (vectors.astype(np.float32) for vectors in (sight.keys[starts], sight.queries[a:b]))
    votes = keys @ queries.mean(axis=0) + usual + doubts
    best = int(votes.argmax())
    strength = float(votes[best])
    return Link(span, targets[best], strength, -math.log(float(np.exp(votes - strength).sum())))


def best_labels(scores: Floats) -> list[int]:
    """The likeliest labels in which every I follows a B or an I of its kind (Viterbi)."""
    if len(scores) == 0:
        return []
    rows = scores.tolist()
    best = [-1e9 if label in INNER else score for label, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = best.index(max(best))
        came = [top] * len(LABELS)
        for inner in INNER:
            came[inner] = inner - 1 if best[inner - 1] >= best[inner] else inner
        best = [best[before] + score for before, score in zip(came, row, strict=True)]
        back.append(came)
    labels = [best.index(max(best))]
    for came in reversed(back):
        labels.append(came[labels[-1]])
    return labels[::-1]


def _spans(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    """(kind, start, end) of every run that begins with a B."""
    spans: list[tuple[int, int, int]] = []
    for i, label in enumerate(labels):
        if label in (SOURCE, CUE, CONTENT):
            spans.append((label, i, i + 1))
        elif label:
            kind, a, _ = spans[-1]
            spans[-1] = (kind, a, i + 1)
    return spans
