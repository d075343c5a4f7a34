import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.fields import FIELDS, Kind
from forms.paper.description import Box, Style, Term, form_ids, get_form
from forms.paper.fill import compose
from forms.paper.glyphs import ink, shape
from forms.paper.layout import Setting, set_text, wrap
from forms.paper.values import FormData

CELL = Box(20, 30, 45, 10)
STYLE = Style(size=13, min_size=8, lines=4)
NAMES = st.text(st.sampled_from("髙橋一郎﨑𠮷渡ヴァゞ、（）1２ABCWgjç|ẾỆ 　-・ー뷁\ue000"), min_size=1, max_size=120)
LEGIBLE = 3.8
"""Points: 1.3 mm. No value may fall below it, not even eighty kanji in the box of an alias."""


def set_in(text: str, box: Box = CELL, style: Style = STYLE) -> Setting:
    return set_text(shape(text, style.font), box, style)


def assert_inside(setting: Setting) -> None:
    """All black lies inside the box."""
    box, slack = setting.box, 1e-3
    for line in setting.lines:
        left = line.left
        for glyph in line.glyphs:
            if not glyph.text.isspace():
                black = ink(glyph)
                assert left + black.left * setting.size >= box.left - slack
                assert left + black.right * setting.size <= box.right + slack
                assert line.baseline - black.top * setting.size >= box.top - slack
                assert line.baseline - black.bottom * setting.size <= box.bottom + slack
            left += glyph.advance * setting.size


def text_of(setting: Setting) -> str:
    return "".join(glyph.text for line in setting.lines for glyph in line.glyphs)


@given(
    NAMES,
    st.floats(8, 120),
    st.floats(3, 30),
    st.integers(1, 5),
    st.sampled_from(["left", "center", "right"]),
    st.sampled_from(["top", "middle", "bottom"]),
)
@settings(max_examples=150, deadline=None)
def test_nothing_is_clipped_and_nothing_is_lost(text, width, height, lines, align, valign) -> None:
    style = Style("mincho", 13, 8, lines, align, valign)
    setting = set_in(text, Box(20, 30, width, height), style)
    assert_inside(setting)
    assert text_of(setting) == text
    assert len(setting.lines) <= lines
    assert setting.points <= 13 + 1e-6


def test_short_text_keeps_its_size() -> None:
    setting = set_in("髙橋　一郎")
    assert setting.points == pytest.approx(13)
    assert len(setting.lines) == 1


def test_longer_text_shrinks_before_it_wraps() -> None:
    setting = set_in("髙橋　一郎左衛門尉久兼")
    assert 8 <= setting.points < 13
    assert len(setting.lines) == 1


def test_long_text_wraps_into_even_lines() -> None:
    setting = set_in("髙" * 30)
    assert [len(line.glyphs) for line in setting.lines] == [15, 15]


def test_one_line_never_wraps() -> None:
    setting = set_in("髙" * 80, style=Style(size=13, min_size=8, lines=1))
    assert len(setting.lines) == 1
    assert_inside(setting)


def test_long_latin_name_parts_at_blanks() -> None:
    name = "MARIA FERNANDA DE LOS ANGELES RODRIGUEZ GUTIERREZ SANTOS OLIVEIRA DE SOUZA LIMA"
    lines = ["".join(glyph.text for glyph in line.glyphs) for line in set_in(name).lines]
    assert len(lines) > 1
    assert all(line.endswith(" ") for line in lines[:-1])


def test_number_stays_with_what_it_counts() -> None:
    text = "東京都千代田区外神田六丁目十四番二号外神田サンプル再開発地区第三街区"
    lines = ["".join(glyph.text for glyph in line) for line in wrap(shape(text, "mincho"), 18)]
    assert lines == ["東京都千代田区外神田六丁目十四番二号", "外神田サンプル再開発地区第三街区"]


def test_no_line_begins_with_a_small_kana_or_a_closing_mark() -> None:
    lines = wrap(shape("グランドメゾンジャパンチョ（サウス）レジデンス", "mincho"), 9)
    assert all(line[0].text not in "ャョ）ー" for line in lines)


def test_plain_texts_of_neighbouring_boxes_share_a_base_line() -> None:
    one, other = set_in("髙橋"), set_in("一郎")
    assert one.lines[0].baseline == other.lines[0].baseline


def _longest(path: str) -> str:
    row = next(row for row in FIELDS if row.pattern == path.replace("[0]", "[]"))
    match row.kind:
        case Kind.CHOICE:
            return row.choices[-1]
        case Kind.SEX:
            return "unknown"
        case Kind.DATE:
            return "1988-12-31"
        case Kind.PHONE:
            return "0" * row.max_length
    return "鬱" * row.max_length


@pytest.mark.parametrize("id", form_ids())
def test_longest_value_of_every_field_fits_its_box_and_can_be_read(id: str) -> None:
    form = get_form(id)
    paths = [row.path(0) if row.of_member else row.pattern for row in FIELDS]
    values = {path: _longest(path) for path in paths}
    # 旧氏 is for citizens, 通称 for foreign residents: nobody has both.
    values["members[0].former_surname"] = ""
    free = {name.replace("[]", "[0]"): each for name, each in form.inputs.items() if not each.choices}
    values |= {f"form.{name}": "鬱" * each.max_length for name, each in free.items()}
    data = FormData(values, "ABCDEFGH-123", "a" * 26, ("certificate", "mynumber", "preentry", "residence_card"), 99_999)
    for page in compose(form, data):
        for text in page.texts:
            assert_inside(text.setting)
            assert text.setting.points >= LEGIBLE, text.paths


@pytest.mark.parametrize("id", form_ids())
def test_full_page_of_eighty_letter_latin_names_fits(id: str) -> None:
    form = get_form(id)
    name = "WOLFESCHLEGELSTEINHAUSENBERGERDORFF HUBERT BLAINE ALEXANDER CHARLES DAVID EARL G"
    assert len(name) == 80
    values = {f"members[{i}].{part}": name for i in range(20) for part in ("name", "alias")}
    for page in compose(form, FormData(values)):
        for text in page.texts:
            assert_inside(text.setting)
            assert text.setting.points >= LEGIBLE


@pytest.mark.parametrize("id", form_ids())
def test_every_shown_field_is_one_that_a_spot_reads(id: str) -> None:
    form = get_form(id)
    shown = {term.path for spot in form.texts for term in spot.terms if isinstance(term, Term)}
    assert not shown & {"members[].resident_code", "members[].card_number"}
