"""The field vocabulary: one table that screens, forms, export, redaction and tests all read.

A path names one value of a visit: ``moved_on``, ``householder.new``, ``members[0].name``. The table holds the
pattern (``members[].name``); :func:`field_type` finds the row for a path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What sort of value a field holds; decides how it is compared, checked and typed in."""

    CHOICE = "choice"
    """One of a closed set of words: ``kind``, ``notifier.relation``."""
    DATE = "date"
    """ISO 8601, ``YYYY-MM-DD``."""
    NAME = "name"
    """A person's name as registered, family and given name parted by U+3000."""
    KANA = "kana"
    """A reading in full-width katakana."""
    ADDRESS = "address"
    BUILDING = "building"
    """方書: building and room."""
    SEX = "sex"
    """``male``, ``female`` or ``unknown``."""
    RELATIONSHIP = "relationship"
    """続柄 as written on paper: 世帯主, 妻, 子, 妻の子 …"""
    PHONE = "phone"
    CODE = "code"
    """Digits with a check digit, or a card number."""
    TEXT = "text"


class Privacy(StrEnum):
    """How personal a value is; decides encryption, masking and where it may travel."""

    OPEN = "open"
    """Says nothing about a person: the kind of notification."""
    PERSONAL = "personal"
    """Encrypted in the store, never in a log."""
    SENSITIVE = "sensitive"
    """As personal, and not shown on the kiosk once confirmed: origin, status of residence, insurance."""
    SECRET = "secret"
    """Never kept in a picture or a reading that leaves memory: the resident record code."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """One row of the vocabulary.

    Attributes:
        pattern: the path with ``[]`` for the member index.
        label: the term on Japanese official papers.
        english: the term in the public English translations of the laws.
        kind: what sort of value it holds.
        privacy: how personal it is.
        max_length: in code points; longer input is refused at every door.
        choices: the closed set for :attr:`Kind.CHOICE`, otherwise empty.
    """

    pattern: str
    label: str
    english: str
    kind: Kind
    privacy: Privacy
    max_length: int
    choices: tuple[str, ...] = ()

    @property
    def of_application(self) -> bool:
        """Whether only a visit of :data:`APPLICATION_KINDS` has it; no register takes it."""
        return self.pattern.startswith(("copy.", "allowance."))

    @property
    def of_member(self) -> bool:
        """Whether each moving person has one."""
        return self.pattern.startswith("members[].")

    def path(self, member: int | None = None) -> str:
        """The path of this field, for a member where it is a member's field."""
        return self.pattern if member is None else self.pattern.replace("[]", f"[{member}]")


MOVE_KINDS = (
    "moving_in",
    "moving_in_by_card",
    "change_of_address",
    "moving_out",
    "change_of_householder",
    "merging_households",
    "separating_households",
    "from_abroad",
)
APPLICATION_KINDS = ("resident_record_copy", "child_allowance_claim", "child_allowance_end")
"""Visits that ask for one form and move nobody (住民基本台帳法12条, 児童手当法7条, its 施行規則7条). Each kind has
the name of its form in ``forms/paper``."""
KINDS = MOVE_KINDS + APPLICATION_KINDS
"""What a visit may be for. The order is that of the pre-entry's numbers: a new one goes to the end."""
NOTIFIER_RELATIONS = ("self", "householder", "same_household", "agent", "legal_representative")
COPY_DOCUMENTS = ("whole_household", "members", "certificate_of_entries", "removed")
COPY_ITEMS = ("neither", "relationship", "domicile", "both")
"""What the copy shows beside the basics; individual number and resident record code are asked for at the counter."""
COPY_COUNTS = ("1", "2", "3", "4", "5")
ALLOWANCE_BEGINS = ("birth", "moved_in", "raising", "left_service")
ALLOWANCE_ENDS = ("moved_out", "not_raising", "public_servant")
"""Why an allowance begins or ends (児童手当法4条・7条・17条): public servants get it from whom they work for."""
MAX_MEMBERS = 20
"""Two continuation pages and more than any sheet seen; a cap against hostile input."""

_P, _S = Privacy.PERSONAL, Privacy.SENSITIVE

FIELDS: tuple[FieldType, ...] = (
    FieldType("kind", "届出の種類", "kind of notification", Kind.CHOICE, Privacy.OPEN, 32, KINDS),
    FieldType("moved_on", "異動日", "date of move", Kind.DATE, _P, 10),
    FieldType("notified_on", "届出日", "date of notification", Kind.DATE, _P, 10),
    FieldType("planned_on", "転出予定日", "planned date of moving out", Kind.DATE, _P, 10),
    FieldType("issued_on", "発行日", "date of issue", Kind.DATE, _P, 10),
    FieldType("issuer", "発行者", "issuer", Kind.TEXT, _P, 60),
    FieldType("householder.former", "前の世帯主", "former householder", Kind.NAME, _P, 80),
    FieldType("householder.new", "新しい世帯主", "new householder", Kind.NAME, _P, 80),
    FieldType("former_address", "前の住所", "former address", Kind.ADDRESS, _P, 120),
    FieldType("former_building", "前の方書", "former building and room", Kind.BUILDING, _P, 80),
    FieldType("new_address", "新しい住所", "new address", Kind.ADDRESS, _P, 120),
    FieldType("new_building", "新しい方書", "new building and room", Kind.BUILDING, _P, 80),
    FieldType("registered_domicile", "本籍", "registered domicile", Kind.ADDRESS, _S, 120),
    FieldType("register_head", "筆頭者", "head of family register", Kind.NAME, _S, 80),
    FieldType("phone", "電話番号", "telephone", Kind.PHONE, _P, 20),
    FieldType("notifier.name", "届出人", "notifier", Kind.NAME, _P, 80),
    FieldType("notifier.relation", "届出人の資格", "relation of the notifier", Kind.CHOICE, _P, 32, NOTIFIER_RELATIONS),
    FieldType("copy.document", "必要なもの", "what is wanted", Kind.CHOICE, _P, 32, COPY_DOCUMENTS),
    FieldType("copy.items", "のせる項目", "entries to show", Kind.CHOICE, _P, 16, COPY_ITEMS),
    FieldType("copy.count", "通数", "number of copies", Kind.CHOICE, _P, 1, COPY_COUNTS),
    FieldType("allowance.begins", "請求の理由", "reason of the claim", Kind.CHOICE, _P, 16, ALLOWANCE_BEGINS),
    FieldType("allowance.ends", "消滅の理由", "reason of the end", Kind.CHOICE, _P, 16, ALLOWANCE_ENDS),
    FieldType("members[].name", "氏名", "name", Kind.NAME, _P, 80),
    FieldType("members[].kana", "振り仮名", "name in kana", Kind.KANA, _P, 80),
    FieldType("members[].former_surname", "旧氏", "former surname", Kind.NAME, _P, 40),
    FieldType("members[].alias", "通称", "alias", Kind.NAME, _P, 80),
    FieldType("members[].birth_date", "生年月日", "date of birth", Kind.DATE, _P, 10),
    FieldType("members[].sex", "性別", "sex", Kind.SEX, _P, 8),
    FieldType("members[].relationship", "続柄", "relationship to householder", Kind.RELATIONSHIP, _P, 30),
    FieldType("members[].resident_code", "住民票コード", "resident record code", Kind.CODE, Privacy.SECRET, 11),
    FieldType("members[].nationality", "国籍・地域", "nationality or region", Kind.TEXT, _S, 40),
    FieldType("members[].status_of_residence", "在留資格", "status of residence", Kind.TEXT, _S, 40),
    FieldType("members[].period_of_stay", "在留期間", "period of stay", Kind.TEXT, _S, 20),
    FieldType("members[].stay_until", "在留期間の満了日", "end of the period of stay", Kind.DATE, _S, 10),
    FieldType("members[].card_number", "在留カード等の番号", "number of the residence card", Kind.CODE, _S, 12),
    FieldType("members[].health_insurance", "国民健康保険", "national health insurance", Kind.TEXT, _S, 40),
    FieldType("members[].pension", "国民年金", "national pension", Kind.TEXT, _S, 40),
    FieldType("members[].care_insurance", "介護保険", "long-term care insurance", Kind.TEXT, _S, 40),
    FieldType("members[].child_allowance", "児童手当", "child allowance", Kind.TEXT, _S, 40),
)

_BY_PATTERN = {row.pattern: row for row in FIELDS}
_PATH = re.compile(r"members\[(0|[1-9][0-9]?)\]\.([a-z_]+)")


@cache
def find_field_type(path: str) -> FieldType | None:
    """The row for a path, or None when the vocabulary has no such field."""
    if (match := _PATH.fullmatch(path)) and int(match[1]) < MAX_MEMBERS:
        return _BY_PATTERN.get(f"members[].{match[2]}")
    row = _BY_PATTERN.get(path)
    return row if row and not row.of_member else None


def get_field_type(path: str) -> FieldType:
    """The row for a path.

    Raises:
        KeyError: the vocabulary has no such field.
    """
    if row := find_field_type(path):
        return row
    raise KeyError(f"no field {path!r} in the vocabulary")


def member_of(path: str) -> int | None:
    """The member index in a path, or None for a field of the whole visit."""
    match = _PATH.fullmatch(path)
    return int(match[1]) if match else None


def member_path(index: int, name: str) -> str:
    """The path of a member's field: ``member_path(0, "name")`` is ``members[0].name``."""
    return f"members[{index}].{name}"


def name_path(path: str) -> str:
    """The path of the name that a reading is of: ``members[0].name`` for ``members[0].kana``."""
    return path.removesuffix("kana") + "name"


def kana_path(path: str) -> str:
    """The path of the reading that a name has: ``members[0].kana`` for ``members[0].name``."""
    return path.removesuffix("name") + "kana"


def paper_order(path: str) -> tuple[int, int]:
    """A sort key that puts fields in the order of the printed form: the visit's own, then person by person."""
    row = get_field_type(path)
    member = member_of(path)
    return (-1 if member is None else member, FIELDS.index(row))


def member_fields() -> Iterator[FieldType]:
    """The rows that each moving person has."""
    return (row for row in FIELDS if row.of_member)
