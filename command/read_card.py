"""``kakanai read card``: recognises the card, asks for what it needs, and makes a reading."""

from __future__ import annotations

import argparse
import base64
import getpass
import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from base import texts
from base.clock import SystemClock, today
from base.trouble import Trouble
from command.configuration import Configuration
from command.desk import desk_settings
from forms.display import label, shown
from forms.reading import Reading

if TYPE_CHECKING:
    from devices.card.session import PcscCardReader

Ask = Callable[..., Any]
"""Runs a function of the reader on the card bus and waits for its result."""


_PATHS = {
    "name": "members[0].name",
    "kana": "members[0].kana",
    "alias": "members[0].alias",
    "address": "former_address",
}


@dataclass(frozen=True)
class CardReading:
    """A reading, and what is told beside it.

    Attributes:
        pictures: of values that the chip has as pictures: path, PNG in base64, position in the text.
        validity: last days: of the ``card``, the ``certificate``, the ``licence`` on it; empty where unknown.
    """

    reading: Reading
    pictures: list[dict[str, Any]]
    validity: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints."""
        known = {what: day for what, day in self.validity.items() if day}
        beside = {"pictures": self.pictures, "validity": known}
        return self.reading.to_json() | {name: value for name, value in beside.items() if value}

    def sentences(self) -> list[str]:
        """What people read below the values."""
        days = [
            f"{texts.text(f'card.validity.{what}')}　{shown('issued_on', day)}"
            for what, day in self.validity.items()
            if day
        ]
        columns = shutil.get_terminal_size().columns
        return [*days, *filter(None, (drawn(row, columns) for row in self.pictures))]


def read(words: argparse.Namespace, settings: Configuration) -> CardReading:
    """Reads the card that lies on the reader.

    Raises:
        Trouble: everything of :mod:`devices.card.api`.
    """
    from devices.card.api import CardKind
    from devices.card.kinds import TROUBLE_OF_KIND
    from devices.card.session import PcscCardReader
    from devices.desk import open_desk

    with open_desk(desk_settings(settings, only="card_reader")) as desk:
        reader, bus = desk.cards, desk.bus
        if bus is None or not isinstance(reader, PcscCardReader):
            raise Trouble("no_reader")

        def ask(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
            return bus.submit(function, *arguments, **options).result()

        kind = ask(reader.kind) if words.kind == "auto" else CardKind(words.kind)
        if words.kind == "licence" and ask(reader.kind) is CardKind.MY_NUMBER:
            return _licence_record(reader, ask, words)
        match kind:
            case CardKind.MY_NUMBER:
                return _my_number(reader, ask, words)
            case CardKind.LICENCE:
                return _licence(reader, ask, words)
            case CardKind.RESIDENCE:
                return _residence(reader, ask)
            case _:
                raise Trouble(TROUBLE_OF_KIND[kind])


def _my_number(reader: PcscCardReader, ask: Ask, words: argparse.Namespace) -> CardReading:
    from forms.card import reading_from_basic_four

    pictures: list[dict[str, Any]] = []
    validity: dict[str, str] = {}
    if words.by == "pin":
        tries = ask(reader.pin_tries_left)
        pin = _typed(texts.text("command.ask_pin", tries=tries))
        four = ask(reader.read_basic_four, pin, use_last_try=words.use_last_try)
    else:
        number = _number_b(words.by.removeprefix("number-b-"), ask(reader.number_b_tries_left))
        four, face = ask(reader.read_by_number_b, number, use_last_try=words.use_last_try)
        faces = (("members[0].name", face.name_picture), ("former_address", face.address_picture))
        pictures = [picture(path, png) for path, png in faces if png]
        validity["card"] = face.expires_on
    validity["certificate"] = four.certificate_expires_on
    reading = reading_from_basic_four(
        four,
        card_expires_on=validity.get("card", ""),
        today=today(SystemClock()),
    )
    return CardReading(reading, pictures, validity)


def _number_b(form: str, tries: int) -> str:
    """照合番号B out of what the card's face shows, with the birth year in the form that the caller chose.

    Raises:
        Trouble: ``number_b_malformed``.
    """
    from forms.card_number_b import YearForm, number_b
    from forms.dates import find_date

    birth = find_date(_typed(texts.text("card.ask.birth_date")))
    year = _typed(texts.text("card.ask.expiry_year"))
    code = _typed(texts.text("card.ask.security_code", tries=tries))
    if birth is None:
        raise Trouble("number_b_malformed")
    return number_b(birth, year, code, YearForm(form))


def _licence(reader: PcscCardReader, ask: Ask, words: argparse.Namespace) -> CardReading:
    from forms.card_licence import reading_from_licence

    state = ask(reader.licence_pin)
    pin = _typed(texts.text("card.ask.licence_pin", tries=state.tries_left)) if state.is_set else ""
    licence = ask(reader.read_licence, pin, use_last_try=words.use_last_try)
    reading = reading_from_licence(licence, today=today(SystemClock()))
    pictures = [picture(_PATHS[each.field], each.picture, each.position) for each in licence.outside if each.picture]
    return CardReading(reading, pictures, {"card": licence.expires_on})


def _licence_record(reader: PcscCardReader, ask: Ask, words: argparse.Namespace) -> CardReading:
    """マイナ免許証: the record names nobody, so the card's own PIN is asked, too."""
    from forms.card import reading_from_basic_four
    from forms.dates import find_coded_date

    state = ask(reader.licence_record_pin)
    question = texts.text("card.ask.licence_record_pin", tries=state.tries_left)
    record_pin = _typed(question) if state.is_set else ""
    pin = _typed(texts.text("command.ask_pin", tries=ask(reader.pin_tries_left)))
    four, record = ask(reader.read_licence_record, pin, record_pin, use_last_try=words.use_last_try)
    last = find_coded_date(record.expires_on)
    validity = {
        "licence": last.isoformat() if last else "",
        "certificate": four.certificate_expires_on,
    }
    reading = reading_from_basic_four(
        four,
        licence_expires_on=validity["licence"],
        today=today(SystemClock()),
    )
    return CardReading(reading, [], validity)


def _residence(reader: PcscCardReader, ask: Ask) -> CardReading:
    from devices.card.residence_file import tidy_number
    from forms.card_pictures import said_by_pictures
    from forms.card_residence import reading_from_residence_card

    number = tidy_number(_typed(texts.text("card.ask.residence_number"), "residence_number_malformed"))
    card = ask(reader.read_residence, number)
    name, address = said_by_pictures(card)
    reading = reading_from_residence_card(card, name=name, pictured_address=address, today=today(SystemClock()))
    # The front of a card of the first generation shows the name, and with it whatever else is printed there.
    shown = (("members[0].name", card.name_picture or card.front_picture), ("former_address", card.address_picture))
    return CardReading(reading, [picture(path, png) for path, png in shown if png], {"card": card.expires_on})


def picture(path: str, png: bytes, position: int | None = None) -> dict[str, Any]:
    """One picture for ``--json``; without a position it shows the whole value."""
    row: dict[str, Any] = {"path": path, "png": base64.b64encode(png).decode("ascii")}
    return row if position is None else row | {"position": position}


def drawn(row: dict[str, Any], columns: int) -> str:
    """A picture of :func:`picture` in characters under its name, for a terminal; empty when it is too wide."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(row["png"]))) as image:
        if image.width > columns:
            return ""
        grey = image.convert("L")
        dark = [[grey.getpixel((x, y)) < 128 for x in range(grey.width)] for y in range(grey.height)]
    blocks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    lines = [
        "".join(blocks[pair] for pair in zip(upper, lower, strict=True)).rstrip()
        for upper, lower in zip(dark[::2], dark[1::2], strict=False)
    ]
    field = label(row["path"])
    name = texts.text("card.picture.character", field=field, number=row["position"] + 1) if "position" in row else field
    return "\n".join([name, *"\n".join(lines).strip("\n").split("\n")])


def _typed(question: str, malformed: str = "pin_malformed") -> str:
    """A secret from the keyboard, unseen, or a line of standard input.

    Raises:
        Trouble: ``malformed`` when there is none.
    """
    secret = getpass.getpass(question + " ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    if not secret:
        raise Trouble(malformed)
    return secret
