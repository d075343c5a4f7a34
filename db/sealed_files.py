"""Files sealed with a passphrase, for the way to another machine: docs/export.md describes the format.

Nothing of the store's keys is in it: whoever takes the files over has a passphrase, and no key of ours.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from base.trouble import Trouble

MAGIC = "KAKANAI-SEALED-1"
ENDING = ".kakanai-sealed"
_KDF = {"kdf": "scrypt", "n": 1 << 17, "r": 8, "p": 1, "cipher": "AES-256-GCM"}
"""OWASP's first choice for scrypt (128 MiB). Any other header is refused, so that nobody's file asks for more."""
MIN_PASSPHRASE = 12
"""Characters."""
MAX_HEADER_BYTES = 400
MAX_BYTES = 1 << 30
"""Of everything in the archive: years of an office."""


def seal(files: Mapping[str, bytes], passphrase: str) -> bytes:
    """The files as one sealed file.

    Raises:
        Trouble: ``passphrase_short`` (`minimum`).
    """
    if len(passphrase) < MIN_PASSPHRASE:
        raise Trouble("passphrase_short", minimum=MIN_PASSPHRASE)
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    salt, nonce = os.urandom(16), os.urandom(12)
    header = f"{MAGIC}\n{json.dumps(_KDF | {'salt': salt.hex(), 'nonce': nonce.hex()})}\n".encode()
    return header + AESGCM(_key(passphrase, salt)).encrypt(nonce, inside.getvalue(), header)


def unseal(content: bytes, passphrase: str) -> dict[str, bytes]:
    """The files in a sealed file.

    Raises:
        Trouble: ``sealed_unreadable`` (no such file), ``sealed_wrong`` (another passphrase, or a byte was altered).
    """
    try:
        magic, row, _rest = content[:MAX_HEADER_BYTES].split(b"\n", 2)
        said = json.loads(row)
        salt, nonce = bytes.fromhex(said.pop("salt")), bytes.fromhex(said.pop("nonce"))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Trouble("sealed_unreadable") from None
    if magic != MAGIC.encode() or said != _KDF or (len(salt), len(nonce)) != (16, 12):
        raise Trouble("sealed_unreadable")
    header = content[: len(magic) + len(row) + 2]
    try:
        plain = AESGCM(_key(passphrase, salt)).decrypt(nonce, content[len(header) :], header)
    except InvalidTag:
        raise Trouble("sealed_wrong") from None
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        if sum(each.file_size for each in archive.infolist()) > MAX_BYTES:
            raise Trouble("sealed_unreadable")
        # Whoever knows the passphrase made the names, yet none of them leads out of a folder.
        return {os.path.basename(each.filename): archive.read(each) for each in archive.infolist()}  # noqa: PTH119


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_KDF["n"], r=_KDF["r"], p=_KDF["p"]).derive(passphrase.encode())
