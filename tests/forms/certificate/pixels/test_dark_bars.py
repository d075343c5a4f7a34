"""Heads in white on dark bars are turned; print, rules, seals and bars that hide something are left as they are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.pixels.dark_bars import turned
from tools.sheets.canvas import GOTHIC, font


def page(bar: int | None, text: str, degrees: float = 0.0) -> np.ndarray:
    """An A4 page at 200 dpi with a table, its head on a bar of a grey level, turned a little."""
    sheet = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(sheet)
    if bar is not None:
        draw.rectangle((150, 400, 1500, 450), fill=bar)
    draw.text((200, 410), text, fill=255 if bar is not None else 20, font=font(GOTHIC, 30))
    for row in range(8):
        draw.text(
            (200, 480 + 70 * row),
            "見本　太郎　昭和５５年１月１日　大阪府堺市堺区南瓦町",
            fill=20,
            font=font(GOTHIC, 34),
        )
        draw.line((150, 530 + 70 * row, 1500, 530 + 70 * row), fill=0, width=5)
    draw.rectangle((1300, 1900, 1450, 2050), outline=60, width=12)
    middle = cv2.getRotationMatrix2D((827, 1170), degrees, 1)
    return cv2.warpAffine(np.asarray(sheet), middle, (1654, 2339), flags=cv2.INTER_LINEAR, borderValue=255)


@pytest.mark.parametrize("degrees", [0.0, 1.5])
@pytest.mark.parametrize("level", [20, 80, 119])
def test_a_head_in_white_on_dark_becomes_black_on_white(level: int, degrees: float) -> None:
    given = page(level, "氏名　　生年月日　　性別　　続柄", degrees)
    light = turned(given)
    changed = light != given
    rows = np.flatnonzero(changed.any(axis=1))
    assert rows.min() > 370 and rows.max() < 480  # nothing but the bar
    head = light[changed]
    assert np.mean(head > 240) > 0.8 and np.mean(head < 60) > 0.02


@pytest.mark.parametrize("given", [page(None, "氏名　　生年月日"), page(20, ""), page(170, "氏名　　生年月日")])
def test_what_has_no_white_print_on_dark_stays(given: np.ndarray) -> None:
    assert turned(given) is given


def test_a_column_of_labels_in_white_on_dark_becomes_cells() -> None:
    sheet = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(sheet)
    for row, label in enumerate(("氏名", "生年月日", "性別", "続柄", "本籍")):
        top = 400 + 70 * row
        draw.rectangle((150, top, 1500, top + 70), outline=0, width=3)
        draw.rectangle((150, top, 450, top + 70), fill=40)
        draw.text((180, top + 20), label, fill=255, font=font(GOTHIC, 30))
        draw.text((480, top + 16), "見本　太郎", fill=20, font=font(GOTHIC, 34))
    given = np.asarray(sheet)
    light = turned(given)
    columns = np.flatnonzero((light != given).any(axis=0))
    assert columns.min() > 140 and columns.max() < 460  # nothing but the column
    cells = light[404:746, 156:444]
    assert np.mean(cells > 240) > 0.8 and np.mean(cells < 60) > 0.02
    rules = np.flatnonzero((light[:, 160:440] < 100).mean(axis=1) > 0.95)
    assert {round((row - 400) / 70) for row in rules} == {0, 1, 2, 3, 4, 5}


def test_a_head_of_three_rows_of_labels_is_turned_as_well() -> None:
    sheet = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((150, 400, 1500, 590), fill=119)
    for row, labels in enumerate(("氏名　　生年月日　　性別　　続柄", "フリガナ", "国民健康保険　　介護保険")):
        draw.text((200, 410 + 60 * row), labels, fill=255, font=font(GOTHIC, 30))
    light = turned(np.asarray(sheet))[404:586, 154:1496]
    assert np.mean(light > 240) > 0.8 and np.mean(light < 60) > 0.02


def test_one_label_on_a_head_as_wide_as_the_sheet_is_print() -> None:
    given = page(20, "氏名")
    assert turned(given) is not given


def test_a_column_close_above_a_head_is_turned_as_well() -> None:
    sheet = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((150, 400, 450, 750), fill=0)
    draw.rectangle((150, 774, 1500, 834), fill=0)  # 3 mm beneath it
    for row, label in enumerate(("氏名", "生年月日", "性別", "続柄", "本籍")):
        draw.text((180, 420 + 70 * row), label, fill=255, font=font(GOTHIC, 30))
    draw.text((180, 790), "番号　氏名　　　フリガナ　　　　生年月日", fill=255, font=font(GOTHIC, 30))
    light = turned(np.asarray(sheet))
    assert np.mean(light[410:740, 160:440] > 240) > 0.8
    assert np.mean(light[780:828, 160:1490] > 240) > 0.8
