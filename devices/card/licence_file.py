"""Files of driver's licences: tags and lengths of their own, and what stands in them.

Not BER: every tag is one byte, 1F, 3F and 5F included, but for 5F40, the photograph. A length is one byte, or
``82`` and two. FF in the place of a tag ends the file. (National Police Agency, 運転免許証及び運転免許証作成
システム等仕様書.)
"""

from __future__ import annotations

from collections.abc import Mapping

from base.trouble import Trouble
from devices.card import jis
from devices.card.api import Licence, OutsideCharacter
from devices.card.bitmap import to_png

END = 0xFF
TAG_NAME, TAG_KANA, TAG_ALIAS, TAG_BIRTH, TAG_ADDRESS = 0x12, 0x13, 0x14, 0x16, 0x17
TAGS_NEW_NAME, TAGS_NEW_KANA, TAGS_NEW_ADDRESS = range(0x60, 0x68), range(0x68, 0x70), range(0x70, 0x78)
"""Changes noted on the licence, the oldest first; of each a later one wins."""
TAGS_PICTURES = {0x48: 1, 0x49: 2, 0xA1: 3, 0xA2: 4, 0xA3: 5, 0xA4: 6, 0xA5: 7}
"""外字1 and 2 of EF 0003, 3 to 7 of EF 0005."""

_CHANGE_HEADS = (15, 8)
"""Before a changed text: one byte (number of the year of JIS X 0208), then the date in seven digits, each as a
two-byte code, or as ASCII."""
_BOARD_CHARS = 5
"""Behind a changed text: the board that noted it (東京公委), padded to five characters."""
_BOARDS = ("公委", "公安委員会")


def parse(data: bytes | bytearray) -> dict[int, bytes]:
    """The values by tag, up to the end mark or the end of the data.

    Raises:
        Trouble: ``card_unreadable`` when a value is cut short.
    """
    values, end = _scan(data)
    if end > len(data):
        raise Trouble("card_unreadable")
    return values


def is_whole(data: bytearray) -> bool:
    """Whether the end mark has been read, so that nothing more is to come."""
    return _scan(data)[1] < len(data)


def _scan(data: bytes | bytearray) -> tuple[dict[int, bytes], int]:
    """The values, and where their end mark is: beyond the data when a value is cut short."""
    values: dict[int, bytes] = {}
    at = 0
    while at < len(data) and data[at] != END:
        at = _next(data, at, values)
    return values, at


def _next(data: bytes | bytearray, at: int, values: dict[int, bytes]) -> int:
    """Takes the value at an offset; returns where the next begins, past the end when this one is cut short."""
    short = len(data) + 1
    tag, at = data[at], at + 1
    if tag == 0x5F and data[at : at + 1] == b"\x40":
        tag, at = 0x5F40, at + 1
    if at >= len(data):
        return short
    size, at = data[at], at + 1
    if size in (0x81, 0x82):
        wide = size & 0x0F
        if at + wide > len(data):
            return short
        size, at = int.from_bytes(data[at : at + wide], "big"), at + wide
    if at + size > len(data):
        return short
    values[tag] = bytes(data[at : at + size])
    return at + size


def parse_expiry(data: bytes | bytearray) -> str:
    """The last day of validity in MF/EF01, ``YYYY-MM-DD``; empty when it is not written as a date.

    Raises:
        Trouble: ``card_unreadable`` when this is no such file.
    """
    common = parse(data).get(0x45, b"")
    if len(common) < 11:
        raise Trouble("card_unreadable")
    digits = common[7:11].hex()
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits.isdigit() else ""


def parse_licence(
    entries: Mapping[int, bytes], changes: Mapping[int, bytes], pictures: Mapping[int, bytes], expires_on: str
) -> Licence:
    """Puts the files together: what was changed wins over what was printed.

    Args:
        entries: EF 0001 by tag.
        changes: EF 0004 by tag; empty where nothing was changed.
        pictures: bitmaps by number, 1 to 7.

    Raises:
        Trouble: ``card_unreadable`` when a part is missing or not in its form.
    """
    fields: dict[str, str] = {}
    outside: list[OutsideCharacter] = []
    doubtful: set[str] = set()
    for field, tag, newer in (
        ("name", TAG_NAME, TAGS_NEW_NAME),
        ("kana", TAG_KANA, TAGS_NEW_KANA),
        ("alias", TAG_ALIAS, range(0)),
        ("address", TAG_ADDRESS, TAGS_NEW_ADDRESS),
    ):
        code = entries.get(tag, b"")
        changed = [changes[each] for each in newer if changes.get(each)]
        if changed:
            code, known = changed_text(changed[-1])
            if not known:
                doubtful.add(field)
        fields[field], places = jis.decode(code)
        for position, number in places.items():
            outside.append(OutsideCharacter(field, position, to_png(pictures.get(number, b""))))
    birth = entries.get(TAG_BIRTH, b"")
    if not fields["name"] or len(birth) != 7 or not birth.isdigit():
        raise Trouble("card_unreadable")
    return Licence(
        **fields,
        birth_date=birth.decode("ascii"),
        expires_on=expires_on,
        outside=tuple(outside),
        doubtful=frozenset(doubtful),
    )


def changed_text(value: bytes) -> tuple[bytes, bool]:
    """The text of one noted change without date and board, and whether it stood in the form that we know."""
    start = next((size for size in _CHANGE_HEADS if _is_dated(value[1:size], size)), None)
    if start is None:
        return value, False
    end = len(value) - 2 * _BOARD_CHARS
    if end <= start or len(value) % 2 != start % 2:
        return value[start:], False
    board = jis.decode(value[end:])[0].strip("\u3000")
    return (value[start:end], True) if board.endswith(_BOARDS) else (value[start:], False)


def _is_dated(head: bytes, size: int) -> bool:
    if size == _CHANGE_HEADS[0]:
        # Full-width digits are 2330 to 2339.
        if len(head) != 14 or any(byte != 0x23 for byte in head[::2]):
            return False
        head = head[1::2]
    return len(head) == 7 and head.isdigit() and head[:1] in b"12345"


def needs_pictures(entries: Mapping[int, bytes], changes: Mapping[int, bytes]) -> bool:
    """Whether any of the texts that we show has a character that is a picture."""
    texts = [entries.get(tag, b"") for tag in (TAG_NAME, TAG_KANA, TAG_ALIAS, TAG_ADDRESS)]
    texts += [changes.get(tag, b"") for tag in (*TAGS_NEW_NAME, *TAGS_NEW_KANA, *TAGS_NEW_ADDRESS)]
    return any(b"\xff" in text for text in texts)


def parse_pictures(*files: bytes | bytearray) -> dict[int, bytes]:
    """The bitmaps in EF 0003 and EF 0005 by number."""
    return {TAGS_PICTURES[tag]: value for file in files for tag, value in parse(file).items() if tag in TAGS_PICTURES}
