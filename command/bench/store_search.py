"""Searching a big store: by name, variant, reading and reception number, and for duplicates, among 100,000 visits.

The visits stand in the list and in the index alone, as many hashes each as a real one has; those that are looked for
are real ones in between.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sqlalchemy import insert, select, update

from db import schema, searching
from db.crypto import KeyRing
from db.engine import writing
from db.figures import Figures
from db.store import Store
from db.summary import VisitSummary
from forms.characters import search_key
from forms.kana import kana_key
from forms.visit import Visit

VISITS = 100_000
DAYS = 200
AT_ONCE = 5_000
TIMES = 40
"""How often each question is asked."""
FAMILY = dict(
    each.split("/")
    for each in [
        "佐藤/サトウ",
        "鈴木/スズキ",
        "高橋/タカハシ",
        "田中/タナカ",
        "渡辺/ワタナベ",
        "伊藤/イトウ",
        "山本/ヤマモト",
        "中村/ナカムラ",
        "小林/コバヤシ",
        "加藤/カトウ",
        "斎藤/サイトウ",
        "浜崎/ハマサキ",
        "吉田/ヨシダ",
        "柳田/ヤナギダ",
        "桜井/サクライ",
        "沢村/サワムラ",
        "広瀬/ヒロセ",
        "真壁/マカベ",
    ]
)
GIVEN = {
    first + second: kana + more
    for first, kana in zip("一健美正由裕直千", ["イチ", "ケン", "ミ", "マサ", "ユ", "ヒロ", "ナオ", "チ"], strict=True)
    for second, more in zip("郎子樹也恵介奈代", ["ロウ", "コ", "キ", "ヤ", "エ", "スケ", "ナ", "ヨ"], strict=True)
}
"""Of most family names there are many, of few some, as Zipf has it."""
COMMON = 0.06
"""How many have one of these names; 佐藤 comes to 1.6 in 100, as in Japan. All others have names of their own."""
LIKENESS_HASHES = 8
"""Of a visit of two: names and readings with days of birth, the move, the home."""


def fill(store: Store, keys: KeyRing, like: Visit, visits: int = VISITS) -> None:
    """Puts so many visits into the list and the index.

    Args:
        store: with at least one visit, whose row the others resemble.
        keys: of the store.
        like: that visit.
        visits: how many.
    """
    chance = random.Random(5)
    day = (like.submitted_at or like.opened_at).date()
    row = VisitSummary.of(like).to_row()
    figures = Figures(like.version, ("certificate",), {"at_kiosk": 4.5}, {"members[].name": (2, 1, 0)})
    family, given = list(FAMILY), list(GIVEN)
    common = [1 / (rank + 1) for rank in range(len(family))]
    made: dict[tuple[str, str], bytes] = {}

    def hashed(purpose: str, text: str) -> bytes:
        if (purpose, text) not in made:
            (made[purpose, text],) = searching.hashes(frozenset({(purpose, text)}), keys)
        return made[purpose, text]

    for start in range(0, visits, AT_ONCE):
        rows, terms = [], []
        for number in range(start, min(start + AT_ONCE, visits)):
            (last,), first = chance.choices(family, common), chance.choice(given)
            id, reading = f"bench{number}", (FAMILY[last], GIVEN[first])
            sealed = figures.column(id, keys)
            rows.append(row | sealed | {"id": id, "queued": number + 1000, "changed": 0} | _number(number, day))
            if chance.random() > COMMON:
                terms += [
                    {"term": os.urandom(searching.HASH_BYTES), "visit_id": id, "queued": number + 1000}
                    for _ in range(6 + LIKENESS_HASHES)
                ]
                continue
            found = {hashed(searching.NAME, search_key(each)) for each in (last, first, last + first)}
            found |= {hashed(searching.KANA, kana_key(each)) for each in (*reading, "".join(reading))}
            found |= {os.urandom(searching.HASH_BYTES) for _ in range(LIKENESS_HASHES)}
            terms += [{"term": each, "visit_id": id, "queued": number + 1000} for each in found]
        with writing(store._engine, store.place) as connection:
            connection.execute(insert(schema.visits), rows)
            connection.execute(insert(schema.search_terms), terms)
    with writing(store._engine, store.place) as connection:
        position = connection.scalar(select(schema.store.c.position))
        connection.execute(update(schema.store).values(position=position + visits + 1000))
        if store.place.file is None:  # as the server does by itself within minutes
            connection.exec_driver_sql("ANALYZE")


def _number(number: int, day: date) -> dict[str, str]:
    """Spread over the days before, as many each."""
    return {
        "day": (day - timedelta(days=1 + number % DAYS)).isoformat(),
        "reception_number": f"{number // DAYS + 1:04d}",
    }


def ask(store: Store, visit: Visit) -> Iterator[tuple[str, list[float]]]:
    """Each question with the milliseconds that its answers took.

    Args:
        store: a big one.
        visit: one in it, to which there is a duplicate.
    """
    day = (visit.submitted_at or visit.opened_at).date()
    questions: dict[str, Callable[[], object]] = {
        "name": lambda: store.search("佐藤　千代"),
        "common family name": lambda: store.search("佐藤"),
        "variant": lambda: store.search("髙橋　一郎"),
        "kana": lambda: store.search("たかはし いちろう"),
        "nobody": lambda: store.search("不知火"),
        "number": lambda: store.find_by_reception_number("0001", day - timedelta(days=7)),
        "duplicates": lambda: store.duplicates(visit),
        "list": lambda: store.visits(day=day),
    }
    for name, question in questions.items():
        taken = []
        for _ in range(TIMES):
            began = time.perf_counter()
            answer = question()
            taken.append((time.perf_counter() - began) * 1000)
        if not answer and name != "nobody":
            raise RuntimeError(f"the bench found nothing: {name}")
        yield name, taken
