"""Addresses and buildings of what is written, without what an office prints around them."""

from __future__ import annotations

import re

from forms import addresses

DIRT = "·.,。、'\"`:：;；*＊|_^!?=＝~<>"
"""What specks and smudges are read as."""
MIDDLE_POINT = "·"
"""Between the characters of a city or town there is none."""
_POSTAL_CODE = re.compile(r"^[（(〔\[]?[〒干平千丁テTＴ]?\s*[0-9０-９]{3}[-－ー―‐][0-9０-９]{4}[）)〕\]]?\s*|^〒")
"""In brackets or not; what small print makes of 〒 is among it."""
_BAD_PLACE = re.compile(f"[{re.escape(DIRT)}/／]|[ \u3000](?:丁目|番|号|の)")
"""Dirt, a stroke behind which another value stands, and a number that is missing."""
_TAIL = re.compile("[0-9０-９](?:号|番地)\u3000")
"""Where an address ends and something else begins, a building say."""
_COMPANY = re.compile("^株(?!式)")
_BEFORE_PLACE = re.compile("^[^一-鿿々ァ-ヺぁ-ゖ]{1,4}")
_OLD_COUNTER = re.compile("(?<=[0-9０-９])號")
"""No register counts houses and rooms so today, whatever the recogniser makes of 号."""
_ROUND = re.compile("(?<=[A-ZＡ-Ｚ])[〇○◯]|[〇○◯](?=[A-ZＡ-Ｚ])|(?<![0-9０-９])[0０](?=[A-ZＡ-Ｚ]{2})")
"""What the recogniser says of Ｏ among letters (ＮＯＺＯＭＩ, ＯＡＰ); 〇 itself stands among numerals."""


def as_address(text: str) -> tuple[str, bool]:
    """An address of what is written, and whether it may be one."""
    # A speck behind the last digit is read as a full stop.
    text = _as_spelt(_POSTAL_CODE.sub("", text.strip(DIRT + " \u3000")).lstrip(DIRT + "．， \u3000"))
    if addresses.find_municipality(text) is None:
        # The number of the row, or what is left of a label's bracket, stands before it.
        bare = _BEFORE_PLACE.sub("", text)
        text = bare if addresses.find_municipality(bare) else text
    if (close := text.replace(" ", "")) != text and addresses.known_end(close) > addresses.known_end(text):
        text = close  # 赤坂Ｂ ｉ ｚタワー: full-width letters with white around them
    bad = _BAD_PLACE.search(text) or _TAIL.search(text)
    if (bare := text.replace(MIDDLE_POINT, "")) != text and addresses.known_end(bare) > addresses.known_end(text):
        text = bare  # a speck in 千·葉県; what else it may hide is not known
    return text, addresses.find_municipality(text) is not None and not bad


def _as_spelt(text: str) -> str:
    """The text with Ｏ among letters, as wide as they are, and 号 behind numbers."""

    def letter(match: re.Match[str]) -> str:
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        return "O" if any(char.isascii() and char.isalpha() for char in beside) else "Ｏ"

    return _OLD_COUNTER.sub("号", _ROUND.sub(letter, text))


def as_building(text: str) -> tuple[str, bool]:
    """A building of what is written, and whether it may be one."""
    # No reader has a class for ㈱, and nothing begins with 株 alone.
    text = _COMPANY.sub("㈱", _as_spelt(text))
    return text, bool(text) and not _BAD_PLACE.search(text)
