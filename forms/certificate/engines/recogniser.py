"""Characters out of pixels: PP-OCRv6 small through onnxruntime, each character with its place and its rivals.

The models lie in the ``rapidocr`` wheel; nothing is downloaded. rapidocr's own recogniser gives text only, so its
models are run here and decoded with what the later steps need: where each character stands, and what else the
model held possible there, so that a field may be decoded again with only the characters it allows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from onnxruntime import InferenceSession

from forms.certificate.engines.alphabet import are_printed, numbered_in_one_width
from forms.certificate.engines.boxes import boxes_of
from forms.certificate.engines.head import ROWS, Head
from forms.certificate.engines.inked import inked_part
from forms.certificate.engines.models import (
    ending_at,
    folder,
    load,
    model_bytes,
    run,
    session,
    weights_of,
    without_subnormals,
)

THREADS = 2
"""Cores a page uses; the counter's machines have two."""
DETECTION_SIDE_PX = 1280
"""Longer side of the picture in which text is looked for."""
LINE_HEIGHT_PX = 48
"""Height of a line as the recogniser was trained."""
MAX_LINE_WIDTH_PX = 3200
"""A longer line is squeezed; nothing on a certificate is."""
MARGIN_PX = 16
"""Bare space behind a line at least; without any, characters are seen now and then that are not there."""
STEP_PX = 8
"""Width of one step of the recogniser."""
RIVALS = 12
"""How many characters are remembered at each step."""
SEEN_TWICE = 0.5
"""Confidence at most in a glyph that was seen at one step in full width and at the next in half: another reader is to
say that it is one."""
_BLANK = 0
_HIDDEN, _WEIGHTS, _BIAS = "p2o.pd_op.transpose.8.0", "linear_8.w_0", "linear_8.b_0"
"""What goes into the model's last layer, which :mod:`forms.certificate.engines.head` works out, and that layer."""

Quad = np.ndarray
"""Four corners, float32 (4, 2): top left, top right, bottom right, bottom left."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a line.

    Attributes:
        text: the character.
        confidence: what the unmasked model gave it, 0 to 1.
        at: its middle along the line, 0 at the left end and 1 at the right.
        spaced: whether the model saw a blank before it.
    """

    text: str
    confidence: float
    at: float
    spaced: bool = False


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


@dataclass(frozen=True, slots=True)
class _Reader:
    """What lines are read with.

    Attributes:
        model: the recogniser without its last layer.
        head: that layer.
        alphabet: what each class of it stands for.
        plain: the same number for classes that are one character in two widths.
    """

    model: InferenceSession
    head: Head
    alphabet: tuple[str, ...]
    plain: np.ndarray

    @classmethod
    def loaded(cls) -> _Reader:
        whole = model_bytes(folder() / "PP-OCRv6_rec_small.onnx")
        model = session(without_subnormals(ending_at(whole, _HIDDEN)), 1)
        listed = model.get_modelmeta().custom_metadata_map["character"].splitlines()
        alphabet = ("", *listed, " ")
        # The model also knows simplified Chinese and a thousand symbols; no Japanese certificate prints them.
        printed = np.array([True, *are_printed(alphabet[1:])])  # the first one is "no character"
        weights = weights_of(whole, _WEIGHTS).reshape(-1, len(printed))
        head = Head(weights, weights_of(whole, _BIAS), printed, RIVALS)
        return cls(model, head, alphabet, numbered_in_one_width(alphabet))


class Recogniser:
    """The two models. Safe to use from several threads.

    They are loaded beside whatever goes on, from the beginning; who needs one that is not there yet waits.

    Raises:
        FileNotFoundError: at the first use: the wheel lacks its models, which is a broken installation.
    """

    def __init__(self) -> None:
        # A page is looked at by all cores together; its lines one by one, a core each, which wastes less.
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="lines")
        self._finding = self._pool.submit(lambda: load(folder() / "PP-OCRv6_det_small.onnx", THREADS))
        self._reading = self._pool.submit(_Reader.loaded)

    def wait(self) -> None:
        """Until both are loaded."""
        for model in (self._finding, self._reading):
            model.result()

    @cached_property
    def readable(self) -> frozenset[str]:
        """Every character that there is a class for."""
        return frozenset(self._reader.alphabet)

    @property
    def _reader(self) -> _Reader:
        return self._reading.result()

    def find_text(self, picture: np.ndarray) -> list[Quad]:
        """Where text stands, as quads in pixels of the picture (BGR), in no order."""
        height, width = picture.shape[:2]
        scale = min(1.0, DETECTION_SIDE_PX / max(height, width))
        size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        inked = small if small.ndim == 2 else small[:, :, 2]
        rows, left, right = inked_part(inked)
        if not len(rows):
            return []
        part = small[rows, left:right].astype(np.float32)
        part /= 127.5
        part -= 1.0
        part = np.stack([part] * 3) if part.ndim == 2 else part.transpose(2, 0, 1)
        found = run(self._finding.result(), part[None])
        quads = []
        for quad in boxes_of(found[0, 0]):
            quad[:, 0] = (quad[:, 0] + left) * (width / size[0])
            # Where quiet bands were left out, a row of the part is further down on the page.
            middle = int(np.clip(quad[:, 1].mean(), 0, len(rows) - 1))
            shift = rows[middle] - middle
            quad[:, 1] = (quad[:, 1] + shift) * (height / size[1])
            quads.append(quad)
        return quads

    def read(self, crops: Sequence[np.ndarray]) -> list[Line]:
        """Recognises crops (BGR or grey, upright, one line each), in the order given."""
        if not crops:
            return []
        reader = self._reader
        widths = [
            min(MAX_LINE_WIDTH_PX, max(16, round(LINE_HEIGHT_PX * crop.shape[1] / crop.shape[0]))) for crop in crops
        ]
        # Each alone: beside each other they would be padded, and what is worked out would not stay near the processor.
        # The longest first, so that no core waits for the other at the end.
        coming = {
            index: self._pool.submit(_hidden, reader.model, crops[index], widths[index])
            for index in sorted(range(len(crops)), key=widths.__getitem__, reverse=True)
        }
        hidden = [coming[index].result() for index in range(len(crops))]
        ends = np.cumsum([len(steps) for steps in hidden])
        steps = np.concatenate(hidden)
        parts = self._pool.map(reader.head.rivals, [steps[at : at + ROWS] for at in range(0, len(steps), ROWS)])
        best, odds = (np.split(np.concatenate(found), ends[:-1]) for found in zip(*parts, strict=True))
        return [
            self.decode(Line((), *found, width / _padded(width)))
            for *found, width in zip(best, odds, widths, strict=True)
        ]

    def _confidence(self, line: Line, pick: int, step: int) -> float:
        """What the model gave a character there, in either width: ６ and 6 are one and the same to it."""
        plain = self._reader.plain
        same = plain[line.steps[step]] == plain[pick]
        return float(min(1.0, line.odds[step][same].sum()))

    def decode(self, line: Line, allowed: Collection[str] | None = None) -> Line:
        """The line decoded again, with only some characters allowed; the model's own odds stay the confidence.

        ８ and 8 at neighbouring steps are one glyph, whose width the model could not tell: never certain by itself.
        """
        steps = len(line.steps)
        if not steps:
            return replace(line, characters=())
        alphabet, plain = self._reader.alphabet, self._reader.plain
        picks, weights = line.steps[:, 0].copy(), line.odds[:, 0].copy()
        if allowed is not None:
            for step in range(steps):
                for rival, weight in zip(line.steps[step], line.odds[step], strict=True):
                    if rival == _BLANK or alphabet[rival] in allowed:
                        picks[step], weights[step] = rival, weight
                        break
                else:
                    picks[step], weights[step] = _BLANK, 0.0
        characters, step, spaced = [], 0, False
        while step < steps:
            end = step + 1
            while end < steps and picks[end] == picks[step]:
                end += 1
            twice = end == step + 1 < steps and plain[picks[end]] == plain[picks[step]]
            end += twice
            span = weights[step:end]
            pick = picks[step + int(span.argmax())]
            text = alphabet[pick]
            if text.strip():
                middle = step + float((np.arange(len(span)) * span).sum() / max(span.sum(), 1e-9))
                at = min(1.0, (middle + 0.5) / steps / line.used)
                confidence = self._confidence(line, pick, step + int(span.argmax()))
                confidence = min(confidence, SEEN_TWICE) if twice else confidence
                characters.append(Character(text, confidence, at, spaced and bool(characters)))
                spaced = False
            else:
                spaced = spaced or bool(text)
            step = end
        return replace(line, characters=tuple(characters))


def _hidden(model: InferenceSession, crop: np.ndarray, width: int) -> np.ndarray:
    """What the model gives for a line, (steps, inputs of the last layer)."""
    small = cv2.resize(crop, (width, LINE_HEIGHT_PX), interpolation=cv2.INTER_AREA)
    small = small if small.ndim == 2 else small.transpose(2, 0, 1)
    block = np.zeros((1, 3, LINE_HEIGHT_PX, _padded(width)), np.float32)
    block[0, :, :, :width] = small.astype(np.float32) / 127.5 - 1.0
    return run(model, block)[0]


def _padded(width: int) -> int:
    """The width of the picture in which a line is shown to the model."""
    return -(-(width + MARGIN_PX) // STEP_PX) * STEP_PX


def cut(picture: np.ndarray, quad: Quad) -> np.ndarray:
    """The upright crop of a quad."""
    width = max(4, round(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))))
    height = max(4, round(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))))
    target = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    warp = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    return cv2.warpPerspective(picture, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
