"""The sample family at the counter: visits in a store of their own, for pictures of the screens and for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from db.store import Store
from forms import display
from forms.actions import Action, ActionType
from forms.fields import Kind, get_field_type
from forms.guide.advice import Advice, Told
from forms.reading import ReadField, Reading, Source
from forms.visit import new_id

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ON_PAPER = ("former_address", "new_address", "new_building", "householder.former", "planned_on")
ON_PAPER += ("registered_domicile", "register_head", "issued_on", "issuer")
CHARACTERS = (Kind.NAME, Kind.KANA, Kind.ADDRESS, Kind.BUILDING)
OF_PERSON = ("name", "kana", "birth_date", "sex", "relationship")


@dataclass(frozen=True)
class SampleVisit:
    """What one visitor brought.

    Attributes:
        readings: what was read.
        pages: the pages of the first reading, as PNG.
        kind: of the notification.
        advice: what the procedures guide told them, or None.
    """

    readings: tuple[Reading, ...]
    pages: tuple[bytes, ...] = ()
    kind: str = "moving_in"
    advice: Advice | None = None

    def actions(self, number: str, at: datetime, visit_id: str | None = None) -> tuple[list[Action], dict[str, bytes]]:
        """The actions up to the reception, and the pages by id."""
        visit_id = visit_id or new_id()
        page_ids = {new_id(): page for page in self.pages}

        def action(type: ActionType, **data) -> Action:
            return Action(new_id(), visit_id, type, at, "kiosk:sample", data)

        actions = [action(ActionType.OPEN, kind=self.kind, language="ja", place="sample")]
        for index, reading in enumerate(self.readings):
            actions.append(
                action(ActionType.READ, reading=reading.to_json(), page_ids=list(page_ids) if index == 0 else [])
            )
        if self.advice:
            actions.append(action(ActionType.ANSWER, advice=self.advice.to_json()))
        actions.append(action(ActionType.SUBMIT, reception_number=number))
        return actions, page_ids


def household() -> dict[str, str]:
    """The truth about the sample family, by path."""
    return json.loads((SAMPLES / "household.json").read_text(encoding="utf-8"))


def neighbours(values: Mapping[str, str], *but: str) -> dict[str, str]:
    """Another household than the family, without these of its people: other names, days of birth, places."""
    said = {path: value for path, value in values.items() if not path.startswith(but)}
    names = {"髙橋": "佐々木", "タカハシ": "ササキ", "南瓦町３番１号": "中瓦町２丁５番", "九段南": "一番町"}
    for old, new in names.items():
        said = {path: value.replace(old, new) for path, value in said.items()}
    born = {path: f"19{int(value[2:4]) - 9:02d}{value[4:]}" for path, value in said.items() if "birth" in path}
    return said | born


def paper_paths(people: int) -> list[str]:
    """What stands on a certificate for so many people."""
    return [*ON_PAPER, *(f"members[{index}].{name}" for index in range(people) for name in OF_PERSON)]


ADVICE = Advice(
    "chiyoda_like",
    {},
    (
        Told(
            "health",
            "国民健康保険に入る",
            "2階 保険年金課",
            "令和8年11月28日まで",
            ("本人確認書類", "在留カード（外国籍の方）"),
        ),
        Told("school", "小・中学校の転校", "4階 学務課", "", ("在学証明書", "教科書給与証明書")),
        Told("dog", "犬の登録の変更", "3階 生活衛生課", "令和8年12月14日まで", ("鑑札",)),
    ),
    ("印鑑登録をしますか",),
)
"""What a family may have been told, for pictures."""


def clean(values: Mapping[str, str], people: int = 3) -> SampleVisit:
    """A visit in which everything agrees: certificate, card of the first person, pre-entry."""
    certificate, page = drawn_certificate(values, paper_paths(people))
    return SampleVisit((certificate, pre_entry(values), card(values)), (page,))


def alone(values: Mapping[str, str], member: int) -> SampleVisit:
    """One of the people on a sheet of their own, as a pre-entry."""
    said = {path: value for path, value in values.items() if not path.startswith("members")}
    rows = {path: value for path, value in values.items() if path.startswith(f"members[{member}]")}
    return SampleVisit((pre_entry(said | {path.replace(f"[{member}]", "[0]"): rows[path] for path in rows}),), ())


def with_doubts(values: Mapping[str, str], certificate: Reading, pages: Sequence[bytes]) -> SampleVisit:
    """A visit with a conflict of variants (﨑 on paper, 崎 in the pre-entry) and an unsure reading."""
    unsure = {"members[2].kana": ("ワクナベ　ヨシエ", ("ワタナベ　ヨシエ",))}
    fields = []
    for row in certificate:
        if row.path in unsure:
            value, others = unsure[row.path]
            row = replace(row, text=value, value=value, sure=False, confidence=0.61, candidates=others)
        elif row.path in values and get_field_type(row.path).kind in CHARACTERS:
            # What the screens show does not depend on how well the paper was read.
            row = replace(row, text=values[row.path], value=values[row.path], sure=True, candidates=())
        fields.append(row)
    typed = dict(values) | {"members[1].name": values["members[1].name"].replace("﨑", "崎")}
    typed = {path: value for path, value in typed.items() if path != "members[2].kana"}
    return SampleVisit((replace(certificate, fields=tuple(fields)), pre_entry(typed), card(values)), tuple(pages))


def pre_entry(values: Mapping[str, str]) -> Reading:
    """What the family typed at home."""
    left_out = ("kind", "notified_on", "planned_on", "issued_on", "issuer", "registered_domicile", "register_head")
    rows = [ReadField(path, value, value, 0.9) for path, value in values.items() if path not in left_out]
    return Reading(Source.PRE_ENTRY, tuple(rows))


def card(values: Mapping[str, str]) -> Reading:
    """The four basics of the first person's My Number card, with the address before the move."""
    paths = {"members[0].name": "members[0].name", "former_address": "former_address"}
    paths |= {f"members[0].{name}": f"members[0].{name}" for name in ("birth_date", "sex")}
    return Reading(Source.MY_NUMBER_CARD, tuple(ReadField(path, values[path], values[path]) for path in paths))


PAGE_WIDTH, PAGE_HEIGHT = 1240, 1754
"""A4 at 150 dots an inch, in pixels."""


def drawn_certificate(values: Mapping[str, str], paths: Sequence[str]) -> tuple[Reading, bytes]:
    """A plain certificate drawn here, and the reading of it with the right boxes. Needs a QGuiApplication."""
    image = QImage(PAGE_WIDTH, PAGE_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    font = QFont("IPAmjMincho")
    font.setPixelSize(40)
    painter.setFont(font)
    painter.drawText(QRect(0, 60, PAGE_WIDTH, 80), Qt.AlignmentFlag.AlignCenter, "転 出 証 明 書")
    rows, top = [], 170
    for path in paths:
        if path not in values:
            continue
        shown = display.shown(path, values[path])
        font.setPixelSize(20)
        painter.setFont(font)
        painter.drawText(QRect(90, top, 260, 44), Qt.AlignmentFlag.AlignVCenter, display.label(path))
        font.setPixelSize(28)
        painter.setFont(font)
        painter.drawText(QRect(370, top, 780, 44), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.drawLine(90, top + 50, 1150, top + 50)
        rows.append(
            ReadField(path, shown, values[path], 0.99, True, 0, (366, top, 366 + 30 * len(shown) + 8, top + 46))
        )
        top += 52
    painter.end()
    reading = Reading(
        Source.CERTIFICATE, tuple(rows), "moving_out_certificate", 1, ("individual_number", "resident_code")
    )
    return reading, png(image)


def png(image: QImage) -> bytes:
    """A picture as PNG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def add_visits(store: Store, visits: Sequence[tuple[SampleVisit, str, int]], now: datetime) -> list[str]:
    """Puts visits into a store.

    Args:
        store: an open one.
        visits: each with its reception number and the minutes that its visitor has waited.
        now: the time of the counter.

    Returns:
        Their ids.
    """
    ids = []
    for visit, number, minutes in visits:
        actions, pages = visit.actions(number, now - timedelta(minutes=minutes))
        store.add(actions, pages=pages)
        ids.append(actions[0].visit_id)
    return ids
