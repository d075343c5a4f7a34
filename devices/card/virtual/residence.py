"""Virtual residence cards of both generations: their files, sizes, codes and secure messaging as specified."""

from __future__ import annotations

import functools
import hmac
import io
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from devices.card import residence, secure
from devices.card.apdu import DONE, NOT_VERIFIED
from devices.card.ber import BerError, encode, read_head
from devices.card.jis import AS_MY_NUMBER_CARD
from devices.card.residence_file import Generation
from devices.card.virtual.engine import (
    BAD_PARAMETERS,
    WRONG_LENGTH,
    Application,
    Command,
    File,
    Secret,
    VirtualCard,
)
from devices.card.virtual.files import draw

ATR = bytes.fromhex("3B88800100000000338181003A")
DF3 = bytes.fromhex("D392F0004F0400000000000000000000")
DEMO_NUMBER = "AA12345678BB"
"""The card number of the specifications' examples."""
NUMBER_FILE = 0x0006
CANNOT_DECIPHER = 0x6988
NO_SUCH_MESSAGING = 0x6882
NO_CHALLENGE = 0x6985


@dataclass(frozen=True, slots=True, repr=False)
class ResidenceHolder:
    """Whose card it is. The repr shows nothing.

    Attributes:
        birth_date: ``YYYY-MM-DD``.
        sex: ``male``, ``female`` or ``unknown``.
        noted_address: noted on the back of a card of the first generation; empty where nothing is.
        nationality: three letters.
        period_of_stay: ``YYMM`` or ``DDD``.
        expires_on: ``YYYY-MM-DD``.
        permanent: holds a special permanent resident certificate.
    """

    name: str = "NGUYEN VAN AN"
    birth_date: str = "1998-07-20"
    sex: str = "male"
    address: str = "大阪府堺市堺区南瓦町３番１号"
    noted_address: str = "大阪府堺市堺区南瓦町３番１号"
    nationality: str = "VNM"
    period_of_stay: str = "0300"
    stay_until: str = "2028-04-01"
    expires_on: str = "2028-04-01"
    permanent: bool = False

    @classmethod
    def of_household(cls, household: Mapping[str, str], member: int = 0) -> ResidenceHolder:
        """A member of the sample household, for whoever wants the same person on every card.

        Raises:
            KeyError: the household lacks a value, which is a bug.
        """
        of = f"members[{member}]."
        address = household["former_address"] + household.get("former_building", "")
        person = cls(household[of + "name"], household[of + "birth_date"], household[of + "sex"], address)
        return replace(person, noted_address=address)


class ResidenceVirtualCard(VirtualCard):
    """Adds to the engine what only residence cards do: mutual authentication and files read in confidence.

    Args:
        number: the card number.
        suite: the ciphers of its generation.
        confidential: short numbers of the files of DF1 that are given in confidence only.
        pieces: whether such a file may be read piece by piece.
        throw: gives random bytes.

    Attributes:
        given: bytes given of each file in confidence, by short number.
    """

    def __init__(
        self,
        applications: list[Application],
        master: Application,
        *,
        number: str,
        suite: secure.Suite,
        confidential: frozenset[int],
        pieces: bool = True,
        throw: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        super().__init__(applications, ATR, master=master, uid=bytes.fromhex("08D4E5F6"))
        self._number, self._suite, self._throw = number, suite, throw
        df1 = self.applications[residence.DF1]
        self._confidential = {id(df1.files[df1.short[short]]): short for short in confidential}
        self._pieces = pieces
        self._challenge = b""
        self._key = b""
        self.given: dict[int, int] = {}

    def reset(self) -> None:
        super().reset()
        self._challenge = self._key = b""

    def _answer(self, command: Command) -> tuple[bytes, int]:
        challenge, self._challenge = self._challenge, b""
        match command.cla, command.ins:
            case 0x00, 0x84:
                self._challenge = self._throw(secure.RANDOM_BYTES)
                return self._challenge, DONE
            case 0x00, 0x82:
                return self._authenticate(command, challenge)
            case 0x00, 0x20:
                # The number is taken in confidence only.
                return b"", NOT_VERIFIED
            case 0x08, 0x20:
                return b"", self._verify_number(command)
            case 0x08, 0xB0:
                return self._read_in_confidence(command)
            case 0x08, _:
                return b"", NO_SUCH_MESSAGING
        return super()._answer(command)

    def _authenticate(self, command: Command, challenge: bytes) -> tuple[bytes, int]:
        if (command.p1, command.p2) != (0, 0):
            return b"", BAD_PARAMETERS
        if len(command.data) != secure.EXCHANGED_BYTES + secure.MAC_BYTES or command.le is None:
            return b"", WRONG_LENGTH
        if not challenge:
            return b"", NO_CHALLENGE
        key, proof = secure.number_key(self._number), command.data[: secure.EXCHANGED_BYTES]
        if not hmac.compare_digest(command.data[secure.EXCHANGED_BYTES :], self._suite.mac(key, proof)):
            return b"", secure.NOT_AUTHENTIC
        said = self._suite.decipher(key, proof)
        of_reader, theirs, half = said[:8], said[8:16], said[16:]
        if theirs != challenge:
            return b"", secure.NOT_AUTHENTIC
        ours = self._throw(secure.KEY_BYTES)
        self._key = secure.session_key(half, ours)
        answer = self._suite.encipher(key, challenge + of_reader + ours)
        return answer + self._suite.mac(key, answer), DONE

    def _deciphered(self, data: bytes) -> bytes:
        """Raises ValueError for what is not enciphered with the key of this session."""
        head = read_head(data)
        body = data[head.start : head.end]
        if head.tag != secure.TAG_ENCIPHERED or body[:1] != bytes([secure.PADDED]) or not self._key:
            raise ValueError("not in confidence")
        return secure.unpad(self._suite.decipher(self._key, body[1:]))

    def _verify_number(self, command: Command) -> int:
        if (command.p1, command.p2) != (0x00, 0x80 | NUMBER_FILE):
            return BAD_PARAMETERS
        assert self.master is not None
        secret = self.master.secrets["number"]
        secret.sent += 1
        try:
            said = self._deciphered(command.data)
        except ValueError:
            return CANNOT_DECIPHER
        secret.verified = said == self._number.encode("ascii")
        return DONE if secret.verified else secure.NOT_AUTHENTIC

    def _read_in_confidence(self, command: Command) -> tuple[bytes, int]:
        try:
            head = read_head(command.data)
        except BerError:
            return b"", CANNOT_DECIPHER
        if head.tag != secure.TAG_LENGTH or head.length != 2 or not self._key:
            return b"", CANNOT_DECIPHER
        wanted = int.from_bytes(command.data[head.start : head.end], "big")
        if wanted and not self._pieces:
            return b"", WRONG_LENGTH
        data, status = super()._read_binary(replace(command, le=wanted or 0x10000))
        if status != DONE:
            return b"", status
        short = self._confidential.get(id(self._file), 0)
        self.given[short] = self.given.get(short, 0) + len(data)
        enciphered = self._suite.encipher(self._key, secure.pad(data, self._suite.block))
        return encode(secure.TAG_ENCIPHERED, bytes([secure.PADDED]) + enciphered), DONE

    def _read_binary(self, command: Command) -> tuple[bytes, int]:
        data, status = super()._read_binary(command)
        return (b"", NOT_VERIFIED) if id(self._file) in self._confidential else (data, status)


def first_generation(
    holder: ResidenceHolder, number: str = DEMO_NUMBER, *, kind: bytes | None = None, **options: object
) -> ResidenceVirtualCard:
    """A card of the first generation: its front as one picture, the address noted on its back as text.

    Args:
        kind: what the file of the type holds; left out, ``1`` or for a certificate ``2``.
        options: further ones of :class:`ResidenceVirtualCard`.
    """
    noted = holder.noted_address.translate({ord(to): of for of, to in AS_MY_NUMBER_CARD.items()})
    # Nothing is noted on a new card.
    back = encode(0xD2, (b"20250401" if noted else b"").ljust(8, b"\0"))
    back += encode(0xD3, (b"271411" if noted else b"").ljust(6, b"\0"))
    back += encode(0xD4, noted.encode("shift_jis_2004").ljust(320, b"\0"))
    front = mmr(_front(holder, number)).ljust(7000, b"\0")
    one = ("number",)
    df1 = Application(
        residence.DF1,
        files={0x0001: File(encode(0xD0, front), one), 0x0002: File(encode(0xD1, bytes(3000)), one)},
        short={0x05: 0x0001, 0x06: 0x0002},
    )
    texts = [File(back, one)] + [File(encode(tag, bytes(120)), one) for tag in (0xD5, 0xD6)]
    texts.append(File(encode(0xD7, b"0"), one))
    df2 = Application(
        residence.DF2,
        files=dict(enumerate(texts, 1)),
        short={short: short for short in range(1, 5)},
    )
    kind = (b"2" if holder.permanent else b"1") if kind is None else kind
    return _card(Generation.FIRST, number, [df1, df2], kind, b"0001", frozenset({0x05, 0x06}), options)


def second_generation(
    holder: ResidenceHolder, number: str = DEMO_NUMBER, *, kind: bytes | None = None, **options: object
) -> ResidenceVirtualCard:
    """A card of the second generation: entries as text, name and address as pictures.

    Args:
        kind: what the file of the type holds; left out, ``05`` or for a certificate ``06``.
        options: further ones of :class:`ResidenceVirtualCard`.
    """
    sex = {"male": "1", "female": "2"}.get(holder.sex, "3")
    until = "" if holder.permanent else holder.stay_until
    entries = [
        (0xC5, holder.expires_on.replace("-", "")),
        (0xC6, holder.birth_date.replace("-", "")),
        (0xC7, sex),
        (0xC8, holder.nationality),
        (0xC9, "0000000000"),
        (0xCE, holder.period_of_stay),
    ]
    if not holder.permanent:
        entries += [(0xCA, "01"), (0xCB, "20250401"), (0xCC, "1"), (0xCD, until.replace("-", ""))]
    name, address = mmr(holder.name).ljust(2500, b"\0"), mmr(holder.address).ljust(2500, b"\0")
    one = ("number",)
    df1 = Application(
        residence.DF1,
        files={
            0x0001: File(encode(0xC2, number.encode("ascii")), one),
            0x0002: File(b"".join(encode(tag, text.encode()) for tag, text in entries), one),
            0x0003: File(encode(0xD0, name) + encode(0xD1, bytes(3000)), one),
            0x0004: File(encode(0xDFD1, address), one),
        },
        short={0x01: 0x0001, 0x03: 0x0002, 0x04: 0x0003, 0x06: 0x0004},
    )
    other = File(encode(0xD9, b"0") + encode(0xDE, bytes(200)), one)
    permissions = File(encode(0xD5, b"0") + encode(0xD6, b"00000000") + encode(0xD7, b"0"), one)
    files = {0x0001: permissions, 0x0002: File(encode(0xD8, b"0"), one), 0x0003: other}
    df2 = Application(residence.DF2, files=files, short={1: 1, 2: 2, 3: 3})
    kind = (b"06" if holder.permanent else b"05") if kind is None else kind
    return _card(Generation.SECOND, number, [df1, df2], kind, b"0002", frozenset({1, 3, 4, 6}), options)


def _card(
    generation: Generation,
    number: str,
    applications: list[Application],
    kind: bytes,
    version: bytes,
    confidential: frozenset[int],
    options: Mapping[str, object],
) -> ResidenceVirtualCard:
    master = Application(
        b"",
        files={
            0x2F01: File(encode(0xC0, version)),
            0x000A: File(encode(0xC1, kind)),
            NUMBER_FILE: File(secret="number"),
        },
        secrets={"number": Secret(number, 15)},
        short={0x0B: 0x2F01, 0x0A: 0x000A, NUMBER_FILE: NUMBER_FILE},
    )
    signature = File(encode(0xDC, bytes(96)) + encode(0xDD, bytes(598)), ("number",))
    return ResidenceVirtualCard(
        [*applications, Application(DF3, files={0x0001: signature}, short={0x02: 0x0001})],
        master,
        number=number,
        suite=residence.SUITES[generation],
        confidential=confidential,
        **options,  # type: ignore[arg-type]
    )


def _front(holder: ResidenceHolder, number: str) -> str:
    sex = {"male": "男", "female": "女"}.get(holder.sex, "")
    lines = (
        f"在留カード　番号 {number}",
        f"氏名　{holder.name}",
        f"生年月日　{holder.birth_date}　性別　{sex}　国籍・地域　{holder.nationality}",
        f"住居地　{holder.address}",
        f"在留期間（満了日）　{holder.stay_until}",
    )
    return "\n".join(lines)


@functools.lru_cache(maxsize=32)
def mmr(text: str) -> bytes:
    """Lines of print as TIFF of one bit a dot, in MMR (ITU-T T.6)."""
    made = io.BytesIO()
    draw(text).save(made, "TIFF", compression="group4")
    return made.getvalue()
