"""Pictures of residence cards as text: always with doubt, and none where nothing can be read."""

from __future__ import annotations

import io
import random
from datetime import date

import pytest
from PIL import Image

from devices.card.residence_file import ResidenceCard
from devices.card.virtual.files import draw
from forms.card_pictures import MAX_CONFIDENCE, read_address, read_name, read_name_on_front
from forms.card_residence import PictureText, reading_from_residence_card
from forms.fusing import State, fuse

FRONT = "在留カード　番号 AA12345678BB\n{name}\n生年月日　1998-07-20　性別　男\n住居地　大阪府堺市堺区南瓦町３番１号"


def png(text: str, dirt: float = 0.0) -> bytes:
    """Lines of print of one bit a dot, a share of the dots wrong."""
    image = draw(text)
    throw = random.Random(7)
    for _ in range(round(dirt * image.width * image.height)):
        at = throw.randrange(image.width), throw.randrange(image.height)
        image.putpixel(at, 0 if image.getpixel(at) else 1)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize("name", ["NGUYEN VAN AN", "O'BRIEN, SEAN", "PARK JI-HOON", "王　小明"])
@pytest.mark.parametrize("dirt", [0.0, 0.005])
def test_a_name_in_letters_or_kanji(name: str, dirt: float) -> None:
    said = read_name(png(name, dirt))
    assert said is not None and said.text == name and 0.5 < said.confidence <= MAX_CONFIDENCE


def test_a_long_name_on_two_lines() -> None:
    assert read_name(png("DE LA CRUZ\nMARIA CRISTINA")).text == "DE LA CRUZ MARIA CRISTINA"


def test_letters_come_before_the_kanji_that_stand_below_them() -> None:
    said = read_name(png("WANG XIAOMING\n王　小明"))
    assert (said.text, said.candidates) == ("WANG XIAOMING", ("王　小明",))


def test_kanji_that_look_alike_are_candidates() -> None:
    said = read_name(png("髙橋　一郎"))
    assert "髙橋　一郎" in (said.text, *said.candidates)


@pytest.mark.parametrize(
    ("label", "name"),
    [("氏名　", "NGUYEN VAN AN"), ("氏名 NAME ", "王　小明"), ("氏名　　　　　　　　　", "NGUYEN VAN AN")],
)
def test_the_name_on_a_whole_front(label: str, name: str) -> None:
    said = read_name_on_front(png(FRONT.format(name=label + name)))
    assert said is not None and said.text == name


def test_a_front_without_the_label_has_no_name() -> None:
    assert read_name_on_front(png(FRONT.format(name="NGUYEN VAN AN"))) is None


def test_an_address_on_two_lines() -> None:
    said = read_address(png("大阪府堺市堺区南瓦町３番１号\nコーポ１０１号"))
    assert said.text.startswith("大阪府堺市堺区南瓦町") and "コーポ" in said.text


def test_digits_of_an_address_stay_digits() -> None:
    assert read_address(png("大阪府堺市堺区南瓦町\n3-1-205")).text.endswith("3-1-205")


@pytest.mark.parametrize("data", [b"", b"no picture", png("")[:60], png(""), png(" ")])
def test_what_is_no_picture_or_shows_nothing_gives_nothing(data: bytes) -> None:
    assert read_name(data) is None and read_name_on_front(data) is None and read_address(data) is None


def test_a_photograph_of_noise_gives_no_error() -> None:
    noise = Image.effect_noise((300, 200), 90)
    made = io.BytesIO()
    noise.save(made, "PNG")
    said = read_name(made.getvalue())
    assert said is None or isinstance(said, PictureText)


def test_nothing_of_it_is_ever_sure_and_text_wins_over_a_picture() -> None:
    name, address = PictureText("王　小明", 0.99, ("王　小朋",)), PictureText("堺市堺区１－１", 0.9)
    given = {"today": date(2026, 11, 21), "name": name, "pictured_address": address}
    read = reading_from_residence_card(ResidenceCard("AA12345678BB"), **given)
    field = read.find("members[0].name")
    assert (field.value, field.sure, field.candidates) == ("王　小明", False, ("王　小朋",))
    assert read.value("former_address") == "堺市堺区１－１" and not read.find("former_address").sure
    assert fuse([read])["members[0].name"].state is State.DOUBTFUL
    read = reading_from_residence_card(ResidenceCard("AA12345678BB", address="大阪市北区１"), **given)
    assert read.value("former_address") == "大阪市北区１" and read.find("former_address").sure


def test_its_repr_shows_nothing() -> None:
    assert "小" not in repr(PictureText("王　小明", 0.9, ("王　小朋",)))
