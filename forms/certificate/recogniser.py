"""Characters out of pixels: PP-OCRv6 small through onnxruntime, each character with its place and its rivals.

The models lie in the ``rapidocr`` wheel; nothing is downloaded. rapidocr's own recogniser gives text only, so its
models are run here and decoded with what the later steps need: where each character stands, and what else the
model held possible there, so that a field may be decoded again with only the characters it allows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import rapidocr
from onnxruntime import InferenceSession, SessionOptions
from rapidocr.ch_ppocr_det.utils import DBPostProcess

THREADS = 2
"""Cores a page uses; the counter's machines have two."""
DETECTION_SIDE_PX = 1536
"""Longer side of the picture in which text is looked for."""
LINE_HEIGHT_PX = 48
"""Height of a line as the recogniser was trained."""
MAX_LINE_WIDTH_PX = 3200
"""A longer line is squeezed; nothing on a certificate is."""
BATCH_AREA_PX = 6000
"""Summed width of the lines that are recognised at once; bounds memory."""
RIVALS = 12
"""How many characters are remembered at each step."""
_BLANK = 0

Quad = np.ndarray
"""Four corners, float32 (4, 2): top left, top right, bottom right, bottom left."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a line.

    Attributes:
        text: the character.
        confidence: what the unmasked model gave it, 0 to 1.
        at: its middle along the line, 0 at the left end and 1 at the right.
    """

    text: str
    confidence: float
    at: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as recognised.

    Attributes:
        characters: from left to right, without blanks.
        steps: per step of the model the indices of its likeliest characters, (T, RIVALS).
        odds: their probabilities, (T, RIVALS).
        used: the part of the steps that the line fills; the rest is padding.
    """

    characters: tuple[Character, ...]
    steps: np.ndarray
    odds: np.ndarray
    used: float

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)


class Recogniser:
    """The two models, loaded at once. Safe to use from several threads.

    Raises:
        FileNotFoundError: the wheel lacks its models, which is a broken installation.
    """

    def __init__(self) -> None:
        models = Path(rapidocr.__file__).parent / "models"
        options = SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # Pages differ in size: an arena would keep the largest for ever.
        options.enable_cpu_mem_arena = False
        self._sessions = []
        for name in ("det", "rec"):
            model = models / f"PP-OCRv6_{name}_small.onnx"
            if not model.is_file():
                raise FileNotFoundError(model.name)
            self._sessions.append(InferenceSession(str(model), options, providers=["CPUExecutionProvider"]))
        listed = self._sessions[1].get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = ["", *listed, " "]
        # The model also knows simplified Chinese and a thousand symbols; no Japanese certificate prints them.
        self._printable = np.array([index == _BLANK or is_printed(c) for index, c in enumerate(self._alphabet)])
        self._boxes = DBPostProcess(
            thresh=0.3, box_thresh=0.45, max_candidates=1000, unclip_ratio=1.6, use_dilation=True
        )

    def find_text(self, picture: np.ndarray) -> list[Quad]:
        """Where text stands, as quads in pixels of the picture (BGR), in no order."""
        height, width = picture.shape[:2]
        scale = min(1.0, DETECTION_SIDE_PX / max(height, width))
        size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        small = small / 127.5 - 1.0
        found = self._sessions[0].run(None, {"x": small.transpose(2, 0, 1)[None]})[0]
        boxes, _ = self._boxes(found, (height, width))
        return [np.asarray(box, np.float32) for box in boxes]

    def read(self, crops: Sequence[np.ndarray]) -> list[Line]:
        """Recognises crops (BGR, upright, one line each), in the order given."""
        lines: list[Line | None] = [None] * len(crops)
        widths = [
            min(MAX_LINE_WIDTH_PX, max(16, round(LINE_HEIGHT_PX * crop.shape[1] / crop.shape[0]))) for crop in crops
        ]
        batch: list[int] = []
        for index in sorted(range(len(crops)), key=widths.__getitem__):
            # Lines of like width go together: padding costs as much as text.
            if batch and (
                (len(batch) + 1) * widths[index] > BATCH_AREA_PX or widths[index] > 1.25 * widths[batch[0]] + 32
            ):
                self._read_batch(crops, widths, batch, lines)
                batch = []
            batch.append(index)
        if batch:
            self._read_batch(crops, widths, batch, lines)
        return [line for line in lines if line is not None]

    def _read_batch(
        self, crops: Sequence[np.ndarray], widths: list[int], batch: list[int], lines: list[Line | None]
    ) -> None:
        full = -(-max(widths[index] for index in batch) // 32) * 32
        block = np.zeros((len(batch), 3, LINE_HEIGHT_PX, full), np.float32)
        for row, index in enumerate(batch):
            crop = cv2.resize(crops[index], (widths[index], LINE_HEIGHT_PX), interpolation=cv2.INTER_AREA)
            block[row, :, :, : widths[index]] = crop.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1.0
        odds = self._sessions[1].run(None, {"x": block})[0]
        for row, index in enumerate(batch):
            best = np.argpartition(odds[row] * self._printable, -RIVALS, axis=1)[:, -RIVALS:]
            values = np.take_along_axis(odds[row], best, axis=1)
            order = np.argsort(-values * self._printable[best], axis=1)
            line = Line(
                (), np.take_along_axis(best, order, 1), np.take_along_axis(values, order, 1), widths[index] / full
            )
            lines[index] = self.decode(line)

    def decode(self, line: Line, allowed: Collection[str] | None = None) -> Line:
        """The line decoded again, with only some characters allowed; the model's own odds stay the confidence."""
        steps = len(line.steps)
        picks, weights = line.steps[:, 0].copy(), line.odds[:, 0].copy()
        if allowed is not None:
            for step in range(steps):
                for rival, weight in zip(line.steps[step], line.odds[step], strict=True):
                    if rival == _BLANK or self._alphabet[rival] in allowed:
                        picks[step], weights[step] = rival, weight
                        break
                else:
                    picks[step], weights[step] = _BLANK, 0.0
        characters, step = [], 0
        while step < steps:
            end = step + 1
            while end < steps and picks[end] == picks[step]:
                end += 1
            text = self._alphabet[picks[step]]
            if text.strip():
                span = weights[step:end]
                middle = step + float((np.arange(len(span)) * span).sum() / max(span.sum(), 1e-9))
                at = min(1.0, (middle + 0.5) / steps / line.used)
                characters.append(Character(text, float(span.max()), at))
            step = end
        return replace(line, characters=tuple(characters))


def is_printed(character: str) -> bool:
    """Whether a Japanese certificate may print a character: one of JIS X 0213 or of CP932, and no pictogram."""
    if unicodedata.category(character) in ("So", "Sm", "Sk", "Lm") and character not in "〒ー々〻ゝゞヽヾ+-=~〜":
        return False
    for encoding in ("cp932", "euc_jis_2004"):
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


def cut(picture: np.ndarray, quad: Quad) -> np.ndarray:
    """The upright crop of a quad."""
    width = max(4, round(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))))
    height = max(4, round(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))))
    target = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    warp = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    return cv2.warpPerspective(picture, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
