"""What is told of some people, or of all, in a table of its own, which says by number or by name whom it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.sheets.people import Someone
from tools.sheets.web import look as looks
from tools.sheets.web.groups import Item, group, label, tag
from tools.sheets.web.household import FOREIGN, INSURANCE, SECRETS, Household
from tools.sheets.web.people import Person

NUMBER, NAMED = "number", "named"
"""Keys of what a table apart says of whom it means: the first is in the table of all people, too."""
NUMBERS = ("番号", "No.", "項番", "連番", "№")
NAMES = ("氏名", "対象者", "異動者", "該当者", "")
FURTHER = ("birth_date", "sex", "relationship", "registered_domicile", "register_head", "former_surname")
"""What some cities tell of everybody in a table of its own."""
STYLES = ("{}", "{}", "{}", "({})", "{}.", "No.{}", "{}人目")
CAPTIONS = {
    FOREIGN: ("外国人住民に関する事項", "在留資格等", "外国人住民", "在留に関する事項", "【外国人住民の方】", "", ""),
    INSURANCE: ("資格の有無", "国民健康保険・国民年金等", "保険・年金に関する事項", "■ 資格", "", ""),
    SECRETS: ("個人番号等", "番号", "", ""),
    FURTHER: ("異動者の続き", "身分事項", "その他の事項", "生年月日等", "", ""),
}
BY_NAME = ("{caption}（{name}）", "{caption}　{name}")
OF_ONE = (*BY_NAME, "{caption}（番号{at}の方）", "番号{at}　{caption}", "{at}　{caption}")
"""What stands over a block of one person's."""


@dataclass(frozen=True)
class Part:
    """A table apart: the fields that it has, and what it may be called."""

    fields: tuple[str, ...]
    captions: tuple[str, ...]


def parted(home: Household, fields: Sequence[str]) -> tuple[list[str], list[Part]]:
    """The fields of the table of all people, and the tables apart; none for most cities."""
    rng, left, parts = home.rng, list(fields), []
    shares = ((FOREIGN, 0.6 if home.mixed else 0.3), (INSURANCE, 0.15), (SECRETS, 0.06), (FURTHER, 0.06))
    for wanted, share in shares:
        own = tuple(name for name in left if name in wanted)
        if len(own) > 1 and rng.random() < share:
            parts.append(Part(own, CAPTIONS[wanted]))
            left = [name for name in left if name not in own]
    return left, parts


class Apart:
    """Lays out tables apart.

    Args:
        home: whose they are.
        counted: whether people are counted, so that a number says who is meant.
    """

    def __init__(self, home: Household, counted: bool) -> None:
        rng = home.rng
        self.home, self._counted = home, counted
        self._word, self._style = rng.choice(NUMBERS), rng.choice(STYLES)
        self._alone = rng.random() < 0.5

    def number(self, index: int) -> Item:
        """The item that counts somebody."""
        return Item(self._word, self._style.format(index + 1))

    def markup(self, part: Part, everybody: Sequence[tuple[int, Someone | None]], unused: str) -> str:
        """One table apart, or a block for each of those whom it means."""
        home, rng = self.home, self.home.rng
        meant = [(index, each) for index, each in everybody if each]
        if any(name in FOREIGN for name in part.fields) and home.mixed and rng.random() < 0.8:
            meant = [(index, each) for index, each in meant if each.foreign]
        caption = rng.choice(part.captions)
        if self._alone and len(meant) < 3:
            style = rng.choice(OF_ONE if self._counted else BY_NAME)
            told = self._blocks([home.person(index, each, part.fields) for index, each in meant], unused)
            heads = [
                style.format(caption=caption or "在留資格等", at=index + 1, name=each.values["name"])
                for index, each in meant
            ]
            return "".join(tag("div", "margin-top:2mm", head + body) for head, body in zip(heads, told, strict=True))
        how = rng.choice(("number", "name", "both", "none") if self._counted else ("name", "name", "none"))
        word = rng.choice(NAMES)
        rows = []
        for index, each in meant:
            row: Person = {}
            if how in ("number", "both"):
                row[NUMBER] = self.number(index)
            if how in ("name", "both"):
                row[NAMED] = Item(word, home.name_again(index, each))
            rows.append(row | home.person(index, each, part.fields))
        return (f"<div>{caption}</div>" if caption else "") + self._rows(rows, unused)

    def _blocks(self, everybody: Sequence[Person], unused: str) -> list[str]:
        """What is told of each person, all in one form."""
        rng = self.home.rng
        look, state, found = looks.choose(rng, self.home.points), rng.getstate(), []
        for person in everybody:
            rng.setstate(state)
            found.append(group(rng, [replace(item, value=item.value or unused) for item in person.values()], look))
        return found

    def _rows(self, rows: Sequence[Person], unused: str) -> str:
        """A table with a row for each person, or with a column; blocks beneath each other now and then."""
        rng, look = self.home.rng, looks.choose(self.home.rng, self.home.points)
        if rng.random() < 0.25:
            return "".join(tag("div", "margin-top:2mm", block) for block in self._blocks(rows, unused))
        look = replace(look, numbered="")
        lines = [[tag("th", look.cell() + look.label, label(item, look)) for item in rows[0].values()]]
        for each in rows:
            lines.append([tag("td", look.cell() + look.value, item.value or unused) for item in each.values()])
        if rng.random() < 0.2:
            lines = [list(line) for line in zip(*lines, strict=True)]
        return look.table() + "".join(tag("tr", "", "".join(line)) for line in lines) + "</table>"
