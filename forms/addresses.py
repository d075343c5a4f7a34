"""Addresses: whether two texts name the same place, and never a changed text.

丁目番号 is written in many ways (一丁目2番3号, １丁目２番３号, 1-2-3, 1丁目2番地の3), in either width, with the dashes
of different code tables, with or without the prefecture. :func:`address_key` is what all of them share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from forms.characters import BLANKS, fold_variants, width_folded

PREFECTURES = (
    *(
        "北海道",
        "青森県",
        "岩手県",
        "宮城県",
        "秋田県",
        "山形県",
        "福島県",
        "茨城県",
        "栃木県",
        "群馬県",
        "埼玉県",
        "千葉県",
    ),
    *(
        "東京都",
        "神奈川県",
        "新潟県",
        "富山県",
        "石川県",
        "福井県",
        "山梨県",
        "長野県",
        "岐阜県",
        "静岡県",
        "愛知県",
        "三重県",
    ),
    *(
        "滋賀県",
        "京都府",
        "大阪府",
        "兵庫県",
        "奈良県",
        "和歌山県",
        "鳥取県",
        "島根県",
        "岡山県",
        "広島県",
        "山口県",
        "徳島県",
    ),
    *("香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"),
)
"""The 47, from north to south."""
TOWNS = Path(__file__).with_name("towns.json")
"""The towns of every municipality, as ``python -m tools.towns`` has written them out of the postal data."""

_DIGITS = "〇一二三四五六七八九"
_KANJI = f"[{_DIGITS}十百千]"
_NUMERAL = f"(?:[0-9]+|{_KANJI}+)"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣ｰ─━"), "-") | {ord("〜"): "~", ord("～"): "~"}
_LONG_MARK = re.compile(f"(?<=[0-9{_DIGITS}十])ー(?=[0-9{_DIGITS}十])")
# Units behind which a kanji numeral is a number. Not 番町 (一番町), 丁堀 (八丁堀), 条通 and the like: they are names,
# written the same everywhere.
_UNIT = r"(?:丁目|丁(?=[0-9-]|$)|番地?(?![町館丁])|号|条(?!通)|線)"
_COUNTED = re.compile(rf"({_KANJI}+)(?={_UNIT})")
_LINKED = re.compile(rf"{_NUMERAL}(?:[-のノ之]{_NUMERAL})+")
_SEPARATOR = re.compile(
    r"(?<=[0-9])(?:丁目|丁(?=[0-9-]|$)|番地?[のノ之]?(?![町館丁])|号(?![室棟館車])[のノ之]?|の(?=[0-9])|-)+-*"
)
_BLANK = re.compile(f"[{BLANKS}]+")
_NUMBERS = re.compile(
    f"(?:[0-9０-９{_DIGITS}十百千甲乙丙丁第条線番号のノ之東西南北－―‐ー-]|丁目|番地|地割|区画|番外地|無番地)*"
)
"""What an address ends in: 北3条西５丁目２番地の１, 第3地割甲45番地."""
_BETWEEN_KANJI = re.compile(r"(?<=[一-鿿])[ヶケがヵノの之](?=[一-鿿])")
_PARTICLES = {ord(char): to for to, chars in {"の": "ノ之", "ケ": "ヶがヵ"}.items() for char in chars}
"""What stands for each of them, wherever it stands."""
_STREET = re.compile(f"((?<![0-9０-９])[0-9０-９]{{1,2}}|{_KANJI}+)(?=[条線号])")
"""The number of a street by which a town in Hokkaido is called: 東光５条 and 北三条西 in the postal data, where papers
write 東光五条, 北3条西 and 北３条西, too."""
_WIDE_DIGITS = {ord("0") + digit: ord("０") + digit for digit in range(10)}
_BUILDING = re.compile(rf"(.*?[0-9０-９〇一二三四五六七八九十](?:番地?|号)?)[{BLANKS}]+(\S.*)", re.DOTALL)


def address_key(text: str) -> str:
    """What all ways of writing one address share. Never shown, never stored.

    1-1 and 11 stay apart, and so does everything that is not a matter of notation. The building, where the text
    has one, is part of the key.
    """
    key = width_folded(text).translate(_DASHES)
    # A blank between two numbers parts them (a room behind 号); any other is decoration.
    key = re.sub(r"(?<=[0-9号]) +(?=[0-9])", "|", key)
    key = _LONG_MARK.sub("-", _BLANK.sub("", key)).upper()
    key = _COUNTED.sub(lambda match: str(_number(match[1])), key)
    key = _LINKED.sub(_linked, key)
    key = _SEPARATOR.sub("-", key)
    key = re.sub(r"(?<=[0-9])-(?![0-9])", "", key)
    key = re.sub(r"0*([0-9]+)", r"\1", key)
    key = _one_particle(key)
    key = _without_oaza(key)
    return fold_variants(_without_prefecture(key))


def building_key(text: str) -> str:
    """What all ways of writing one building and room share: width, blanks, dashes, 101号室 and 101号."""
    key = _BLANK.sub("", width_folded(text).translate(_DASHES)).upper()
    key = re.sub("(?<=[0-9])ー(?=[0-9])", "-", key)
    return fold_variants(re.sub(r"(?<=[0-9])号室?$", "", key))


def same_address(one: str, other: str) -> bool:
    """Whether two texts name the same place."""
    return address_key(one) == address_key(other)


def split_building(text: str) -> tuple[str, str]:
    """The address and the building behind it, where a blank parts them: 南瓦町３番１号　コーポ１０１.

    Without a blank nothing is split: where a number ends and a building's name begins is then a guess.
    """
    match = _BUILDING.fullmatch(text)
    if not match or re.match(r"[0-9０-９-]", match[2]):
        return text, ""
    return match[1], match[2]


def find_prefecture(text: str) -> str | None:
    """The prefecture that an address begins with, or None."""
    return next((each for each in PREFECTURES if text.startswith(each)), None)


def find_municipality(text: str) -> tuple[str, str] | None:
    """The prefecture and the municipality (堺市堺区, 上川郡鷹栖町) that an address begins with, or None.

    Without a prefecture only a municipality whose name occurs once in the country is found.
    """
    prefecture = find_prefecture(text)
    rest = text[len(prefecture) :] if prefecture else text
    for length in range(min(len(rest), _longest_name()), 0, -1):
        homes = _municipalities().get(rest[:length], ())
        if prefecture in homes:
            return prefecture, rest[:length]
        if not prefecture and len(homes) == 1:
            return homes[0], rest[:length]
    return None


def is_municipality(name: str) -> bool:
    """Whether there is a city, ward, town or village of this name: 川崎市, 川崎市幸区, 加茂郡川辺町 or 川辺町."""
    plain = address_key(name)
    cities = map(fold_variants, _municipalities())
    return bool(plain) and any(city.startswith(plain) or city.endswith(plain) for city in cities)


def municipality_as_known(name: str) -> str:
    """A city's name spelt as the postal data has it: 横手市 for 橫手市, each has one spelling.

    Itself where it is spelt like one there, or like none or several ones but for variants (鹿島市, 鹿嶋市).
    """
    parts = {part for city in _municipalities() for part in (city, city[: len(name)], city[-len(name) :])}
    if name in parts:
        return name
    folded = fold_variants(name)
    alike = [part for part in parts if len(part) == len(name) and fold_variants(part) == folded]
    return alike[0] if len(alike) == 1 else name


def has_known_town(text: str, fold: Callable[[str], str] = str) -> bool:
    """Whether behind its municipality an address names a town that the postal data has there.

    A place may be missing there (streets of Kyoto, 字), so a town that is not known is no mistake, only unproven.

    Args:
        fold: what both spellings go through before they are compared.
    """
    text = _BLANK.sub("", text)
    return bool(known_end(text, fold))


def proven_end(text: str) -> int:
    """How many characters of an address without blanks the postal data has: to the end of its town or municipality."""
    return known_end(text) or _behind_municipality(text)[0]


def known_end(text: str, fold: Callable[[str], str] = str) -> int:
    """How many characters of an address without blanks the postal data has, up to the end of its town; 0 where none.

    Args:
        fold: what both spellings go through before they are compared.
    """
    start, towns = _behind_municipality(text)
    rest = fold(_one_particle(text[start:]))
    return max((start + len(town) for town in towns if rest.startswith(fold(town))), default=0)


def spelt_as_known(text: str, fold: Callable[[str], str]) -> str:
    """An address without blanks, its town spelt as the postal data has it.

    Args:
        fold: what towns that look alike share (キトロ町, キト口町); as long as the text. The longest town is taken;
            where several look alike, the text stays.
    """
    start, towns = _behind_municipality(text)
    rest = _one_particle(text[start:])
    # ニ之宮 has no kanji before its particle, though 二之宮 has one.
    shown = fold(rest).translate(_PARTICLES)
    alike = [town for town in towns if shown.startswith(fold(town).translate(_PARTICLES))]
    longest = max(map(len, alike), default=0)
    found = [town for town in alike if len(town) == longest]
    if len(found) != 1 or rest.startswith(found[0]):
        return text
    pairs = zip(found[0], rest, text[start:], strict=False)
    told = "".join(
        own if width_folded(own_folded.translate(_PARTICLES)) == width_folded(known.translate(_PARTICLES)) else known
        for known, own_folded, own in pairs
    )
    return text[:start] + told + text[start + longest :]


def nearest_place(text: str) -> str | None:
    """An address without blanks in a municipality or town that there is but for one character, with that one put right.

    A character may be another one, lost, or too many in the prefecture and municipality; another one in the town. None
    where the place is known, or where none or several are so near.
    """
    if find_municipality(text) is None:
        found = {told for name in _full_names() for told in _with_head(text, name)}
        # Without a prefecture the one that cities like 四日市市 lose: of two alike beside each other readers see one.
        found |= {name + text[len(name) - 1 :] for name in _twins() if text.startswith(name[:-1])}
        known = {told for told in found if known_end(told)}
        found = known or found
    elif known_end(text):
        return None
    else:
        start, towns = _behind_municipality(text)
        rest = _one_particle(text[start:])
        spelt = ((_misspelt(rest[: len(town)], town), town) for town in towns if len(town) >= MIN_TOWN)
        places = {(start + at, town[at]) for at, town in spelt if at is not None}
        found = {text[:at] + char + text[at + 1 :] for at, char in places}
    return found.pop() if len(found) == 1 else None


MIN_TOWN = 3
"""Characters of a town, at least, that can be told by all but one of them."""


@cache
def _full_names() -> tuple[str, ...]:
    """Every prefecture with every municipality in it."""
    return tuple(home + name for name, homes in _municipalities().items() for home in homes)


@cache
def _twins() -> tuple[str, ...]:
    """Municipalities whose names end in the same character twice."""
    return tuple(name for name in _municipalities() if name[-1] == name[-2])


def _with_head(text: str, name: str) -> list[str]:
    """The text that begins with a name, where it does so but for one character."""
    head, length = text[: len(name)], len(name)
    if _misspelt(head, name) is not None:
        # 甲府丸の内: the character behind 甲府 may be none of the name, which has lost its last one.
        lost = [name + text[length - 1 :]] if head[:-1] == name[:-1] else []
        return [told for told in lost if known_end(told)] or [name + text[length:]]
    if any(name[:at] + name[at + 1 :] == head[:-1] for at in range(length)):
        return [name + text[length - 1 :]]
    longer = text[: length + 1]
    if any(longer[:at] + longer[at + 1 :] == name for at in range(len(longer))):
        return [name + text[length + 1 :]]
    return []


def _misspelt(text: str, word: str) -> int | None:
    """The only place in which a text differs from a word of its length; None where there is none or several."""
    if len(text) != len(word):
        return None
    other = [at for at, (one, two) in enumerate(zip(text, word, strict=True)) if one != two]
    return other[0] if len(other) == 1 else None


def _behind_municipality(text: str) -> tuple[int, frozenset[str]]:
    """Where the town of an address begins, and the towns that there are."""
    if (home := find_municipality(text)) is None:
        return 0, frozenset()
    start = len(find_prefecture(text) or "") + len(home[1])
    start += len(re.match("(?:大字|字)?", text[start:])[0])  # type: ignore[index]
    return start, _towns(*home)


def known_ke(text: str, at: int) -> str | None:
    """ヶ or ケ as the postal data has it at a place of an address's municipality or town.

    None where it has neither there, or both: 霞ヶ丘 and 霞ケ丘 in one city.
    """
    if (home := find_municipality(_one_particle(text))) is None:
        return None
    start = len(find_prefecture(text) or "")
    plain, found = _one_particle(text[start:]), set()
    for (prefecture, city), towns in _places().items():
        if prefecture != home[0] or not plain.startswith(_one_particle(city)):
            continue
        end = len(city) + len(re.match("(?:大字|字)?", plain[len(city) :])[0])  # type: ignore[index]
        said = [town for town in towns.split(",") if plain.startswith(_one_particle(town), end)]
        spelt = city + plain[len(city) : end] + max(said, key=len, default="")
        found |= set(spelt[at - start : at - start + 1]) & set("ヶケ")
    return found.pop() if len(found) == 1 else None


def is_known_place(text: str) -> bool:
    """Whether the postal data has an address's town, and nothing but numbers stands behind it: no 字, no building."""
    text = _BLANK.sub("", text)
    end = known_end(text)
    return end > 0 and _NUMBERS.fullmatch(text, end) is not None


def is_respelt_town(text: str) -> bool:
    """Whether the town of an address is only known with other variants of its characters: 奧間 for 奥間."""
    return not has_known_town(text) and has_known_town(text, fold_variants)


@cache
def _towns(prefecture: str, municipality: str) -> frozenset[str]:
    """Names of the towns of a municipality, as in a key; those of a part (（１〜３丁目）) without it."""
    mine = (
        town
        for (here, city), towns in _places().items()
        if here == prefecture and municipality in (city, _one_particle(city))
        for town in towns.split(",")
    )
    names = (_one_particle(re.sub("^(?:大字|字)|[（(].*", "", town)) for town in mine)
    if prefecture == "北海道":
        names = (each for name in names for each in _in_every_notation(name))
    return frozenset(name for name in names if len(name) > 1 and name != "以下に掲載がない場合")


def _in_every_notation(town: str) -> set[str]:
    """A town's name with the numbers of its streets as the postal data writes them, in kanji, and as digits of both
    widths."""

    def in_kanji(match: re.Match[str]) -> str:
        tens, ones = divmod(int(_number(width_folded(match[1]))), 10)
        return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")

    narrow = _STREET.sub(lambda match: _number(width_folded(match[1])), town)
    return {town, narrow, narrow.translate(_WIDE_DIGITS), _STREET.sub(in_kanji, narrow)}


@cache
def _places() -> dict[tuple[str, str], str]:
    """The towns of every municipality (prefecture, city) of the postal data, parted by commas."""
    written = json.loads(TOWNS.read_text(encoding="utf-8"))
    return {(prefecture, city): towns for prefecture, cities in written.items() for city, towns in cities.items()}


def _without_prefecture(key: str) -> str:
    prefecture = find_prefecture(key)
    if not prefecture:
        return key
    rest = key[len(prefecture) :]
    # Left out only where nothing is lost: 府中市 is in two prefectures, 堺市堺区 in one.
    return rest if find_municipality(rest) else key


@cache
def _municipalities() -> dict[str, tuple[str, ...]]:
    """Every municipality of the postal data, by name as in a key, with its prefectures; about 1,900."""
    found: dict[str, tuple[str, ...]] = {}
    for prefecture, city in sorted(_places()):
        for name in {city, _one_particle(city)}:
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), prefecture)))
    return found


def _one_particle(text: str) -> str:
    """霞ヶ関, 霞ケ関 and 霞が関 in one way, and so 山ノ手, 四ッ谷."""
    text = _BETWEEN_KANJI.sub(lambda match: "の" if match[0] in "ノの之" else "ケ", text)
    return text.translate({ord("ッ"): "ツ", ord("ヶ"): "ケ"})


@cache
def _longest_name() -> int:
    return max(map(len, _municipalities()))


def _without_oaza(key: str) -> str:
    """Without 大字 and 字, which many papers leave out; 字 inside a name (十文字町) stays."""
    shorter = re.sub("(?<=[市区町村])大?字(?=.)", "", key)
    return re.sub("(?<![文名数習])字(?=[^0-9])", "", shorter) if "大字" in key else shorter


def _linked(match: re.Match[str]) -> str:
    return "-".join(str(_number(part)) for part in re.split("[-のノ之]", match[0]))


def _number(text: str) -> str:
    """A numeral as half-width digits: 二十一, 二一 and 21 are 21."""
    if text.isdecimal() and text.isascii():
        return text
    if not set(text) & set("十百千"):
        return "".join(str(_DIGITS.index(char)) for char in text)
    total, pending = 0, ""
    for char in text:
        if char in _DIGITS:
            pending += str(_DIGITS.index(char))
        else:
            total += int(pending or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            pending = ""
    return str(total + int(pending or 0))
