"""From pictures to pre-entries."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from base.trouble import Trouble
from forms.preentry import qr, zbar
from forms.preentry.framing import split
from forms.preentry.payload import PREFIX, PreEntry, encode
from tools.phone import MADE_AT, picture, preentry

SAMPLE = Path(__file__).parents[3] / "samples" / "preentry-phone.jpg"


def code(text: str) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(qr.draw(text), np.uint8), cv2.IMREAD_COLOR)


def test_the_sample_phone_is_read() -> None:
    assert qr.read_preentry([cv2.imread(str(SAMPLE))], MADE_AT) == preentry()


def test_the_sample_is_what_its_script_makes() -> None:
    made = picture(encode(preentry())).astype(int)
    assert np.abs(made - cv2.imread(str(SAMPLE))).mean() < 4  # JPEG's own loss


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_however_the_phone_is_held(angle: int) -> None:
    turned = np.rot90(cv2.imread(str(SAMPLE)), angle // 90).copy()
    assert qr.read_preentry([turned], MADE_AT) == preentry()


def test_pyzbar_seconds_where_zxing_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import zxingcpp

    monkeypatch.setattr(zxingcpp, "read_barcodes", lambda *_, **__: [])
    assert qr.read_codes(code("KAKANAI1:X")) == []
    assert qr.read_codes(code("KAKANAI1:X"), second_opinion=True) == ["KAKANAI1:X"]


def test_pyzbar_drops_what_is_not_ascii() -> None:
    assert zbar.read_codes(code("転入届")[:, :, 0]) == []


def test_a_crash_of_zbar_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zbar, "MEMORY", 1024 * 1024)
    assert zbar.read_codes(code("KAKANAI1:X")[:, :, 0]) == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("https://www.example.jp/shop?item=1", "qr_web_address"),
        ("WIFI:T:WPA;S:home;P:secret;;", "qr_wifi"),
        ("BEGIN:VCARD\nVERSION:3.0", "qr_contact"),
        ("4901234567894", "qr_foreign"),
    ],
)
def test_a_wrong_code_is_named(text: str, id: str) -> None:
    with pytest.raises(Trouble) as caught:
        qr.read_preentry([code(text)], MADE_AT)
    assert caught.value.id == id


def test_a_wrong_code_beside_the_right_one_does_no_harm() -> None:
    right, wrong = code(encode(preentry())), code("https://www.example.jp/")
    both = np.full((right.shape[0] + wrong.shape[0], right.shape[1], 3), 255, np.uint8)
    both[: right.shape[0]] = right
    both[right.shape[0] :, : wrong.shape[1]] = wrong
    assert qr.read_preentry([both], MADE_AT) == preentry()


def test_an_empty_picture_says_so() -> None:
    with pytest.raises(Trouble, match="qr_not_found"):
        qr.read_preentry([np.full((720, 1280, 3), 127, np.uint8)], MADE_AT)


def test_a_large_family_over_two_pictures() -> None:
    values = {f"members[{n}].name": "".join(chr(0x4E00 + n * 331 + k * 37) for k in range(60)) for n in range(12)}
    entry = PreEntry.make(values, MADE_AT)
    pictures = [code(part) for part in split(encode(entry))]
    assert len(pictures) > 1
    assert qr.read_preentry(pictures[::-1], MADE_AT) == entry
    with pytest.raises(Trouble) as caught:
        qr.read_preentry(pictures[:1], MADE_AT)
    assert (caught.value.id, caught.value.details["number"]) == ("preentry_part_missing", 2)


def test_our_prefix_stays_in_the_alphanumeric_set() -> None:
    assert set(PREFIX) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
