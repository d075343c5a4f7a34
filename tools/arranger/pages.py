"""Pages that the learned arranger learns from, each as it is or changed by chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from forms.certificate.learned.tokens import BUCKETS

BATCH_TOKENS = 1000
"""Tokens that a process learns from at a time."""
FORGOTTEN = (0.03, 0.06, 0.1, 0.25, 0.5)
"""How many of a page's words for labels are as words that nobody has met: a table knows most of a city's, or few."""
COLUMNS = ("features", "labels", "hashes", "boxes", "cells", "owners", "sources")


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
    """Labels that nobody knows, each wherever it stands, on some pages many; and texts that say nothing."""
    labels, hashes = page["labels"], page["hashes"]
    forgotten = rng.choice(FORGOTTEN)
    for label in np.unique(labels[labels > 0]):
        if rng.random() < forgotten:
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
