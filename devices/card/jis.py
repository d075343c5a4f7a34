"""Text of driver's licences: two-byte codes of JIS X 0208 without escapes, and characters outside of it.

The licence has no code for 髙 or 﨑: it writes FFF1 to FFF7 and holds a picture (外字), or FFFA where there is
not even that (欠字).
"""

from __future__ import annotations

from base.trouble import Trouble
from devices.card.api import UNREADABLE_CHARACTER

PICTURES = range(0xFFF1, 0xFFF8)
"""The codes of 外字1 to 外字7."""
MISSING = 0xFFFA

AS_MY_NUMBER_CARD = str.maketrans({"−": "－", "〜": "～", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢"})
"""Python's EUC-JP and the My Number card map six signs of JIS X 0208 to different characters. An address must
not differ by the card it was read from, so ours are those of the My Number card."""


def decode(data: bytes | bytearray) -> tuple[str, dict[int, int]]:
    """The text, and where characters have no code: position in the text → number of the picture, 0 for none.

    Blanks at the end are padding and cut off.

    Raises:
        Trouble: ``card_unreadable`` for bytes that are no such codes.
    """
    if len(data) % 2:
        raise Trouble("card_unreadable")
    chars: list[str] = []
    outside: dict[int, int] = {}
    for at in range(0, len(data), 2):
        code = data[at] << 8 | data[at + 1]
        char = _char(code)
        if char is None:
            outside[len(chars)] = code - PICTURES.start + 1 if code in PICTURES else 0
            char = UNREADABLE_CHARACTER
        chars.append(char)
    return "".join(chars).rstrip("\u3000"), outside


def _char(code: int) -> str | None:
    """The character, or None where the code stands for none of JIS X 0208."""
    if code in PICTURES or code == MISSING:
        return None
    row, cell = code >> 8, code & 0xFF
    if not (0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E):
        raise Trouble("card_unreadable")
    try:
        return bytes([row | 0x80, cell | 0x80]).decode("euc_jp").translate(AS_MY_NUMBER_CARD)
    except UnicodeDecodeError:
        return None


def encode(text: str) -> bytes:
    """The codes of a text; for the virtual licences. Private use characters U+E001 to U+E007 become 外字1 to 7.

    Raises:
        UnicodeEncodeError: a character has no code.
    """
    back = {ord(target): source for source, target in AS_MY_NUMBER_CARD.items()}
    written = b""
    for char in text:
        if 0xE001 <= ord(char) <= 0xE007:
            written += (PICTURES.start + ord(char) - 0xE001).to_bytes(2, "big")
            continue
        code = chr(back.get(ord(char), ord(char))).encode("euc_jp")
        if len(code) != 2 or code[0] == 0x8E:
            # EUC-JP also has ASCII, half-width katakana and JIS X 0212, which a licence has not.
            raise UnicodeEncodeError("jisx0208", char, 0, 1, "no code")
        written += bytes(byte & 0x7F for byte in code)
    return written
