"""How different cities arrange the same values. Each layout takes a household and gives a clean sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from fontTools.ttLib import TTFont
from PIL import Image

from tools.sheets.canvas import GOTHIC, MINCHO, Canvas
from tools.sheets.household import Household, era_date

LABEL, VALUE = 7.0, 11.0
"""Type sizes in points."""


def grid(household: Household) -> Image.Image:
    """Everything in ruled cells, a block for each person."""
    sheet, values = Canvas(), household.values
    sheet.waves()
    sheet.text(105, 26, "転 出 証 明 書", 20, "mm")
    left, top = 15.0, 36.0

    def row(top: float, height: float, *cells: tuple[float, str, float]) -> None:
        x = left
        for share, text, points in cells:
            sheet.cell(x, top, share, height, text, points)
            x += share

    row(top, 10, (30, "これまでの住所", LABEL), (150, values["former_address"], VALUE))
    row(top + 10, 10, (30, "新しい住所", LABEL), (150, values["new_address"], VALUE))
    row(top + 20, 10, (30, "方書", LABEL), (150, values["new_building"], VALUE))
    row(
        top + 30,
        11,
        (30, "世帯主", LABEL),
        (70, values["householder.former"], VALUE),
        (28, "転出予定日", LABEL),
        (52, era_date(values["planned_on"]), VALUE),
    )
    row(
        top + 41,
        13,
        (30, "本籍", LABEL),
        (70, values["registered_domicile"], VALUE),
        (28, "筆頭者", LABEL),
        (52, values["register_head"], VALUE),
    )
    top += 60
    for index, person in enumerate(household.people):
        sheet.cell(left, top, 8, 30, str(index + 1), 9)
        for line, (label, value, label2, value2) in enumerate(
            (
                ("フリガナ", person.kana, "個人番号", person.individual_number),
                ("氏　名", person.name, "住民票コード", person.resident_code),
                ("生年月日", person.born, "性別　続柄", f"{person.sex}　　{person.relationship}"),
            )
        ):
            y = top + line * 10
            sheet.cell(left + 8, y, 22, 10, label, LABEL)
            sheet.cell(left + 30, y, 70, 10, value, VALUE)
            sheet.cell(left + 100, y, 28, 10, label2, LABEL)
            sheet.cell(left + 128, y, 52, 10, value2, VALUE)
        top += 34
    sheet.text(left + 3, 248, "上記の者は、転出届をした者であることを証明する。", 10)
    sheet.text(left + 3, 258, era_date(values["issued_on"]), 10)
    _sign(sheet, 108, 268, values["issuer"])
    return sheet.image


def listing(household: Household) -> Image.Image:
    """Label, colon, value; rules between the people and no cells, in other words and another face."""
    sheet, values = Canvas(face=GOTHIC), household.values
    sheet.text(105, 24, "転出証明書", 18, "mm")
    sheet.text(192, 34, "発行年月日：" + era_date(values["issued_on"]), 9, "rm")
    y = 46.0
    for label, value in (
        ("従前の住所", values["former_address"]),
        ("転出先住所", values["new_address"]),
        ("転出先方書", values["new_building"]),
        ("世帯主氏名", values["householder.former"]),
        ("転出（予定）年月日", era_date(values["planned_on"])),
        ("本籍", values["registered_domicile"]),
        ("筆頭者氏名", values["register_head"]),
    ):
        _line(sheet, 20, y, label, value, 58)
        y += 9
    for index, person in enumerate(household.people):
        y += 5
        sheet.rule(18, y - 6, 174)
        sheet.text(20, y, f"（{index + 1}）", 9)
        _line(sheet, 30, y, "氏名", person.name, 58)
        _line(sheet, 112, y, "個人番号", person.individual_number, 138)
        _line(sheet, 30, y + 9, "振り仮名", person.kana, 58)
        _line(sheet, 112, y + 9, "住民票コード", person.resident_code, 138)
        _line(sheet, 30, y + 18, "生年月日", person.born, 58)
        _line(sheet, 112, y + 18, "性別", person.sex, 122)
        _line(sheet, 136, y + 18, "続柄", person.relationship, 146)
        y += 27
    sheet.rule(18, y - 1, 174)
    sheet.text(20, 250, "住民基本台帳法第２２条の規定による転出証明書として交付する。", 9)
    _sign(sheet, 108, 264, values["issuer"])
    return sheet.image


def _line(sheet: Canvas, left: float, y: float, label: str, value: str, at: float) -> None:
    sheet.text(left, y, label, 9)
    # BIZ UD Gothic lacks some of the rarer kanji of names; the whole value is then set in Mincho, as printers do.
    sheet.text(at - 3.5, y, "：", 9)
    face, sheet.face = sheet.face, sheet.face if _covers(value) else MINCHO
    sheet.text(at, y, value, 10.5)
    sheet.face = face


@cache
def _gothic_characters() -> frozenset[int]:
    return frozenset(TTFont(GOTHIC, lazy=True).getBestCmap())


def _covers(text: str) -> bool:
    return all(ord(character) in _gothic_characters() for character in text)


def _sign(sheet: Canvas, left: float, y: float, issuer: str) -> None:
    name = issuer + "　見本　太郎"
    sheet.text(left, y, name, 13)
    sheet.seal(left + sheet.width(name, 13) - 4, y - 8, 16, (issuer[:2], "長之印"))


LAYOUTS: dict[str, Callable[[Household], Image.Image]] = {"grid": grid, "list": listing}
"""By name; the file in ``samples/`` is called after it."""
