"""Characters of names and addresses: the exact string is kept, and keys to find and to compare stand beside it.

Never NFC or NFKC a name: it turns 神 福 塚 (U+FA19, U+FA1B, U+FA10) into other characters. Variants (髙/高, 邉/辺)
are found through the MJ shrink map and the 異体字 tables; they are hints for a person, never replaced by themselves.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uharfbuzz as hb

_SELECTOR = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_CLUSTER = re.compile(rf"[^{_SELECTOR}\u3099\u309a][{_SELECTOR}\u3099\u309a]*|.", re.DOTALL)
_SELECTORS = re.compile(f"[{_SELECTOR}]")
BLANKS = " \u00a0\u3000"
"""What parts the names of a person: a blank of either width."""


FAMILIES = Path(__file__).with_name("families.json")
"""The character that stands for its variants → these; of some 90,000 characters. To find them out takes more than a
second, so ``python -m tools.families`` has written them down."""


def clusters(text: str) -> list[str]:
    """The text as a reader counts characters: a base with its variation selector or voicing mark is one."""
    return _CLUSTER.findall(text)


def split_selector(cluster: str) -> tuple[str, str]:
    """The base of a cluster and its variation selector, empty where it has none."""
    base = without_selectors(cluster)
    return base, "".join(_SELECTORS.findall(cluster))


def without_selectors(text: str) -> str:
    """The text without variation selectors: 邉\U000e0110 becomes 邉."""
    return _SELECTORS.sub("", text)


PLACEHOLDER = "〓"
"""GETA MARK: what papers and card readings put where a character is outside their set."""


def find_name_fault(text: str) -> str | None:
    """Why this cannot be a name or an address line, or None.

    Returns:
        ``empty``; ``control`` (a control, format or line break character, so also the invisible ones that turn
        the direction of writing); ``private`` (a private use character means another glyph on every system:
        外字); ``unassigned``; ``mark`` (a variation selector or voicing mark without a base);
        ``placeholder`` (〓, which stands for a character that somebody still has to find).
    """
    if not text.strip(BLANKS):
        return "empty"
    if PLACEHOLDER in text:
        return "placeholder"
    for cluster in clusters(text):
        if _SELECTORS.match(cluster) or cluster[0] in "\u3099\u309a" or len(_SELECTORS.findall(cluster)) > 1:
            return "mark"
        for char in without_selectors(cluster):
            match unicodedata.category(char):
                case "Cc" | "Cf" | "Zl" | "Zp":
                    return "control"
                case "Co":
                    return "private"
                case "Cn" | "Cs":
                    return "unassigned"
                case "Zs" if char not in BLANKS:
                    return "control"
    return None


def cp932_lacks(text: str) -> list[str]:
    """The characters that CP932 (Windows Shift_JIS) cannot carry, each once, in their order.

    A base with a variation selector is lacking as a whole: without its selector it is another glyph.
    """
    return [cluster for cluster in dict.fromkeys(clusters(text)) if not _encodes(cluster, "cp932")]


def shrunk(text: str) -> str:
    """The text with characters outside JIS X 0213 shrunk (縮退) by the National Tax Agency's table.

    For systems that cannot carry the exact string, always beside it. What the table does not know stays.
    """
    from jntajis import jnta_shrink_translit  # a compiled table: only when needed

    # Selectors go first: with them the table answers U+FFFD or nothing.
    return jnta_shrink_translit(without_selectors(text), passthrough=True)


def search_key(text: str) -> str:
    """What is searched for, so that 髙橋, 高橋 and ﾀｶﾊｼ written with any blank, width or case are found.

    Never shown and never stored instead of the text.
    """
    from forms.kana import to_katakana

    folded = fold_variants(text)
    plain = "".join(unicodedata.normalize("NFKC", char) if _is_latin(char) else char for char in folded)
    return "".join(to_katakana(plain).casefold().split())


def fold_variants(text: str) -> str:
    """The text with each ideograph replaced by the one that stands for all its variants."""
    return without_selectors(text).translate(_stand_ins())


def same_but_for_variants(one: str, other: str) -> bool:
    """Whether two texts differ, and only in variants of the same characters: 髙橋 and 高橋, 渡邉\U000e0110 and 渡辺."""
    return one != other and fold_variants(one) == fold_variants(other)


def variants(char: str) -> tuple[str, ...]:
    """Characters that are the same as this one written differently, without itself, the most usual first."""
    base = without_selectors(char)
    stands = fold_variants(base)
    if (others := _families().get(stands)) is None:
        return ()
    return tuple(sorted({stands, *others} - {base}, key=usualness))


def width_folded(text: str) -> str:
    """The text with full-width Latin letters, digits and signs, and blanks, in half width; nothing else changes."""
    return text.translate(_WIDTHS)


_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def _is_latin(char: str) -> bool:
    return "\uff01" <= char <= "\uff9f" or char < "\u0250"


def _encodes(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text  # Python writes 〜 as ～ without a word
    except UnicodeEncodeError:
        return False


def usualness(char: str) -> tuple[int, int]:
    """Smaller is more usual: JIS X 0208 level 1, level 2, the rest; then by code point."""
    if not _encodes(char, "euc_jp") or len(code := char.encode("euc_jp")) != 2:
        return (2, ord(char))
    return (0 if code[0] < 0xD0 else 1, ord(char))


@cache
def _families() -> dict[str, str]:
    return json.loads(FAMILIES.read_text(encoding="utf-8"))


@cache
def _stand_ins() -> dict[int, str]:
    """The code point of each variant → the character that stands for it."""
    return {ord(char): stands for stands, chars in _families().items() for char in chars}


@cache
def _font(font: Path, number: int) -> hb.Font:
    import uharfbuzz as hb  # only when a print is checked or glyphs are compared

    return hb.Font(hb.Face(hb.Blob.from_file_path(str(font)), number))


def missing_glyphs(text: str, font: Path, number: int = 0) -> list[str]:
    """The characters that a font cannot draw as they are, each once, in their order.

    A base with a variation selector is missing unless the font lists the pair (cmap format 14): without that it
    would be drawn as another variant.

    Args:
        font: a TrueType or OpenType file, or a collection.
        number: which font of a collection.
    """
    asked, missing = _font(font, number), []
    for cluster in dict.fromkeys(clusters(text)):
        base, selector = split_selector(cluster)
        drawn = bool(base) and all(asked.get_nominal_glyph(ord(char)) is not None for char in base)
        if selector and drawn:
            drawn = len(selector) == 1 and asked.get_variation_glyph(ord(base[0]), ord(selector)) is not None
        if not drawn:
            missing.append(cluster)
    return missing
