"""Typefaces: which one writes which language, whether they are there, and where their files lie.

BIZ UDPGothic writes Japanese and Latin; Noto Sans CJK stands behind it, and in front for Chinese and Korean, each
with its own regional shapes. Official values are set in IPAmj Mincho, the typeface of the resident record.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from base.trouble import Trouble
from look import ruby
from look.tokens import Look

GOTHIC = "BIZ UDPGothic"
MINCHO = "IPAmjMincho"
_BEHIND = {
    "ja": "Noto Sans CJK JP",
    "ja-easy": "Noto Sans CJK JP",
    "en": "Noto Sans CJK JP",
    "zh": "Noto Sans CJK SC",
    "ko": "Noto Sans CJK KR",
}
_FILES = {
    GOTHIC: ("BIZUDPGothic-Regular.ttf", "fonts-morisawa-bizud-gothic"),
    MINCHO: ("ipamjm.ttf", "fonts-ipamj-mincho"),
    "Noto Sans CJK JP": ("NotoSansCJK-Regular.ttc", "fonts-noto-cjk"),
    "Noto Serif CJK JP": ("NotoSerifCJK-Regular.ttc", "fonts-noto-cjk"),
}
"""Family → file name and Debian package. The first face of a Noto collection is the Japanese one."""


def families(language: str) -> list[str]:
    """The faces for a language, the first that has a character writes it."""
    behind = _BEHIND[language]
    if language in ("zh", "ko"):
        # BIZ UDPGothic would give Chinese text Japanese shapes, so it stays behind.
        return [behind, GOTHIC, "Noto Sans CJK JP"]
    return [GOTHIC, behind]


def font(look: Look, role: str = "body") -> QFont:
    """The font of a role of type, in the faces of the look's language; one's own, to be changed as one likes."""
    return QFont(_font(look.language, look.type_px(role), look.style(role).bold))


@cache  # a screen has hundreds of labels and keys, in a dozen fonts; a copy shares the faces that were found for it
def _font(language: str, px: int, bold: bool) -> QFont:
    made = QFont(families(language))
    made.setPixelSize(px)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def metrics(look: Look, role: str = "body") -> QFontMetricsF:
    """The metrics of a role of type; they know of readings above kanji where the language has them."""
    return _metrics(look.language, look.type_px(role), look.style(role).bold, look.written in ruby.LANGUAGES)


@cache
def _metrics(language: str, px: int, bold: bool, above: bool) -> QFontMetricsF:
    made = _font(language, px, bold)
    return ruby.RubyMetrics(made) if above else QFontMetricsF(made)


@cache
def find_file(family: str) -> Path | None:
    """The file of a typeface, or None where it is not installed."""
    name = _FILES[family][0]
    folders = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.FontsLocation)
    for folder in [Path(each) for each in folders] + [Path("/usr/share/fonts")]:
        if folder.is_dir() and (found := next(iter(sorted(folder.rglob(name))), None)):
            return found
    return None


def missing() -> list[str]:
    """Families that the screens need and that are not installed."""
    there = set(QFontDatabase.families())
    wanted = dict.fromkeys([GOTHIC, MINCHO, *_BEHIND.values()])
    return [family for family in wanted if family not in there]


def require() -> None:
    """Checks that every typeface is there.

    Raises:
        Trouble: ``font_missing``, with the family and the package that brings it.
    """
    if lacking := missing():
        package = _FILES.get(lacking[0], ("", "fonts-noto-cjk"))[1]
        raise Trouble("font_missing", family=lacking[0], package=package)
