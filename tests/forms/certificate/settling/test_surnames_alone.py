"""Readings of which only the surname's part is printed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.names.readings import hold_against_names
from forms.certificate.pixels.clearing import ink_image
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.settling.surnames_alone import tell_surnames_alone
from forms.certificate.settling.trust import may_be_sure
from forms.fields import Kind
from tests.forms.certificate.lines import segment
from tools.sheets.canvas import MINCHO, font

EM, LEFT, TOP = 40, 300, 400


def told(shown: str, read: str, name: str, beneath: str = "") -> Entry:
    """The reading of a name on a page that shows something else, or more."""
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    ImageDraw.Draw(sheet).text((LEFT, TOP), shown, font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    line, lower = segment(read, LEFT, TOP, em=EM), segment(beneath, LEFT, TOP + 1.5 * EM, em=EM)
    entries = [
        Entry("members[0].name", Kind.NAME, Value(name, name, 0.99, True, (segment(name, LEFT, 100, em=EM),))),
        Entry("members[0].kana", Kind.KANA, Value(read, read, 0.99, True, (line,))),
    ]
    page = Page(image, np.eye(3), (), ink_image(image))
    return tell_surnames_alone(hold_against_names(entries), page, [line, *([lower] if beneath else [])], Ruling(image))[
        1
    ]


@pytest.mark.parametrize(
    ("shown", "read", "name", "sure"),
    [
        ("ムカイ", "ムカイ", "向井　明日香", True),
        ("ムカイ　アスカ", "ムカイ", "向井　明日香", False),  # it was not read
        ("ムカイ　　　アスカ", "ムカイ", "向井　明日香", False),
        ("ムキア", "ムキア", "向井　明日香", False),
        ("アスカ", "アスカ", "向井　明日香", False),
    ],
)
def test_the_reading_of_a_surname_is_whole_where_nothing_stands_behind_it(shown, read, name, sure):
    assert may_be_sure(told(shown, read, name)) is sure


def test_it_may_go_on_beneath():
    assert not may_be_sure(told("ムカイ", "ムカイ", "向井　明日香", "アスカ"))
    assert may_be_sure(told("ムカイ", "ムカイ", "向井　明日香", "向井　明日香"))
