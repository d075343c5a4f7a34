"""The words of certificates, out of ``labels.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.fields import FIELDS

LABELS = Path(__file__).with_name("labels.toml")
FOLLOWS, IGNORED = "@follows", "@ignored"
"""Targets of labels that depend on the one before, and of labels whose values are dropped."""
HIDDEN = ("individual_number", "resident_code")
"""What is blacked out."""
NAME, KANA = "members[].name", "members[].kana"
FORMER_SURNAME = "members[].former_surname"
BORN, SEX, RELATIONSHIP = "members[].birth_date", "members[].sex", "members[].relationship"
TELLING = (NAME, BORN, SEX, RELATIONSHIP)
"""What everybody has."""
NAMES = (NAME, "householder.former", "register_head")
"""Whose value is somebody's name in kanji or Latin letters."""
BUILDINGS = {"former_address": "former_building", "new_address": "new_building"}
"""The building that belongs to an address."""
ADDRESSES = (*BUILDINGS, "registered_domicile")
SEXES = frozenset({"男", "女", "男性", "女性"})


@dataclass(frozen=True, slots=True)
class Composed:
    """What a label means that cities put together freely.

    Attributes:
        ends: what it ends in, normalised.
        has: of which it holds one before that; none where anything may stand there.
        word: a label of the catalogue that means the same, normalised.
    """

    ends: tuple[str, ...]
    has: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue of labels.

    Attributes:
        targets: normalised word → field pattern, hidden kind, FOLLOWS or IGNORED.
        titles: normalised title → document.
        follows: address path → the building that belongs to it.
        sided: word → ``former`` and ``new`` → the field that it means there.
        sides: normalised caption, headings too → ``former`` or ``new``.
        headings: those that head a part of a page with labels of its own.
        remarks: normalised headings of boxes of remarks.
        prose: what only prose has.
        examples: what says how to fill in a form, with labels and values of nobody's; prose, too.
        described: what a line of help ends in that says whom a label means, and no name.
        notes: what may stand in brackets behind a label.
        translation: fits what is made of the English words of labels, in lower case and without blanks.
        blanks: characters that stand for "no value".
        blank_words: words that do.
        blank_ends: what sentences end in that do.
        copies: words that only a photocopy shows.
        relationships: 続柄 that registers know, brackets in half width.
        closed: field pattern → all values that it can have, where the set is closed.
        says: label → the field whose value that word may be, too.
        explaining: words that a note in brackets may hold, and no value.
        composed: what labels mean that cities put together freely; the first one that fits counts.
        taken: character → those of short labels that it may be read for.
        by_length: the labels of each length.
        beginnings: what labels begin with.
        cities: heads of the columns of the first parts of an address.
        towns: those of the parts that follow.
        halves: the labels of a surname and of the given name behind it → the normalised label of both.
        abbreviated: labels of a character or two → the normalised label that they stand for.
        legend: words before and between what codes mean.
        joint: words that are labels only where they are joined to another one → the normalised label that they mean.
    """

    targets: dict[str, str]
    titles: dict[str, str]
    follows: dict[str, str]
    sided: dict[str, dict[str, str]]
    sides: dict[str, str]
    headings: frozenset[str]
    remarks: frozenset[str]
    prose: tuple[str, ...]
    examples: tuple[str, ...]
    described: tuple[str, ...]
    notes: frozenset[str]
    translation: re.Pattern[str]
    blanks: frozenset[str]
    blank_words: frozenset[str]
    blank_ends: tuple[str, ...]
    copies: tuple[str, ...]
    relationships: frozenset[str]
    closed: dict[str, frozenset[str]]
    says: dict[str, str]
    explaining: tuple[str, ...]
    composed: tuple[Composed, ...]
    taken: dict[str, str]
    by_length: tuple[tuple[str, ...], ...]
    beginnings: frozenset[str]
    cities: frozenset[str]
    towns: frozenset[str]
    halves: dict[tuple[str, ...], str]
    abbreviated: dict[str, str]
    legend: tuple[str, ...]
    joint: dict[str, str]

    def told(self, target: str) -> frozenset[str]:
        """All values that a field can have, where those are so few that one of them tells it."""
        if target == SEX:
            return SEXES
        return self.relationships if target == RELATIONSHIP else self.closed.get(target, frozenset())

    def say_nothing(self, plain: str) -> bool:
        """Whether a normalised text says in words that there is no value, brackets around it or not."""
        bare = plain.strip("()")
        return bare in self.blank_words or bare.endswith(self.blank_ends)

    @property
    def longest(self) -> int:
        """Length of the longest label."""
        return len(self.by_length) - 1


def unblanked(text: str) -> str:
    """A text without blanks and in one width, its characters as they are."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def normalise(text: str) -> str:
    """Labels are compared without blanks and in one width. Not for what values say: 山口 would be 山ロ."""
    return unblanked(text).translate(_ALIKE)


_ALIKE = str.maketrans(
    "力口二工夕卜八曰蒂耘帶·•‧･∙，、一―‐–—－" + "錄轉證續國號兒當舊" + "ァィゥェォッャュョ",
    "カロニエタトハ日帯転帯・・・・・,,ーーーーーー" + "録転証続国号児当旧" + "アイウエオツヤユヨ",
)
"""What a recogniser takes for one another in labels, old forms for new ones too; and line printers set ｷﾕｳｼﾞﾕｳｼﾖ for
キュウジュウショ."""


@cache
def normalised(texts: frozenset[str]) -> frozenset[str]:
    """Words as they are compared with normalised text."""
    return frozenset(map(normalise, texts))


def _expanded(texts: Sequence[str], parts: Mapping[str, Sequence[str]]) -> list[str]:
    """The words, those that hold {the name of a list} once for each of its words."""
    found = []
    for text in texts:
        name = _PART.search(text)
        found += [text.replace(name[0], part) for part in parts[name[1]]] if name else [text]
    return found


_PART = re.compile(r"\{(\w+)\}")


def _captions(table: Mapping[str, Sequence[str]], parts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Normalised captions, each with the side that it is of."""
    return {normalise(text): side for side, texts in table.items() for text in _expanded(texts, parts)}


@cache
def words() -> Words:
    """The catalogue, read once.

    Raises:
        ValueError: ``labels.toml`` names a field that the vocabulary lacks, or a word twice.
    """
    table = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    patterns = {row.pattern for row in FIELDS}
    targets: dict[str, str] = {}
    rows = [*table["fields"].items(), *table["hidden"].items()]
    rows += [(FOLLOWS, table["follows"]["words"]), (IGNORED, table["ignored"]["words"])]
    for target, texts in ((target, _expanded(texts, table["parts"])) for target, texts in rows):
        if target not in patterns and target not in (*HIDDEN, FOLLOWS, IGNORED):
            raise ValueError(f"labels.toml: no field {target!r}")
        for text in texts:
            if targets.setdefault(normalise(text), target) != target:
                raise ValueError(f"labels.toml: {text!r} stands for two fields")
            # The last bracket of a label that fills its cell goes astray.
            targets.setdefault(normalise(text).removesuffix(")"), target)
    lengths = [[] for _ in range(max(map(len, targets)) + 1)]
    for word in targets:
        lengths[len(word)].append(word)
    relationships = frozenset(table["values"]["relationships"].split())
    closed = {path: frozenset(texts.split()) for path, texts in table["closed"].items()}
    told = [(path, text) for path, texts in {RELATIONSHIP: relationships, **closed}.items() for text in texts]
    taken = set("".join(table["taken"].values()))
    headings = _captions(table["headings"], table["parts"])
    return Words(
        targets,
        {normalise(text): document for document, texts in table["title"].items() for text in texts},
        {path: building for path, building in table["follows"].items() if path != "words"},
        {normalise(word): fields for word, fields in table["sided"].items()},
        _captions(table["sides"], table["parts"]) | headings,
        frozenset(headings),
        frozenset(normalise(text) for text in table["remarks"]["words"]),
        tuple(normalise(text) for text in (*table["prose"]["words"], *table["prose"]["examples"])),
        tuple(normalise(text) for text in table["prose"]["examples"]),
        tuple(normalise(text) for text in table["described"]["ends"]),
        frozenset(normalise(text) for text in table["notes"]["words"]),
        re.compile(f"(?:{'|'.join(table['translation']['words'].split())})+"),
        frozenset(table["blank"]["marks"]),
        frozenset(table["blank"]["words"]),
        tuple(normalise(text) for text in table["blank"]["ends"]),
        tuple(normalise(text) for text in table["copy"]["words"]),
        relationships,
        closed,
        {word: path for path, text in told if targets.get(word := normalise(text), path) != path},
        tuple(normalise(text) for text in table["notes"]["parts"]),
        tuple(_composed(row, targets) for row in table["composed"]),
        {char: "".join(right for right in table["taken"] if char in table["taken"][right]) for char in taken},
        tuple(map(tuple, lengths)),
        frozenset(word[:end] for word in targets for end in range(1, len(word) + 1)),
        normalised(frozenset(table["parted"]["cities"])),
        normalised(frozenset(table["parted"]["towns"])),
        {
            tuple(normalise(label) for label in pair.split("|")): normalise(whole)
            for whole, pairs in table["halves"].items()
            for pair in pairs
        },
        {word: normalise(label) for word, label in table["abbreviated"].items()},
        tuple(table["legend"]["words"]),
        {normalise(word): normalise(label) for word, label in table["joint"].items()},
    )


def _composed(row: Mapping[str, str], targets: Mapping[str, str]) -> Composed:
    word = normalise(row["means"])
    if word not in targets:
        raise ValueError(f"labels.toml: {row['means']!r} is no label")
    ends, has = (tuple(normalise(row.get(key, "")).split("|")) if row.get(key) else () for key in ("ends", "has"))
    return Composed(ends, has, word)


def is_of_person(target: str) -> bool:
    """Whether each person has a value of this kind: a field of ``members[]``, or a number to be hidden."""
    return target.startswith("members[]") or target in HIDDEN


def are_name_and_reading(lines: Sequence[str]) -> bool:
    """Whether normalised lines are the label of names and that of readings, each by itself: not 氏名フリガナ."""
    return {words().targets.get(line) for line in lines} == {NAME, KANA}
