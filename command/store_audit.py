"""``kakanai db audit``: shown, verified, exported, and anchored on paper."""

from __future__ import annotations

import argparse

from base import texts
from base.trouble import Trouble
from command import output
from command.configuration import Configuration


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Runs one of the acts. A verification that finds something ends with expected trouble."""
    from db import audit_commands

    place = settings.store_url, settings.key_file
    match words.act:
        case "show":
            row = audit_commands.show(
                *place,
                visit_id=words.visit,
                actor=words.actor,
                act=words.what_act,
                since=words.since,
                until=words.until,
                limit=words.limit,
            )
            said = "\n".join(_line(each) for each in row["lines"])
        case "verify":
            row = audit_commands.verify(*place, anchors=words.anchor)
            said = "\n".join([f"  lines: {row['lines']}", *(f"  - {each}" for each in row["findings"])])
        case "export":
            row = audit_commands.export(*place, words.out)
            said = f"  {row['file']}: {row['lines']}"
        case _:
            row = audit_commands.anchor(*place, day=words.day)
            if words.pdf or words.print:
                row |= _page(row, words, settings)
            said = _sheet(row)
    output.result(row, as_json=words.json, sentences=f"{texts.text(f'command.db_audit_{words.act}')}\n{said}")
    return output.DONE if row.get("ok", True) else output.EXPECTED_TROUBLE


def _line(row: dict) -> str:
    detail = " ".join(f"{name}={value}" for name, value in row["detail"].items())
    parts = (row["number"], row["at"], row["actor"], row["origin"], row["act"], row["visit"] or "-", row["result"])
    return "  ".join([*map(str, parts), detail]).rstrip()


def _page(row: dict, words: argparse.Namespace, settings: Configuration) -> dict:
    """Writes the page of an anchor, or prints it, or both."""
    from base.clock import SystemClock
    from db.anchor_sheet import sheet
    from db.lines import Anchor
    from db.output import whole_file

    office = f"{settings['office.ward']}　{settings['office.branch']}".strip()
    anchor, now = Anchor.parse(row["anchor"]), SystemClock().now()
    pdf = sheet(anchor, office=office, place=row["place"], day=words.day, made=now)
    done: dict = {}
    if words.pdf:
        with whole_file(words.pdf) as file:
            file.write(pdf)
        done["pdf"] = str(words.pdf)
    if words.print:
        _print(pdf, settings)
        done["printed"] = True
    return done


def _print(pdf: bytes, settings: Configuration) -> None:
    from command.desk import desk_settings
    from devices.desk import open_desk

    with open_desk(desk_settings(settings, only="printer")) as desk:
        if desk.printer is None:
            raise Trouble("printer_absent")
        desk.printer.wait(desk.printer.print_pdf(pdf, "kakanai"))


def _sheet(row: dict) -> str:
    number, _, digits = row["anchor"].partition(":")
    groups = digits.split("-")
    lines = [f"{number}:", *("    " + "-".join(groups[at : at + 4]) for at in range(0, len(groups), 4))]
    made = [row["pdf"]] if "pdf" in row else []
    return "\n".join(
        [*made, "", f"  {row['place']}  {row['day'] or ''}".rstrip(), "", *(f"  {each}" for each in lines)]
    )
