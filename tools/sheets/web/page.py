"""One certificate as a web page: where its parts stand."""

from __future__ import annotations

from collections.abc import Sequence

from tools.sheets.web import look as looks
from tools.sheets.web.advice import aside
from tools.sheets.web.apart import NUMBER, Apart, parted
from tools.sheets.web.banded import banded, leave_out, sided, somebody_else
from tools.sheets.web.groups import BLANK, group, tag, upright
from tools.sheets.web.head import head
from tools.sheets.web.household import Household, Sheet
from tools.sheets.web.office import office
from tools.sheets.web.people import people
from tools.sheets.web.remarks import receiver
from tools.sheets.web.words import NOTES

MOST_PEOPLE = 5
SIDES = (("転出", "異動者"), ("異動事項", "異動する人"), ("住所", "氏名等"), ("世帯", "個人"), ("１", "２"))
"""Captions of the two parts at their side."""


class Writer:
    """Writes one certificate at random.

    Args:
        number: the same one writes the same page.
    """

    def __init__(self, number: int) -> None:
        self.home = Household(number)
        self.rng = self.home.rng

    def write(self) -> Sheet:
        """The whole page."""
        rng = self.rng
        top, person = self.home.fields()
        title, foot, notes = self._title(), self._foot(), self._notes()
        if self.home.later:
            leave_out(self.home)
        form = sided if self.home.later and rng.random() < 0.3 else head
        main = [form(self.home, top), self._people(person)]
        if len(self.home.family.people) == 1 and rng.random() < 0.25:
            main = [self._of_one(top, person)]
        elif rng.random() < 0.07:
            main = [self._at_side(name, part) for name, part in zip(rng.choice(SIDES), main, strict=True)]
        if rng.random() < 0.12:
            main.reverse()
        if rng.random() < 0.06:
            main = main[-1:]  # a sheet that goes on from another
            title += tag("div", "text-align:right", rng.choice(("2/2", "（２／２枚）", "２枚目", "続き", "No.2")))
        gap = rng.choice((0, 2, 4, 7))
        if len(main) > 1 and self.home.size[0] > self.home.size[1] and rng.random() < 0.12:
            first, second = (f'<div style="flex:1;margin-right:4mm">{each}</div>' for each in main)
            body = f'<div style="display:flex;font-size:85%">{first}{second}</div>'
        else:
            between = f'<div style="height:{gap}mm"></div>'
            if rng.random() < 0.06:
                between = tag("div", "overflow:hidden;white-space:nowrap", rng.choice("-=－・*") * 60)
            body = between.join(main)
        if rng.random() < 0.1:
            body = aside(rng, body)
        if rng.random() < 0.15:
            body = tag("div", f"border:{rng.choice((1, 2, 3))}px solid #222;padding:{rng.choice((1, 2, 4))}mm", body)
        if rng.random() < 0.1:
            body = office(rng) + body
        if self.home.later and rng.random() < 0.25:
            other = somebody_else(self.home)
            body = rng.choice((other + body, body + other))
        if self.home.bare and rng.random() < 0.7:
            title, notes, foot = title if rng.random() < 0.5 else "", "", ""
        if rng.random() < 0.05:
            title = receiver(rng, self.home.family) + title
        parts = [title, body, notes, foot]
        if rng.random() < 0.12:
            parts = [title, foot, body, notes]
        elif rng.random() < 0.2:
            parts = [title, notes, body, foot]
        wide, high = self.home.size
        style = (
            f"width:{wide}mm;min-height:{high}mm;padding:{rng.choice((10, 14, 18))}mm {rng.choice((10, 14, 18, 22))}mm;"
            f"font-family:'{rng.choice(looks.FACES)}';font-size:{self.home.points}pt;"
            f"line-height:{rng.choice((1.2, 1.35, 1.5))}"
        )
        self.home.sheet.markup = f'<div class="page" style="{style}">{"".join(parts)}</div>'
        return self.home.sheet

    def _of_one(self, top: Sequence[str], names: Sequence[str]) -> str:
        """The only person's fields among those of the head, all in one form."""
        items = [self.home.item(path) for path in top]
        own = list(self.home.person(0, self.home.family.people[0], names).values())
        at = self.rng.choice((0, 0, len(items), len(items), self.rng.randrange(len(items) + 1)))
        return group(self.rng, [*items[:at], *own, *items[at:]], looks.choose(self.rng, self.home.points))

    def _at_side(self, name: str, part: str) -> str:
        """A part with its caption at its left, from top to bottom."""
        edge = self.rng.choice(("border:1px solid #222", "border:1px solid #222", ""))
        caption = tag("td", f"width:8mm;text-align:center;{edge}", upright(name, self.rng))
        row = tag("tr", "", caption + tag("td", f"padding:0;{edge}", part))
        return tag("table", "width:100%;border-collapse:collapse", row)

    def _title(self) -> str:
        rng = self.rng
        text = rng.choice(("", " ", BLANK)).join("転出証明書")
        size, align = rng.choice((13, 16, 19)), rng.choice(("center", "center", "left", "right"))
        aside = ""
        if rng.random() < 0.4:
            aside = rng.choice(
                (f"証明書番号{BLANK}第{rng.randrange(1, 9999)}号", "1/1", "転入届用", "（住民基本台帳法第22条）")
            )
        inner = f'<div style="font-size:{size}pt;text-align:{align}">{text}</div>'
        if rng.random() < 0.5:
            return f'{inner}<div style="text-align:right;font-size:8pt">{aside}&nbsp;</div>'
        return tag("div", "display:flex;justify-content:space-between", inner + tag("div", "font-size:8pt", aside))

    def _notes(self) -> str:
        count = self.rng.choice((0, 2, 5, 8, 10) if self.home.later else (0, 0, 1, 2, 4))
        size, between = self.rng.choice((7, 8, 9)), self.rng.choice(("<br>", "", BLANK))
        lines = self.rng.sample(NOTES, count)
        if self.rng.random() < 0.3:
            remarks = BLANK.join(self.home.remark() for _ in range(self.rng.choice((1, 1, 2, 3))))
            lines.append(self.rng.choice(("", f"備考{BLANK}", "【備考】", "備考：")) + remarks)
        return f'<p style="font-size:{size}pt;margin:2mm 0">{between.join(lines)}</p>'

    def _foot(self) -> str:
        """The sentence, the date and the mayor, each where the city wants it."""
        rng, issuer = self.rng, self.home.family.values["issuer"]
        self.home.sheet.values["issuer"] = issuer
        mayor = f'<span data-path="issuer">{issuer}</span>' + rng.choice(
            ("", f"{BLANK}見本{BLANK}太郎", f"{BLANK}印", f"{BLANK}山川　一")
        )
        day = self.home.of("issued_on")
        if rng.random() < 0.35:
            day = (
                rng.choice(("発行日", "交付年月日", "発行年月日", "証明日", "交付日"))
                + rng.choice((BLANK, "：", " "))
                + day
            )
        elif rng.random() < 0.2:
            day += rng.choice((BLANK, "")) + rng.choice(("発行", "証明する。", "交付", "証明"))
        said = rng.choice(
            (
                "上記のとおり転出届があったことを証明します。",
                "以上のとおり相違ないことを証明する。",
                "この写しは、住民基本台帳の記録と相違ないことを証明する。",
                "",
            )
        )
        parts = [part for part in (said, day) if part]
        if rng.random() < 0.12:
            parts = [said]
        align = rng.choice(("right", "right", "left", "center"))
        lines = "".join(f'<div style="margin-top:2mm">{part}</div>' for part in parts)
        if rng.random() < 0.25:
            return f'<div style="margin-top:6mm">{f"{BLANK}{BLANK}".join((*parts, mayor))}</div>'
        last = tag("div", f"text-align:{align};font-size:110%;margin-top:2mm", mayor)
        return tag("div", "margin-top:6mm", lines + last)

    def _people(self, names: Sequence[str]) -> str:
        rng = self.rng
        everybody = list(enumerate(self.home.family.people[:MOST_PEOPLE]))
        if rng.random() < 0.45:
            everybody += [(len(everybody) + n, None) for n in range(rng.choice((1, 1, 2, 3)))]
        if self.home.later and rng.random() < 0.7:
            return banded(self.home, names, everybody)
        names, parts = parted(self.home, names)
        counted = rng.random() < (0.7 if parts else 0.08)
        apart = Apart(self.home, counted)
        rows = [
            ({NUMBER: apart.number(index)} if counted else {}) | self.home.person(index, person, names)
            for index, person in everybody
        ]
        caption = rng.choice(("", "", "", "", "異動者", "転出する方", "■ 異動した人", "【転出者】", "２　転出する人"))
        look = looks.choose(rng, self.home.points)
        shape = people(rng, rows, look, self.home.unused, self.home.size[0] > self.home.size[1])
        further = "".join(
            f'<div style="margin-top:{rng.choice((0, 1, 3))}mm">{apart.markup(part, everybody, self.home.unused)}</div>'
            for part in parts
        )
        return (f"<div>{caption}</div>" if caption else "") + shape + further
