"""``kakanai read``: one source on its own, as a reading."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from base import texts
from base.clock import SystemClock
from base.trouble import Trouble
from command import output
from command.configuration import Configuration
from command.desk import desk_settings
from forms.display import shown
from forms.fields import get_field_type, member_of
from forms.reading import Reading


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Reads and prints."""
    match words.what:
        case "certificate":
            reading = _certificate(words.files, words.blacked_out)
        case "qr":
            reading = _qr(words.files)
        case _:
            reading = _card(words, settings)
    return output.result(reading.to_json(), as_json=words.json, sentences=_sentences(reading))


def _certificate(files: list[Path], blacked_out: Path | None) -> Reading:
    from forms.certificate.pictures import load_pictures
    from forms.certificate.reader import CertificateReader

    result = CertificateReader().read([picture for file in files for picture in load_pictures(file)])
    if blacked_out:
        import cv2

        from command.papers import write

        blacked_out.mkdir(parents=True, exist_ok=True)
        for number, picture in enumerate(result.pictures, 1):
            if picture is not None:
                write(blacked_out / f"page-{number}.png", cv2.imencode(".png", picture)[1].tobytes())
    return result.reading


def _qr(files: list[Path]) -> Reading:
    from forms.certificate.pictures import load_pictures
    from forms.preentry.qr import read_preentry

    pictures = [picture for file in files for picture in load_pictures(file)]
    return read_preentry(pictures, SystemClock().now()).to_reading()


def _card(words: argparse.Namespace, settings: Configuration) -> Reading:
    from devices.desk import open_desk
    from forms.card import reading_from_basic_four

    with open_desk(desk_settings(settings, only="card_reader")) as desk:
        tries = desk.bus.submit(desk.cards.pin_tries_left).result()
        if sys.stdin.isatty():
            pin = getpass.getpass(texts.text("command.ask_pin", tries=tries) + " ")
        else:
            pin = sys.stdin.readline().strip()
        if not pin:
            raise Trouble("pin_malformed")
        four = desk.bus.submit(desk.cards.read_basic_four, pin, use_last_try=words.use_last_try).result()
    return reading_from_basic_four(four.name, four.address, four.birth_date, four.sex)


def _sentences(reading: Reading) -> str:
    """A table for people: label, value, and a mark where a look is needed."""
    lines = []
    for row in reading:
        member = member_of(row.path)
        label = get_field_type(row.path).label + (f" {member + 1}" if member is not None else "")
        mark = "" if row.sure else "？"
        lines.append(f"{label:　<10}{shown(row.path, row.value)}  {mark}".rstrip())
    return "\n".join(lines)
