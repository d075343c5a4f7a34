"""The weights of a model that was written as ONNX, to go on from them, also in a net that has grown since."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from tools.arranger.net import HEADS, LAYERS, NEAREST, PAIRS, Net


def weights_of(model: Path) -> dict[str, Tensor]:
    """The weights that a model was written with.

    A matrix loses its name on the way and is turned; its bias, which is added to what it gives, keeps its own.
    """
    graph = onnx.load(model).graph
    arrays = {each.name: torch.from_numpy(numpy_helper.to_array(each).copy()) for each in graph.initializer}
    added = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    found = {name: array for name, array in arrays.items() if name.endswith((".weight", ".bias"))}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in arrays:
            (bias,) = (name for name in added[node.output[0]].input if name.endswith(".bias"))
            found[bias.removesuffix("bias") + "weight"] = arrays[node.input[1]].T
    return found


def grown(weights: dict[str, Tensor], net: Net) -> dict[str, Tensor]:
    """Weights for a net that has more layers, or is told more, than they were learned with.

    What is new begins as nothing, so that the net says the same as before.
    """
    whole = net.state_dict()
    for name in whole.keys() - weights.keys():
        # What a layer adds to its tokens comes out of these two.
        adds = name.startswith("layers.") and (".out." in name or ".inner.2." in name)
        weights[name] = torch.zeros_like(whole[name]) if adds else whole[name]
    # The nearest ones come last among the pairs, what is kin before them; one person or not last of what they say.
    weights["pairs.0.weight"] = _stretched(weights["pairs.0.weight"].T, PAIRS, NEAREST).T
    for name in ("pairs.2.weight", "pairs.2.bias"):
        weights[name] = _stretched(weights[name], LAYERS * HEADS + 1, 1)
    return weights


def _stretched(known: Tensor, count: int, last: int) -> Tensor:
    """So many rows, with nothing before the last ones of those known."""
    first = len(known) - last
    return torch.cat([known[:first], known.new_zeros(count - len(known), *known.shape[1:]), known[first:]])
