"""Whoever takes exports over, as a pair of keys: the private one stays with them, the public one goes to the office.

So nobody has to tell anybody a passphrase: what is sealed for a public key opens with its private key only (X25519).
"""

from __future__ import annotations

import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from base.trouble import Trouble
from db.output import whole_file

PRIVATE, PUBLIC = "kakanai-recipient-private-1", "kakanai-recipient-1"
"""What stands before the 64 hexadecimal digits of a key."""
PUBLIC_ENDING = ".pub"
_LINE = re.compile(r"(kakanai-recipient(?:-private)?-1) ([0-9a-f]{64})\s*")


def make(file: Path) -> dict:
    """Makes a pair: the private key in a file that only its owner may read, the public one beside it.

    Returns:
        ``private``, ``public``: the files; ``key``: the public key, to be told over the telephone.

    Raises:
        Trouble: ``output_exists``, ``output_failed``.
    """
    key = X25519PrivateKey.generate()
    public = file.with_name(f"{file.name}{PUBLIC_ENDING}")
    digits = key.public_key().public_bytes_raw().hex()
    with whole_file(file) as out:
        out.write(f"{PRIVATE} {key.private_bytes_raw().hex()}\n".encode())
    try:
        with whole_file(public) as out:
            out.write(f"{PUBLIC} {digits}\n".encode())
    except Trouble:
        file.unlink()  # half a pair is of no use
        raise
    return {"private": str(file), "public": str(public), "key": digits}


def load_public(file: Path) -> X25519PublicKey:
    """The key to seal for.

    Raises:
        Trouble: ``recipient_unreadable`` (not there, or no public key; a private one is none).
    """
    return X25519PublicKey.from_public_bytes(_read(file, PUBLIC))


def load_private(file: Path) -> X25519PrivateKey:
    """The key to open with.

    Raises:
        Trouble: ``recipient_unreadable``.
    """
    return X25519PrivateKey.from_private_bytes(_read(file, PRIVATE))


def _read(file: Path, wanted: str) -> bytes:
    try:
        match = _LINE.fullmatch(file.read_bytes()[:200].decode("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble("recipient_unreadable") from error
    if match is None or match[1] != wanted:
        raise Trouble("recipient_unreadable")
    return bytes.fromhex(match[2])
