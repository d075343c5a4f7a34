import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from forms.paper import fonts
from forms.paper.fonts import FALLBACKS, FONTS, FontFile, find_font, font_path
from forms.paper.glyphs import FIGURE_SPACE, GETA, clusters, ink, shape

WATANABE = "邉\U000e0110"


def test_every_face_is_installed_and_no_link() -> None:
    for key in FONTS:
        assert not font_path(key).is_symlink()


def test_missing_face_names_its_package(monkeypatch) -> None:
    monkeypatch.setitem(fonts.FONTS, "none", FontFile("none", "Nowhere", ("/nowhere/x.ttf",), "fonts-nowhere"))
    with pytest.raises(Trouble) as caught:
        font_path("none")
    assert caught.value.id == "font_missing"
    assert caught.value.details["package"] == "fonts-nowhere"


def test_missing_stand_in_flags_instead(monkeypatch) -> None:
    nowhere = FontFile("nowhere", "Nowhere", ("/nowhere/y.ttf",), "fonts-nowhere")
    monkeypatch.setitem(fonts.FONTS, "nowhere", nowhere)
    monkeypatch.setitem(fonts.FALLBACKS, "sans_cjk", ("nowhere",))
    assert find_font("nowhere") is None
    (glyph,) = shape("\U0010fffd", "sans_cjk")
    assert glyph.flagged


@pytest.mark.parametrize("char", ["髙", "﨑", "𠮷", "邉", "神", "福", "塚", "A", "８", "ー"])
def test_mincho_has_the_awkward_characters(char: str) -> None:
    (glyph,) = shape(char, "mincho")
    assert (glyph.text, glyph.face, glyph.flagged) == (char, "mincho", False)


def test_variant_is_another_shape_than_its_base() -> None:
    (variant,), (base,) = shape(WATANABE, "mincho"), shape("邉", "mincho")
    assert variant.text == WATANABE
    assert variant.gid != base.gid
    assert not variant.flagged


def test_variant_of_another_set_comes_from_a_face_that_has_it() -> None:
    (glyph,) = shape("葛\U000e0100", "mincho")  # Adobe-Japan1, not in IPAmj
    assert (glyph.face, glyph.flagged) == ("serif_cjk", False)


def test_variant_that_nobody_has_shows_its_base_and_is_flagged() -> None:
    (glyph,), (base,) = shape("邉\U000e01ef", "mincho"), shape("邉", "mincho")
    assert (glyph.gid, glyph.flagged, glyph.text) == (base.gid, True, "邉\U000e01ef")


@pytest.mark.parametrize("char", ["\ue000", "\U0010fffd", "\u0378"])
def test_character_outside_every_face_is_a_flagged_geta(char: str) -> None:
    (glyph,), (geta,) = shape(char, "mincho"), shape(GETA, "mincho")
    assert (glyph.gid, glyph.text, glyph.flagged) == (geta.gid, char, True)


def test_accents_apart_are_drawn_as_one_and_kept_apart_in_the_text() -> None:
    (glyph,), (composed,) = shape("E\u0301", "mincho"), shape("É", "mincho")
    assert (glyph.gid, glyph.text) == (composed.gid, "E\u0301")


def test_figure_space_is_as_wide_as_a_digit_and_a_blank_in_the_text() -> None:
    (space,), (digit,) = shape(FIGURE_SPACE, "mincho"), shape("8", "mincho")
    assert (space.advance, space.text) == (digit.advance, " ")


@given(st.text(max_size=30))
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(list(FALLBACKS)))
def test_no_text_is_lost_and_none_is_a_box(text: str, key: str) -> None:
    glyphs = shape(text, key)
    assert "".join(glyph.text for glyph in glyphs) == text.replace(FIGURE_SPACE, " ")
    assert all(glyph.gid > 0 for glyph in glyphs)


def test_ink_of_a_glyph_lies_about_its_em() -> None:
    (glyph,) = shape("国", "mincho")
    black = ink(glyph)
    assert 0 <= black.left < black.right <= 1
    assert -0.12 <= black.bottom < black.top <= 0.88
