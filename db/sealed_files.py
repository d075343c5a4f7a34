"""Files sealed with a passphrase or for a key, for the way to another machine: docs/export.md describes the format.

Nothing of the store's keys is in it: whoever takes the files over has a passphrase or a key of
their own, and none of ours.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from base.trouble import Trouble

MAGIC = "KAKANAI-SEALED-1"
ENDING = ".kakanai-sealed"
_KDF = {"kdf": "scrypt", "n": 1 << 17, "r": 8, "p": 1, "cipher": "AES-256-GCM"}
"""OWASP's first choice for scrypt (128 MiB). Any other header is refused, so that nobody's file asks for more."""
_KEM = {"kem": "X25519", "kdf": "HKDF-SHA256", "cipher": "AES-256-GCM"}
"""Sealed for a key: RFC 7748 and RFC 5869."""
MIN_PASSPHRASE = 12
"""Characters."""
MAX_HEADER_BYTES = 400
MAX_BYTES = 1 << 30
"""Of everything in the archive: years of an office."""


def seal(files: Mapping[str, bytes], secret: str | X25519PublicKey) -> bytes:
    """The files as one sealed file.

    Args:
        files: name → content.
        secret: a passphrase, or the public key of whoever takes them over.

    Raises:
        Trouble: ``passphrase_short`` (`minimum`).
    """
    if isinstance(secret, str) and len(secret) < MIN_PASSPHRASE:
        raise Trouble("passphrase_short", minimum=MIN_PASSPHRASE)
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    nonce = os.urandom(12)
    if isinstance(secret, str):
        salt = os.urandom(16)
        key, said = _key(secret, salt), _KDF | {"salt": salt.hex()}
    else:
        own = X25519PrivateKey.generate()  # for this file only
        key = _shared(own.exchange(secret), own.public_key(), secret)
        said = _KEM | {"sender": own.public_key().public_bytes_raw().hex()}
    header = f"{MAGIC}\n{json.dumps(said | {'nonce': nonce.hex()})}\n".encode()
    return header + AESGCM(key).encrypt(nonce, inside.getvalue(), header)


def unseal(content: bytes, secret: str | X25519PrivateKey) -> dict[str, bytes]:
    """The files in a sealed file.

    Args:
        content: of the file.
        secret: the passphrase, or the private key that it was sealed for.

    Raises:
        Trouble: ``sealed_unreadable`` (no such file), ``sealed_wrong`` (another passphrase or key, or a byte was
            altered).
    """
    try:
        magic, row, _rest = content[:MAX_HEADER_BYTES].split(b"\n", 2)
        said = json.loads(row)
        nonce, how = bytes.fromhex(said.pop("nonce")), said
        material = bytes.fromhex(how.pop("salt" if "salt" in how else "sender"))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Trouble("sealed_unreadable") from None
    if magic != MAGIC.encode() or (how, len(material), len(nonce)) not in ((_KDF, 16, 12), (_KEM, 32, 12)):
        raise Trouble("sealed_unreadable")
    if (how == _KDF) is not isinstance(secret, str):
        raise Trouble("sealed_wrong")
    header = content[: len(magic) + len(row) + 2]
    try:
        key = _key(secret, material) if isinstance(secret, str) else _opened(secret, material)
        plain = AESGCM(key).decrypt(nonce, content[len(header) :], header)
    except (InvalidTag, ValueError):  # of a point that nobody's key gives, X25519 refuses to make a secret
        raise Trouble("sealed_wrong") from None
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        if sum(each.file_size for each in archive.infolist()) > MAX_BYTES:
            raise Trouble("sealed_unreadable")
        # Whoever can seal made the names, yet none of them leads out of a folder.
        return {os.path.basename(each.filename): archive.read(each) for each in archive.infolist()}  # noqa: PTH119


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_KDF["n"], r=_KDF["r"], p=_KDF["p"]).derive(passphrase.encode())


def _opened(secret: X25519PrivateKey, sender: bytes) -> bytes:
    public = X25519PublicKey.from_public_bytes(sender)
    return _shared(secret.exchange(public), public, secret.public_key())


def _shared(point: bytes, sender: X25519PublicKey, receiver: X25519PublicKey) -> bytes:
    # Both public keys belong to it (RFC 7748, 6.1): otherwise several of them would lead to one secret.
    both = sender.public_bytes_raw() + receiver.public_bytes_raw()
    return HKDF(hashes.SHA256(), length=32, salt=both, info=MAGIC.encode()).derive(point)
