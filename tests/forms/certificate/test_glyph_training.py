"""The training of the reader of glyphs: what is drawn, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from forms.certificate.shapes.glyphs import known
from forms.certificate.shapes.strokes import LENGTH, strokes
from tools.glyphs.drawing import damaged
from tools.glyphs.faces import Outline, classes
from tools.glyphs.reliability import EDGES, drawn, rows
from tools.glyphs.store import likely
from tools.sheets.typefaces import VALIDATION

FACE = Outline(Path("/usr/share/fonts/truetype/sawarabi-gothic/sawarabi-gothic-medium.ttf"), 0)


def test_the_model_knows_what_would_be_trained_now():
    assert known() == classes()
    assert len(set(classes())) == len(classes()) == len(likely())


def test_no_validation_face_is_trained_on():
    from tools.glyphs.faces import DOTS, HELD_OUT, OUTLINES

    kept = {file.rsplit("/", 1)[-1] for file, _ in VALIDATION}
    assert not kept & {path.rsplit("/", 1)[-1] for path, _ in (*OUTLINES, *HELD_OUT)} and not kept & set(DOTS)


def test_damage_is_at_random_and_leaves_something_to_read():
    glyphs = FACE.draw("高山田")
    rng, again = np.random.default_rng(5), np.random.default_rng(5)
    neighbours = (glyphs["山"], glyphs["田"])
    pictures = [damaged(glyphs["高"], neighbours, rng) for _ in range(12)]
    vectors = [vector for picture in pictures if (vector := strokes(picture)) is not None]
    assert len(vectors) >= 11 and all(vector.shape == (LENGTH,) for vector in vectors)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    assert np.array_equal(pictures[0], damaged(glyphs["高"], neighbours, again))
    assert len({picture.tobytes() for picture in pictures}) == 12


def test_a_narrow_katakana_is_drawn_with_its_sign():
    face = Outline(Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf"), 0)
    narrow, wide = face.draw_narrow("ダハ高"), face.draw("ダハ")
    assert set(narrow) == {"ダ", "ハ"}
    across = [np.ptp(np.flatnonzero(each["ハ"].any(axis=0))) for each in (narrow, wide)]
    assert across[0] < 0.8 * across[1]


def test_the_picture_tells_the_share_that_is_right():
    table = rows(np.array([0.005, 0.005, 0.3, 0.3]), np.array([True, False, True, True]))
    assert len(table) == len(EDGES) - 1 and table[0] == (0.0, 2, 0.5) and table[-1] == (0.24, 2, 1.0)
    assert "50.0%" in drawn(table) and "n 2" in drawn(table)
