"""The command ``kakanai``: reads the words, then hands over to the module that does the work.

Nothing heavy is imported here: a command that needs no Qt, OpenCV or database loads none of them.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from base import events
from base.texts import LANGUAGES
from base.trouble import Trouble
from command import accounts, output, store_words

_Words: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

SELFTESTS = ("camera", "qr", "reader", "scanner", "printer", "ocr", "fonts", "store")


def parser() -> argparse.ArgumentParser:
    """The words of the command line."""
    top = argparse.ArgumentParser(
        prog="kakanai", description="The counter where nobody writes: kiosk and front desk of a ward's branch office."
    )
    top.add_argument("--config", type=Path, metavar="FILE", help="default: /etc/kakanai/kakanai.toml")
    words = top.add_subparsers(dest="word", required=True, metavar="COMMAND")

    demo = _word(words, "demo.play", "demo", "one whole visit on virtual devices")
    demo.add_argument("--out", type=Path, metavar="DIR", help="keep everything it made in this folder")
    demo.add_argument("--cups", action="store_true", help="print through a private CUPS queue")
    demo.add_argument("--windows", action="store_true", help="open kiosk and counter with a panel of devices")
    _json(demo)

    _word(words, "tests", "test", "all tests, daemons included; whatever follows goes to pytest")

    for app, what in (("kiosk", "the visitor's screens"), ("counter", "the clerk's screens")):
        each = _word(words, "apps", app, what)
        each.add_argument("--screens", type=Path, metavar="DIR", help="write every screen as PNG instead of opening it")
        if app == "kiosk":
            each.add_argument("--all", action="store_true", help="with --screens: every language, size and theme")
            each.add_argument("--set-pin", action="store_true", help="set the PIN of the staff's door, and end")
        else:
            each.add_argument("--clerk", metavar="NAME", help="who works here")
    display = _word(words, "apps", "display", "the call display: which number is called to which counter")
    display.add_argument("--screens", type=Path, metavar="DIR", help="write it as PNG instead of opening it")

    read = words.add_parser("read", help="read a certificate, a QR code or a card").add_subparsers(
        dest="what", required=True, metavar="WHAT"
    )
    certificate = _word(read, "read", "certificate", "a moving-out certificate: pictures or PDF files")
    certificate.add_argument("files", type=Path, nargs="+", metavar="FILE")
    certificate.add_argument("--each", action="store_true", help="every file is a certificate of its own")
    certificate.add_argument("--blacked-out", type=Path, metavar="DIR", help="write the pages without the numbers")
    _json(certificate)
    qr = _word(read, "read", "qr", "a pre-entry, from a picture of its QR code")
    qr.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _json(qr)
    card = _word(read, "read", "card", "a card in the reader; its PIN or number is asked, or read from standard input")
    card.add_argument("--kind", choices=("auto", "mynumber", "licence", "residence"), default="auto")
    card.add_argument(
        "--by",
        choices=("pin", "number-b-western", "number-b-era"),
        default="pin",
        help="what opens a My Number card: the PIN, or 照合番号B with the birth year in one of its two forms",
    )
    card.add_argument("--use-last-try", action="store_true", help="spend the last try of the PIN")
    _json(card)

    number = _word(read, "read", "card-number", "the number of a residence card, off a picture of its front")
    number.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _json(number)

    preentry = words.add_parser("preentry", help="what visitors prepare at home").add_subparsers(
        dest="what", required=True, metavar="WHAT"
    )
    page = _word(preentry, "preentry", "page", "write the page with which visitors make their QR code")
    page.add_argument("--out", type=Path, required=True, metavar="FILE.html")
    _json(page)

    forms = words.add_parser("forms", help="the forms to print").add_subparsers(
        dest="what", required=True, metavar="WHAT"
    )
    _json(_word(forms, "papers", "list", "all forms"))
    fill = _word(forms, "papers", "fill", "fill a form")
    fill.add_argument("form", metavar="FORM")
    fill.add_argument("--data", type=Path, required=True, metavar="FILE.json")
    fill.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    _json(fill)

    guide = words.add_parser("guide", help="the procedures guide").add_subparsers(
        dest="what", required=True, metavar="WHAT"
    )
    check = _word(guide, "guide", "check", "tell whether a municipality's guide makes sense")
    check.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="default: the guide that is shipped")
    _json(check)
    through = _word(guide, "guide", "run", "the procedures that follow from answers and a visit")
    through.add_argument("--answers", type=Path, required=True, metavar="FILE.json")
    through.add_argument("--sheet", type=Path, metavar="FILE.pdf", help="write the guide sheet")
    through.add_argument("--guide", type=Path, metavar="FOLDER")
    _json(through)
    ask = _word(guide, "guide", "ask", "ask question after question in the terminal")
    ask.add_argument("--language", choices=LANGUAGES, default="ja")
    ask.add_argument("--guide", type=Path, metavar="FOLDER")

    selftest = _word(words, "selftest", "selftest", "tell whether every device works")
    selftest.add_argument("devices", nargs="*", metavar="DEVICE", help=", ".join(SELFTESTS))
    _json(selftest)

    db = words.add_parser("db", help="the store").add_subparsers(dest="what", required=True, metavar="WHAT")
    store_words.add(db, _word, _json)

    staff = words.add_parser("accounts", help="who may log in").add_subparsers(
        dest="what", required=True, metavar="WHAT"
    )
    accounts.add_words(staff, _word, _json)

    bench = _word(words, "bench.run", "bench", "measure, beside peers")
    bench.add_argument("names", nargs="*", metavar="NAME")
    _json(bench)

    explain = _word(words, "explain", "config", "print a configuration with every setting and its meaning")
    explain.add_argument("--check", action="store_true", help="only check the configuration in use")
    _json(explain)
    return top


def _word(words: _Words, module: str, name: str, what: str) -> argparse.ArgumentParser:
    each = words.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
    each.set_defaults(module=module)
    return each


def _json(each: argparse.ArgumentParser) -> None:
    each.add_argument("--json", action="store_true", help="print one JSON object to standard output")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 2 wrong usage, 3 expected trouble."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if arguments[:1] == ["--child"]:
        from base import served

        return served.main(arguments[1:])
    words, rest = parser().parse_known_args(arguments)
    if words.word == "test":
        words.arguments = rest
    elif rest:
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    as_json = getattr(words, "json", False)
    try:
        from command import configuration

        settings = configuration.load(words.config)
        log_file = Path(str(settings["log.file"])) if settings["log.file"] else None
        # On a terminal the sentences are for people; a service's standard error goes to the journal.
        quiet = logging.WARNING if words.word in ("kiosk", "counter", "display") else logging.CRITICAL
        events.start_log(log_file, logging.INFO if log_file else quiet)
        return importlib.import_module(f"command.{words.module}").run(words, settings)
    except Trouble as error:
        return output.trouble(error, as_json=as_json)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return output.DONE
