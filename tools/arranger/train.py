"""Trains the learned arranger (torch and onnx, which are no dependencies, and one core).

    python -m tools.arranger.train MINUTES OUT.onnx FOLDER [--held-out SHEETS.npz …] [--resume MODEL.onnx]

All files of the folder are learned from; those that come there meanwhile are taken up with the next round. The weights
that are learned are a running mean of those of the last steps. To go on from a model with other sheets, or with more
layers than it has, name it: what is written then lies between its weights and those learned.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, distributed, multiprocessing, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from tools.arranger.net import Net
from tools.arranger.pages import COLUMNS, Pages
from tools.arranger.weights import grown, weights_of

SEED = 20261122
RATE, ROUND = 2e-3, 10
"""The highest step, and steps after which all weights are made one."""
RESUMED_RATE = 1e-3
"""The highest step where training goes on from weights."""
KEPT = 0.998
"""How much of the mean of the weights stays with each step: it reaches over the last 500 or so."""
LEARNED = 0.7
"""How far a model goes from that which it was resumed from: on layouts that it had not met, and on sheets whose layouts
it knew, 0.5 and 0.7 did better than all of the way."""
SHOWN, MEASURED = 100, 1000
"""Steps after which losses are shown, and after which the model is measured and written."""


def losses(net: Net, given: list[Tensor], values: Tensor, people: Tensor) -> tuple[Tensor, Tensor]:
    """How wrong the net is about values and about people."""
    named, same = net(*given)
    first = nn.functional.cross_entropy(named.flatten(0, 1), values.flatten(), ignore_index=-1)
    someone = people >= 0
    both = someone.unsqueeze(1) & someone.unsqueeze(2)
    truth = (people.unsqueeze(1) == people.unsqueeze(2)).float()
    second = nn.functional.binary_cross_entropy_with_logits(same[both], truth[both]) if both.any() else same.sum() * 0
    return first, second


@torch.no_grad()
def accuracy(net: Net, pages: Pages) -> str:
    """Shares of tokens, of pairs and of whole pages that the net has right."""
    net.eval()
    counts = np.zeros(6)
    for numbers in pages.batches(np.random.default_rng(1)):
        given, values, people = pages.take(numbers, None)
        named, same = net(*given)
        right = (named.argmax(-1) == values) | (values < 0)
        someone = people >= 0
        both = someone.unsqueeze(1) & someone.unsqueeze(2)
        paired = ((same > 0) == (people.unsqueeze(1) == people.unsqueeze(2))) | ~both
        known = values > 0
        counts += (
            (right & known).sum().item(),
            known.sum().item(),
            (paired & both).sum().item(),
            both.sum().item(),
            (right.all(1) & paired.flatten(1).all(1)).sum().item(),
            len(numbers),
        )
    net.train()
    return "values {:.4f} pairs {:.4f} pages {:.3f}".format(*(counts[::2] / np.maximum(counts[1::2], 1)))


def train(rank: int, asked: argparse.Namespace, meeting: str) -> None:
    """One of the processes that learn together, for so many minutes by the clock; the first one writes the model."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", f"file://{meeting}", rank=rank, world_size=asked.processes)
    rng, net, highest, before = np.random.default_rng(SEED + rank), Net(), RATE, None
    if asked.resume:
        before = {name: weights.clone() for name, weights in grown(weights_of(asked.resume), net).items()}
        net.load_state_dict(before)
        highest = RESUMED_RATE
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    held_out = Pages(asked.held_out) if asked.held_out and not rank else None
    optimiser = torch.optim.AdamW(net.parameters(), highest, weight_decay=0.02)
    began, step, queue, shown = time.monotonic(), 0, [], np.zeros(3)
    spent = 0.0
    while spent < asked.minutes:
        rate = highest * min(1.0, (step + 1) / 100) * max(0.02, min(1.0, 1.25 * (1 - spent / asked.minutes)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        if not queue:
            pages = Pages(sorted(asked.folder.glob("*.npz")))
            queue = pages.batches(rng)
            print(rank, len(pages), "pages", flush=True)
        first, second = losses(net, *pages.take(queue.pop(), rng))
        optimiser.zero_grad()
        (first + 0.5 * second).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        mean.update_parameters(net)
        step += 1
        if step % ROUND == 0:
            _share(net, asked.processes)
            spent = _first_says(time.monotonic() - began) / 60
        shown += (first.item(), second.item(), 1)
        if step % SHOWN == 0 and not rank:
            print(step, f"{spent:.1f} min", *np.round(shown[:2] / shown[2], 4), flush=True)
            shown[:] = 0
        if step % MEASURED == 0 and not rank:
            _measure(_between(before, mean.module), held_out, pages, asked.out)
    if not rank:
        _measure(_between(before, mean.module), held_out, pages, asked.out)
    distributed.destroy_process_group()


def _between(before: dict[str, Tensor] | None, learned: Net) -> Net:
    """The net to be written."""
    if before is None:
        return learned
    net = Net()
    net.load_state_dict({name: before[name].lerp(weights, LEARNED) for name, weights in learned.state_dict().items()})
    return net


def _measure(net: Net, held_out: Pages | None, pages: Pages, out: str) -> None:
    """Says how well a net does, and writes it."""
    if held_out:
        print("held out", accuracy(net, held_out), flush=True)
    write(net, pages, out)


def _first_says(seconds: float) -> float:
    """What the first process says, so that all end with the same step."""
    said = torch.tensor([seconds])
    distributed.broadcast(said, 0)
    return float(said)


@torch.no_grad()
def _share(net: Net, processes: int) -> None:
    """The same weights for all: the mean of everybody's."""
    whole = nn.utils.parameters_to_vector(net.parameters()) / processes
    distributed.all_reduce(whole)
    nn.utils.vector_to_parameters(whole, net.parameters())


def write(net: Net, pages: Pages, out: str) -> None:
    """The model as ONNX, for one page of any number of tokens at a time."""
    net.eval()
    given, _, _ = pages.take([0], None)
    torch.onnx.export(
        net,
        tuple(given),
        out,
        input_names=list(COLUMNS),
        output_names=["values", "same"],
        dynamic_axes={name: {1: "n"} for name in (*COLUMNS, "values")} | {"same": {1: "n", 2: "n"}},
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float)
    parser.add_argument("out")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-out", nargs="*", default=[], type=Path)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        multiprocessing.spawn(train, (asked, f"{folder}/meeting"), asked.processes)


if __name__ == "__main__":
    main()
