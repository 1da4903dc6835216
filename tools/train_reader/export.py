"""Write a trained reader as the file that ships: weights in few bits, arithmetic in full precision.

usage: python -m tools.train_reader.export --trained FOLDER

Integer arithmetic differs between processors, so weights alone are small. The table of words is whole numbers
with a scale a row, of which a window needs a few hundred; other matrices are halves that are made whole once,
when the model is loaded.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from pipeline.extraction.reading.reader import MODEL, WORDS
from pipeline.extraction.reading.witness import ROLES
from tools.train_reader.model import Encoder, Reader

_SMALL = 4096  # numbers of a matrix that are kept as they are


class Exported(nn.Module):
    """A reader of one window, whose inputs and outputs have names."""

    def __init__(self, reader: Reader, choices: list[str]) -> None:
        super().__init__()
        self.reader, self.choices = reader, choices

    def forward(
        self,
        pieces: Tensor,
        first: Tensor,
        last: Tensor,
        distance: Tensor,
        pointed: Tensor,
        unsaid: Tensor,
        *told: Tensor,
    ) -> tuple[Tensor, ...]:
        batch = {
            "pieces": pieces,
            "mask": torch.ones_like(pieces, dtype=torch.float32),
            "row": torch.zeros_like(first),
            "first": first,
            "last": last,
            "distance": distance,
            "pointed": pointed,
            "unsaid": unsaid,
        }
        batch |= {f"told.{name}": value for name, value in zip(self.choices, told, strict=True)}
        chosen, scores = self.reader(batch)
        return (*(chosen[name] for name in self.choices), scores)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, required=True)
    folder = parser.parse_args().trained
    held = torch.load(folder / "reader.pt")
    weights, labels, said = held["weights"], held["labels"], held["said"]
    words, layers = (
        len(weights["encoder.word.weight"]),
        {name.split(".")[2] for name in weights if ".layers." in name},
    )
    reader = Reader(
        Encoder(words, len(layers)),
        {name: len(of) for name, of in labels.items()},
        ROLES,
        {name: len(of) + 1 for name, of in said.items()},
    )
    reader.load_state_dict(weights)
    write(reader, labels, said, MODEL)
    shutil.copyfile(folder / "vocab.txt", WORDS)
    print(f"{MODEL.stat().st_size / 1e6:.1f} MB")


def write(reader: Reader, labels: dict[str, list[str]], said: dict[str, dict[str, int]], path: Path) -> None:
    """Write a reader with the labels of its choices and those that the rules give."""
    reader.eval()
    choices, length, figures = list(labels), 16, 2
    inputs: dict[str, Tensor] = {
        "pieces": torch.ones(1, length, dtype=torch.long),
        "first": torch.tensor([3, 5]),
        "last": torch.tensor([4, 5]),
        "distance": torch.zeros(figures, length, dtype=torch.long),
        "pointed": torch.zeros(figures, 2 * len(ROLES), length),
        "unsaid": torch.zeros(figures, 2 * len(ROLES)),
        **{f"told.{name}": torch.zeros(figures, dtype=torch.long) for name in choices},
    }
    axes = {name: {0: "figures"} for name in (*inputs, *choices, "pointers")}
    axes |= {"pieces": {1: "length"}, "distance": {0: "figures", 1: "length"}}
    axes |= {"pointed": {0: "figures", 2: "length"}, "pointers": {0: "figures", 2: "length"}}
    torch.onnx.export(
        Exported(reader, choices),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=[*choices, "pointers"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(path))
    _shrink(model.graph)
    for key, value in (("labels", labels), ("said", said)):
        helper.set_model_props(
            model, {p.key: p.value for p in model.metadata_props} | {key: json.dumps(value)}
        )
    onnx.save(model, str(path))


def _shrink(graph: onnx.GraphProto) -> None:
    """Replace large matrices by smaller ones, and nodes that make them what they were."""
    looked_up = {node.input[0]: node for node in graph.node if node.op_type == "Gather"}
    made = []
    for held in list(graph.initializer):
        weights = numpy_helper.to_array(held)
        if weights.ndim != 2 or weights.dtype != np.float32 or weights.size < _SMALL:
            continue
        graph.initializer.remove(held)
        if held.name in looked_up:
            _by_row(graph, held.name, weights, looked_up[held.name])
        else:
            half = f"{held.name}.half"
            graph.initializer.append(numpy_helper.from_array(weights.astype(np.float16), half))
            made.append(helper.make_node("Cast", [half], [held.name], to=onnx.TensorProto.FLOAT))
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend([*made, *rest])


def _by_row(graph: onnx.GraphProto, name: str, weights: np.ndarray, lookup: onnx.NodeProto) -> None:
    """Replace the look-up of rows of a table by that of whole numbers and of their scales."""
    scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-12) / 127
    whole = np.rint(weights / scale).astype(np.int8)
    graph.initializer.extend(
        [
            numpy_helper.from_array(whole, f"{name}.whole"),
            numpy_helper.from_array(scale.astype(np.float32), f"{name}.scale"),
        ]
    )
    rows, found = lookup.input[1], lookup.output[0]
    nodes = [
        helper.make_node("Gather", [f"{name}.whole", rows], [f"{name}.rows"]),
        helper.make_node("Cast", [f"{name}.rows"], [f"{name}.cast"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scale", rows], [f"{name}.scales"]),
        helper.make_node("Mul", [f"{name}.cast", f"{name}.scales"], [found]),
    ]
    place = list(graph.node).index(lookup)
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend([*rest[:place], *nodes, *rest[place + 1 :]])


if __name__ == "__main__":
    main()
