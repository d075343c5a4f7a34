"""``kakanai accounts``: who may log in. Passwords and codes are asked, or read from standard input; never arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial

from base import texts
from command import output
from command.asking import new_secret
from command.configuration import Configuration
from forms.roles import ACCOUNT_ROLES, Role


def add_words(accounts: argparse._SubParsersAction, word: Callable, json: Callable) -> None:
    """Adds the words after ``kakanai accounts``; see :func:`command.store_words.add`."""
    add = word(accounts, "accounts", "add", "make an account; the password is asked, or read from standard input")
    add.add_argument("--role", choices=[str(role) for role in ACCOUNT_ROLES], required=True)
    disable = word(accounts, "accounts", "disable", "take an account's rights away; it is never deleted")
    disable.add_argument("--undo", action="store_true", help="give them back")
    password = word(accounts, "accounts", "password", "give an account a new password, and unlock it")
    totp = word(accounts, "accounts", "totp", "ask an account for one-time codes of an authenticator app")
    totp.add_argument("--off", action="store_true", help="ask for none any more")
    card = word(accounts, "accounts", "card", "ask an account for no IC card any more; it is enrolled at the counter")
    card.add_argument("--off", action="store_true", required=True, help="take the card off")
    for each in (add, disable, password, totp, card):
        each.add_argument("name", metavar="NAME")
    for each in (add, disable, password, totp, card, word(accounts, "accounts", "list", "all accounts")):
        json(each)


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Runs one of them."""
    from db import accounts_commands as commands

    place = settings.store_url, settings.key_file
    match words.what:
        case "add":
            row = commands.add(*place, words.name, Role(words.role), new_secret("ask_password"))
        case "disable":
            row = commands.disable(*place, words.name, undo=words.undo)
        case "password":
            row = commands.password(*place, words.name, partial(new_secret, "ask_password"))
        case "totp" if words.off:
            row = commands.totp_off(*place, words.name)
        case "totp":
            row = commands.totp(*place, words.name, _code)
        case "card":
            row = commands.card_off(*place, words.name)
        case _:
            row = commands.show(*place)
    rows = row.get("accounts", [row])
    said = [texts.text(f"command.accounts_{words.what}"), *map(_line, rows)]
    return output.result(row, as_json=words.json, sentences="\n".join(said))


def _line(row: dict) -> str:
    marks = [name for name in ("totp", "card", "locked_until", "disabled_at") if row[name]]
    notes = [name if row[name] is True else f"{name} {row[name]}" for name in marks]
    return "  ".join(["", row["name"], row["role"], *notes])


def _code(secret: str, uri: str) -> str:
    """Shows what an authenticator app scans, and asks for the code that it gives."""
    import segno

    output.say(texts.text("command.totp_scan"))
    if sys.stderr.isatty():
        segno.make(uri, error="m").terminal(sys.stderr, compact=True)
    output.say(uri)
    output.say(" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)))
    output.say(texts.text("command.ask_code"))
    return sys.stdin.readline().strip()
