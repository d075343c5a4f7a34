"""The content of the files of a virtual My Number card, and the five ways real cards are known to write them."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import rsa

from devices.card.ber import encode
from devices.card.bitmap import encode_png
from devices.card.virtual.certificates import raw_sign

if TYPE_CHECKING:
    from PIL import Image, ImageFont

INDIVIDUAL_NUMBER = "123456789018"
"""The published sample number with a right check digit; no person has it."""

_FONTS = (
    "/usr/share/fonts/truetype/ipamj/ipamjm.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
)
_SHA256_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
_SEX = {"male": b"1", "female": b"2"}


class Lengths(Enum):
    """How the lengths of EF 0002 are written: of the outer object, and of the longer parts in it."""

    SHORTEST = (0, 0)
    OUTER_TWO = (2, 0)
    """``82 hh ll`` outside though one byte would do: a form that readers in the field are made for."""
    ALL_TWO = (2, 2)


@dataclass(frozen=True, slots=True, repr=False)
class Holder:
    """Whose card it is. The repr shows nothing.

    Attributes:
        name: U+3000 between family and given name.
        birth_date: ``YYYY-MM-DD``.
        sex: ``male``, ``female`` or ``unknown``.
    """

    name: str
    address: str
    birth_date: str
    sex: str

    @classmethod
    def of_household(cls, household: Mapping[str, str], member: int = 0) -> Holder:
        """Takes a member out of the sample household; the card still has the former address.

        Raises:
            KeyError: the household lacks a value, which is a bug.
        """
        of = f"members[{member}]."
        address = household["former_address"] + household.get("former_building", "")
        return cls(household[of + "name"], address, household[of + "birth_date"], household[of + "sex"])


def basic_four(holder: Holder, lengths: Lengths = Lengths.SHORTEST) -> bytes:
    """EF 0002."""
    outer, inner = lengths.value
    values = (
        (0xDF22, holder.name.encode(), inner),
        (0xDF23, holder.address.encode(), inner),
        (0xDF24, holder.birth_date.replace("-", "").encode("ascii"), 0),
        (0xDF25, _SEX.get(holder.sex, b"9"), 0),
    )
    parts = [encode(tag, value, length_bytes=form) for tag, value, form in values]
    offsets_part = 2 + 1 + 8
    body = offsets_part + sum(map(len, parts))
    # The offsets count from the start of the file to each object's tag.
    at = len(encode(0xFF20, bytes(body), length_bytes=outer)) - body + offsets_part
    offsets = b""
    for part in parts:
        offsets += at.to_bytes(2, "big")
        at += len(part)
    return encode(0xFF20, encode(0xDF21, offsets) + b"".join(parts), length_bytes=outer)


def individual_number() -> bytes:
    """EF 0001: 17 bytes, the last two a filler that nobody has explained."""
    return encode(0xDF10, INDIVIDUAL_NUMBER.encode("ascii")) + b"\xff\xff"


def signature(number: bytes, four: bytes, key: rsa.RSAPrivateKey) -> bytes:
    """EF 0003: hashes of EF 0001 and of the four attributes, and a signature over both."""
    # Counted from the first attribute: the outer head and DF21 with its offsets are not signed.
    attributes = four[four.index(b"\xdf\x22") :]
    hashed = encode(0xDF31, hashlib.sha256(number).digest()) + encode(0xDF32, hashlib.sha256(attributes).digest())
    signed = raw_sign(key, _SHA256_DIGEST_INFO + hashlib.sha256(hashed).digest())
    return encode(0xFF30, hashed + encode(0xDF33, signed))


@functools.lru_cache(maxsize=8)
def verifiable_certificate(key: rsa.RSAPrivateKey) -> bytes:
    """EF 0004: a card-verifiable certificate in form, signed by nobody who counts."""
    numbers = key.public_key().public_numbers()
    content = b"VIRTUAL-ISSUER00" + b"VIRTUAL-SUBJECT0"
    content += encode(0x90, numbers.e.to_bytes(3, "big")) + encode(0x91, numbers.n.to_bytes(256, "big"))
    signed = raw_sign(key, _SHA256_DIGEST_INFO + hashlib.sha256(content).digest())
    return encode(0x7F21, encode(0x5F4E, content) + encode(0x5F37, signed))


def application_info() -> bytes:
    """EF 0005, padded to its 256 bytes."""
    info = encode(0xFF40, encode(0xDF41, b"\x00\x01\x00\x00") + encode(0xDF42, b"VIRTUAL-KEY-ID00"))
    return info.ljust(256, b"\xff")


def internal_key(key: rsa.RSAPrivateKey) -> bytes:
    """EF 0006: the public key for internal authentication."""
    numbers = key.public_key().public_numbers()
    return encode(0xFF50, encode(0xDF51, numbers.e.to_bytes(3, "big")) + encode(0xDF52, numbers.n.to_bytes(256, "big")))


def token(text: str) -> bytes:
    """EF 0006 of the JPKI application: 32 bytes, padded with spaces."""
    return text.encode("ascii").ljust(32, b" ")


def face(holder: Holder, expires_on: str, security_code: str) -> bytes:
    """EF 0002 of the visual application: name and address as pictures, and a photograph of nobody."""
    parts = (
        (0xDF22, holder.birth_date.replace("-", "").encode("ascii")),
        (0xDF23, _SEX.get(holder.sex, b"9")),
        (0xDF24, b"VIRTUAL-PUBLIC-KEY".ljust(256, b"\0")),
        (0xDF25, picture(holder.name)),
        (0xDF26, picture(holder.address)),
        (0xDF27, b"\0\0\0\x0cjP  \r\n\x87\n".ljust(5000, b"\0")),
        (0xDF28, b"VIRTUAL-SIGNATURE".ljust(256, b"\0")),
        (0xDF29, expires_on.replace("-", "").encode("ascii")),
        (0xDF2A, picture(security_code)),
    )
    offsets = encode(0xDF21, bytes(2 * len(parts)))
    return encode(0xFF20, offsets + b"".join(encode(tag, value) for tag, value in parts))


def number_picture() -> bytes:
    """EF 0005 of the visual application: the individual number as a picture."""
    return encode(0xFF40, encode(0xDF41, picture(INDIVIDUAL_NUMBER)))


@functools.lru_cache(maxsize=64)
def picture(text: str) -> bytes:
    """A line of print as PNG, black on white, with every character of the family register where its font is."""
    image = draw(text)
    return encode_png(image.width, image.height, image.tobytes())


def draw(text: str) -> Image.Image:
    """Lines of print in one bit a dot, black on white."""
    from PIL import Image, ImageDraw

    font, lines = _font(32), text.split("\n")
    width = max(1, round(max(font.getlength(line) for line in lines))) + 16
    image = Image.new("1", (width, 48 * len(lines)), 1)
    for row, line in enumerate(lines):
        ImageDraw.Draw(image).text((8, 4 + 48 * row), line, font=font, fill=0)
    return image


@functools.lru_cache(maxsize=64)
def glyph(char: str, side: int) -> bytes:
    """One character as a square of dots, one bit each, set where it is black."""
    from PIL import Image, ImageDraw

    image = Image.new("1", (side, side), 0)
    ImageDraw.Draw(image).text((side / 2, side / 2), char, font=_font(side - 2), fill=1, anchor="mm")
    return image.tobytes()


def _font(size: int) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    """A font with the characters of the family register, or whatever there is."""
    from PIL import ImageFont

    file = next((each for each in _FONTS if Path(each).exists()), None)
    return ImageFont.truetype(file, size) if file else ImageFont.load_default(size)
