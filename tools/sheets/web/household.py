"""The fields of one certificate as a web page has them: labels in a city's words, values as markup."""

from __future__ import annotations

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tools.sheets.canvas import A4
from tools.sheets.paper import WIDE, Manner, Paper, make_other_manner
from tools.sheets.people import Someone, _person, make_family
from tools.sheets.typefaces import SPARE
from tools.sheets.web import choices, figures, residents
from tools.sheets.web.groups import BLANK, Item
from tools.sheets.web.people import Person
from tools.sheets.web.remarks import remark
from tools.sheets.web.words import ENGLISH, ENGLISH_BEHIND, OTHERS
from tools.sheets.web.words import choose as choose_words

LATER, HOMES = 50_000, 1_000_000
"""From which number on pages are in the later manner (``banded``), and from which on households are no web page's."""
LONG = ("former_address", "new_address", "registered_domicile")
SECRETS = ("individual_number", "resident_code")
FOREIGN = ("nationality", "status_of_residence", "period_of_stay", "stay_until", "card_number", "alias")
INSURANCE = ("health_insurance", "pension", "care_insurance", "child_allowance")
WRAPPED = ("address", "building", "domicile", "status_of_residence")
"""What goes on in the next line where it has no room, ends of paths."""
BUILDINGS = {"former_address": "former_building", "new_address": "new_building"}
JOINT = (
    ("birth_date", "sex"),
    ("sex", "relationship"),
    ("relationship", "sex"),
    ("name", "relationship", "sex"),
    ("birth_date", "sex", "relationship"),
)
"""Fields of a person that one place holds, now and then."""

COUNTS = ("{} ", "({}) ", "{}. ", f"{{}}{BLANK}", "{}．")
"""How people are counted before their names, now and then."""
BARE = ("kana", "name", "birth_date", "sex", "relationship")
"""What a page has of people that has hardly anything else."""


@dataclass
class Sheet:
    """A certificate to be laid out.

    Attributes:
        name: what it is called in figures.
        paper: knows the city's manner, and will know what stands where.
        markup: the page.
        values: path → true value, of what its markup has.
        printed: path → how it is printed.
    """

    name: str
    paper: Paper
    markup: str = ""
    values: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)


class Household:
    """A household as one city prints it, everything at random.

    Args:
        number: the same one gives the same household, city and choices.
    """

    def __init__(self, number: int) -> None:
        self.rng = rng = random.Random(f"web {number}")
        self.family = make_family(rng)
        self.later = LATER <= number < HOMES
        self.mixed = self._mix()
        residents.widen(rng, self.family)
        self.words = choose_words(rng)
        self.size = A4 if rng.random() < 0.7 else (A4[1], A4[0])
        manner: Manner = replace(make_other_manner(rng), words=self.words, colon="")
        self.sheet = Sheet("web", Paper(SPARE[0], manner, self.size, dry=True, quick=True))
        self.points = rng.choice((8, 9, 9.5, 10, 10.5, 11, 12))
        self.english = rng.choice(ENGLISH_BEHIND) if rng.random() < 0.1 else ""
        self.boxes = figures.choose(rng)
        self.kana = rng.choice(("own", "own", "own", "above", "above", "below", "ruby", "under", "behind", "none"))
        self.named = rng.random() < 0.4
        self.bracketed = rng.random() < 0.6
        if rng.random() < (0.2 if len(self.family.people) == 1 else 0.1):
            self.words["name"] = ""
            if rng.random() < 0.5:
                self.words["kana"] = ""
        self.building = rng.choice(("own", "own", "own", "beneath", "beneath", "behind", "none"))
        self.choices = choices.choose(rng)
        self.both_years = rng.choice((*("",) * 9, "era", "western"))
        self.born = rng.random() < 0.06
        self.joint = rng.choice(JOINT) if rng.random() < 0.15 else ()
        self.between = rng.choice((BLANK, BLANK * 2, "・", f"{BLANK}・{BLANK}", "<br>", " / "))
        self.told_apart = rng.random() < 0.4
        self.grouped = rng.random() < 0.3
        self.kept = rng.random() < 0.8
        self.bare = rng.random() < 0.06
        self.postal = rng.choice(("", "{} ", "{}<br>")) if rng.random() < 0.2 else ""
        self.aged = rng.random() < 0.06
        self.counted = rng.choice(COUNTS) if rng.random() < 0.06 else ""
        self.former_behind = rng.random() < 0.4
        self.alias_behind = rng.random() < 0.3
        self.unused = rng.choice(("", "＊＊＊", "＊＊＊＊＊＊", "－", "――――", "&nbsp;", "以下余白", "*****", "／"))

    def _mix(self) -> bool:
        """Makes some of a household foreign residents, now and then; whether it did."""
        rng, everybody = self.rng, self.family.people
        if everybody[0].foreign or len(everybody) < 2 or rng.random() < (0.4 if self.later else 0.75):
            return False
        for index in rng.sample(range(1, len(everybody)), rng.choice((1, 1, 2)) if len(everybody) > 2 else 1):
            everybody[index] = _person(rng, "", "", index, True)
        return True

    def fields(self) -> tuple[list[str], list[str]]:
        """The fields of the head and those of each person, in the sheet's order."""
        rng, someone = self.rng, self.family.people[0]
        if self.bare:
            head = [path for path in ("former_address", "planned_on", "householder.former") if rng.random() < 0.3]
            return head, [name for name in BARE if name == "name" or rng.random() < 0.65]
        head = [
            path
            for path, likely in (
                ("former_address", 0.97),
                ("new_address", 0.97),
                ("householder.former", 0.92),
                ("householder.new", 0.3),
                ("planned_on", 0.95),
                ("notified_on", 0.55),
                ("registered_domicile", 0.8 * (not someone.foreign)),
                ("register_head", 0.75 * (not someone.foreign)),
                ("issued_on", 0.12),
                *((f"other {at}", 0.2) for at in range(3)),
            )
            if rng.random() < likely
        ]
        if rng.random() < 0.5:
            rng.shuffle(head)
        if self.building == "own":
            for address, building in BUILDINGS.items():
                if address in head:
                    head.insert(head.index(address) + 1, building)
        person = ["kana"] if self.kana == "own" else []
        person += ["name", *(name for name in ("birth_date", "sex", "relationship") if rng.random() < 0.95)]
        person += rng.choice((SECRETS, SECRETS, SECRETS[:1], SECRETS[1:], ()))
        if someone.foreign or self.mixed:
            person += [name for name in FOREIGN if rng.random() < 0.8]
        if rng.random() < 0.5:
            person += [name for name in INSURANCE if rng.random() < 0.7]
        person += [
            name
            for name, likely in (("former_surname", 0.12), ("other p", 0.15), ("other q", 0.08))
            if rng.random() < likely
        ]
        if rng.random() < 0.12:
            moved = [path for path in ("registered_domicile", "register_head") if path in head]
            head = [path for path in head if path not in moved]
            person += moved
        if rng.random() < 0.4:
            first, rest = person[:2], person[2:]
            rng.shuffle(rest)
            person = first + rest
        return head, person

    # Values as markup.

    def _told(self, path: str, value: str) -> str:
        """A value as the city prints it, marked with its path."""
        if not value:
            return ""
        self.sheet.values[path] = value
        printed = self.sheet.paper.written(path, value)
        if path.endswith(("_on", "birth_date", "stay_until")):
            printed = self._both_years(printed, value)
        printed = self.choices.printed(path.split(".")[-1], printed)
        self.sheet.printed[path] = printed
        text = html.escape(printed).replace("  ", "&nbsp; ")
        if self.boxes and path.endswith(("planned_on", "birth_date")):
            text = self.boxes.around(printed)
        whole = self.kept and not path.endswith(WRAPPED)
        style = "white-space:nowrap" if whole else ""
        return f'<span data-path="{path}" style="{style}">{text}</span>'

    def _both_years(self, printed: str, value: str) -> str:
        """A date with its year in both calendars, where the city prints dates so."""
        year, mark, rest = printed.partition("年")
        if not mark or not self.both_years or self.sheet.paper.manner.date == "western":
            return printed
        western = f"{value[:4]}年".translate(WIDE if self.sheet.paper.manner.wide else {})
        first, second = (f"{year}年", western) if self.both_years == "era" else (western, f"{year}年")
        return f"{first}（{second}）{rest}"

    def name_again(self, index: int, person: Someone) -> str:
        """The name of somebody where it is printed once more."""
        return self._told(f"members[{index}].name", person.values["name"])

    def of(self, path: str) -> str:
        value = self.family.values.get(path, "")
        if path == "householder.new":
            value = self.rng.choice((self.family.people[0].values["name"], residents.stranger(self.rng)))
        text = self._told(path, value)
        if self.postal and path in BUILDINGS and text:
            text = self.postal.format(f"〒{self.rng.randrange(100, 999)}-{self.rng.randrange(10**4):04}") + text
        building = BUILDINGS.get(path)
        if building and self.building in ("beneath", "behind") and (below := self.of(building)):
            text += ("<br>" if self.building == "beneath" else BLANK * self.rng.choice((1, 1, 2))) + below
        return text

    def _other(self, word: str) -> str:
        """What stands at a label that nobody wants."""
        rng = self.rng
        if "年月日" in word:
            return self.sheet.paper.written("planned_on", f"{rng.randrange(1990, 2026)}-{rng.randrange(1, 13):02}-15")
        if word == "備考":
            return self.remark()
        if "番号" in word:
            return rng.choice((f"第{rng.randrange(10, 99999)}号", f"{rng.randrange(10**4, 10**9)}"))
        if word in ("届出人", "担当"):
            return rng.choice((residents.stranger(rng), "本人", "世帯主"))
        if word in ("連絡先",):
            return f"0{rng.randrange(10, 99)}-{rng.randrange(100, 999)}-{rng.randrange(1000, 9999)}"
        if word == "世帯人数":
            return f"{len(self.family.people)}人"
        if "振り仮名" in word:
            return "サトウ　ハナコ"
        return rng.choice(("転出", "本人", "転居", "", "全部", "一部", "区域外転出"))

    def remark(self) -> str:
        """A remark, with dates as the city writes them."""
        return remark(self.rng, lambda day: self.sheet.paper.written("planned_on", day))

    def _in_english(self, name: str) -> str:
        """Markup of a label in English behind the Japanese one, where the sheet has both."""
        return self.english.format(ENGLISH[name]) if self.english and name in ENGLISH else ""

    def item(self, path: str, plain: bool = False) -> Item:
        if path.startswith("other"):
            word = self.words.setdefault(path, self.rng.choice(OTHERS))
            return Item(word, self._other(word))
        word = self.words.get(f"plain.{path}", "") if plain else ""
        return Item(word or self.words[path], self.of(path), path in LONG, self._in_english(path))

    def person(self, index: int, person: Someone | None, names: Sequence[str]) -> Person:
        items = {name: self._of_person(index, person, name) for name in names}
        if self.joint and all(name in items for name in self.joint):
            items[self.joint[0]] = self._joined([items.pop(name) for name in self.joint[1:]], items[self.joint[0]])
        return items

    def _joined(self, others: Sequence[Item], first: Item) -> Item:
        """Values in one place: with their labels behind the first one in brackets, or under a label of all."""
        there = [item for item in others if item.value]
        if self.joint[0] == "name" or self.told_apart:
            inner = self.between.join(f"{item.word}{BLANK}{item.value}" for item in there)
            return replace(first, value=f"{first.value}（{inner}）" if there else first.value)
        word = "・".join(item.word for item in (first, *others)) if self.bracketed else first.word
        return replace(first, word=word, value=self.between.join(item.value for item in (first, *there) if item.value))

    def _of_person(self, index: int, person: Someone | None, name: str) -> Item:
        english = self._in_english(name)
        if name.startswith("other"):
            word = self.words.setdefault(name, self.rng.choice(OTHERS))
            return Item(word, self._other(word) if person else "")
        word = self.words[name]
        if name in SECRETS:
            return Item(word, self._secret(person, name) if person else "", english=english)
        if name in LONG or name == "register_head":
            return Item(word, self.of(name) if person else "", name in LONG, english)
        if name == "name" and self.kana not in ("own", "none") and self.named and self.kana != "behind":
            parts = [self.words["kana"], word]
            word = "<br>".join(parts if self.kana in ("above", "ruby") else reversed(parts))
        if not person:
            return Item(word, "", english=english)
        path = f"members[{index}]."
        value = person.values.get(name, "")
        if name == "alias" and self.rng.random() < 0.4:
            value = residents.stranger(self.rng)
        text = self._told(path + name, value)
        if name == "birth_date" and self.born and text:
            text += "生"
        elif name == "birth_date" and self.aged and text:
            text += f"{self.rng.choice(('', BLANK))}（{self._age(value)}歳）"
        if name == "name" and self.counted:
            text = self.counted.format(index + 1) + text
        if name == "name" and self.former_behind and (former := person.values.get("former_surname", "")):
            text += f"（旧氏{BLANK}{self._told(f'{path}former_surname', former)}）"
        if name == "name" and self.alias_behind and (alias := person.values.get("alias", "")):
            text += f"（通称{BLANK}{self._told(f'{path}alias', alias)}）"
        if name == "name" and self.kana not in ("own", "none"):
            text = self._with_kana(text, self._told(f"{path}kana", person.values.get("kana", "")))
        return Item(word, text, english=english)

    def _age(self, born: str) -> int:
        """Somebody's age on the day of moving, in whole years."""
        day = date.fromisoformat(self.family.values["planned_on"])
        birth = date.fromisoformat(born)
        return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

    def _with_kana(self, name: str, kana: str) -> str:
        size = self.rng.choice((60, 70, 80))
        shown = f"（{kana}）" if kana and self.bracketed and self.kana == "below" else kana
        small = f'<span style="font-size:{size}%">{shown or "&nbsp;"}</span>'
        match self.kana:
            case "above":
                return f"{small}<br>{name}"
            case "below":
                return f"{name}<br>{small}"
            case "behind":
                return f"{name}{BLANK}（{kana}）" if kana and self.bracketed else f"{name}{BLANK * 2}{small}"
            case _:
                side = "under" if self.kana == "under" else "over"
                return f'<ruby style="ruby-position:{side}">{name}<rt>{kana}</rt></ruby>'

    def _secret(self, person: Someone, name: str) -> str:
        number = getattr(person, name)
        self.sheet.paper.hidden.append(number)
        text = " ".join(number[at : at + 4] for at in range(0, 12, 4)) if self.grouped else number
        if self.sheet.paper.manner.wide and name == "resident_code":
            text = text.translate(WIDE)
        return f'<span style="white-space:nowrap">{text}</span>' if self.kept else text
