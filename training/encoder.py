"""A BERT or MPNet encoder in plain PyTorch, filled from a folder with config.json and safetensors."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder, as its config.json gives them."""

    kind: str
    layers: int
    width: int
    heads: int
    inner: int
    words: int
    positions: int
    epsilon: float


def load_encoder(folder: Path, layers: int, dropout: float) -> Encoder:
    """The pretrained encoder in `folder`, cut to its first `layers` (0: all)."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    shape = Shape(
        config["model_type"],
        min(layers or 99, config["num_hidden_layers"]),
        config["hidden_size"],
        config["num_attention_heads"],
        config["intermediate_size"],
        config["vocab_size"],
        config["max_position_embeddings"],
        config["layer_norm_eps"],
    )
    encoder = Encoder(shape, dropout)
    encoder.load_state_dict(_renamed(_weights(folder), shape))
    return encoder


class Encoder(nn.Module):
    """Word pieces and their marks in, one vector a token out."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.words, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.bias = nn.Embedding(32, shape.heads) if shape.kind == "mpnet" else None

    def forward(self, ids: Tensor, extra: Tensor, mask: Tensor | None) -> Tensor:
        # MPNet's vocabulary is BERT's, moved by four, and its positions begin at two.
        moved = self.bias is not None
        places = torch.arange(ids.shape[1], device=ids.device) + (2 if moved else 0)
        words = self.words(ids + 4 if moved else ids)
        hidden = self.dropout(self.norm(words + self.positions(places) + extra))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        if self.bias is not None:
            bias = (0.0 if bias is None else bias) + self.bias(_buckets(ids.shape[1])).permute(2, 0, 1)[None]
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden


class Layer(nn.Module):
    """Self-attention and a two-layer network, each added to its input and normalised."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mixed = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.first_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.second_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        rows, length, width = hidden.shape
        split = self.mixed(hidden).view(rows, length, 3, self.heads, width // self.heads)
        mixed = attention(*split.permute(2, 0, 3, 1, 4).unbind(0), bias)
        mixed = mixed.transpose(1, 2).reshape(rows, length, width)
        hidden = self.first_norm(hidden + self.dropout(self.out(mixed)))
        inner = self.down(functional.gelu(self.up(hidden)))
        result: Tensor = self.second_norm(hidden + self.dropout(inner))
        return result


def attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """Every place's mix of the values; written out, since torch's own takes three times as long on one core."""
    rows, heads, length, width = query.shape
    flat = (rows * heads, length, width)
    query, key, value = (part.contiguous().view(flat) for part in (query / math.sqrt(width), key, value))
    if bias is None:
        scores = torch.bmm(query, key.transpose(1, 2))
    else:
        bias = bias.to(query.dtype).expand(rows, heads, bias.shape[2], length).reshape(rows * heads, -1, length)
        scores = torch.baddbmm(bias, query, key.transpose(1, 2))
    return torch.bmm(scores.softmax(-1), value).view(rows, heads, length, width)


def _buckets(length: int) -> Tensor:
    """MPNet's (T5's) bucket of the distance between every two places."""
    places = torch.arange(length)
    distance = places[:, None] - places[None, :]
    side = (distance < 0).long() * 16
    distance = distance.abs()
    far = 8 + (torch.log(distance.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return side + torch.where(distance < 8, distance, far.clamp(max=15))


def _weights(folder: Path) -> dict[str, Tensor]:
    if (folder / "model.safetensors").exists():
        from safetensors.torch import load_file

        return load_file(folder / "model.safetensors")
    weights: dict[str, Tensor] = torch.load(folder / "pytorch_model.bin", map_location="cpu", weights_only=True)
    return weights


def _renamed(given: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    """The weights under this module's names; query, key and value in one matrix."""
    given = {name.removeprefix("bert.").removeprefix("mpnet."): value for name, value in given.items()}
    taken = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"],
    }
    if shape.kind == "mpnet":
        taken["bias.weight"] = given["encoder.relative_attention_bias.weight"]
    else:
        taken["positions.weight"] = taken["positions.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    inner = _mpnet_names if shape.kind == "mpnet" else _bert_names
    for part in ("weight", "bias"):
        taken[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for i in range(shape.layers):
            source = f"encoder.layer.{i}."
            names = inner()
            mixed = [given[f"{source}{name}.{part}"] for name in names.pop("mixed").split()]
            taken[f"layers.{i}.mixed.{part}"] = torch.cat(mixed)
            for ours, theirs in names.items():
                taken[f"layers.{i}.{ours}.{part}"] = given[f"{source}{theirs}.{part}"]
    return taken


def _bert_names() -> dict[str, str]:
    return {
        "mixed": "attention.self.query attention.self.key attention.self.value",
        "out": "attention.output.dense",
        "first_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "second_norm": "output.LayerNorm",
    }


def _mpnet_names() -> dict[str, str]:
    return _bert_names() | {
        "mixed": "attention.attn.q attention.attn.k attention.attn.v",
        "out": "attention.attn.o",
        "first_norm": "attention.LayerNorm",
    }
