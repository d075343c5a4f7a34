"""Trains the recogniser of half-width katakana: ``python -m tools.train_kana MINUTES OUT.onnx``.

No engine that can be installed reads them. The training lines are drawn here, in the typefaces of the corpus's training
part; nothing of its validation part is used. Needs torch and onnx, which are no dependencies of Kakanai. Seeded, but
the number of steps depends on the machine.
"""

from __future__ import annotations

import random
import sys
import time

import cv2
import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import nn

from tools.sheets.paper import half_width
from tools.sheets.typefaces import TRAINING, characters, present

SEED = 20261121
HEIGHT = 32
ALPHABET = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰﾞﾟ･ "
_FULL = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン" * 4
    + "ガギグゲゴザジズゼゾダデドバビブベボパピプペポァィェォャュョッーヴ"
)


def draw(rng: random.Random) -> tuple[np.ndarray, str]:
    """One line as a certificate prints it, and its text."""
    words = ["".join(rng.choices(_FULL, k=rng.randrange(2, 7))) for _ in range(rng.randrange(1, 4))]
    text = half_width("\u3000".join(words))
    text = text if rng.random() < 0.8 else text.replace(" ", "  ")
    faces = [face for face in present(TRAINING) if ord("ｱ") in characters(*face)]
    file, number = rng.choice(faces)
    size = rng.randrange(18, 60)
    face = ImageFont.truetype(file, size, index=number)
    width = int(face.getlength(text))
    left, above, below = rng.randrange(0, 14), rng.uniform(0.02, 0.35), rng.uniform(0.0, 0.35)
    image = Image.new("L", (width + left + rng.randrange(2, 14), int(size * (1 + above + below)) + 2), 255)
    ImageDraw.Draw(image).text((left, int(above * size) + size), text, font=face, fill=0, anchor="ls")
    ink = (255 - np.asarray(image, np.float32)) / 255
    if rng.random() < 0.3:
        kernel = np.ones((2, 2), np.uint8)
        ink = cv2.dilate(ink, kernel) if rng.random() < 0.6 else cv2.erode(ink, kernel)
    ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.3, size / 22))
    if rng.random() < 0.25:
        low = rng.uniform(0.4, 0.8)
        small = cv2.resize(ink, None, fx=low, fy=low, interpolation=cv2.INTER_AREA)
        ink = cv2.resize(small, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_CUBIC)
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, rng.uniform(0, 0.06), ink.shape)
    paper, dark = rng.uniform(170, 255), rng.uniform(0.45, 0.95)
    picture = np.clip(paper * (1 - dark * ink) + 255 * noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.2:
        picture[:, :: rng.randrange(30, 90)] = rng.randrange(180, 235)
    if rng.random() < 0.15:
        picture = ((picture > paper * 0.62) * 255).astype(np.uint8)
    return picture, text


def prepared(picture: np.ndarray) -> np.ndarray:
    """As the reader prepares a crop: height 32, paper 0, ink up to 1."""
    width = max(16, round(picture.shape[1] * HEIGHT / picture.shape[0]))
    line = cv2.resize(picture, (width, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)
    paper, ink = np.percentile(line, 80), np.percentile(line, 1)
    return np.clip((paper - line) / max(paper - ink, 30), -0.3, 1.2).astype(np.float32)


class Net(nn.Module):
    """Convolutions down to one row of steps, a quarter of a line's height apart; CTC over the alphabet."""

    def __init__(self) -> None:
        super().__init__()

        def block(inside: int, out: int, stride: tuple[int, int]) -> nn.Sequential:
            return nn.Sequential(
                nn.Conv2d(inside, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True)
            )

        self.body = nn.Sequential(
            block(1, 24, (2, 1)),
            block(24, 32, (2, 2)),
            block(32, 48, (2, 1)),
            block(48, 64, (2, 1)),
            block(64, 96, (2, 1)),
        )
        self.along = nn.Sequential(
            nn.Conv1d(96, 96, 5, 1, 2), nn.ReLU(inplace=True), nn.Conv1d(96, 96, 5, 1, 2), nn.ReLU(inplace=True)
        )
        self.head = nn.Conv1d(96, len(ALPHABET) + 1, 1)

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        """(N, 1, 32, W) → probabilities (N, W / 2, 1 + alphabet)."""
        steps = self.body(lines).squeeze(2)
        return self.head(self.along(steps)).permute(0, 2, 1).softmax(-1)


def main(minutes: float, out: str) -> None:
    """Trains for so long and writes the model."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    rng, net = random.Random(SEED), Net()
    optimiser = torch.optim.AdamW(net.parameters(), 2e-3)
    ctc, began, step = nn.CTCLoss(zero_infinity=True), time.monotonic(), 0
    while (spent := (time.monotonic() - began) / 60) < minutes:
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * max(0.02, 1 - spent / minutes)
        rows = [draw(rng) for _ in range(24)]
        lines = [prepared(picture) for picture, _ in rows]
        block = np.zeros((len(lines), 1, HEIGHT, max(line.shape[1] for line in lines)), np.float32)
        for index, line in enumerate(lines):
            block[index, 0, :, : line.shape[1]] = line
        odds = net(torch.from_numpy(block)).clamp_min(1e-9).log().permute(1, 0, 2)
        texts = [[ALPHABET.index(char) + 1 for char in text] for _, text in rows]
        lengths = torch.tensor([(line.shape[1] + 1) // 2 for line in lines]).clamp(max=odds.shape[0])
        loss = ctc(
            odds, torch.tensor([i for text in texts for i in text]), lengths, torch.tensor([len(t) for t in texts])
        )
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        step += 1
        if step % 50 == 0:
            print(step, f"{spent:.1f} min", float(loss), flush=True)
    net.eval()
    torch.onnx.export(
        net,
        (torch.zeros(1, 1, HEIGHT, 128),),
        out,
        input_names=["lines"],
        output_names=["odds"],
        dynamic_axes={"lines": {0: "n", 3: "w"}, "odds": {0: "n", 1: "t"}},
        dynamo=False,
    )


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2])
