"""What counts labels and people on a page: (3), ②, 2人目."""

from __future__ import annotations

import re

from forms.certificate.catalogue import normalise

COLONS = ":"
"""What ends a label, normalised."""
BULLETS = frozenset("()[]【】〔〕<>0123456789.・●○■□◆◇※NOo№") | frozenset(map(str, range(10, 21)))
"""What may stand before a label."""
NUMBERED = re.compile(r"[(【\[〔<][0-9]{1,2}[)】\]〕>]")
"""What counts labels: (3), 【2】."""


def bare(text: str) -> str:
    """A normalised label without the number or the bullet before it."""
    return NUMBERED.sub("", normalise(text)).lstrip("".join(BULLETS)).rstrip(COLONS)


def is_numbering(text: str) -> bool:
    """Whether a text can only be the number or the bullet before a label."""
    return bool(_NUMBERING.fullmatch(text.strip()) or _NUMBERING.fullmatch(normalise(text)))


def is_heading(text: str) -> bool:
    """Whether a text only says who comes next: 異動者1, 2人目."""
    plain = normalise(text)
    return is_count(plain) and not plain.isdecimal()


def is_count(plain: str) -> bool:
    """Whether a normalised text is the number of a person in a list."""
    return bool(_COUNT.fullmatch(plain))


_COUNT = re.compile(r"[(（【]?(?:異動者|転出者|No\.?|第)?[0-9]{1,2}(?:人目|番目)?[)）】.]?|[①-⑳]")


_NUMBERING = re.compile(r"[0-9]{1,2}[.)・,]|[(【\[〔<][0-9]{1,2}[)】\]〕>]?|[●○■□◆◇※①-⑳・.]")
