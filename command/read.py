"""``kakanai read``: one source on its own, as a reading.

What only tells of a reading is imported once there is one: a certificate's page is decoded by a child meanwhile.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from base import texts
from base.clock import SystemClock
from base.trouble import Trouble
from command import output
from command.configuration import Configuration

if TYPE_CHECKING:
    from forms.reading import Reading


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Reads and prints."""
    match words.what:
        case "certificate" if words.each:
            return _each(words.files, words.blacked_out, words.json)
        case "certificate":
            from command.read_certificate import read_one

            reading = read_one(words.files, words.blacked_out)
        case "qr":
            reading = _qr(words.files)
        case "card-number":
            reading = _card_number(words.files)
        case _:
            from command import read_card

            card = read_card.read(words, settings)
            told = [] if words.json else [_sentences(card.reading), *card.sentences()]
            return output.result(card.to_json(), as_json=words.json, sentences="\n".join(told))
    sentences = None if words.json else _sentences(reading)
    return output.result(_with_mj_names(reading), as_json=words.json, sentences=sentences)


def _with_mj_names(reading: Reading) -> dict[str, Any]:
    """As JSON; where there are candidates, with the MJ names of the characters in which they differ."""
    from forms.mj import mj_names

    told = reading.to_json()
    for row in told["fields"]:
        if names := mj_names([row["value"], *row.get("candidates", ())]):
            row["mj"] = names
    return told


def _each(files: list[Path], blacked_out: Path | None, as_json: bool) -> int:
    """Reads files that are a certificate each, and prints; 3 where one of them was none."""
    from command.read_certificate import read_each

    found = read_each(files, blacked_out)
    rows = [
        {"file": str(file)} | (output.told(told) if isinstance(told, Trouble) else _with_mj_names(told))
        for file, told in zip(files, found, strict=True)
    ]
    sentences = [
        f"{file}\n{texts.message(told, 'ja') if isinstance(told, Trouble) else _sentences(told)}"
        for file, told in zip(files, found, strict=True)
    ]
    output.result({"certificates": rows}, as_json=as_json, sentences="\n\n".join(sentences))
    return output.EXPECTED_TROUBLE if any(isinstance(told, Trouble) for told in found) else output.DONE


def _qr(files: list[Path]) -> Reading:
    from forms.certificate.pixels.pictures import load_pictures
    from forms.preentry.qr import read_preentry

    pictures = [picture for file in files for picture in load_pictures(file)]
    return read_preentry(pictures, SystemClock().now()).to_reading()


def _card_number(files: list[Path]) -> Reading:
    from forms.card_number import read_card_number
    from forms.certificate.pixels.pictures import load_pictures

    return read_card_number([picture for file in files for picture in load_pictures(file)]).to_reading()


def _sentences(reading: Reading) -> str:
    """A table for people: label, value, and a mark where a look is needed."""
    from forms.display import shown
    from forms.fields import get_field_type, member_of

    lines = []
    for row in reading:
        member = member_of(row.path)
        label = get_field_type(row.path).label + (f" {member + 1}" if member is not None else "")
        mark = "" if row.sure else "？"
        lines.append(f"{label:　<10}{shown(row.path, row.value)}  {mark}".rstrip())
    lines += [texts.text(f"warning.{warning}") for warning in reading.warnings]
    return "\n".join(lines)
