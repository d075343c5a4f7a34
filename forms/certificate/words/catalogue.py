"""The words of certificates, out of ``labels.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from base.remembered import remembered
from forms.fields import FIELDS, Kind

LABELS = Path(__file__).with_name("labels.toml")
FOLLOWS, IGNORED = "@follows", "@ignored"
"""Targets of labels that depend on the one before, and of labels whose values are dropped."""
HIDDEN = ("individual_number", "resident_code")
"""What is blacked out."""
NAME, KANA = "members[].name", "members[].kana"
FORMER_SURNAME = "members[].former_surname"
PENSION = "members[].pension"
BORN, SEX, RELATIONSHIP = "members[].birth_date", "members[].sex", "members[].relationship"
TELLING = (NAME, BORN, SEX, RELATIONSHIP)
"""What everybody has."""
NAMES = (NAME, "householder.former", "register_head")
"""Whose value is somebody's name in kanji or Latin letters."""
DATES = frozenset(row.pattern for row in FIELDS if row.kind is Kind.DATE)
BUILDINGS = {"former_address": "former_building", "new_address": "new_building"}
"""The building that belongs to an address."""
ADDRESSES = (*BUILDINGS, "registered_domicile")
SEXES = frozenset({"男", "女", "男性", "女性"})
SEX_LETTERS = frozenset("MF")
"""What is printed for them beside translated labels."""
SEX_WRITTEN = re.compile(r"[(\[〔]?(?:[12]?[.:・]?(?=[男女]))?(男性?|女性?|[MF])[)\]〕]?")
"""How a normalised text says one of them: in brackets, or 男 behind its code, too (1 男); 2F is a floor."""


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
        above: normalised labels of householders whose address is the one above them.
        sides: normalised caption, headings too → ``former`` or ``new``.
        headings: those that head a part of a page with labels of its own.
        remarks: normalised headings of boxes of remarks.
        prose: what only prose has.
        examples: what says how to fill in a form, with labels and values of nobody's; prose, too.
        desks: what the name of a desk in brackets behind a label ends in; prose, too.
        described: what a line of help ends in that says whom a label means, and no name.
        notes: what may stand in brackets behind a label.
        translation: fits what is made of the English words of labels, in lower case and without blanks.
        blanks: characters that stand for "no value".
        blank_words: words that do.
        blank_ends: what sentences end in that do.
        closing: words that say that nobody follows in a list.
        copies: words that only a photocopy shows.
        honorifics: what politeness puts behind a name.
        addressed: what stands behind an office that a sheet is written to; honorifics, too.
        relationships: 続柄 that registers know, brackets in half width.
        closed: field pattern → all values that it can have, where the set is closed.
        says: label → the field whose value that word may be, too.
        explaining: words that a note in brackets may hold, and no value.
        composed: what labels mean that cities put together freely; the first one that fits counts.
        taken: character → those of short labels that it may be read for.
        by_length: the labels of each length.
        beginnings: what labels and closing words begin with.
        cities: heads of the columns of the first parts of an address.
        towns: those of the parts that follow.
        halves: the labels of a surname and of the given name behind it → the normalised label of both.
        abbreviated: labels of a character or two → the normalised label that they stand for.
        shortened: labels that are short for another one beside that of a nationality → that label.
        counting: heads of the column of people's numbers.
        people: what stands before the number of a person.
        movers: normalised words that are the label of people's names where nothing else is.
        legend: words before and between what codes mean.
        joint: words that are labels only where they are joined to another one → the normalised label that they mean.
    """

    targets: dict[str, str]
    titles: dict[str, str]
    follows: dict[str, str]
    sided: dict[str, dict[str, str]]
    above: frozenset[str]
    sides: dict[str, str]
    headings: frozenset[str]
    remarks: frozenset[str]
    prose: tuple[str, ...]
    examples: tuple[str, ...]
    desks: tuple[str, ...]
    described: tuple[str, ...]
    notes: frozenset[str]
    translation: re.Pattern[str]
    blanks: frozenset[str]
    blank_words: frozenset[str]
    blank_ends: tuple[str, ...]
    closing: frozenset[str]
    copies: tuple[str, ...]
    honorifics: tuple[str, ...]
    addressed: tuple[str, ...]
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
    shortened: dict[str, str]
    counting: frozenset[str]
    people: tuple[str, ...]
    movers: frozenset[str]
    legend: tuple[str, ...]
    joint: dict[str, str]

    def told(self, target: str) -> frozenset[str]:
        """All values that a field can have, where those are so few that one of them tells it."""
        if target == SEX:
            return SEXES | SEX_LETTERS
        return self.relationships if target == RELATIONSHIP else self.closed.get(target, frozenset())

    def say_nothing(self, plain: str) -> bool:
        """Whether a normalised text says in words that there is no value, brackets around it or not."""
        bare = plain.strip("()[]<>【】〔〕〈〉《》")
        return bare in self.blank_words or bare.endswith(self.blank_ends)

    def closes(self, plain: str) -> bool:
        """Whether a normalised text says that nobody follows in a list: ーー以下余白ーー."""
        return plain.strip("()ー-*") in self.closing

    @property
    def longest(self) -> int:
        """Length of the longest label."""
        return len(self.by_length) - 1


@remembered
def unblanked(text: str) -> str:
    """A text without blanks and in one width, its characters as they are."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@remembered
def normalise(text: str) -> str:
    """Labels are compared without blanks and in one width. Not for what values say: 山口 would be 山ロ."""
    return unblanked(text).translate(_ALIKE)


_ALIKE = str.maketrans(
    "力口二工夕卜八曰蒂耘帶·•‧･∙，、一―‐–—－" + "錄轉證續國號兒當舊齡險醫區屆發處戶讀假內變數" + "ァィゥェォッャュョ",
    "カロニエタトハ日帯転帯・・・・・,,ーーーーーー"
    + "録転証続国号児当旧齢険医区届発処戸読仮内変数"
    + "アイウエオツヤユヨ",
)
"""What a recogniser takes for one another in labels, old forms for new ones too; and line printers set ｷﾕｳｼﾞﾕｳｼﾖ for
キュウジュウショ."""


@cache
def normalised(texts: frozenset[str]) -> frozenset[str]:
    """Words as they are compared with normalised text."""
    return frozenset(map(normalise, texts))


def _expanded(texts: Sequence[str], parts: Mapping[str, Sequence[str]]) -> list[str]:
    """The words, those that hold {the names of lists} once for each of their words."""
    found = []
    for text in texts:
        name = _PART.search(text)
        found += _expanded([text.replace(name[0], part) for part in parts[name[1]]], parts) if name else [text]
    return found


_PART = re.compile(r"\{(\w+)\}")


def _captions(table: Mapping[str, Sequence[str]], parts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Normalised captions, each with the side that it is of."""
    return {normalise(text): side for side, texts in table.items() for text in _expanded(texts, parts)}


@cache
def words() -> Words:
    """The catalogue, read once.

    Raises:
        ValueError: ``labels.toml`` names a field that the vocabulary lacks, a label that it has not got itself, or a
            word twice.
    """
    table = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    targets = _targets(table)
    _check(table, targets)
    lengths = [[] for _ in range(max(map(len, targets)) + 1)]
    for word in targets:
        lengths[len(word)].append(word)
    relationships = frozenset(table["values"]["relationships"].split())
    closed = {path: frozenset(texts.split()) for path, texts in table["closed"].items()}
    told = [(path, text) for path, texts in {RELATIONSHIP: relationships, **closed}.items() for text in texts]
    taken = set("".join(table["taken"].values()))
    headings = _captions(table["headings"], table["parts"])
    return Words(
        targets=targets,
        titles={normalise(text): document for document, texts in table["title"].items() for text in texts},
        follows={path: building for path, building in table["follows"].items() if path != "words"},
        sided={normalise(word): fields for word, fields in table["sided"].items()},
        above=frozenset(_plain(table["above"]["words"])),
        sides=_captions(table["sides"], table["parts"]) | headings,
        headings=frozenset(headings),
        remarks=frozenset(_plain(table["remarks"]["words"])),
        prose=_plain([*table["prose"]["words"], *table["prose"]["examples"]]),
        examples=_plain(table["prose"]["examples"]),
        desks=_plain(table["prose"]["desks"]),
        described=_plain(table["described"]["ends"]),
        notes=frozenset(_plain(table["notes"]["words"])),
        translation=re.compile(f"(?:{'|'.join(table['translation']['words'].split())})+"),
        blanks=frozenset(table["blank"]["marks"]),
        blank_words=frozenset(_plain(table["blank"]["words"])),
        blank_ends=_plain(table["blank"]["ends"]),
        closing=frozenset(_plain(table["blank"]["closing"])),
        copies=_plain(table["copy"]["words"]),
        honorifics=tuple(table["courtesy"]["honorifics"]),
        addressed=tuple(table["courtesy"]["addressed"]),
        relationships=relationships,
        closed=closed,
        says={word: path for path, text in told if targets.get(word := normalise(text), path) != path},
        explaining=_plain(table["notes"]["parts"]),
        composed=tuple(map(_composed, table["composed"])),
        taken={char: "".join(right for right in table["taken"] if char in table["taken"][right]) for char in taken},
        by_length=tuple(map(tuple, lengths)),
        beginnings=frozenset(
            word[:end] for word in (*targets, *_plain(table["blank"]["closing"])) for end in range(1, len(word) + 1)
        ),
        cities=frozenset(_plain(table["parted"]["cities"])),
        towns=frozenset(_plain(table["parted"]["towns"])),
        halves={
            _plain(pair.split("|")): normalise(whole) for whole, pairs in table["halves"].items() for pair in pairs
        },
        abbreviated={word: normalise(label) for word, label in table["abbreviated"].items()},
        shortened={word: normalise(label) for word, label in table["shortened"].items()},
        counting=frozenset(_plain(table["counting"]["heads"])),
        people=_plain(table["counting"]["people"]),
        movers=frozenset(_plain(table["movers"]["words"])),
        legend=tuple(table["legend"]["words"]),
        joint={normalise(word): normalise(label) for word, label in table["joint"].items()},
    )


def _plain(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(normalise, texts))


def _targets(table: Mapping[str, Mapping]) -> dict[str, str]:
    """Each normalised label with what it names."""
    rows = [*table["fields"].items(), *table["hidden"].items()]
    rows += [(FOLLOWS, table["follows"]["words"]), (IGNORED, table["ignored"]["words"])]
    targets: dict[str, str] = {}
    for target, texts in rows:
        for text in _expanded(texts, table["parts"]):
            plain = normalise(text)
            if targets.setdefault(plain, target) != target:
                raise ValueError(f"labels.toml: {text!r} stands for two fields")
            # The last bracket of a label that fills its cell goes astray.
            targets.setdefault(plain.removesuffix(")"), target)
    return targets


def _check(table: Mapping[str, Mapping], targets: Collection[str]) -> None:
    """Raises where a table names a field or a label that there is not."""
    fields = [*table["fields"], *table["closed"], *(table["follows"].keys() - {"words"})]
    fields += [field for meant in table["sided"].values() for field in meant.values()]
    if strange := set(fields) - {row.pattern for row in FIELDS}:
        raise ValueError(f"labels.toml: no field {min(strange)!r}")
    if strange := set(table["hidden"]) - set(HIDDEN):
        raise ValueError(f"labels.toml: {min(strange)!r} is no number that is hidden")
    labels = [*table["sided"], *table["halves"], *table["joint"].values()]
    labels += [
        *table["abbreviated"].values(),
        *table["shortened"].values(),
        *table["above"]["words"],
        *(row["means"] for row in table["composed"]),
    ]
    if strange := [label for label in labels if normalise(label) not in targets]:
        raise ValueError(f"labels.toml: {strange[0]!r} is no label")


def _composed(row: Mapping[str, str]) -> Composed:
    ends, has = (_plain(row[key].split("|")) if key in row else () for key in ("ends", "has"))
    return Composed(ends, has, normalise(row["means"]))


def is_of_person(target: str) -> bool:
    """Whether each person has a value of this kind: a field of ``members[]``, or a number to be hidden."""
    return target.startswith("members[]") or target in HIDDEN


def are_name_and_reading(lines: Sequence[str]) -> bool:
    """Whether normalised lines are the label of names and that of readings, each by itself: not 氏名フリガナ."""
    return {words().targets.get(line) for line in lines} == {NAME, KANA}
