"""Lines of the audit: what they may hold, and how each is tied to the one before."""

from __future__ import annotations

import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from base.clock import JAPAN
from db.crypto import KeyRing
from db.schema import moment_text

DONE = "done"
"""The result of an act that succeeded. Otherwise the id of the trouble that stopped it."""
GENESIS = b""
"""What comes before the first line."""

_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NOT_OF_A_NAME = re.compile(r"[^\w.:@/+-]")
_VALUE = re.compile(r"[A-Za-z0-9_.:-]{0,64}")
_MAX_DETAIL = 400
_PARTING = re.compile(r"[-\s\u2010-\u2015\u2212\u30fc]")
_LOOK_ALIKES = str.maketrans("OIL", "011")


class Act(StrEnum):
    """What the store itself writes. Every type of action is an act, too, and screens may add words of their own."""

    INIT = "init"
    UPGRADE = "upgrade"
    VIEW = "view"
    SEARCH = "search"
    LIST = "list"
    LOGIN = "login"
    LOGOUT = "logout"
    REFUSE = "refuse"
    LOCK = "lock"
    UNLOCK = "unlock"
    ACCOUNT_ADD = "account_add"
    ACCOUNT_DISABLE = "account_disable"
    ACCOUNT_ENABLE = "account_enable"
    ACCOUNT_PASSWORD = "account_password"
    ACCOUNT_TOTP = "account_totp"
    ACCOUNT_CARD = "account_card"
    BACKUP = "backup"
    RESTORE = "restore"
    EXPORT = "export"
    PURGE = "purge"
    KEY_ADD = "key_add"
    KEY_ACTIVATE = "key_activate"
    KEY_RETIRE = "key_retire"
    STATISTICS = "statistics"
    AUDIT_VIEW = "audit_view"
    AUDIT_VERIFY = "audit_verify"
    AUDIT_EXPORT = "audit_export"
    AUDIT_ANCHOR = "audit_anchor"
    REDO = "redo"
    """Does anew what was done while the store was away and was not taken."""
    DISCARD = "discard"
    """Gives it up."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit.

    Attributes:
        number: its place, from 1.
        at: when it was written, by the clock of the machine that wrote it. Order goes by number.
        actor: who, as in :class:`forms.actions.Action`: ``kiosk:1``, ``clerk:sato``, ``it:root``.
        origin: from where: the name of the machine or the place.
        act: what: a word of :class:`Act`, of :class:`forms.actions.ActionType`, or of a screen.
        visit_id: which visit, or None.
        result: :data:`DONE`, or the id of the trouble that stopped it.
        detail: names → numbers or short words; nothing personal.
        previous: the ``mac`` of the line before.
        mac: ties everything but the number to the line before.
    """

    number: int
    at: datetime
    actor: str
    origin: str
    act: str
    visit_id: str | None
    result: str
    detail: Mapping[str, str | int | bool] = field(default_factory=dict)
    previous: bytes = GENESIS
    mac: bytes = b""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be written: what its writer knows.

    Raises:
        ValueError: something in it is not of the narrow form that keeps personal values out, which is a bug.
    """

    act: str
    actor: str
    visit_id: str | None = None
    result: str = DONE
    detail: Mapping[str, str | int | bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _WORD.fullmatch(self.act) or not _WORD.fullmatch(self.result):
            raise ValueError("an act or a result that the audit does not take")
        for name, value in self.detail.items():
            if not _WORD.fullmatch(name) or not (isinstance(value, int) or _VALUE.fullmatch(value)):
                raise ValueError(f"the audit does not take this {name}: details are numbers and short plain words")
        if len(detail_text(self.detail)) > _MAX_DETAIL:
            raise ValueError("too much detail for a line of the audit")


def done_at(at: datetime) -> dict[str, str]:
    """The detail of a line about what happened earlier than it is written: when it happened, in UTC."""
    return {"done_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def plain(name: str) -> str:
    """The name of an account or a machine as the audit writes it: no blanks, no control characters, not too long."""
    return _NOT_OF_A_NAME.sub("_", name)[:80] or "unknown"


def blob(value: object) -> bytes:
    """The bytes of a column. SQLite takes any type in any column, so an altered one may hold no bytes at all."""
    return bytes(value) if isinstance(value, bytes | memoryview) else repr(value).encode()


def detail_text(detail: Mapping) -> str:
    """The details as they stand in the table; the same details give the same text."""
    return json.dumps(dict(detail), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def mac_of(keys: KeyRing, previous: bytes, row: Mapping) -> bytes:
    """The hash that a row must carry, computed from its columns."""
    clear = [row["at"], row["actor"], row["origin"], row["act"], row["visit_id"], row["result"], row["detail"]]
    # The exact text of every column, without reading sense into it: any altered byte alters the hash.
    return keys.audit_mac("line", previous, json.dumps(clear, ensure_ascii=True, default=repr).encode())


def head_seal(keys: KeyRing, number: int, mac: bytes) -> bytes:
    """What proves that the head was written by somebody who has the keys."""
    return keys.audit_mac("head", str(number).encode(), mac)


def row_of(keys: KeyRing, entry: Entry, number: int, at: datetime, origin: str, previous: bytes) -> dict:
    """The columns of a new line, the moment still as text."""
    row = {
        "at": moment_text(at),
        "actor": plain(entry.actor),
        "origin": plain(origin),
        "act": str(entry.act),
        "visit_id": entry.visit_id,
        "result": entry.result,
        "detail": detail_text(entry.detail),
    }
    return row | {"number": number, "previous": previous, "mac": mac_of(keys, previous, row)}


def line_of(row: Mapping) -> Line:
    """The line in a row as it is stored. Says nothing about whether it is true: see :mod:`db.chain`."""
    try:
        at, detail = datetime.fromisoformat(row["at"]).astimezone(JAPAN), json.loads(row["detail"])
    except (ValueError, TypeError):  # altered: shown as far as it can be, and the chain tells that it is broken
        at, detail = datetime.min.replace(tzinfo=JAPAN), {}
    values = {name: row[name] for name in ("number", "actor", "origin", "act", "visit_id", "result")}
    return Line(**values, at=at, detail=detail, previous=blob(row["previous"]), mac=blob(row["mac"]))


@dataclass(frozen=True, slots=True)
class Anchor:
    """The state of the audit at one moment, to be printed and kept on paper.

    Attributes:
        number: of the last line then.
        mac: of that line.
    """

    number: int
    mac: bytes

    @property
    def text(self) -> str:
        """``1234:ABCD-EF01-…``, which :meth:`parse` takes back, however it was typed."""
        digits = self.mac.hex().upper()
        return f"{self.number}:" + "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))

    @classmethod
    def parse(cls, text: str) -> Anchor:
        """The anchor that somebody typed or scanned off a sheet: in any case and width, its groups parted or not. No O
        and no I is among its digits, so what looks like them is taken for 0 and 1.

        Raises:
            ValueError: it is no anchor.
        """
        number, colon, digits = unicodedata.normalize("NFKC", text).partition(":")
        mac = bytes.fromhex(_PARTING.sub("", digits).upper().translate(_LOOK_ALIKES))
        if not colon or len(mac) != 32 or not number.strip().isdecimal():
            raise ValueError("not an anchor")
        return cls(int(number), mac)

    def fits(self, line: Line | None) -> bool:
        """Whether the line is the one that the anchor was taken of."""
        return line is not None and line.number == self.number and hmac.compare_digest(line.mac, self.mac)
