"""What a licence's bytes mean: tags that are not BER, codes without escapes, notes that win, pictures."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from base.trouble import Trouble
from devices.card import ber, jis
from devices.card.bitmap import SIDES, to_png
from devices.card.licence_file import changed_text, is_whole, parse, parse_expiry, parse_licence
from devices.card.virtual.licence import Change, change_value, coded_date, tlv

NAME = {0x12: jis.encode("山田　太郎"), 0x16: b"3600314", 0x17: jis.encode("東京都")}


def trouble(function, *arguments) -> str:
    with pytest.raises(Trouble) as caught:
        function(*arguments)
    assert caught.value.__cause__ is None
    return caught.value.id


def test_the_minus_and_the_wave_are_those_of_the_my_number_card() -> None:
    assert jis.decode(bytes.fromhex("215d2141"))[0] == "－～"
    assert bytes.fromhex("a1dd a1c1").decode("euc_jp") == "−〜", "the trap"
    assert jis.encode("－～") == bytes.fromhex("215d2141")


def test_codes_of_pictures_and_of_a_missing_character() -> None:
    assert jis.decode(bytes.fromhex("fff13626fffafff72121")) == (
        "〓橋〓〓".replace("橋", jis.decode(b"\x36\x26")[0]),
        {0: 1, 2: 0, 3: 7},
    )


@pytest.mark.parametrize("data", ["21", "2120", "7f21", "fff8", "fff9", "0000", "8ea1"])
def test_what_is_no_code_is_an_unreadable_card(data: str) -> None:
    assert trouble(jis.decode, bytes.fromhex(data)) == "card_unreadable"


def test_an_unassigned_code_is_a_character_nobody_can_read() -> None:
    assert jis.decode(bytes.fromhex("2e21")) == ("〓", {0: 0})


@pytest.mark.parametrize("text", ["髙", "﨑", "A", "ｱ", "丂", "𠮷"])
def test_what_jis_x_0208_lacks_has_no_code(text: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        jis.encode(text)


@given(st.integers(0x21, 0x7E), st.integers(0x21, 0x7E))
def test_every_code_goes_there_and_back(row: int, cell: int) -> None:
    text, outside = jis.decode(bytes([row, cell, 0x30, 0x21]))
    assert len(text) == 2
    if not outside:
        assert jis.encode(text) == bytes([row, cell, 0x30, 0x21])


def test_the_tags_are_not_ber() -> None:
    data = tlv(0x1F, b"ab") + tlv(0x3F, b"cd") + tlv(0x5F, b"ef") + tlv(0x5F40, b"gh") + tlv(0x12, bytes(200))
    assert parse(data + b"\xff\xff\x12") == {0x1F: b"ab", 0x3F: b"cd", 0x5F: b"ef", 0x5F40: b"gh", 0x12: bytes(200)}
    assert {tag for tag, _ in _as_ber(data)} != {0x1F, 0x3F, 0x5F, 0x5F40, 0x12}, "a BER reader goes astray"


def _as_ber(data: bytes) -> list[tuple[int, bytearray]]:
    try:
        return list(ber.objects(data))
    except ber.BerError:
        return []


@given(st.binary(max_size=60))
def test_any_bytes_are_values_or_an_unreadable_card(data: bytes) -> None:
    try:
        values = parse(data)
    except Trouble as error:
        assert error.id == "card_unreadable" and not is_whole(bytearray(data))
    else:
        assert sum(map(len, values.values())) <= len(data)


def test_a_file_is_whole_at_its_end_mark_only() -> None:
    data = tlv(0x12, b"\xff\xff") + tlv(0x13, b"") + b"\xff"
    assert [is_whole(bytearray(data[:size])) for size in range(len(data) + 1)] == [False] * len(data) + [True]


def test_the_expiry_is_western_in_the_master_file() -> None:
    common = b"\x45\x0b009" + bytes.fromhex("2024061020290414") + b"\x46\x02\x81\x02"
    assert parse_expiry(common) == "2029-04-14"
    assert parse_expiry(b"\x45\x0b009" + b"\xff" * 8) == ""
    assert trouble(parse_expiry, b"\x46\x02\x00\x00") == "card_unreadable"


def note(text: str, day: str = "2025-12-01") -> bytes:
    return change_value(Change("address", text, day))


def test_the_newest_note_wins_over_the_print() -> None:
    changes = {0x50: b"\x01", 0x70: note("大阪市北区"), 0x71: note("堺市堺区１－１"), 0x72: b""}
    licence = parse_licence(NAME, changes, {}, "")
    assert (licence.name, licence.address, licence.doubtful) == ("山田　太郎", "堺市堺区１－１", frozenset())
    changed = parse_licence(NAME, {0x60: note("鈴木　太郎"), 0x68: note("スズキ　タロウ")}, {}, "")
    assert (changed.name, changed.kana, changed.address) == ("鈴木　太郎", "スズキ　タロウ", "東京都")


@pytest.mark.parametrize("head", [b"\x01" + jis.encode("５０７１２０１"), b"\x015071201"])
@pytest.mark.parametrize("board", ["東京公委　", "神奈川公委", "大阪　公委"])
def test_date_and_board_are_no_part_of_the_text(head: bytes, board: str) -> None:
    assert changed_text(head + jis.encode("堺市") + jis.encode(board)) == (jis.encode("堺市"), True)


@pytest.mark.parametrize("value", [jis.encode("堺市堺区"), b"\x01" + jis.encode("９９９９９９９堺市東京公委　")])
def test_a_note_in_no_known_form_is_doubtful(value: bytes) -> None:
    text, known = changed_text(value)
    assert not known and text == value
    if len(value) % 2 == 0:
        assert parse_licence(NAME, {0x70: value}, {}, "").doubtful == {"address"}


def test_a_note_without_its_board_is_kept_whole_and_doubtful() -> None:
    value = b"\x01" + jis.encode("５０７１２０１") + jis.encode("大阪府堺市堺区南瓦町")
    assert changed_text(value) == (jis.encode("大阪府堺市堺区南瓦町"), False)


@pytest.mark.parametrize("lacking", [0x12, 0x16])
def test_no_name_or_no_birth_date_is_an_unreadable_card(lacking: int) -> None:
    entries = {tag: value for tag, value in NAME.items() if tag != lacking}
    assert trouble(parse_licence, entries, {}, {}, "") == "card_unreadable"


@pytest.mark.parametrize(
    ("iso", "coded"),
    [("2019-05-01", "5010501"), ("2019-04-30", "4310430"), ("1989-01-07", "3640107"), ("1926-12-24", "2151224")],
)
def test_dates_of_the_virtual_licence(iso: str, coded: str) -> None:
    assert coded_date(iso) == coded


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("lead", [b"", b"\x18", b"\x00\x18"])
def test_a_bitmap_becomes_a_picture(side: int, lead: bytes) -> None:
    dots = bytearray(side * side // 8)
    dots[0] = 0x80
    with Image.open(io.BytesIO(to_png(lead + dots))) as image:
        assert image.size == (side, side)
        assert [image.getpixel((x, 0)) for x in (0, 1)] == [0, 255]


@pytest.mark.parametrize("size", [0, 1, 31, 35, 100, 129 + 2])
def test_a_bitmap_of_no_square_is_no_picture(size: int) -> None:
    assert to_png(bytes(size)) == b""


def test_nothing_is_in_the_repr() -> None:
    licence = parse_licence(NAME | {0x12: jis.encode("\ue001田")}, {}, {}, "2029-04-14")
    assert "田" not in repr(licence) and "2029" not in repr(licence)
    assert repr(licence.outside[0]) == "OutsideCharacter(field='name', position=0, picture=***)"
