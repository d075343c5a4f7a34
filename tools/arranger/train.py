"""Trains the learned arranger (torch and onnx, which are no dependencies, and one core).

    python -m tools.arranger.train MINUTES OUT.onnx FOLDER [--held-out SHEETS.npz …] [--resume WEIGHTS.pt]

All files of the folder are learned from; those that come there meanwhile are taken up with the next round. The weights
are written beside the model as .pt; to go on from them with other sheets, name them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, distributed, multiprocessing, nn

from forms.certificate.tokens import BUCKETS, LABELS, SUITED
from tools.arranger.sheets import VALUES

SEED = 20261122
WIDTH, LAYERS, HEADS, INNER = 96, 4, 4, 192
FEATURES = len(SUITED) + 16
PLACES, PAIRS = 10, 23
"""Numbers by which a token's place is told, and how two tokens stand to each other."""
NEAREST = 6
"""The last ones of these say which is the nearest one."""
RATE, BATCH_TOKENS, ROUND = 2e-3, 1000, 10
"""The highest step, tokens that a process learns from at a time, and steps after which all weights are made one."""
RESUMED_RATE = 1e-3
"""The highest step where training goes on from weights."""
COLUMNS = ("features", "labels", "hashes", "boxes", "cells", "owners", "sources")


class Attention(nn.Module):
    """Attention of all tokens to all, led by how they stand to each other."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.asked, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner = nn.Sequential(nn.Linear(WIDTH, INNER), nn.GELU(approximate="tanh"), nn.Linear(INNER, WIDTH))

    def forward(self, tokens: Tensor, bias: Tensor) -> Tensor:
        """(B, n, WIDTH) and the bias (B, HEADS, n, n) → (B, n, WIDTH)."""
        pages, count, _ = tokens.shape
        parts = self.asked(self.before(tokens)).reshape(pages, count, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        odds = (parts[0] @ parts[1].transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + bias).softmax(-1)
        tokens = tokens + self.out((odds @ parts[2]).transpose(1, 2).reshape(pages, count, WIDTH))
        return tokens + self.inner(self.between(tokens))


class Net(nn.Module):
    """Tokens of pages → what each is the value of, and which belong to one person."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = nn.Linear(FEATURES + PLACES, WIDTH)
        self.label, self.letters = nn.Embedding(len(LABELS), WIDTH), nn.Embedding(BUCKETS + 1, WIDTH)
        nn.init.normal_(self.label.weight, std=0.5)
        nn.init.normal_(self.letters.weight, std=0.15)
        self.pairs = nn.Sequential(nn.Linear(PAIRS, 32), nn.GELU(approximate="tanh"), nn.Linear(32, LAYERS * HEADS + 1))
        self.layers = nn.ModuleList(Attention() for _ in range(LAYERS))
        self.after = nn.LayerNorm(WIDTH)
        self.value, self.person = nn.Linear(WIDTH, len(VALUES)), nn.Linear(WIDTH, WIDTH)

    def forward(self, features, labels, hashes, boxes, cells, owners, sources) -> tuple[Tensor, Tensor]:
        """All (B, n, …), where a label of -1 fills up a page.

        Returns:
            Logits of what each token is the value of (B, n, VALUES), and of two tokens being one person's (B, n, n).
        """
        real = labels >= 0
        places = _places(boxes, cells, owners, real)
        letters = (self.letters(hashes) * (hashes > 0).unsqueeze(-1)).sum(2)
        tokens = self.looks(torch.cat([features, places], -1)) + self.label(labels.clamp_min(0)) + letters
        pairs = self.pairs(_pairs(labels, hashes, boxes, cells, owners, sources, real)).permute(0, 3, 1, 2)
        lost = ((~real).to(pairs.dtype) * -1e4)[:, None, None, :]
        for at, layer in enumerate(self.layers):
            tokens = layer(tokens, pairs[:, at * HEADS : (at + 1) * HEADS] + lost)
        tokens = self.after(tokens)
        mine = self.person(tokens)
        same = mine @ mine.transpose(1, 2) * WIDTH**-0.5 + (pairs[:, -1] + pairs[:, -1].transpose(1, 2)) / 2
        return self.value(tokens), same


def _log(far: Tensor) -> Tensor:
    return far.sign() * far.abs().log1p()


def _places(boxes: Tensor, cells: Tensor, owners: Tensor, real: Tensor) -> Tensor:
    """Where each token stands on its page, in its cell, and how large both are."""
    far = 1e6
    gone = (~real).unsqueeze(-1).to(boxes.dtype) * far
    low = (boxes[..., :2] + gone).amin(1, keepdim=True)
    high = (boxes[..., 2:] - gone).amax(1, keepdim=True)
    at = (boxes - torch.cat([low, low], -1)) / (high - low).clamp_min(1.0).repeat(1, 1, 2)
    size = (boxes[..., 2:] - boxes[..., :2]).clamp_min(0.0).log1p()
    room = (cells[..., 2:] - cells[..., :2]).clamp_min(0.0).log1p()
    inside = owners >= 0
    beside = ((owners.unsqueeze(1) == owners.unsqueeze(2)) & inside.unsqueeze(1)).to(boxes.dtype).sum(-1)
    return torch.cat([at, size, room, inside.to(boxes.dtype).unsqueeze(-1), beside.log1p().unsqueeze(-1)], -1)


def _pairs(labels, hashes, boxes, cells, owners, sources, real) -> Tensor:
    """How each token (second) stands to each other one (first): (B, n, n, PAIRS)."""
    one, two = boxes.unsqueeze(2), boxes.unsqueeze(1)
    cell, other = cells.unsqueeze(2), cells.unsqueeze(1)
    middle, middles = (one[..., :2] + one[..., 2:]) / 2, (two[..., :2] + two[..., 2:]) / 2
    far = _log(
        torch.cat([two - one, middles - middle, (two[..., 0] - one[..., 2]).unsqueeze(-1), other - cell], -1)[
            ..., [0, 2, 4, 5, 6, 7, 8, 9, 10]
        ]
    )
    shared = torch.cat([_shared(one, two), _shared(cell, other)], -1)
    inside = owners >= 0
    # Whoever is named again in another table has the same text; texts are told apart well enough by one number.
    said = (hashes * (1 + torch.arange(hashes.shape[-1]) * BUCKETS)).sum(-1)
    kin = torch.stack(
        [
            (owners.unsqueeze(2) == owners.unsqueeze(1)) & inside.unsqueeze(1),
            sources.unsqueeze(2) == sources.unsqueeze(1),
            (labels.unsqueeze(2) == labels.unsqueeze(1)) & (labels > 0).unsqueeze(1),
            (said.unsqueeze(2) == said.unsqueeze(1)) & (said > 0).unsqueeze(1),
        ],
        -1,
    ).to(boxes.dtype)
    row, column = shared[..., 3] > 0.4, shared[..., 2] > 0.3
    across, down = middles[..., 0] - middle[..., 0], middles[..., 1] - middle[..., 1]
    there, named = real.unsqueeze(1), (labels > 0).unsqueeze(1)
    near = torch.stack(
        [
            _nearest(across, row & (across > 0.2) & there),
            _nearest(-across, row & (across < -0.2) & there),
            _nearest(down, column & (down > 0.2) & there),
            _nearest(-down, column & (down < -0.2) & there),
            _nearest(-across, row & (across < -0.2) & named),
            _nearest(-down, column & (down < -0.2) & named),
        ],
        -1,
    )
    return torch.cat([far, shared, kin, near], -1)


def _shared(one: Tensor, two: Tensor) -> Tensor:
    """How far two rectangles reach over each other, of the smaller one: across, down; negative for white."""
    over = torch.minimum(one[..., 2:], two[..., 2:]) - torch.maximum(one[..., :2], two[..., :2])
    least = torch.minimum(one[..., 2:] - one[..., :2], two[..., 2:] - two[..., :2]).clamp_min(0.1)
    return (over / least).clamp(-1.0, 1.0)


def _nearest(far: Tensor, allowed: Tensor) -> Tensor:
    """1 for the nearest of those allowed, in each row."""
    away = far + (~allowed).to(far.dtype) * 1e6
    return ((away <= away.amin(-1, keepdim=True) + 1e-3) & allowed).to(far.dtype)


class Pages:
    """Pages to learn from, each to be had as it is or changed by chance."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._pages: list[dict[str, np.ndarray]] = []
        for file in files:
            packed = dict(np.load(file))
            starts = [0, *packed.pop("ends")]
            self._pages += [
                {name: column[first:last] for name, column in packed.items()}
                for first, last in zip(starts, starts[1:], strict=False)
            ]
        self.lengths = np.array([len(page["values"]) for page in self._pages])

    def __len__(self) -> int:
        return len(self._pages)

    def batches(self, rng: np.random.Generator) -> list[np.ndarray]:
        """Numbers of pages of about the same length, in random order."""
        order = np.argsort(self.lengths + rng.uniform(0, 12, len(self)))
        found, start = [], 0
        while start < len(order):
            longest, end = 0, start
            while end < len(order) and (end - start + 1) * max(longest, self.lengths[order[end]]) <= BATCH_TOKENS:
                longest = max(longest, self.lengths[order[end]])
                end += 1
            end = max(end, start + 1)
            found.append(order[start:end])
            start = end
        return [found[at] for at in rng.permutation(len(found))]

    def take(self, numbers: Sequence[int], rng: np.random.Generator | None) -> tuple[list[Tensor], Tensor, Tensor]:
        """What the net is given, of what field each token is the value (-1 fills up), and of whom."""
        pages = [changed(self._pages[at], rng) if rng else self._pages[at] for at in numbers]
        longest = max(len(page["values"]) for page in pages)

        def filled(name: str, empty: float) -> Tensor:
            shape = pages[0][name].shape[1:]
            whole = np.full((len(pages), longest, *shape), empty, np.float32)
            for at, page in enumerate(pages):
                whole[at, : len(page[name])] = page[name]
            tensor = torch.from_numpy(whole)
            return tensor if name in ("features", "boxes", "cells") else tensor.long()

        empty = {"labels": -1, "owners": -1, "sources": -2}
        given = [filled(name, empty.get(name, 0)) for name in COLUMNS]
        return given, filled("values", -1), filled("people", -1)


def changed(page: dict[str, np.ndarray], rng: np.random.Generator) -> dict[str, np.ndarray]:
    """A page as another city might have printed it and another scanner seen it."""
    kept = rng.random(len(page["values"])) >= rng.choice((0.0, 0.01, 0.03))
    if not kept.any():
        kept[:] = True
    page = {name: column[kept].copy() for name, column in page.items()}
    features = page["features"].astype(np.float32)
    features += rng.normal(0, 0.02, features.shape)
    features[rng.random(features.shape) < 0.004] = 0.0
    page["features"] = features
    _forget_words(page, rng)
    owners, boxes, cells = page["owners"], page["boxes"], page["cells"]
    unruled = np.isin(owners, np.unique(owners)[rng.random(len(np.unique(owners))) < 0.015])
    if rng.random() < 0.08:
        unruled[:] = True
    owners[unruled], cells[unruled] = -1, boxes[unruled]
    if rng.random() < 0.75:
        for low, slope in ((0, 0.3), (1, 0.35)):
            _stretch(boxes, cells, owners, low, slope, rng)
    scale = np.exp(rng.normal(0, 0.08))
    boxes *= scale
    cells *= scale
    boxes += rng.normal(0, 0.06, boxes.shape)
    return page


def _forget_words(page: dict[str, np.ndarray], rng: np.random.Generator) -> None:
    """Labels that nobody knows, each wherever it stands; and texts that say nothing."""
    labels, hashes = page["labels"], page["hashes"]
    for label in np.unique(labels[labels > 0]):
        if rng.random() < 0.06:
            here = labels == label
            labels[here] = 0
            if rng.random() < 0.6:
                hashes[here] = np.where(hashes[here] > 0, rng.integers(1, BUCKETS + 1, hashes.shape[1]), 0)
    labels[rng.random(len(labels)) < 0.01] = 0
    hashes[(rng.random(len(hashes)) < 0.15) & (labels == 0)] = 0


def _stretch(boxes, cells, owners, low: int, slope: float, rng: np.random.Generator) -> None:
    """Moves what stands beside or beneath each other apart, here more and there less; text keeps its size."""
    edges = np.linspace(cells[:, low].min() - 1, cells[:, low + 2].max() + 1, 6)
    steps = np.diff(edges) * np.exp(np.abs(rng.normal(0, slope, 5)) - 0.1)
    moved = edges[0] + np.concatenate([[0.0], np.cumsum(steps)])
    sizes = boxes[:, low + 2] - boxes[:, low]
    room = cells[:, low + 2] - cells[:, low]
    start = np.interp(cells[:, low], edges, moved)
    end = np.interp(cells[:, low + 2], edges, moved)
    free = owners < 0
    share = np.where(room - sizes > 0.1, (boxes[:, low] - cells[:, low]) / np.maximum(room - sizes, 0.1), 0.0)
    inside = start + share.clip(0, 1) * np.maximum(end - start - sizes, 0.0)
    boxes[:, low] = np.where(free, np.interp(boxes[:, low], edges, moved), inside)
    boxes[:, low + 2] = boxes[:, low] + sizes
    cells[:, low] = np.where(free, boxes[:, low], start)
    cells[:, low + 2] = np.where(free, boxes[:, low + 2], end)


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
    rng, net = np.random.default_rng(SEED + rank), Net()
    kept, highest = Path(asked.out).with_suffix(".pt"), RATE
    if asked.resume:
        net.load_state_dict(_widened(torch.load(asked.resume), net))
        highest = RESUMED_RATE
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
        step += 1
        if step % ROUND == 0:
            _share(net, asked.processes)
            spent = _first_says(time.monotonic() - began) / 60
        shown += (first.item(), second.item(), 1)
        if step % 100 == 0 and not rank:
            print(step, f"{spent:.1f} min", *np.round(shown[:2] / shown[2], 4), flush=True)
            shown[:] = 0
        if step % 400 == 0 and held_out:
            print("held out", accuracy(net, held_out), flush=True)
            torch.save(net.state_dict(), kept)
    if not rank:
        if held_out:
            print("held out", accuracy(net, held_out), flush=True)
        torch.save(net.state_dict(), kept)
        write(net, pages, asked.out)
    distributed.destroy_process_group()


def _widened(weights: dict[str, Tensor], net: Net) -> dict[str, Tensor]:
    """Weights for a net that is told more than they were learned with: what is new begins as nothing, in its place
    behind what was told before."""
    name, whole = "pairs.0.weight", net.pairs[0].weight
    known = weights[name]
    if known.shape == whole.shape:
        return weights
    # The nearest ones come last among the pairs, what is kin before them.
    wide = torch.zeros_like(whole)
    wide[:, : known.shape[1] - NEAREST] = known[:, :-NEAREST]
    wide[:, -NEAREST:] = known[:, -NEAREST:]
    return weights | {name: wide}


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
