"""Half-width katakana, which no engine that can be installed reads: a small model of our own.

``half_width.onnx`` is trained on drawn lines by ``tools/half_width``; docs/certificates.md is its model card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from forms import kana
from forms.certificate.arranging.entries import Entry
from forms.certificate.engines.recogniser import Character, Line, cut
from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.retried import DOUBTFUL
from forms.certificate.runs.segments import Glyph, Segment, place
from forms.certificate.words.catalogue import normalise, words
from forms.fields import Kind
from forms.names.spellings import Sort, is_reading

ALPHABET = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰﾞﾟ･ "
"""The model's classes after the blank, in its order."""
HEIGHT_PX = 32
"""Height of a line as the model was trained."""
MIN_CONFIDENCE = 0.5
"""Of the least certain character; below it the line is left as it was read."""
DOUBTED_BELOW = 0.95
"""Readings that the large recogniser is surer of are not looked at again."""
MAX_PITCH = 0.81
"""Width of a character in heights of its line's ink: of 70 lines in half width none had more than 0.8, of 165 in full
width one had less than 0.82."""


def reread_half_width(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, with readings in half-width katakana read by the model for them, and without those that are none."""
    read = [_reread(entry, page) if entry.kind is Kind.KANA else entry for entry in entries]
    return [entry for entry in read if entry.kind is not Kind.KANA or _has_kana(entry.value.text)]


def _has_kana(text: str) -> bool:
    """Whether a text may be a reading: 遥称名 is a label misread, and stamps come as kanji."""
    return any(kana.is_katakana(kana.to_katakana(char)) for char in text)


def with_readings(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The lines of a page; doubtful ones that say a name or a label in half-width katakana do so in full width.

    The large recogniser takes such kana for kanji, and then nothing shows that they are a reading. Its own line is
    kept: what stands there is read for good where it has become a value.
    """
    return [_told(segment, page) if _may_be_narrow(segment) else segment for segment in segments]


def _may_be_narrow(segment: Segment) -> bool:
    return least(segment.glyphs) < DOUBTED_BELOW and len(segment.glyphs) == len(segment.line.characters)


def _told(segment: Segment, page: Page) -> Segment:
    crop = cut(page.ink, segment.quad)
    line, text = decoded(odds_of(crop))
    parts = [kana.to_katakana(part) for part in text.split()]
    name = least(segment.glyphs) < DOUBTFUL and len(segment.glyphs) >= MIN_SEEN and _is_name(parts)
    meant = name or _is_led(parts) or _is_label("".join(parts))
    if not meant or not 0 < pitch(crop, len(line.characters)) <= MAX_PITCH:
        return segment
    glyphs = in_full_width(place(line, segment.quad, segment.ink), least(segment.glyphs))
    behind = slice(len(parts[0]), len(parts[0]) + 1)
    glyphs[behind] = [replace(glyph, spaced=True) for glyph in glyphs[behind]]
    # Of ﾈﾝｷﾝ 無 the model, which knows no kanji, reads the label alone.
    if not glyphs or max(glyph.x for glyph in segment.glyphs) > glyphs[-1].x + segment.em:
        return segment
    return replace(segment, glyphs=tuple(glyphs))


def least(glyphs: Iterable[Glyph]) -> float:
    """The confidence of the least certain character."""
    return min(glyph.confidence for glyph in glyphs)


def in_full_width(narrow: Sequence[Glyph], confidence: float) -> list[Glyph]:
    """Characters in half width in full width, ｶﾞ as one, as doubtful as what they stand for."""
    glyphs: list[Glyph] = []
    for glyph in narrow:
        joined = kana.to_katakana(glyphs[-1].text + glyph.text) if glyphs else ""
        if len(joined) == 1:
            glyphs[-1] = replace(glyphs[-1], text=joined)
        else:
            glyphs.append(replace(glyph, text=kana.to_katakana(glyph.text), confidence=confidence))
    return glyphs


def _is_name(parts: Sequence[str]) -> bool:
    long = len(parts) == 2 and min(map(len, parts)) > 1
    return long and is_reading(parts[0], Sort.SURNAME) and is_reading(parts[1], Sort.GIVEN)


def _is_led(parts: Sequence[str]) -> bool:
    """Whether a reading follows its label, set off by a blank: ｶﾅ ﾐﾔｻﾞｷ ﾙﾘ."""
    label, *reading = parts or [""]
    led = _is_label(label) and words().targets[normalise(label)] == "members[].kana"
    return led and 1 <= len(reading) <= 2 and min(map(len, reading)) > 1 and all(map(kana.is_katakana, reading))


def _is_label(text: str) -> bool:
    return len(text) >= MIN_LABEL and normalise(text) in words().targets


MIN_LABEL = 2
"""Characters of a label, at least: セイ."""
MIN_SEEN = 2
"""Characters of a line, at least, that may be a name in half width: of five and more kana so many are seen."""


def _reread(entry: Entry, page: Page) -> Entry:
    value = entry.value
    if value.confidence >= DOUBTED_BELOW or len(value.segments) != 1:
        return entry
    # Of half-width kana that were taken for kanji those are lost for which no kana stands in; they were seen first.
    segment = _alone((value.seen or value.segments)[0])
    crop = cut(page.ink, segment.quad)
    line, text = decoded(odds_of(crop))
    glyphs = place(line, segment.quad, segment.ink)
    if not glyphs or not 0 < pitch(crop, len(text)) <= MAX_PITCH:
        return entry
    entry = replace(entry, narrow=line)
    least = min(character.confidence for character in line.characters)
    reading = "\u3000".join(kana.to_katakana(part) for part in text.split())
    if least < max(MIN_CONFIDENCE, value.confidence) or not kana.is_katakana(reading):
        return entry
    mine = replace(segment, glyphs=glyphs, line=line)
    told = replace(value, text=text, value=reading, confidence=least, holds=True, segments=(mine,))
    # Of lines in faces that it was not trained on, badly damaged, one in five that it was sure of was wrong: the name
    # must say so, too.
    return replace(entry, value=told, shaky=True)


def _alone(segment: Segment) -> Segment:
    """A value without its label, where both were found as one line."""
    width = float(segment.quad[1, 0] - segment.quad[0, 0])
    left = (segment.left - 0.1 * segment.em - float(segment.quad[0, 0])) / width
    right = (segment.right + 0.1 * segment.em - float(segment.quad[0, 0])) / width
    # At the ends of the line its own edges are more exact than the places of misread characters; and what was not read
    # at all, beyond the last one, is of no other value.
    places = [character.at for character in segment.line.characters]
    first, last = (left <= min(places), max(places) <= right) if places else (False, False)
    # Before a blank that was seen stands something else, however near to the line's end: ｶﾅ is two narrow kana.
    begins = not segment.glyphs[0].spaced and (first or left * width < END_EM * segment.em)
    left = 0.0 if begins else left
    right = 1.0 if last or (1 - right) * width < END_EM * segment.em else right
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


def prepared(crop: np.ndarray) -> np.ndarray:
    """A grey line as the model takes it: so high, paper 0, ink up to 1."""
    width = max(16, round(crop.shape[1] * HEIGHT_PX / crop.shape[0]))
    line = cv2.resize(crop, (width, HEIGHT_PX), interpolation=cv2.INTER_AREA).astype(np.float32)
    paper, ink = np.percentile(line, 80), np.percentile(line, 1)
    return np.clip((paper - line) / max(paper - ink, 30), -0.3, 1.2).astype(np.float32)


def odds_of(crop: np.ndarray, model: InferenceSession | None = None) -> np.ndarray:
    """What the model, or another one, gives each class at each step of a grey line: (steps, classes)."""
    return (model or _model()).run(None, {"lines": prepared(crop)[None, None]})[0][0]


def decoded(odds: np.ndarray) -> tuple[Line, str]:
    """The likeliest character of each step, as a line without its blanks and as text with them.

    The line's ``steps`` are classes of this model: 0 for nothing, and then those of :data:`ALPHABET`.
    """
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
    classes = np.broadcast_to(np.arange(odds.shape[1]), odds.shape)
    return Line(tuple(characters), classes, odds, 1.0), text.strip()


def pitch(crop: np.ndarray, count: int) -> float:
    """The width of a character in heights of the line's ink; 0 where there is none.

    The height is that of the highest band of rows with ink: ruled lines and what the next line reaches in are lower.
    """
    ink = crop < (level_at(crop, 80) + level_at(crop, 1)) / 2
    rows = (ink.sum(axis=1) >= MIN_ROW_PX).astype(np.uint8)[:, None]
    near = max(3, round(NEAR_ROWS * len(rows)) | 1)
    rows = cv2.morphologyEx(rows, cv2.MORPH_CLOSE, np.ones((near, 1), np.uint8))[:, 0]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], rows.astype(np.int8), [0]])))
    bands = list(zip(edges[::2], edges[1::2], strict=True))
    if not bands or not count:
        return 0.0
    top, bottom = max(bands, key=lambda band: band[1] - band[0])
    columns = np.flatnonzero(ink[top:bottom].any(axis=0))
    return float((columns[-1] - columns[0] + 1) / count / (bottom - top))


MIN_ROW_PX, NEAR_ROWS = 2, 0.06
"""Pixels of ink that make a row part of a band, and rows without that do not end it, in heights of the line."""


@cache
def _model() -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    file = Path(__file__).with_name("half_width.onnx")
    return InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
