"""The identity check (本人確認): which documents, alone or together, show who somebody is.

One document with a photograph is enough; without one it takes two, both of group ア or one of ア and one of
イ, never two of イ. Only the kinds are recorded, never a number and never a copy. Source: the Ministry's
notice on identity checks under 住民基本台帳法 art. 27 (2), as wards publish it; a municipality corrects the
table here.

Whoever comes for somebody else shows by what right, too: an agent a 委任状 (art. 27 (3)), a legal representative what
proves it. Where the documents do not suffice, clerks ask orally what only the person knows, and note that they did.
Whenever an agent came or the identity could not be fully confirmed, the person is told by letter that the notification
was accepted (受理通知), so that nobody is moved without knowing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """How much a document proves."""

    PHOTO = "photo"
    """An official document with a photograph: one is enough."""
    A = "a"
    """ア: official, without a photograph: two of them, or one with one of イ."""
    B = "b"
    """イ: shows the name, not official: only beside one of ア."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    Attributes:
        id: what is recorded.
        label: its name in Japanese, as on the staff's part of the form.
        english: its name in English.
        group: how much it proves.
    """

    id: str
    label: str
    english: str
    group: Group


DOCUMENTS: tuple[DocumentKind, ...] = (
    DocumentKind("my_number_card", "マイナンバーカード", "My Number card", Group.PHOTO),
    DocumentKind("driving_licence", "運転免許証", "driver's licence", Group.PHOTO),
    DocumentKind("passport", "旅券（パスポート）", "passport", Group.PHOTO),
    DocumentKind("residence_card", "在留カード", "residence card", Group.PHOTO),
    DocumentKind(
        "special_permanent_resident",
        "特別永住者証明書",
        "special permanent resident certificate",
        Group.PHOTO,
    ),
    DocumentKind("disability_handbook", "障害者手帳", "disability handbook", Group.PHOTO),
    DocumentKind("driving_record", "運転経歴証明書", "driving record certificate", Group.PHOTO),
    DocumentKind("eligibility_certificate", "資格確認書", "health insurance eligibility certificate", Group.A),
    DocumentKind("pension_book", "年金手帳・年金証書", "pension book or certificate", Group.A),
    DocumentKind("care_insurance_card", "介護保険証", "long-term care insurance card", Group.A),
    DocumentKind("medical_certificate", "医療受給者証", "medical care recipient certificate", Group.A),
    DocumentKind("maternal_handbook", "母子健康手帳", "maternal and child health handbook", Group.A),
    DocumentKind("employee_id", "社員証", "employee card", Group.B),
    DocumentKind("student_id", "学生証", "student card", Group.B),
    DocumentKind("cash_card", "キャッシュカード", "cash card", Group.B),
    DocumentKind("patient_card", "診察券", "patient card", Group.B),
)

_BY_ID = {row.id: row for row in DOCUMENTS}


@dataclass(frozen=True, slots=True)
class Authority:
    """What shows by what right somebody acts for another.

    Attributes:
        id: what is recorded.
        label: its name in Japanese.
        english: its name in English.
        relation: of the notifier, a value of ``notifier.relation``.
    """

    id: str
    label: str
    english: str
    relation: str


AUTHORITIES: tuple[Authority, ...] = (
    Authority("power_of_attorney", "委任状", "power of attorney", "agent"),
    Authority("family_register", "戸籍謄本", "family register", "legal_representative"),
    Authority("guardianship_certificate", "登記事項証明書", "certificate of guardianship", "legal_representative"),
    Authority("known_to_office", "庁内の記録で確認", "seen in the office's records", "legal_representative"),
)
"""One of those of the notifier's relation is enough."""


def authorities(relation: str | None) -> tuple[Authority, ...]:
    """What somebody of this relation may show; none for those who act for themselves or their household."""
    return tuple(each for each in AUTHORITIES if each.relation == relation)


class Shortfall(StrEnum):
    """What an identity check still lacks."""

    NOTHING_SHOWN = "nothing_shown"
    """No document yet."""
    ONE_MORE = "one_more"
    """One of ア: one more of ア or イ."""
    NEEDS_A = "needs_a"
    """Only documents of イ, however many: one of ア."""
    AUTHORITY = "authority"
    """Nothing yet that shows by what right somebody acts for another."""


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """What a clerk saw and did.

    Attributes:
        documents: ids of :data:`DOCUMENTS`.
        authority: ids of :data:`AUTHORITIES`.
        questioned: oral questions were asked, and answered as only the person can. The answers are kept nowhere.
    """

    documents: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    questioned: bool = False

    def __post_init__(self) -> None:
        known = {row.id for row in AUTHORITIES}
        if not known.issuperset(self.authority) or not _BY_ID.keys() >= set(self.documents):
            raise KeyError("a document that is not in the table")

    def lacking(self, relation: str | None) -> Shortfall | None:
        """What is still lacking, or None when the notification may be filed.

        Args:
            relation: of the notifier to those who move, a value of ``notifier.relation``; None where nobody said:
                then they act for themselves.
        """
        shown = None if self.questioned else shortfall(self.documents)
        rights = {each.id for each in authorities(relation)}
        if rights and rights.isdisjoint(self.authority):
            return shown or Shortfall.AUTHORITY
        return shown

    def needs_notice(self, relation: str | None) -> bool:
        """Whether the person is to be told by letter that the notification was accepted (受理通知)."""
        return relation == "agent" or shortfall(self.documents) is not None

    def to_json(self) -> dict:
        """What the action carries: kinds only."""
        return {"documents": list(self.documents), "authority": list(self.authority), "questioned": self.questioned}

    @classmethod
    def from_json(cls, row: Mapping) -> IdentityCheck:
        """Out of an action; older ones know documents only, in the words of their release."""
        documents = tuple(each for each in row["documents"] if each in _BY_ID)
        return cls(documents, tuple(row.get("authority", ())), bool(row.get("questioned", False)))


def get_document(id: str) -> DocumentKind:
    """The row of the table.

    Raises:
        KeyError: there is no such kind.
    """
    return _BY_ID[id]


def shortfall(documents: Iterable[str]) -> Shortfall | None:
    """What is still lacking when these kinds were shown, or None when they are enough.

    Args:
        documents: ids of :data:`DOCUMENTS`; the same kind twice counts once.

    Raises:
        KeyError: one of them is not in the table.
    """
    groups = [get_document(id).group for id in set(documents)]
    if Group.PHOTO in groups:
        return None
    official = groups.count(Group.A)
    if official and len(groups) >= 2:
        return None
    if official:
        return Shortfall.ONE_MORE
    return Shortfall.NEEDS_A if groups else Shortfall.NOTHING_SHOWN
