"""Asks for something new and secret: a password, a PIN."""

from __future__ import annotations

import getpass
import sys

from base import texts
from base.trouble import Trouble


def one_secret(asked: str) -> str:
    """A secret that is there already, typed once unseen, or a line of standard input.

    Args:
        asked: the text that asks, in the catalogue of this room.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass(texts.text(f"command.{asked}") + " ")


def new_secret(asked: str) -> str:
    """A secret, typed twice unseen, or a line of standard input.

    Args:
        asked: the text that asks, in the catalogue of this room.

    Raises:
        Trouble: ``password_differs``.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass(texts.text(f"command.{asked}") + " ")
    if getpass.getpass(texts.text("command.ask_password_again") + " ") != typed:
        raise Trouble("password_differs")
    return typed
