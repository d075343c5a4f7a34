"""Trains the recogniser of half-width katakana on: ``python -m tools.half_width.train STEPS OLD.onnx NEW.onnx FACES…``.

No engine that can be installed reads them. ``FACES…`` are folders with fonts; nothing of the corpus's validation part
is used. Needs torch and onnx, which are no dependencies of Kakanai. Seeded; one core.
"""

from __future__ import annotations

import random
import sys
import time
from collections import deque
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from forms.certificate.names.half_width import ALPHABET, HEIGHT_PX, prepared
from tools.half_width.lines import Printed, draw, faces, scan

SEED = 20261122
BATCH, NEW = 32, 16
"""Lines a step, and how many of these were never seen; the others were, with other damage."""
KEPT = 3000
"""Lines that are kept to be seen again."""
SORTED = 4
"""Batches drawn at once and sorted by width: padding costs as much as text."""
MAX_WIDTH_PX = 320
"""Of a prepared line; a longer one costs more than it teaches, and is left out."""
RATE, WARM_UP = 1.5e-3, 0.04
"""The highest learning rate, and the share of the steps on the way up to it."""


class Net(nn.Module):
    """Convolutions down to one row of steps, a sixteenth of a line's height apart; CTC over the alphabet.

    ``wider`` and ``longer`` begin as nothing, so that a model without them is trained on from where it was.
    """

    def __init__(self) -> None:
        super().__init__()
        sizes = ((1, 24, (2, 1)), (24, 32, (2, 2)), (32, 48, (2, 1)), (48, 64, (2, 1)), (64, 96, (2, 1)))
        self.body = nn.ModuleList(nn.Conv2d(inside, out, 3, stride, 1) for inside, out, stride in sizes)
        self.along = nn.ModuleList(nn.Conv1d(96, 96, 5, 1, 2) for _ in range(2))
        self.head = nn.Conv1d(96, len(ALPHABET) + 1, 1)
        self.wider = nn.ModuleList((nn.Conv2d(48, 48, 3, 1, 1), nn.Conv2d(48, 48, 1)))
        self.longer = nn.ModuleList((nn.Conv1d(96, 96, 5, 1, 2), nn.Conv1d(96, 96, 1)))
        for _, last in (self.wider, self.longer):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        """(N, 1, 32, W) → probabilities (N, W / 2, 1 + alphabet)."""
        steps = lines
        for number, each in enumerate(self.body):
            steps = each(steps).relu()
            if number == 2:
                steps = steps + self.wider[1](self.wider[0](steps).relu())
        steps = steps.squeeze(2)
        for each in self.along:
            steps = each(steps).relu()
        steps = steps + self.longer[1](self.longer[0](steps).relu())
        return self.head(steps).permute(0, 2, 1).softmax(-1)

    def load(self, file: str) -> None:
        """Takes the weights of a model that :func:`main` wrote, with or without ``wider`` and ``longer``."""
        stored = {each.name: numpy_helper.to_array(each) for each in onnx.load(file).graph.initializer}
        if "wider.0.weight" not in stored:
            # As it was written first: the body's convolutions have lost their names, but not their order.
            nameless = [name for name in stored if name.startswith("onnx::")]
            layers = [f"body.{number}.{part}" for number in range(5) for part in ("weight", "bias")]
            renamed = dict(zip(nameless, layers, strict=True)) | {
                f"along.{2 * number}.{part}": f"along.{number}.{part}"
                for number in range(2)
                for part in ("weight", "bias")
            }
            stored = {renamed.get(name, name): array for name, array in stored.items()}
        weights = {name: torch.from_numpy(np.array(array)) for name, array in stored.items()}
        unlike = self.load_state_dict(weights, strict=False)
        if unlike.unexpected_keys or not all(name.startswith(("wider.", "longer.")) for name in unlike.missing_keys):
            raise ValueError(f"{file} is another network")


class Lines:
    """Batches without end."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self._rng, self._faces = random.Random(SEED), faces(roots)
        self._kept: deque[Printed] = deque(maxlen=KEPT)

    def batches(self) -> list[list[tuple[np.ndarray, str]]]:
        """Some batches of prepared lines and their texts, each of lines of like width."""
        new = [draw(self._rng, self._faces) for _ in range(NEW * SORTED)]
        self._kept.extend(new)
        lines = new + [self._rng.choice(self._kept) for _ in range((BATCH - NEW) * SORTED)]
        rows = [(prepared(scan(line, self._rng)), line.text) for line in lines]
        rows = sorted((row for row in rows if row[0].shape[1] <= MAX_WIDTH_PX), key=lambda row: row[0].shape[1])
        found = [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]
        self._rng.shuffle(found)
        return found


def _loss(net: Net, rows: list[tuple[np.ndarray, str]]) -> torch.Tensor:
    block = np.zeros((len(rows), 1, HEIGHT_PX, max(line.shape[1] for line, _ in rows)), np.float32)
    for index, (line, _) in enumerate(rows):
        block[index, 0, :, : line.shape[1]] = line
    odds = net(torch.from_numpy(block)).clamp_min(1e-9).log().permute(1, 0, 2)
    lengths = torch.tensor([(line.shape[1] + 1) // 2 for line, _ in rows]).clamp(max=odds.shape[0])
    wanted = torch.tensor([ALPHABET.index(char) + 1 for _, text in rows for char in text])
    return nn.functional.ctc_loss(
        odds, wanted, lengths, torch.tensor([len(text) for _, text in rows]), zero_infinity=True
    )


def _rate(share: float) -> float:
    return RATE * (share / WARM_UP if share < WARM_UP else max(0.005, (1 - share) / (1 - WARM_UP)))


def main(steps: int, old: str, out: str, roots: tuple[Path, ...]) -> None:
    """Trains a model on for so many steps and writes it."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    net, lines, waiting = Net(), Lines(roots), []
    net.load(old)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.01)
    began, mean = time.process_time(), 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = _rate(step / steps)
        waiting = waiting or lines.batches()
        loss = _loss(net, waiting.pop())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        mean += (float(loss.detach()) - mean) / min(step + 1, 100)
        if step % 50 == 49:
            print(step + 1, f"{mean:.3f}", f"{(time.process_time() - began) / 60:.1f} min of a core", flush=True)
    net.eval()
    torch.onnx.export(
        net,
        (torch.zeros(1, 1, HEIGHT_PX, 128),),
        out,
        input_names=["lines"],
        output_names=["odds"],
        dynamic_axes={"lines": {0: "n", 3: "w"}, "odds": {0: "n", 1: "t"}},
        dynamo=False,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:4], tuple(map(Path, sys.argv[4:])))
