"""``kakanai read card``: recognises the card, asks for what it needs, and makes a reading."""

from __future__ import annotations

import argparse
import base64
import getpass
import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from base import texts
from base.clock import SystemClock, today
from base.trouble import Trouble
from command.configuration import Configuration
from command.desk import desk_settings
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


def read(words: argparse.Namespace, settings: Configuration) -> tuple[Reading, list[dict[str, Any]]]:
    """The reading, and the pictures that stand beside its values: path, position in the text, PNG in base64.

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
        match kind:
            case CardKind.MY_NUMBER:
                return _my_number(reader, ask, words)
            case CardKind.LICENCE:
                return _licence(reader, ask, words)
            case _:
                raise Trouble(TROUBLE_OF_KIND[kind])


def _my_number(reader: PcscCardReader, ask: Ask, words: argparse.Namespace) -> tuple[Reading, list[dict[str, Any]]]:
    from forms.card import reading_from_basic_four

    tries = ask(reader.pin_tries_left)
    pin = _typed(texts.text("command.ask_pin", tries=tries))
    four = ask(reader.read_basic_four, pin, use_last_try=words.use_last_try)
    return reading_from_basic_four(four.name, four.address, four.birth_date, four.sex), []


def _licence(reader: PcscCardReader, ask: Ask, words: argparse.Namespace) -> tuple[Reading, list[dict[str, Any]]]:
    from forms.card_licence import reading_from_licence

    state = ask(reader.licence_pin)
    pin = _typed(texts.text("card.ask.licence_pin", tries=state.tries_left)) if state.is_set else ""
    licence = ask(reader.read_licence, pin, use_last_try=words.use_last_try)
    reading = reading_from_licence(
        licence.name,
        licence.address,
        licence.birth_date,
        kana=licence.kana,
        alias=licence.alias,
        expires_on=licence.expires_on,
        doubtful=licence.doubtful,
        today=today(SystemClock()),
    )
    pictures = [picture(_PATHS[each.field], each.picture, each.position) for each in licence.outside if each.picture]
    return reading, pictures


def picture(path: str, png: bytes, position: int | None = None) -> dict[str, Any]:
    """One picture for ``--json``; without a position it shows the whole value."""
    row: dict[str, Any] = {"path": path, "png": base64.b64encode(png).decode("ascii")}
    return row if position is None else row | {"position": position}


def drawn(row: dict[str, Any]) -> str:
    """A picture of :func:`picture` in characters, for a terminal."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(row["png"]))) as image:
        grey = image.convert("L")
        dark = [[grey.getpixel((x, y)) < 128 for x in range(grey.width)] for y in range(grey.height)]
    blocks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return "\n".join(
        "".join(blocks[pair] for pair in zip(upper, lower, strict=True)).rstrip()
        for upper, lower in zip(dark[::2], dark[1::2], strict=False)
    )


def _typed(question: str) -> str:
    """A secret from the keyboard, unseen, or a line of standard input.

    Raises:
        Trouble: ``pin_malformed`` when there is none.
    """
    secret = getpass.getpass(question + " ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    if not secret:
        raise Trouble("pin_malformed")
    return secret
