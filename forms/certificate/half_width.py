"""Half-width katakana, which no engine that can be installed reads: a small model of our own.

``half_width.onnx`` is trained on drawn lines by ``tools/train_kana.py``; docs/certificates.md is its model card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from forms import kana
from forms.certificate.entries import Entry
from forms.certificate.pages import Page
from forms.certificate.recogniser import Character, Line, cut
from forms.certificate.segments import Segment, place
from forms.fields import Kind

ALPHABET = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰﾞﾟ･ "
"""The model's classes after the blank, in its order."""
HEIGHT_PX = 32
MIN_CONFIDENCE = 0.5
"""Of the least certain character; below it the line is left as it was read."""
DOUBTED_BELOW = 0.95
"""Readings that the large recogniser is surer of are not looked at again."""
MIN_PITCH, MAX_PITCH = 0.25, 0.68
"""Width of a character in heights of its line's ink: full-width ones are wider."""


def reread(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, with readings in half-width katakana read by the model for them."""
    return [_reread(entry, page) if entry.kind is Kind.KANA else entry for entry in entries]


def _reread(entry: Entry, page: Page) -> Entry:
    value = entry.value
    if value.confidence >= DOUBTED_BELOW or len(value.segments) != 1:
        return entry
    segment = _alone(value.segments[0])
    line, text = _read(cut(page.ink, segment.quad))
    glyphs = place(line, segment.quad, segment.ink)
    if not glyphs or not MIN_PITCH <= _pitch(segment, len(text)) <= MAX_PITCH:
        return entry
    least = min(character.confidence for character in line.characters)
    reading = "\u3000".join(kana.to_katakana(part) for part in text.split())
    if least < max(MIN_CONFIDENCE, value.confidence) or not kana.is_katakana(reading):
        return entry
    mine = replace(segment, glyphs=glyphs, line=line)
    told = replace(value, text=text, value=reading, confidence=least, holds=True, segments=(mine,))
    return replace(entry, value=told)


def _alone(segment: Segment) -> Segment:
    """A value without its label, where both were found as one line."""
    width = float(segment.quad[1, 0] - segment.quad[0, 0])
    left = (segment.left - 0.1 * segment.em - float(segment.quad[0, 0])) / width
    right = (segment.right + 0.1 * segment.em - float(segment.quad[0, 0])) / width
    # At the ends of the line its own edges are more exact than the places of misread characters.
    left = 0.0 if left * width < END_EM * segment.em else left
    right = 1.0 if (1 - right) * width < END_EM * segment.em else right
    if (left, right) == (0.0, 1.0):
        return segment
    top, bottom = segment.quad[1] - segment.quad[0], segment.quad[2] - segment.quad[3]
    quad = np.float32(
        [
            segment.quad[0] + top * left,
            segment.quad[0] + top * right,
            segment.quad[3] + bottom * right,
            segment.quad[3] + bottom * left,
        ]
    )
    count = len(segment.ink)
    return replace(segment, quad=quad, ink=segment.ink[int(left * count) : max(int(right * count), 1)])


END_EM = 2.0
"""Nearer to an end of its line than this a value reaches to it."""


def _read(crop: np.ndarray) -> tuple[Line, str]:
    width = max(16, round(crop.shape[1] * HEIGHT_PX / crop.shape[0]))
    line = cv2.resize(crop, (width, HEIGHT_PX), interpolation=cv2.INTER_AREA).astype(np.float32)
    paper, ink = np.percentile(line, 80), np.percentile(line, 1)
    line = np.clip((paper - line) / max(paper - ink, 30), -0.3, 1.2).astype(np.float32)
    odds = _model().run(None, {"lines": line[None, None]})[0][0]
    picks = odds.argmax(axis=1)
    characters, text, step = [], "", 0
    while step < len(picks):
        end = step + 1
        while end < len(picks) and picks[end] == picks[step]:
            end += 1
        if picks[step]:
            char = ALPHABET[picks[step] - 1]
            text += char
            if char != " ":
                confidence = float(odds[step:end, picks[step]].max())
                characters.append(Character(char, min(1.0, confidence), (step + end) / 2 / len(picks)))
        step = end
    return Line(tuple(characters), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0), text.strip()


def _pitch(segment: Segment, count: int) -> float:
    columns = np.flatnonzero(segment.ink)
    if not len(columns) or not count:
        return 0.0
    width = float(segment.quad[1, 0] - segment.quad[0, 0]) * (columns[-1] - columns[0] + 1) / len(segment.ink)
    height = 0.72 * (segment.bottom - segment.top)
    return width / count / height


@cache
def _model() -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    file = Path(__file__).with_name("half_width.onnx")
    return InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
