"""What a key does, and which keys a field needs. Plain Python, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from forms.fields import Kind
from forms.kana import to_katakana
from kiosk.boards import kana
from kiosk.boards.line import Line


class Pane(StrEnum):
    """What the lower part of the screen shows."""

    KANA = "kana"
    LATIN = "latin"
    NUMBERS = "numbers"
    """Digits, with the words of an address where it is one."""
    POSTAL = "postal"
    """Postal code → address."""
    VARIANTS = "variants"
    """Other forms of the character before the caret."""
    WRITING = "writing"
    """A character written with the finger."""
    CHOICES = "choices"
    """What has been read, or what is usual."""


class Act(StrEnum):
    """What a key does."""

    TYPE = "type"
    VOICED = "voiced"
    HALF = "half"
    SMALL = "small"
    ERASE = "erase"
    LEFT = "left"
    RIGHT = "right"
    SCRIPT = "script"
    """Hiragana and katakana in turn."""
    SHIFT = "shift"
    PANE = "pane"


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        act: what it does.
        text: what it types, or the pane that it leads to.
        label: what stands on it, the same in every language; empty where an icon does.
    """

    act: Act
    text: str = ""
    label: str = ""

    @property
    def id(self) -> str:
        """What its widget is called."""
        return f"key.{self.act}.{self.text}" if self.text else f"key.{self.act}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The keys of a board.

    Attributes:
        rows: what is typed; None is a place without a key. All rows are equally long.
        functions: what stands beside them, or below where it is narrow.
    """

    rows: tuple[tuple[Key | None, ...], ...]
    functions: tuple[Key, ...]


_LATIN = ("QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM'.,")
_DIGITS = "1234567890"
_ADDRESS_WORDS = (
    ("1", "2", "3", "丁目", "番"),
    ("4", "5", "6", "番地", "号"),
    ("7", "8", "9", "の", "-"),
    ("棟", "0", "階", "号室", "Ｆ"),
)
_PHONE = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("-", "0", "+"))
_SIGNS = "（）・．／"
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in f"{_DIGITS}-"}
"""In addresses digits and dashes are as wide as kanji, as on certificates and on the form."""

_KANA_KINDS = (Kind.NAME, Kind.ADDRESS, Kind.BUILDING, Kind.RELATIONSHIP, Kind.TEXT)
_NUMBER_KINDS = (Kind.ADDRESS, Kind.BUILDING, Kind.TEXT)


def panes(kind: Kind) -> tuple[Pane, ...]:
    """The panes to type with for a kind of field, the usual one for Japanese first."""
    match kind:
        case Kind.KANA:
            return (Pane.KANA,)
        case Kind.PHONE:
            return (Pane.NUMBERS,)
        case Kind.CODE:
            return (Pane.LATIN,)
        case Kind.RELATIONSHIP:
            return (Pane.KANA, Pane.VARIANTS)
        case Kind.NAME:
            return (Pane.KANA, Pane.LATIN, Pane.VARIANTS, Pane.WRITING)
        case Kind.ADDRESS:
            return (Pane.KANA, Pane.NUMBERS, Pane.LATIN, Pane.VARIANTS, Pane.WRITING, Pane.POSTAL)
        case Kind.BUILDING | Kind.TEXT:
            return (Pane.KANA, Pane.NUMBERS, Pane.LATIN, Pane.VARIANTS, Pane.WRITING)
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class Board:
    """What the keys are now. Each touch gives a new one, and a new line.

    Attributes:
        kind: of the field.
        pane: which keys.
        katakana: whether kana are katakana.
        upper: whether letters are capitals, as on residence cards.
    """

    kind: Kind
    pane: Pane
    katakana: bool = False
    upper: bool = True

    @classmethod
    def start(cls, kind: Kind, language: str, text: str = "") -> Board:
        """The board that a visitor finds.

        Args:
            language: of the screen; people who do not read Japanese write their names in letters.
            text: what the field has already.
        """
        offered = panes(kind)
        pane = offered[0]
        if kind is Kind.ADDRESS:
            pane = Pane.NUMBERS if text else Pane.POSTAL
        elif kind is Kind.NAME and language in ("en", "zh", "ko"):
            pane = Pane.LATIN
        return cls(kind, pane, katakana=kind in (Kind.KANA, Kind.BUILDING))

    @property
    def has_words(self) -> bool:
        """Whether a blank makes sense."""
        return self.kind not in (Kind.PHONE, Kind.CODE, Kind.RELATIONSHIP)

    def layout(self, choices: bool = False) -> Layout:
        """The keys of this board.

        Args:
            choices: whether there is something to choose from.
        """
        rows: tuple[tuple[Key | None, ...], ...] = ()
        functions = [Key(Act.ERASE), Key(Act.LEFT), Key(Act.RIGHT)]
        match self.pane:
            case Pane.KANA:
                rows = tuple(tuple(self._kana(char) for char in row) for row in kana.TABLE)
                functions += [Key(Act.VOICED, label="か゛"), Key(Act.HALF, label="は゜"), Key(Act.SMALL, label="小")]
                if self.kind is not Kind.KANA:
                    functions.append(Key(Act.SCRIPT, label="かな" if self.katakana else "カナ"))
            case Pane.LATIN:
                lines = _LATIN if self.kind is Kind.NAME else (_DIGITS, *_LATIN)
                rows = tuple(tuple(self._letter(char) for char in line) for line in lines)
                functions.append(Key(Act.SHIFT, label="abc" if self.upper else "ABC"))
            case Pane.NUMBERS if self.kind is Kind.PHONE:
                rows = tuple(tuple(_types(each) for each in row) for row in _PHONE)
            case Pane.NUMBERS:
                rows = tuple(tuple(_types(each.translate(_WIDE), each) for each in row) for row in _ADDRESS_WORDS)
                rows += (tuple(_types(each) for each in _SIGNS),)
            case Pane.POSTAL:
                rows = tuple(tuple(_types(each) if each else None for each in row) for row in _POSTAL)
                functions = functions[:1]
        if self.has_words and self.pane is not Pane.POSTAL:
            functions.append(Key(Act.TYPE, "　"))
        functions += [Key(Act.PANE, each, _PANE_LABELS[each]) for each in panes(self.kind) if each is not self.pane]
        if choices:
            functions.append(Key(Act.PANE, Pane.CHOICES))
        return Layout(rows, tuple(functions))

    def _kana(self, char: str) -> Key | None:
        if char == "　":
            return None
        return _types(to_katakana(char) if self.katakana else char)

    def _letter(self, char: str) -> Key:
        return _types(char if self.upper else char.lower())

    def press(self, key: Key, line: Line) -> tuple[Board, Line]:
        """What a key makes of the board and the line."""
        match key.act:
            case Act.TYPE:
                return self, line.typed(key.text)
            case Act.VOICED:
                return self, line.with_last(kana.voiced(line.last))
            case Act.HALF:
                return self, line.with_last(kana.half_voiced(line.last))
            case Act.SMALL:
                return self, line.with_last(kana.resized(line.last))
            case Act.ERASE:
                return self, line.erased()
            case Act.LEFT:
                return self, line.moved(-1)
            case Act.RIGHT:
                return self, line.moved(1)
            case Act.SCRIPT:
                return replace(self, katakana=not self.katakana), line
            case Act.SHIFT:
                return replace(self, upper=not self.upper), line
            case Act.PANE:
                return replace(self, pane=Pane(key.text)), line


_POSTAL = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("", "0", ""))
_PANE_LABELS = {
    Pane.KANA: "あいう",
    Pane.LATIN: "ABC",
    Pane.NUMBERS: "123",
    Pane.POSTAL: "〒",
    Pane.VARIANTS: "髙高",
    Pane.WRITING: "✎",
}


def _types(text: str, label: str = "") -> Key:
    return Key(Act.TYPE, text, label or text)
