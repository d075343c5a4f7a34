"""The labels of certificates, out of ``labels.toml``, and finding them in a line of text."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.certificate.segments import BROKEN_GAP_EM, Segment
from forms.fields import FIELDS

FOLLOWS, IGNORED = "@follows", "@ignored"
"""Targets of labels that depend on the one before, and of labels whose values are dropped."""
HIDDEN = ("individual_number", "resident_code")
"""What is blacked out."""
_COLONS = ":"
_BULLETS = frozenset("()[]【】〔〕<>0123456789.・●○■□◆◇※①②③④⑤⑥⑦⑧⑨No№")
SEXES = frozenset({"男", "女", "男性", "女性"})
MIN_TIGHT_WORD = 4
"""A word this long is a label even where its value follows without a colon or a gap."""


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue of labels.

    Attributes:
        targets: normalised word → field pattern, hidden kind, FOLLOWS or IGNORED.
        titles: normalised title → document.
        follows: address path → the building that belongs to it.
        sided: word → ``former`` and ``new`` → the field that it means there.
        sides: normalised caption → ``former`` or ``new``.
        prose: what only prose has.
        notes: what may stand in brackets behind a label.
        translation: fits what is made of the English words of labels, in lower case and without blanks.
        blanks: characters that stand for "no value".
        blank_words: words that do.
        copies: words that only a photocopy shows.
        relationships: 続柄 that registers know, brackets in half width.
        closed: field pattern → all values that it can have, where the set is closed.
    """

    targets: dict[str, str]
    titles: dict[str, str]
    follows: dict[str, str]
    sided: dict[str, dict[str, str]]
    sides: dict[str, str]
    prose: tuple[str, ...]
    notes: frozenset[str]
    translation: re.Pattern[str]
    blanks: frozenset[str]
    blank_words: frozenset[str]
    copies: tuple[str, ...]
    relationships: frozenset[str]
    closed: dict[str, frozenset[str]]

    def told(self, target: str) -> frozenset[str]:
        """All values that a field can have, where those are so few that one of them tells it."""
        if target == "members[].sex":
            return SEXES
        return self.relationships if target == "members[].relationship" else self.closed.get(target, frozenset())

    @property
    def longest(self) -> int:
        """Length of the longest label."""
        return max(map(len, self.targets))


def normalise(text: str) -> str:
    """Labels are compared without blanks and in one width. Never used on values."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_ALIKE)


_ALIKE = str.maketrans("力口二工夕卜八曰蒂耘帶·•‧･∙，、一―‐–—－", "カロニエタトハ日帯転帯・・・・・,,ーーーーーー")
"""What a recogniser takes for one another in labels."""


@cache
def words() -> Words:
    """The catalogue, read once.

    Raises:
        ValueError: ``labels.toml`` names a field that the vocabulary lacks, or a word twice.
    """
    table = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
    patterns = {row.pattern for row in FIELDS}
    targets: dict[str, str] = {}
    rows = [*table["fields"].items(), *table["hidden"].items()]
    rows += [(FOLLOWS, table["follows"]["words"]), (IGNORED, table["ignored"]["words"])]
    for target, texts in rows:
        if target not in patterns and target not in (*HIDDEN, FOLLOWS, IGNORED):
            raise ValueError(f"labels.toml: no field {target!r}")
        for text in texts:
            if targets.setdefault(normalise(text), target) != target:
                raise ValueError(f"labels.toml: {text!r} stands for two fields")
            # The last bracket of a label that fills its cell goes astray.
            targets.setdefault(normalise(text).removesuffix(")"), target)
    return Words(
        targets,
        {normalise(text): document for document, texts in table["title"].items() for text in texts},
        {path: building for path, building in table["follows"].items() if path != "words"},
        {normalise(word): fields for word, fields in table["sided"].items()},
        {normalise(text): side for side, texts in table["sides"].items() for text in texts},
        tuple(normalise(text) for text in table["prose"]["words"]),
        frozenset(normalise(text) for text in table["notes"]["words"]),
        re.compile(f"(?:{'|'.join(table['translation']['words'].split())})+"),
        frozenset(table["blank"]["marks"]),
        frozenset(table["blank"]["words"]),
        tuple(normalise(text) for text in table["copy"]["words"]),
        frozenset(table["values"]["relationships"].split()),
        {path: frozenset(texts.split()) for path, texts in table["closed"].items()},
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a segment: a label, or what stands between labels.

    Attributes:
        segment: its characters and place.
        target: for a label what it names, otherwise None.
        word: for a label the normalised word; none for prose, whose target is IGNORED.
    """

    segment: Segment
    target: str | None = None
    word: str = ""


def find_pieces(segment: Segment) -> list[Piece]:
    """A line taken apart into labels and the values between them, from left to right."""
    catalogue = words()
    plain = [normalise(glyph.text) or glyph.text for glyph in segment.glyphs]
    if is_translation("".join(plain)):
        return []
    if is_prose("".join(plain)):
        return [Piece(segment, IGNORED)]
    pieces, start, index = [], 0, 0
    while index < len(plain):
        word, misread = None, None
        if _may_begin(segment, plain, start, index):
            word = _label_at(segment, plain, index, catalogue)
            misread = None if word else _misread_at(segment, plain, index)
        if misread:
            word = misread
        if word is None:
            index += 1
            continue
        length = _glyphs_of(plain, index, word)
        pieces += _value(segment, plain, start, index)
        pieces.append(Piece(segment.part(index, index + length), catalogue.targets[word], word))
        index = _behind_translation(plain, _behind_note(plain, index + length))
        while index < len(plain) and plain[index] in _COLONS:
            index += 1
        start = index
    return pieces + _value(segment, plain, start, len(plain))


def labels_of(segments: Sequence[Segment]) -> list[Piece]:
    """The labels of a cell that holds nothing else; empty when it holds anything else.

    A label may be broken into two lines, and a cell may hold two labels (性別　続柄).
    """
    if not segments:
        return []
    catalogue = words()
    begins = _begins(segments)
    rest = "".join(normalise(segment.text) for segment in segments).strip(_COLONS)
    length = len(rest)
    rest = rest.lstrip("".join(_BULLETS - {"("})) or rest
    whole, found = rest, []
    while rest:
        word = next(
            (rest[:length] for length in range(catalogue.longest, 0, -1) if rest[:length] in catalogue.targets), None
        )
        if word is None:
            misread = nearest(whole)
            return [Piece(segments[0], catalogue.targets[misread], misread)] if misread else []
        found.append((word, length - len(rest)))
        rest = rest[len(word) :]
        behind = _behind_note(list(rest), 0)
        rest = rest[behind:].lstrip("・/," + _COLONS)
        latin = re.match(r"[A-Za-z()./,'\-]*", rest)[0]
        if is_translation(latin):
            rest = rest[len(latin) :]
    if [word for word, _ in found[1:]] == ["世帯主"] and catalogue.targets[found[0][0]] == "members[].relationship":
        return []  # the label, and beneath it the value
    last = [max(at for at, begin in enumerate(begins) if begin <= start) for _, start in found]
    return [Piece(segments[at], catalogue.targets[word], word) for (word, _), at in zip(found, last, strict=True)]


def _begins(segments: Sequence[Segment]) -> list[int]:
    """For each segment how many normalised characters come before it."""
    begins, length = [], 0
    for segment in segments:
        begins.append(length)
        length += len(normalise(segment.text))
    return begins


@cache
def nearest(text: str) -> str | None:
    """The label that this is with a character or two misread, if it can only be one."""
    if len(text) < MIN_MISREAD_LABEL:
        return None
    # 男世帯主 is a value and a value, and not 旧世帯主 misread.
    values = SEXES | words().relationships
    if any(text[at:] in words().targets and text[:at] in values for at in range(1, len(text))):
        return None
    best: dict[str, tuple[int, str]] = {}
    for word, target in words().targets.items():
        if len(word) == len(text):
            wrong = sum(one != other for one, other in zip(word, text, strict=True))
            best[target] = min(best.get(target, (99, "")), (wrong, word))
    ranking = sorted(best.values())
    if not ranking or ranking[0][0] > (2 if len(text) >= LONG_LABEL else 1):
        return None
    # 転出前住所 and 転出先住所 differ by one character: a text as near to both is neither.
    return None if len(ranking) > 1 and ranking[1][0] <= ranking[0][0] else ranking[0][1]


MIN_MISREAD_LABEL, LONG_LABEL = 4, 7
"""Lengths from which on one and two characters of a label may be misread."""


def is_prose(plain: str) -> bool:
    """Whether a normalised text is a sentence: its words are no labels, and it is no value."""
    return len(plain) >= MIN_PROSE and any(word in plain for word in words().prose)


MIN_PROSE = 10


def is_translation(plain: str) -> bool:
    """Whether a normalised text can only be the English of a label."""
    letters = re.sub("[^a-z]", "", plain.lower())
    strange = re.sub(r"[A-Za-z()./,・'\-]", "", plain)
    return len(letters) >= 3 and not strange and bool(words().translation.fullmatch(letters))


def _behind_translation(plain: list[str], index: int) -> int:
    """Behind the English of a label, where it stands right beside it, or the index as it is."""
    end = index
    while end < len(plain) and plain[end] not in _COLONS and (plain[end].isascii() and not plain[end].isdigit()):
        end += 1
    return end if is_translation("".join(plain[index:end])) else index


def _behind_note(plain: list[str], index: int) -> int:
    """Behind a note in brackets, as in 転出先(予定), or the index as it is."""
    rest = "".join(plain[index : index + MAX_NOTE])
    if rest[:1] == "(" and (end := rest.find(")")) > 0 and rest[1:end] in words().notes:
        count = 0
        while end >= 0:
            end -= len(plain[index + count])
            count += 1
        return index + count
    return index


MAX_NOTE = 12


def _value(segment: Segment, plain: list[str], start: int, end: int) -> list[Piece]:
    while start < end and plain[start] in _COLONS:
        start += 1
    if start >= end:
        return []
    return [Piece(segment.part(start, end))]


def is_numbering(text: str) -> bool:
    """Whether a text can only be the number or the bullet before a label."""
    return bool(_NUMBERING.fullmatch(text.strip()) or _NUMBERING.fullmatch(normalise(text)))


_NUMBERING = re.compile(r"[0-9]{1,2}[.)・,]|[(【\[〔<][0-9]{1,2}[)】\]〕>]?|[●○■□◆◇※①-⑳・.]")


def _may_begin(segment: Segment, plain: list[str], start: int, index: int) -> bool:
    if segment.gap_before(index) >= BROKEN_GAP_EM * 0.8:
        return True
    # Bullets and numbers may precede a label, as in (1)氏名; a colon may not: what follows it is a value.
    after_colon = index > 0 and plain[index - 1] in _COLONS
    return not after_colon and all(character in _BULLETS for character in plain[start:index])


def _label_at(segment: Segment, plain: list[str], index: int, catalogue: Words) -> str | None:
    rest = "".join(plain[index:])
    for length in range(min(len(rest), catalogue.longest), 1, -1):
        word = rest[:length]
        if word not in catalogue.targets:
            continue
        end = index + _glyphs_of(plain, index, word)
        if end == len(plain) or plain[end] in _COLONS or segment.gap_before(end) >= WIDE_AFTER_LABEL_EM:
            return word
        if length >= MIN_TIGHT_WORD and _may_follow(plain[end], catalogue.targets[word]):
            return word
        if plain[end] == "(" and _behind_note(plain, end) > end:
            return word
        # 性別女 is a label and its value: what follows is one of the few things that can follow it.
        if "".join(plain[end : _end_of(segment, plain, end)]) in catalogue.told(catalogue.targets[word]):
            return word
    return None


def _may_follow(character: str, target: str) -> bool:
    """Whether a value may begin so right behind its label; 個人番号カード is no label and a value."""
    if target in HIDDEN:
        return character.isdecimal() or character in words().blanks
    return not "\u3040" < character < "\u30a0" and character not in "、,。.・)及"


def _end_of(segment: Segment, plain: list[str], start: int) -> int:
    """Behind the last character before a wide gap or a colon."""
    end = start + 1
    while end < len(plain) and plain[end] not in _COLONS and segment.gap_before(end) < WIDE_AFTER_LABEL_EM:
        end += 1
    return end


def _misread_at(segment: Segment, plain: list[str], index: int) -> str | None:
    """A label with a misread character that reaches to a colon, a wide gap or the end."""
    end = index if plain[index] in _COLONS else _end_of(segment, plain, index)
    return nearest("".join(plain[index:end]))


WIDE_AFTER_LABEL_EM = 0.8
"""A gap that ends a label."""


def _glyphs_of(plain: list[str], index: int, word: str) -> int:
    """How many characters of the line make up the word: one may normalise to several."""
    length = count = 0
    while length < len(word):
        length += len(plain[index + count])
        count += 1
    return count
