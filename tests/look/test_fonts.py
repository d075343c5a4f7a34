"""Fonts of the roles of type: found once, and one's own."""

from __future__ import annotations

from look import fonts
from look.tokens import Look


def test_a_font_that_somebody_changes_stays_theirs():
    mine = fonts.font(Look(), "heading")
    mine.setPixelSize(1)
    assert fonts.font(Look(), "heading").pixelSize() == Look().type_px("heading")


def test_each_size_weight_and_language_has_its_own_font():
    looks = [Look(), Look(text_step=2.0), Look(language="zh")]
    made = [fonts.font(look, role) for look in looks for role in ("body", "title")]
    assert all(one != other for at, one in enumerate(made) for other in made[:at])


def test_readings_above_kanji_are_measured_where_they_are_drawn():
    said = "届（とどけ）"
    plain, above = (fonts.metrics(Look(readings=on)).horizontalAdvance(said) for on in (False, True))
    assert above < plain
