"""What several of the layouts from 1400 on print: values in parts, words chosen by rings, squares for machines."""

from __future__ import annotations

import segno

from tools.strangers.drawn.form import Box, Form
from tools.strangers.drawn.stamps import Stamp
from tools.strangers.writing import SEXES, era_of

REASONS = ("転出", "転出（市外）", "転出　県外", "通常転出")
"""異動事由, which is no field."""
SENTENCES = (
    "上記の者は、転出の届出をしたことを証明する。",
    "住民基本台帳法施行令第２３条第１項の規定により、この証明書を交付します。",
    "上記の記載事項は、届出の内容に相違ないことを証明します。",
    "この証明は、当方の住民基本台帳に記録されたところによるものです。",
)
HINTS = (
    "この用紙はコピーすると複写の文字が浮かび上がります。新しい住所で転入届をするときに提出してください（１４日以内）。",
    "◇転出予定日を過ぎても転出しない場合は、速やかに当課（内線２１４５）まで御連絡ください。",
    "※１　加除訂正したものは無効とする。　※２　印鑑登録・住民票の自動交付は転出予定日で終了します。",
)
SHORT_ERAS = ("明", "大", "昭", "平", "令")


def signed(form: Form, x: float, y: float, points: float, *, last: float, over: float = 4.0) -> None:
    """Who signs, from `x` on, and the seal `over` millimetres of the name's end, at `last` at most."""
    home = form.case.household
    text = form.value(x, y, f"{form.case.show('issuer')}　{home.mayor}", points)
    left, turn = min(text.square[2] - over, last), form.rng.uniform(-5, 5)
    form.stamp(Stamp(left, y - 6, 17, home.issuer + "之印", turn=turn))


def square(form: Form, x: float, y: float, side: float) -> None:
    """A square code with the office's number of the sheet."""
    symbol = segno.make_qr(f"TS{form.rng.randrange(10**9):09d}", error="m")
    rows = [bytes(row) for row in symbol.matrix]
    step = side / len(rows)
    for row, cells in enumerate(rows):
        for column, dark in enumerate(cells):
            if dark:
                form.page.tint(x + column * step, y + row * step, step * 1.02, step * 1.02, 1.0)


def strip(form: Form, y: float) -> None:
    """Figures for a machine at the foot, as wide apart as those of OCR-B."""
    figures = "".join(str(form.rng.randrange(10)) for _ in range(24))
    words = f"<{figures[:6]}<{figures[6:14]}<{figures[14:]}>"
    form.page.write(form.printed(26, y, words, 11, 1.25))


def town_and_rest(form: Form, which: str) -> tuple[str, str]:
    """That address, cut behind the town's name. What is asked for here is in the truth as a whole."""
    home, words = form.case.household, form.case.show(f"{which}_address")
    town = home.town if which == "former" else home.new_town
    return words[: len(town)], words[len(town) :]


def two_parts(words: str) -> tuple[str, str]:
    """A name or a reading, cut at its first blank; a half-filled reading has no second part."""
    first, _, second = words.partition("\u3000")
    return first, second


def choose(form: Form, x: float, y: float, words: tuple[str, ...], chosen: str, step: float, points: float) -> float:
    """Words of the form in a line, `step` millimetres between them, of which a ring chooses one; gives their end."""
    for word in words:
        text = form.label(x, y, word, points)
        if word == chosen:
            form.page.ring(text)
        x = text.square[2] + step
    return x


def ringed_sex(form: Form, box: Box, index: int) -> None:
    """男 ・ 女 with a ring around the right one."""
    x, y, width, height = box
    word = SEXES[form.case.persons[index].sex]
    shown = form.case.stand_in(index, "sex", word)
    em = 10 * 0.3528
    left = x + width / 2 - em - 1.4
    words = tuple(shown if each == word else each for each in SEXES.values())
    choose(form, left, y + (height - em) / 2, words, shown, 2.8, 10)


def ringed_date(form: Form, box: Box, index: int) -> None:
    """A date of birth: the eras' short names, one ringed, then figures before 年, 月 and 日 of the form."""
    x, y, _, height = box
    day = form.case.persons[index].birth_date
    form.case.member(index, "birth_date")
    _, short, _, year = era_of(day)

    def shown(words: str) -> str:
        return form.case.marked(f"members[{index}].birth_date", words)

    top = y + (height - 3.5) / 2
    eras = tuple(shown(each) if each == short else each for each in SHORT_ERAS[1:])
    x = choose(form, x + 1.6, top + 0.2, eras, shown(short), 1.5, 8.5) + 0.8
    for number, mark in zip((year, day.month, day.day), "年月日", strict=True):
        figures = form.printed(0, 0, shown(str(number)), form.value_points)
        form.value(x + 5.2 - figures.length, top - 0.1, shown(str(number)))
        form.label(x + 6.2, top + 0.2, mark, 8.5)
        x += 10.2


def boxed(form: Form, x: float, y: float, words: tuple[str, ...], chosen: str, points: float = 8.5) -> float:
    """Words behind small boxes, of which one is ticked."""
    for word in words:
        form.page.frame(x, y + 0.2, 2.8, 2.8, 0.2)
        if word == chosen:
            form.page.line(x + 0.5, y + 1.6, x + 1.2, y + 2.6, 0.35)
            form.page.line(x + 1.2, y + 2.6, x + 3.2, y - 0.4, 0.35)
        x = form.label(x + 3.6, y, word, points).square[2] + 4
    return x
