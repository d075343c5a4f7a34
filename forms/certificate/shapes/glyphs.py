"""What single glyphs are, told by a small model of our own that shares nothing with the large recogniser.

It looks at one glyph at a time, knows nothing of words, and tells all kanji of JIS levels 1 to 3, those of CP932,
kana, digits and letters apart, among them name variants that the large recogniser has no class for. ``glyphs.npz`` is
trained by ``tools/glyphs``; docs/glyphs.md is its model card.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from forms.certificate.shapes.strokes import strokes

TWINS = (
    "ァア", "ィイ", "ゥウ", "ェエ工", "ォオ", "ヵカ力", "ヶケ", "ッツ", "ャヤ", "ュユ", "ョヨ", "ヮワ",
    "ぁあ", "ぃい", "ぅう", "ぇえ", "ぉお", "っつ", "ゃや", "ゅゆ", "ょよ", "ゎわ", "ゕか", "ゖけ",
    "ー一-/", "ロ口囗", "ニ二", "ハ八", "タ夕", "ト卜", "へヘ", "べベ", "ぺペ", "リり", "0Oo〇", "1lI", ".・",
    "Cc", "Kk", "Pp", "Ss", "Uu", "Vv", "Ww", "Xx", "Zz",
)  # fmt: skip
"""Characters that one glyph cannot tell apart: by their size or place in the line or the words around them, at best."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glyph looks like.

    Attributes:
        likeness: how much it is like each character that the model knows, −1 to 1, in the order of :func:`known`.
    """

    likeness: np.ndarray

    def of(self, char: str) -> float:
        """How much it is like one character; −1 for one that the model does not know."""
        at = _places().get(_plain(char))
        return -1.0 if at is None else float(self.likeness[at])

    def lead(self, char: str, besides: str = "", kana: bool = False) -> float:
        """How much more it is like one character than like any other that it can be told from; negative where less.

        Args:
            besides: other characters that do not matter.
            kana: whether nothing but kana of its own script may stand there.
        """
        others = np.where(_kana(char), self.likeness, -1.0) if kana else self.likeness.copy()
        for twin in _twins().get(_plain(char), _plain(char)) + besides:
            if (at := _places().get(twin)) is not None:
                others[at] = -1.0
        return self.of(char) - float(others.max())

    def likest_kana(self, char: str) -> str:
        """The kana of the same script as this one that it is most like."""
        return known()[int(np.where(_kana(char), self.likeness, -1.0).argmax())]

    def likest(self, count: int) -> tuple[str, ...]:
        """The characters that it is most like, best first."""
        some = np.argpartition(self.likeness, -count)[-count:]
        return tuple(known()[at] for at in some[np.argsort(-self.likeness[some])])


def together(several: Sequence[Seen]) -> Seen:
    """What several glyphs that are the same character look like."""
    return several[0] if len(several) == 1 else Seen(np.mean([seen.likeness for seen in several], axis=0))


def look(glyphs: Sequence[np.ndarray]) -> list[Seen | None]:
    """What each glyph looks like, or None where there is too little ink to tell.

    Args:
        glyphs: grey uint8, dark on light, one character each.
    """
    vectors = [strokes(glyph) for glyph in glyphs]
    inked = [vector for vector in vectors if vector is not None]
    if not inked:
        return [None] * len(glyphs)
    likeness = iter(likenesses(np.asarray(inked)))
    return [None if vector is None else Seen(next(likeness)) for vector in vectors]


@cache
def known() -> str:
    """Every character that the model knows; letters and digits in half width."""
    return str(_model()["classes"])


def likenesses(vectors: np.ndarray) -> np.ndarray:
    """How much each glyph is like each character: (n, characters).

    Args:
        vectors: the directions of their strokes, (n, LENGTH).
    """
    out = vectors @ _model()["project"].T - _model()["offset"]
    return (out / np.linalg.norm(out, axis=1, keepdims=True)) @ _model()["centres"].T


@cache
def _model() -> dict[str, np.ndarray]:
    with np.load(Path(__file__).with_name("glyphs.npz"), allow_pickle=False) as stored:
        model = {name: stored[name] for name in stored.files}
    centres = model["centres"].astype(np.float32)
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-6)
    kept = {name: model[name].astype(np.float32) for name in ("project", "offset")}
    return kept | {"classes": model["classes"], "centres": centres}


@cache
def _places() -> dict[str, int]:
    return {char: at for at, char in enumerate(known())}


def _kana(char: str) -> np.ndarray:
    """Where kana of the script of this one are."""
    return _between("ぁ", "ゖ") if "ぁ" <= char <= "ゖ" else _between("ァ", "ヶ")


@cache
def _between(first: str, last: str) -> np.ndarray:
    return np.array([first <= char <= last or char == "ー" for char in known()])


@cache
def compatible() -> dict[str, str]:
    """Characters that have a compatibility form, which may differ by a dot (都 U+90FD and U+FA26), with those forms."""
    found: dict[str, str] = {}
    for char in known():
        plain = unicodedata.normalize("NFKC", char)
        if plain != char:
            found[plain] = found.get(plain, "") + char
    return found


@cache
def _twins() -> dict[str, str]:
    return {char: group for group in TWINS for char in group}


def _plain(char: str) -> str:
    return chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char
