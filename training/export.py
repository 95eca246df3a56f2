"""Writes a trained network as ONNX: int8 word vectors by row, int8 matrices by column; then reads dev with it."""

from __future__ import annotations

import argparse
import json
import shutil
import time
import tomllib
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from corpus import load_module, read_reports
from evaluate import score
from network import LINK, TRUST, Network, load_network
from train import READER

AXES = {0: "rows", 1: "tokens"}


def main() -> None:
    options = _options()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    network = load_network(options.encoder, config["layers"], 0.0)
    network.load_state_dict(torch.load(options.weights))
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    export(network, options.out / "tagger.onnx")
    print(json.dumps(measure(options)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "config.toml")
    parser.add_argument("--weights", type=Path, required=True, help="best.pt of a run, or a soup")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for tagger.onnx and tokenizer.json")
    parser.add_argument("--reader", type=Path, default=READER)
    return parser.parse_args()


def export(network: Network, path: Path) -> None:
    """The network as an int8 ONNX file."""
    whole = path.with_suffix(".float.onnx")
    ids = torch.arange(1000, 1032).reshape(2, 16)
    torch.onnx.export(
        Shipped(network).eval(),
        (ids, ids % 6),
        str(whole),
        input_names=["ids", "marks"],
        output_names=["labels", "query", "key"],
        dynamic_axes=dict.fromkeys(("ids", "marks", "labels", "query", "key"), AXES),
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        path,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,  # seven bits: eight overflow on processors without VNNI; it costs 0.1 points
        weight_type=QuantType.QInt8,
    )
    model = onnx.load(path)
    habits = {"distances": network.distances, "weights": network.weights}
    onnx.helper.set_model_props(model, {name: json.dumps(t.numpy().round(4).tolist()) for name, t in habits.items()})
    onnx.save(model, path)
    whole.unlink()


class Shipped(nn.Module):
    """The network as it is shipped: word vectors as bytes with a scale a row, keys scaled for the dot product."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        words = network.encoder.words.weight.detach()
        self.network = network
        scale = words.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.network.encoder.words = ByteEmbedding((words / scale).round().to(torch.int8), scale)

    def forward(self, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        labels, query, key = self.network(ids, marks, None)
        return labels, query, key * TRUST / LINK**0.5


class ByteEmbedding(nn.Module):
    def __init__(self, rows: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.rows = nn.Parameter(rows, requires_grad=False)
        self.scale = nn.Parameter(scale, requires_grad=False)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


def measure(options: argparse.Namespace) -> dict[str, object]:
    """What the exported model reaches on dev, how fast on one core, and its size."""
    reader = load_module(options.reader)
    reports = read_reports(options.dev)
    tagger = reader.Tagger(options.out / "tagger.onnx", options.out / "tokenizer.json")
    start = time.process_time()
    found = {report.id: tagger.tag(report.text) for report in reports}
    seconds = time.process_time() - start
    words = sum(len(report.text.split()) for report in reports)
    size = (options.out / "tagger.onnx").stat().st_size / 1e6
    return {"MB": round(size, 1), "words a second of one core": round(words / seconds)} | score(
        reports, found, options.scorer
    )


if __name__ == "__main__":
    main()
