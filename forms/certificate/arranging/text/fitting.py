"""How well a text suits a field, by its looks alone: what decides between places that it may have been printed for."""

from __future__ import annotations

import re

from base.remembered import remembered
from forms import addresses, dates
from forms.certificate.words.catalogue import (
    FOLLOWS,
    FORMER_SURNAME,
    HIDDEN,
    IGNORED,
    NAME,
    RELATIONSHIP,
    SEX_WRITTEN,
    normalise,
    normalised,
    unblanked,
    words,
)
from forms.fields import Kind, get_field_type
from forms.scripts import HALF_WIDTH_KATAKANA, HIRAGANA, KANJI, KATAKANA, is_kanji

SUITS, MAY, NEUTRAL, HARDLY, NEVER = 3.0, 1.0, 0.0, -1.0, -3.0
"""From what only this field looks like to what it cannot be."""
LONGER = 2
"""So many times as long as the longest of a field's few words a text is a remark and none of them misread."""
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}{HALF_WIDTH_KATAKANA}・･()]+")
_CARD = re.compile(r"[A-Z]{2}[0-9]{8}[A-Z]{2}")
_PERIOD = re.compile(r"(?:[0-9]+年)?(?:[0-9]+[ヶケヵカか箇]?月)?(?:[0-9]+日)?|無期限")
_NAME = re.compile(r"[^0-9:;*＊%&#!?]+")
find_date = remembered(dates.find_date)
"""Each text is held against many fields, and nearly all of these ask whether it is a date."""


@remembered
def fit(target: str, text: str) -> float:
    """How well a text suits a target (a field's pattern, a hidden number, FOLLOWS or IGNORED).

    Blank places and marks for "nothing" suit everything alike.
    """
    plain, raw = normalise(text), unblanked(text)
    if find_date(raw):
        plain = raw  # 昭和八年 would be 昭和ハ年
    closed = words().closed.get(target)
    if closed and plain in normalised(closed):
        return SUITS  # なし is a value where something may be 加入
    if is_nothing(plain) or target == IGNORED:
        return NEUTRAL
    if target in HIDDEN:
        return _number(plain)
    if target == FOLLOWS:
        return _building(plain, raw)
    if closed:
        far_longer = len(plain) > LONGER * max(map(len, closed))
        return NEVER if far_longer or _tells_other(plain, target) else HARDLY
    kind = get_field_type(target.replace("[]", "[0]")).kind
    if target == "members[].period_of_stay":
        return SUITS if _PERIOD.fullmatch(plain) else NEVER
    match kind:
        case Kind.DATE:
            return _date(raw)
        case Kind.SEX:
            choice = plain.count("男") == plain.count("女") == 1 and len(plain) <= 5
            return SUITS if SEX_WRITTEN.fullmatch(plain) or choice else NEVER
        case Kind.RELATIONSHIP:
            if plain in normalised(words().relationships):
                return SUITS
            return NEVER if _tells_other(plain, target) or len(plain) > 8 or re.search("[0-9]", plain) else HARDLY
        case Kind.ADDRESS:
            return _address(plain, raw)
        case Kind.BUILDING:
            return _building(plain, raw)
        case Kind.KANA:
            if _is_kana(plain):
                return SUITS
            # Half-width kana are misread beyond recognition, and read anew later.
            return (
                NEVER if _tells_other(plain, target) or len(plain) < 2 or addresses.find_municipality(raw) else HARDLY
            )
        case Kind.NAME:
            if target == FORMER_SURNAME and len(plain) == 1 and is_kanji(plain):
                return NEVER if _tells_other(plain, target) else MAY  # 牧
            return _name(plain, raw)
        case Kind.CODE:
            return SUITS if _CARD.fullmatch(plain) else HARDLY if re.search("[0-9]{6}", plain) else NEVER
    return NEUTRAL


def is_nothing(text: str) -> bool:
    """Whether a text only says that there is no value."""
    plain = normalise(text)
    return words().say_nothing(plain) or all(char in words().blanks for char in plain)


def has_kanji_or_letters(text: str) -> bool:
    """Whether a text has what nearly every name has and no reading: kanji, or Latin letters of either width."""
    return bool(_KANJI_OR_LETTERS.search(text))


_KANJI_OR_LETTERS = re.compile(f"[{KANJI}A-Za-zＡ-Ｚａ-ｚ]")


def goes_on(text: str) -> bool:
    """Whether a text is what an address goes on with where it was wrapped in or behind a number."""
    return bool(_GOES_ON.match(normalise(text)))


_GOES_ON = re.compile("[0-9-]|丁目|番|号|地|目|の[0-9]|条|線")


def is_end(text: str) -> bool:
    """Whether a text can be nothing but the end of an address that was wrapped in or behind a number: 号, 番1号."""
    return bool(_END.fullmatch(normalise(text)))


_END = re.compile("(?!番号)[0-9]{0,4}(?:(?:丁?目|番地?|号|地|(?<=[番号地0-9])[-の](?=[0-9]))[0-9]{0,4})+")


def _is_kana(plain: str) -> bool:
    kana = sum(bool(_KANA.fullmatch(char)) for char in plain)
    return len(plain) > 1 and kana >= 0.75 * len(plain)


def _date(raw: str) -> float:
    """As written: 二 of 昭和四十二年 is no ニ here."""
    plain = _AGED.sub("", raw).removesuffix("生")
    if find_date(plain):
        return SUITS
    return MAY if re.search("[0-9元]+年|[0-9]+月|[0-9]+[./:][0-9]+[./:]", plain) and len(plain) < 16 else NEVER


_AGED = re.compile(r"\(?満?[0-9]{1,3}[歳才]\)?$")
"""The age that some forms print behind a date of birth."""


def _number(plain: str) -> float:
    digits = sum(char.isdecimal() for char in plain)
    if digits < 0.6 * len(plain) or (digits < len(plain) and find_date(plain.removesuffix("生"))):
        return NEVER
    return SUITS if digits >= 9 else MAY if digits >= 3 else HARDLY


def _address(plain: str, raw: str) -> float:
    text = re.sub("^〒?[0-9]{3}[-ー]?[0-9]{4}", "", raw).lstrip("〒")
    if addresses.find_municipality(text):
        return SUITS
    if _HOUSE.search(plain) and not _BLOCK.search(plain):
        return HARDLY
    if find_date(plain) or _is_kana(plain) or not re.search("[市区町村郡県都府道].*[0-9]|[0-9].*[番号]", plain):
        return NEVER
    return MAY


_HOUSE = re.compile("[ァ-ヶー]{3}|[0-9A-Z](?:号?棟|号?室|階|F$)|団地|住宅|[荘寮]")
"""What only a building's name has; and what a place has that is no building."""
_BLOCK = re.compile("[0-9](?:丁目|番|-[0-9])")


def _building(plain: str, raw: str) -> float:
    if _tells_other(plain, "former_building") or addresses.find_municipality(raw) or len(plain) < 2:
        return NEVER
    return MAY if re.search("[0-9]", plain) or re.search("[ァ-ヶー様]", plain) else HARDLY


def _name(plain: str, raw: str) -> float:
    if _tells_other(plain, NAME) or len(plain) < 2 or len(plain) > 40 or plain.endswith(words().described):
        return NEVER
    if not _NAME.fullmatch(plain):
        return HARDLY if sum(char.isdecimal() for char in plain) <= 2 else NEVER
    if addresses.find_municipality(raw) and len(plain) > 5:
        return NEVER
    return NEUTRAL if _is_kana(plain) else MAY


def _tells_other(plain: str, target: str) -> bool:
    """Whether a text is one of the few things that some other field says."""
    if SEX_WRITTEN.fullmatch(plain) or (plain in normalised(words().relationships) and target != RELATIONSHIP):
        return True
    if any(plain in normalised(closed) for path, closed in words().closed.items() if path != target):
        return True
    return bool(find_date(plain)) or bool(re.fullmatch("[0-9]{4,}", plain)) or bool(_CARD.fullmatch(plain))
