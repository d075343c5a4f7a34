"""The number of a residence card off a picture: its grammar, and pictures askew, turned, small and empty."""

from __future__ import annotations

import json
import random

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from command.main import main
from forms.card_number import CardNumber, find_card_number, numbers_in, read_card_number
from forms.certificate.engines.recogniser import Character, Recogniser
from tests.forms.card_fronts import front, photographed, some_number


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def line(text: str, confidence: float = 0.95, doubtful: str = "") -> list[Character]:
    return [Character(char, 0.4 if char in doubtful else confidence, 0.5) for char in text]


def number_in(text: str, **options) -> list[tuple[str, float]]:
    return list(numbers_in(line(text, **options)))


@pytest.mark.parametrize("before", ["", "番号", "RESIDENCECARDNO.", "No."])
@pytest.mark.parametrize("after", ["", "。", "号"])
def test_a_number_behind_its_label(before: str, after: str) -> None:
    assert number_in(f"{before}AB12345678CD{after}") == [("AB12345678CD", 0.95)]


def test_letters_and_digits_of_any_width_and_case() -> None:
    assert number_in("ａｂ１２３４５６７８cd") == [("AB12345678CD", 0.95)]


@pytest.mark.parametrize(
    ("read", "number"),
    [("0B12345678CD", "OB12345678CD"), ("ABI2345678CD", "AB12345678CD"), ("AB1O3456Z8C0", "AB10345628CO")],
)
def test_a_look_alike_of_the_other_class_is_put_right_and_doubted(read: str, number: str) -> None:
    assert number_in(read) == [(number, 0.5)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AB1234567CD",
        "AB12345678CDE",
        "AB12345678C",
        "ABC2345678CD",
        "OOOOOOOOOOOO",
        "123456789012",
        "AB1234年678CD",
        "TURNERELIZABETH",
        "20280701まで有効",
    ],
)
def test_what_is_no_number_gives_none(text: str) -> None:
    assert not number_in(text)


def test_its_worst_character_is_its_confidence_and_too_bad_a_one_is_none() -> None:
    assert number_in("AB12345678CD", doubtful="7") == [("AB12345678CD", 0.4)]
    assert not number_in("AB12345678CD", confidence=0.2)


@given(st.text(max_size=40))
def test_any_line_gives_numbers_of_the_form_or_none(text: str) -> None:
    for number, confidence in number_in(text):
        assert len(number) == 12 and number[:2].isalpha() and number[2:10].isdigit() and number[10:].isalpha()
        assert number.isascii() and 0.0 <= confidence <= 1.0


@pytest.mark.parametrize(("seed", "turn", "size"), [(1, 0, (1280, 960)), (2, 2, (1280, 720)), (3, 1, (1920, 1080))])
def test_a_card_held_before_the_camera(recogniser: Recogniser, seed: int, turn: int, size: tuple[int, int]) -> None:
    throw = random.Random(seed)
    number = some_number(throw)
    found = find_card_number(photographed(front(number, throw), throw, size=size, turn=turn), recogniser)
    assert found is not None and found.number == number and 0.3 <= found.confidence < 1.0


def test_nothing_where_there_is_no_number(recogniser: Recogniser) -> None:
    assert find_card_number(np.full((480, 640, 3), 200, np.uint8), recogniser) is None
    black = np.zeros((480, 640, 3), np.uint8)
    assert find_card_number(black, recogniser) is None
    with pytest.raises(Trouble) as caught:
        read_card_number([black])
    assert caught.value.id == "card_number_not_found"


def test_it_is_a_candidate_and_never_sure() -> None:
    reading = CardNumber("AB12345678CD", 0.99, ("A812345678CD",)).to_reading()
    field = reading.find("members[0].card_number")
    assert (field.value, field.sure, field.candidates) == ("AB12345678CD", False, ("A812345678CD",))
    assert "1234" not in repr(CardNumber("AB12345678CD", 0.99))


def test_the_command(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    throw = random.Random(4)
    number = some_number(throw)
    file, empty = tmp_path / "front.jpg", tmp_path / "empty.png"
    cv2.imwrite(str(file), photographed(front(number, throw), throw))
    cv2.imwrite(str(empty), np.full((200, 300, 3), 255, np.uint8))
    assert main(["read", "card-number", str(file), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert [(row["path"], row["value"], row["sure"]) for row in read["fields"]] == [
        ("members[0].card_number", number, False)
    ]
    assert main(["read", "card-number", str(empty), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["id"] == "card_number_not_found"
