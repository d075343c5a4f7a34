"""A virtual ISO 7816 card: applications, transparent files with conditions, PINs that count and lock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from devices.card.apdu import DONE, NO_CURRENT_FILE, NO_SUCH_FILE, NO_SUCH_RECORD, NOT_VERIFIED, PAST_THE_END

WRONG_LENGTH = 0x6700
LOCKED_NOW = 0x6984
NO_SUCH_COMMAND = 0x6D00
NO_SUCH_CLASS = 0x6E00
BAD_PARAMETERS = 0x6A86
BAD_DATA = 0x6A80


@dataclass(repr=False)
class Secret:
    """A PIN with its counter. Only success resets the counter.

    Attributes:
        left: tries left; 0 is locked.
        sent: how often a value was sent to it at all.
    """

    value: str
    tries: int
    left: int = -1
    sent: int = 0
    verified: bool = False

    def __post_init__(self) -> None:
        if self.left < 0:
            self.left = self.tries

    def verify(self, value: bytes) -> int:
        """Spends a try; returns the status word."""
        self.sent += 1
        if self.left == 0:
            return LOCKED_NOW
        self.verified = value == self.value.encode("ascii")
        self.left = self.tries if self.verified else self.left - 1
        return DONE if self.verified else 0x63C0 | self.left


@dataclass(repr=False)
class File:
    """A transparent file, a PIN file, or a key file.

    Attributes:
        readers: names of the secrets of which one must be verified to read; empty is free.
        needs_all: all of them must be.
        secret: for a PIN file.
        sign: for a key file; given the DigestInfo, returns the signature. Guarded by ``readers`` too.
    """

    content: bytes = b""
    readers: tuple[str, ...] = ()
    needs_all: bool = False
    secret: str = ""
    sign: Callable[[bytes], bytes] | None = None


@dataclass(repr=False)
class Application:
    """One application, or a master file, with its files by number and its secrets by name.

    Attributes:
        records: of the file with the short number 1.
        short: short file numbers, of READ BINARY and VERIFY, and the files that they name.
    """

    aid: bytes
    files: dict[int, File] = field(default_factory=dict)
    secrets: dict[str, Secret] = field(default_factory=dict)
    records: tuple[bytes, ...] = ()
    short: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Command:
    """A parsed command APDU. ``le`` is None when the command expects no data."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes
    le: int | None


def parse(apdu: bytes) -> Command | None:
    """All cases of ISO/IEC 7816-3 §12.1, short and extended; None when the lengths do not fit."""
    if len(apdu) < 4:
        return None
    head, body = apdu[:4], apdu[4:]
    if not body:
        return Command(*head, b"", None)
    if len(body) == 1:
        return Command(*head, b"", body[0] or 256)
    if body[0]:
        size, at, le_size, full = body[0], 1, 1, 256
    else:
        if len(body) < 3:
            return None
        size, at, le_size, full = int.from_bytes(body[1:3], "big"), 3, 2, 65536
        if len(body) == 3:
            return Command(*head, b"", size or full)
    data, rest = body[at : at + size], body[at + size :]
    if len(data) != size or len(rest) not in (0, le_size):
        return None
    return Command(*head, data, (int.from_bytes(rest, "big") or full) if rest else None)


class VirtualCard:
    """Answers APDUs. Not safe for several threads: one link talks to it at a time.

    Args:
        master: the master file, where the card has one: current after a reset, and its PINs, once verified, hold
            until the next.
        uid: what the reader tells of the card's radio part; none for a card with contacts.

    Attributes:
        selected: how often each file was selected, by AID (empty for the master file) and file number, for proofs
            of what was never read.
        commands: APDUs answered since the card was made.
    """

    def __init__(
        self, applications: list[Application], atr: bytes, *, master: Application | None = None, uid: bytes = b""
    ) -> None:
        self.atr = atr
        self.applications = {application.aid: application for application in applications}
        self.master = master
        self.selected: Counter[tuple[bytes, int]] = Counter()
        self.commands = 0
        self._uid = uid
        self._application: Application | None = master
        self._file: File | None = None

    def reset(self) -> None:
        """Power-up or warm reset: the master file is current, nothing is verified."""
        self._application, self._file = self.master, None
        for application in [*self.applications.values(), *([self.master] if self.master else [])]:
            for secret in application.secrets.values():
                secret.verified = False

    def answer(self, apdu: bytes) -> bytes:
        """The response APDU."""
        self.commands += 1
        command = parse(apdu)
        data, status = (b"", WRONG_LENGTH) if command is None else self._answer(command)
        return data + status.to_bytes(2, "big")

    def _answer(self, command: Command) -> tuple[bytes, int]:
        match command.cla, command.ins:
            case 0x00, 0xA4:
                return b"", self._select(command)
            case 0x00, 0xB0:
                return self._read_binary(command)
            case 0x00, 0xB2:
                return self._read_record(command)
            case 0x00, 0x20:
                return b"", self._verify(command)
            case 0x80, 0x2A:
                return self._sign(command)
            case 0xFF, 0xCA if self._uid:
                # A question to the reader (PC/SC part 3, §3.2.2.1.3); the virtual reader hands it on.
                return self._uid, DONE
            case 0x00 | 0x80, _:
                return b"", NO_SUCH_COMMAND
        return b"", NO_SUCH_CLASS

    def _select(self, command: Command) -> int:
        if command.p1 == 0x04:
            found = self.applications.get(command.data)
            if found is None:
                return NO_SUCH_FILE
            if self._application not in (None, self.master, found):
                for secret in self._application.secrets.values():
                    secret.verified = False
            self._application, self._file = found, None
            return DONE
        if command.p1 == 0x00 and command.data in (b"", b"\x3f\x00") and self.master is not None:
            self._application, self._file = self.master, None
            return DONE
        if command.p1 != 0x02 or len(command.data) != 2:
            return NO_SUCH_FILE
        if self._application is None:
            return NO_SUCH_FILE
        return self._make_current(int.from_bytes(command.data, "big"))

    def _make_current(self, number: int | None) -> int:
        if self._application is None or number not in self._application.files:
            return NO_SUCH_FILE
        self.selected[self._application.aid, number] += 1
        self._file = self._application.files[number]
        return DONE

    def _make_current_by_short(self, short: int) -> int:
        return self._make_current(self._application.short.get(short) if self._application else None)

    def _secrets(self) -> dict[str, Secret]:
        of_master = self.master.secrets if self.master else {}
        return of_master | (self._application.secrets if self._application else {})

    def _allowed(self, file: File) -> bool:
        secrets = self._secrets()
        judge = all if file.needs_all else any
        return not file.readers or judge(secrets[name].verified for name in file.readers)

    def _read_binary(self, command: Command) -> tuple[bytes, int]:
        offset = command.p1 << 8 | command.p2
        if command.p1 & 0x80:
            if (status := self._make_current_by_short(command.p1 & 0x1F)) != DONE:
                return b"", status
            offset = command.p2
        if self._file is None or self._file.secret or self._file.sign:
            return b"", NO_CURRENT_FILE
        if not self._allowed(self._file):
            return b"", NOT_VERIFIED
        if offset >= len(self._file.content):
            return b"", PAST_THE_END
        if command.le is None:
            return b"", WRONG_LENGTH
        return self._file.content[offset : offset + command.le], DONE

    def _read_record(self, command: Command) -> tuple[bytes, int]:
        if self._application is None or command.p2 != 0x0C:
            return b"", NO_SUCH_FILE
        if not 1 <= command.p1 <= len(self._application.records):
            return b"", NO_SUCH_RECORD
        return self._application.records[command.p1 - 1], DONE

    def _verify(self, command: Command) -> int:
        if command.p1 != 0x00 or not 0x80 <= command.p2 <= 0x9F:
            return BAD_PARAMETERS
        if command.p2 != 0x80 and (status := self._make_current_by_short(command.p2 & 0x1F)) != DONE:
            return status
        if self._file is None or not self._file.secret:
            return NO_CURRENT_FILE
        secret = self._secrets()[self._file.secret]
        return secret.verify(command.data) if command.data else 0x63C0 | secret.left

    def _sign(self, command: Command) -> tuple[bytes, int]:
        if (command.p1, command.p2) != (0x00, 0x80):
            return b"", BAD_PARAMETERS
        if self._file is None or self._file.sign is None:
            return b"", NO_CURRENT_FILE
        if not self._allowed(self._file):
            return b"", NOT_VERIFIED
        try:
            return self._file.sign(command.data), DONE
        except ValueError:
            return b"", BAD_DATA
