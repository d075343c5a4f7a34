"""Puts a virtual card on the reader of vpcd, over TCP, and plays the faults that real cards show.

vpcd's protocol: two bytes of length, then a body. One byte is a control (00 off, 01 on, 02 reset, 04 asks for
the answer to reset), anything else an APDU. A card lies on the reader while the connection stands; pcscd looks
every 0.4 s.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import time
from dataclasses import dataclass
from enum import StrEnum

from base import events
from base.trouble import Trouble
from devices.card.virtual.engine import VirtualCard

INSERT_S = 2.0
"""Seconds that inserting waits for the virtual reader to listen."""
LOOK_S = 0.5
"""Seconds that a card stays away at least: pcscd looks each 0.4 s, and one that left in mid-command and comes
back within one look is not seen until it is taken away again."""
RETRY_S = 0.05
"""Seconds between attempts to reach a reader that went away under an inserted card."""

POWER_OFF, POWER_ON, RESET, ASK_ATR = 0x00, 0x01, 0x02, 0x04
NO_ATR = bytes(40)
"""Longer than any answer to reset may be (33 bytes), so vpcd reports that powering up failed."""


@dataclass(frozen=True, slots=True)
class VirtualCardSettings:
    """Where the virtual reader is, and the explicit word that a virtual card is wanted.

    Attributes:
        allow_virtual: must be True, so that no virtual card starts by accident.
    """

    host: str
    port: int
    allow_virtual: bool = False


class Fault(StrEnum):
    """What goes wrong at an APDU."""

    EJECT = "eject"
    """The card is gone before it answers."""
    HANG = "hang"
    """The card does not answer until it is taken away."""
    GARBAGE = "garbage"
    """Random bytes."""
    ONE_BYTE = "one_byte"
    """An answer too short to hold a status word."""
    SWAP = "swap"
    """Another card answers from here on, and the reader did not notice."""
    RESET = "reset"
    """The card lost its field for a moment: everything selected and verified is forgotten."""


class VirtualCardLink:
    """A card that can be laid on the virtual reader, taken away, and made to fail.

    Args:
        settings: where the reader listens.
        card: what answers.
        latency_s: seconds added to every APDU.

    Raises:
        Trouble: ``virtual_card_refused`` unless the settings allow it.
    """

    def __init__(self, settings: VirtualCardSettings, card: VirtualCard, *, latency_s: float = 0.0) -> None:
        if not settings.allow_virtual:
            raise Trouble("virtual_card_refused")
        self._address = (settings.host, settings.port)
        self.card = card
        self.latency_s = latency_s
        self.mute = False
        """Whether the card gives no answer to reset, as one that lies the wrong way round."""
        self._fault: tuple[Fault, int, VirtualCard | None] | None = None
        self._onwards = False
        self._apdus = 0
        self._removed = threading.Event()
        self._left_at = -LOOK_S
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        events.log("devices.virtual_card_made")

    @property
    def apdus(self) -> int:
        """APDUs that reached the link since the card was inserted last, answered or not."""
        return self._apdus

    @property
    def inserted(self) -> bool:
        """Whether the card lies on the reader."""
        return self._thread is not None and self._thread.is_alive() and not self._removed.is_set()

    def fail(self, fault: Fault, at: int, *, onwards: bool = False, other: VirtualCard | None = None) -> None:
        """Plans a fault.

        Args:
            at: the APDU that fails, counted from 1 since the card was inserted.
            onwards: whether every later APDU fails alike; GARBAGE and ONE_BYTE only.
            other: the card that answers after SWAP.
        """
        if (fault is Fault.SWAP) != (other is not None):
            raise ValueError("SWAP takes another card, and nothing else does")
        self._fault, self._onwards = (fault, at, other), onwards

    def heal(self) -> None:
        """Forgets the planned fault."""
        self._fault = None

    def insert(self) -> None:
        """Lays the card on the reader. pcscd notices within its next look.

        Raises:
            Trouble: ``virtual_reader_absent`` when nothing listens there.
        """
        if self.inserted:
            return
        self.eject()
        time.sleep(max(0.0, self._left_at + LOOK_S - time.monotonic()))
        self._removed.clear()
        self._apdus = 0
        deadline = time.monotonic() + INSERT_S
        while not self._connect():
            if time.monotonic() > deadline:
                raise Trouble("virtual_reader_absent")
            time.sleep(RETRY_S)
        self._thread = threading.Thread(target=self._stay, name="virtual-card", daemon=True)
        self._thread.start()

    def eject(self) -> None:
        """Takes the card away, in the middle of whatever it does."""
        self._removed.set()
        self._hang_up()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
            self._thread = None

    def __enter__(self) -> VirtualCardLink:
        self.insert()
        return self

    def __exit__(self, *exc: object) -> None:
        self.eject()

    def _connect(self) -> bool:
        try:
            self._socket = socket.create_connection(self._address, timeout=INSERT_S)
        except OSError:
            return False
        self._socket.settimeout(None)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return True

    def _hang_up(self) -> None:
        if (current := self._socket) is not None:
            with contextlib.suppress(OSError):
                current.shutdown(socket.SHUT_RDWR)
            current.close()

    def _stay(self) -> None:
        """A card stays on the reader when the service behind it goes away, and is there when it comes back."""
        while not self._removed.is_set():
            with contextlib.suppress(OSError):
                self._serve()
            self._hang_up()
            while not self._removed.wait(RETRY_S) and not self._connect():
                pass
        self._hang_up()
        self._left_at = time.monotonic()

    def _serve(self) -> None:
        powering = False
        while (body := self._receive()) is not None:
            if len(body) > 1:
                if (answer := self._answer(body)) is None:
                    return
                self._send(answer)
            elif body[0] == ASK_ATR:
                # vpcd also asks to see whether a card lies there; a mute one does, and fails at power-up only.
                self._send(NO_ATR if self.mute and powering else self.card.atr)
                powering = False
            elif body[0] in (POWER_OFF, POWER_ON, RESET):
                powering = body[0] != POWER_OFF
                self.card.reset()

    def _answer(self, apdu: bytes) -> bytes | None:
        """The answer with its fault, or None when the card is gone."""
        self._apdus += 1
        if self._removed.wait(self.latency_s) if self.latency_s else self._removed.is_set():
            return None
        fault, at, other = self._fault or (None, 0, None)
        if fault is not None and (self._apdus == at or (self._onwards and self._apdus > at)):
            match fault:
                case Fault.EJECT:
                    self._removed.set()
                    return None
                case Fault.HANG:
                    self._removed.wait()
                    return None
                case Fault.GARBAGE:
                    # Never a status that means something: 0x2x is none.
                    return secrets.token_bytes(20) + b"\x2a\x2a"
                case Fault.ONE_BYTE:
                    return b"\x90"
                case Fault.RESET:
                    self.card.reset()
                case Fault.SWAP if other is not None:
                    self.card = other
                    other.reset()
        return self.card.answer(apdu)

    def _receive(self) -> bytes | None:
        head = self._exactly(2)
        return None if head is None else self._exactly(int.from_bytes(head, "big"))

    def _exactly(self, size: int) -> bytes | None:
        data = b""
        while len(data) < size:
            assert self._socket is not None
            # vpcd writes the length and the body apart; without this the body waits 40 ms for our
            # delayed acknowledgement. The kernel forgets the option, so it is set before every receive.
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._socket.recv(size - len(data))
            if not part:
                return None
            data += part
        return data

    def _send(self, answer: bytes) -> None:
        assert self._socket is not None
        self._socket.sendall(len(answer).to_bytes(2, "big") + answer)
