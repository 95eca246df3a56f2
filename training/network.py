"""The network: an encoder that sees case and quotation, seven labels a token, and vectors that link spans to cues."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn

from encoder import Encoder, load_encoder
from links import WIDTH

LABELS, MARKS, LINK = 7, 6, 64
TRUST = 0.6  # in links as learnt, against distances as counted: on dev they are less sure than in training
FEATURES = 13  # of a candidate, which the reader weighs


def load_network(folder: Path, layers: int, dropout: float) -> Network:
    """A network on the pretrained encoder in `folder`; heads and marks are new."""
    return Network(load_encoder(folder, layers, dropout), dropout)


class Network(nn.Module):
    def __init__(self, encoder: Encoder, dropout: float) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder = encoder
        self.marks = nn.Embedding(MARKS, width)
        self.dropout = nn.Dropout(dropout)
        self.labels = nn.Linear(width, LABELS)
        self.query = nn.Linear(width, LINK)
        self.key = nn.Linear(width, LINK)
        self.register_buffer("distances", torch.zeros(2, WIDTH))
        self.register_buffer("weights", torch.zeros(FEATURES + 1))
        nn.init.zeros_(self.marks.weight)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.dropout(self.encoder(ids, self.marks(marks), mask))
        return self.labels(hidden), self.query(hidden), self.key(hidden)


def pointing(query: Tensor, key: Tensor, mask: Tensor, prior: Tensor) -> Tensor:
    """How strongly every token points at every other, for the softmax."""
    scores = query @ key.transpose(1, 2) / math.sqrt(LINK) + prior
    return scores + (1.0 - mask[:, None, :].to(scores.dtype)) * -1e4


def torch_forward(network: Network):  # type: ignore[no-untyped-def]
    """The network as the reader's `look` calls it: arrays in, arrays out."""

    def forward(*arrays):  # type: ignore[no-untyped-def]
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            labels, query, key = network(*(torch.from_numpy(array) for array in arrays), None)
        return labels.float().numpy(), query.float().numpy(), key.float().numpy() * TRUST / math.sqrt(LINK)

    return forward
