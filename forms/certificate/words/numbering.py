"""What counts labels and people on a page, (3), ②, 2人目, and what stands before, around and between labels."""

from __future__ import annotations

import re
from functools import cache

from forms.certificate.words.catalogue import normalise, words

COLONS = ":"
"""What ends a label, normalised."""
BULLETS = frozenset("()[]【】〔〕<>0123456789.・●○■□◆◇※NOo№") | frozenset(map(str, range(10, 21)))
"""What may stand before a label."""
NUMBERED = re.compile(r"[(【\[〔<][0-9]{1,2}[)】\]〕>]")
"""What counts labels: (3), 【2】."""
CODE = re.compile(r"(?:[A-Z]-?[0-9]{1,2}[.)]?|[A-Zア-コ][.)]|\([A-Zア-コ]\))(?![0-9A-Za-z])")
"""What counts the labels of a form that is keyed in, or whose parts have letters: F12, A-1, ア．, (B)."""
ITEM = re.compile("第[0-9]{1,2}号")
"""What counts the items of a form in the order of the law, and is a kind of pension where no label follows."""
JOINS = re.compile("(?:[・/,:]|及び|および|並びに|ならびに|と(?=[^の]))*")
"""What stands between two labels: 性別・続柄, 本籍及び筆頭者."""


def bare(text: str) -> str:
    """A normalised label without the number, the code or the bullet before it."""
    plain = normalise(text)
    plain = plain[match.end() :] if (match := CODE.match(plain)) else plain
    return NUMBERED.sub("", plain).lstrip("".join(BULLETS)).rstrip(COLONS)


BRACKETS = {"【": "】", "[": "]", "<": ">", "〔": "〕", "〈": "〉", "(": ")"}
"""What labels are put in."""


def framed(plain: str) -> str:
    """What a pair of brackets holds that stands around a whole normalised label, or nothing: 【(1)氏名】, 1.(氏名)."""
    rest = plain[_COUNTING.match(plain).end() :]
    if len(rest) < 3 or BRACKETS.get(rest[0]) != rest[-1]:
        return ""
    depth = 0
    for char in rest[:-1]:
        depth += (char == rest[0]) - (char == rest[-1])
        if not depth:
            return ""  # (旧)氏名(カナ) has two pairs
    return rest[1:-1]


_COUNTING = re.compile(r"(?:[(【\[〔<][0-9]{1,2}[)】\]〕>]|[0-9]{1,2}[.)]?|[●○■□◆◇※・])*")


def is_numbering(text: str) -> bool:
    """Whether a text can only be the number or the bullet before a label."""
    return bool(_NUMBERING.fullmatch(text.strip()) or _NUMBERING.fullmatch(normalise(text)))


def is_heading(text: str) -> bool:
    """Whether a text only says who comes next: 異動者1, 2人目."""
    plain = normalise(text)
    return is_count(plain) and not plain.isdecimal()


def is_count(plain: str) -> bool:
    """Whether a normalised text is the number of a person in a list."""
    return bool(_count().fullmatch(plain))


@cache
def _count() -> re.Pattern[str]:
    people = "|".join(map(re.escape, words().people))
    return re.compile(rf"[(（【]?(?:{people}|No\.?|第)?[(（]?[0-9]{{1,2}}[)）]?(?:人目|番目)?[)）】.]?|[①-⑳]")


def is_headcount(text: str) -> bool:
    """Whether a text only says how many people move: 3人, (2名), 次の4名."""
    return bool(_HEADCOUNT.fullmatch(normalise(text)))


_HEADCOUNT = re.compile("[(]?(?:計|(?:次|下記|以下|左記|上記|右記)の?)?[0-9]{1,2}[人名][)]?")


def is_age(text: str) -> bool:
    """Whether a text only says how old somebody is: (44歳)."""
    return bool(_AGE.fullmatch(normalise(text)))


_AGE = re.compile(r"[(（]?満?[0-9]{1,3}[歳才][)）]?")


_NUMBERING = re.compile(r"[0-9]{1,2}[.)・,]|[(【\[〔<][0-9]{1,2}[)】\]〕>]?|[●○■□◆◇※①-⑳・.]")
