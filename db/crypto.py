"""Encryption of personal columns: AES-256-GCM with a ring of keys that never lies beside the data.

A sealed value is ``version (1 byte) · key id (4) · nonce (12) · ciphertext and tag``. The identity of the row and
column goes in as associated data, so that a ciphertext moved to another row, or a clear column changed beside it,
no longer opens. Source: NIST SP 800-38D (GCM, 96-bit random nonce); keys are derived with HKDF, RFC 5869.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from base.trouble import Trouble
from db.durable import make_folder, name_new, sync_folder

KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 12
_TAG_BYTES = 16
_VERSION = b"\x01"
_FORMAT = "kakanai-keys-1"


class SealBroken(Exception):
    """A sealed value does not open. Whoever knows which row it is makes :class:`base.trouble.Trouble` of it."""


def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"kakanai {purpose}".encode()).derive(secret)


def _associated(identity: tuple[str, ...]) -> bytes:
    # JSON keeps the parts apart: ("a", "bc") and ("ab", "c") must not be the same identity.
    return json.dumps(identity, ensure_ascii=True).encode()


def head_of(key_id: str) -> bytes:
    """What every value sealed with this key begins with."""
    return _VERSION + bytes.fromhex(key_id)


HEAD_BYTES = 1 + KEY_ID_BYTES
"""Length of :func:`head_of`."""


def key_id_of(sealed: bytes) -> str:
    """Which key a value was sealed with; it stands in the clear."""
    return bytes(sealed[1:HEAD_BYTES]).hex()


class KeyRing:
    """The keys of one store: any of them opens, the active one seals.

    Args:
        keys: key id (8 hexadecimal digits) → 32 secret bytes.
        active: the id of the key that seals.
        index_key: 32 secret bytes for blind indexes. It stays when keys rotate, or no search would find old rows.
        path: the file it came from, to be kept apart from the data.
        retired: keys that no row of the store needs any more. They never seal; they open what an old backup brings.
    """

    def __init__(
        self,
        keys: Mapping[str, bytes],
        active: str,
        index_key: bytes,
        path: Path | None = None,
        retired: Mapping[str, bytes] = {},
    ) -> None:
        if active not in keys or any(len(key) != KEY_BYTES for key in (*keys.values(), *retired.values(), index_key)):
            raise ValueError("a key ring needs an active key, and keys of 32 bytes")
        self._keys, self._retired = dict(keys), dict(retired)
        self._index_secret = index_key
        self.active = active
        self.path = path
        self._ciphers: dict[str, AESGCM] = {}

    def __repr__(self) -> str:
        return f"<KeyRing of {len(self._keys)}>"  # never a key in a log or a traceback

    @classmethod
    def generate(cls) -> KeyRing:
        """A ring with one new random key, in memory only."""
        active = secrets.token_hex(KEY_ID_BYTES)
        return cls({active: secrets.token_bytes(KEY_BYTES)}, active, secrets.token_bytes(KEY_BYTES))

    @classmethod
    def create(cls, path: Path) -> KeyRing:
        """A new ring, written to a file that only its owner may read.

        Raises:
            Trouble: ``key_exists`` (a key is never written over), ``key_unwritable``.
        """
        ring = cls.generate()
        ring.save(path)
        return ring

    @classmethod
    def load(cls, path: Path) -> KeyRing:
        """The ring out of a file.

        Raises:
            Trouble: ``key_missing``, ``key_exposed`` (others may read it), ``key_damaged``.
        """
        try:
            mode = path.stat().st_mode
            if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
                raise Trouble("key_exposed", path=str(path))
            row = json.loads(path.read_bytes())
            if row["format"] != _FORMAT:
                raise Trouble("key_damaged", path=str(path))
            keys = {name: base64.b64decode(key, validate=True) for name, key in row["keys"].items()}
            retired = {name: base64.b64decode(key, validate=True) for name, key in row.get("retired", {}).items()}
            return cls(keys, row["active"], base64.b64decode(row["index"], validate=True), path, retired)
        except OSError as error:
            raise Trouble("key_missing", path=str(path)) from error
        except (KeyError, TypeError, AttributeError, ValueError, binascii.Error):
            # The cause would carry the keys' text into a traceback.
            raise Trouble("key_damaged", path=str(path)) from None

    def save(self, path: Path) -> None:
        """Writes the ring to a new file with mode 0600, and does not return before it is on the disk.

        A power cut leaves the whole file or none: half a key file would keep `db init` from beginning again.

        Raises:
            Trouble: ``key_exists``, ``key_unwritable``.
        """
        try:
            make_folder(path.parent, 0o700)
            half = self._half_written(path)
            try:
                name_new(half, path)
            except FileExistsError:
                half.unlink(missing_ok=True)
                raise
        except OSError as error:
            # A file where a folder should be "exists" too.
            exists = isinstance(error, FileExistsError) and os.path.exists(path)  # noqa: PTH110
            raise Trouble("key_exists" if exists else "key_unwritable", path=str(path)) from error
        self.path = path

    def replace(self) -> None:
        """Writes the ring over the file that it came from: after a power cut the old one is there, or the new one.

        The file stays its owner's, whoever runs this.

        Raises:
            Trouble: ``key_unwritable``.
        """
        path = self.path
        if path is None:
            raise ValueError("a ring in memory only")
        try:
            self._half_written(path, path.stat()).replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise Trouble("key_unwritable", path=str(path)) from error

    def _half_written(self, path: Path, owner: os.stat_result | None = None) -> Path:
        half = path.with_name(f"{path.name}.new")
        half.unlink(missing_ok=True)
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        if owner and sys.platform != "win32" and (owner.st_uid, owner.st_gid) != (os.geteuid(), os.getegid()):
            os.fchown(handle, owner.st_uid, owner.st_gid)
        self._write(handle)
        return half

    def _write(self, handle: int) -> None:
        def text(keys: Mapping[str, bytes]) -> dict[str, str]:
            return {name: base64.b64encode(key).decode() for name, key in keys.items()}

        row = {"format": _FORMAT, "active": self.active, "keys": text(self._keys)}
        row["index"] = base64.b64encode(self._index_secret).decode()
        if self._retired:
            row["retired"] = text(self._retired)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(row, file, indent=1)
            file.flush()
            os.fsync(file.fileno())

    @property
    def ids(self) -> tuple[str, ...]:
        """The keys that may seal, the newest last."""
        return tuple(self._keys)

    @property
    def retired_ids(self) -> tuple[str, ...]:
        """The keys that only open."""
        return tuple(self._retired)

    def added(self) -> KeyRing:
        """The same ring with one more key, the newest, that does not seal yet. Not yet saved."""
        fresh = {secrets.token_hex(KEY_ID_BYTES): secrets.token_bytes(KEY_BYTES)}
        return KeyRing({**self._keys, **fresh}, self.active, self._index_secret, self.path, self._retired)

    def rotated(self) -> KeyRing:
        """A ring that seals with a new key and still opens everything that this one opens. Not yet saved."""
        ring = self.added()
        ring.active = ring.ids[-1]
        return ring

    def retire(self) -> tuple[str, ...]:
        """Lets every key but the active one only open from now on. Not yet saved.

        Returns:
            Those that were retired.
        """
        gone = tuple(each for each in self._keys if each != self.active)
        self._retired |= {each: self._keys.pop(each) for each in gone}
        return gone

    def follow(self, sealed: bytes) -> bool:
        """Seals from now on with the key that the store says, by the value that it keeps sealed for this.

        A store out of an old backup may name a key that is retired here: then ours is the newer one and stays.

        Returns:
            Whether that is another key than before.

        Raises:
            Trouble: ``key_missing`` (the ring lacks it: the key file of this machine is out of date).
        """
        wanted = key_id_of(sealed)
        if wanted == self.active or wanted in self._retired:
            return False
        if wanted not in self._keys:
            raise Trouble("key_missing", path=str(self.path or "-"))
        self.active = wanted
        return True

    def keep_apart(self, folder: Path) -> None:
        """Makes sure that the key file does not lie in the folder of the data, where one copy takes both.

        Raises:
            Trouble: ``key_beside_data``.
        """
        if self.path is not None and folder.resolve() in self.path.resolve().parents:
            raise Trouble("key_beside_data", path=str(self.path))

    def _cipher(self, key_id: str) -> AESGCM:
        if key_id not in self._ciphers:
            secret = self._keys.get(key_id) or self._retired[key_id]
            self._ciphers[key_id] = AESGCM(_derive(secret, "columns"))
        return self._ciphers[key_id]

    @cached_property
    def _index_key(self) -> bytes:
        return _derive(self._index_secret, "blind index")

    def seal(self, plain: bytes, *identity: str) -> bytes:
        """Encrypts with the active key.

        Args:
            plain: anything.
            identity: what the value belongs to: table, column, row and the clear columns beside it.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        active = self.active  # may change in another thread
        head = head_of(active)
        return head + nonce + self._cipher(active).encrypt(nonce, plain, head + _associated(identity))

    def unseal(self, sealed: bytes, *identity: str) -> bytes:
        """Decrypts with the key that the value names.

        Raises:
            Trouble: ``key_missing`` (the ring lacks that key).
            SealBroken: altered, moved to another row, or sealed with another key of the same name.
        """
        start = 1 + KEY_ID_BYTES
        if len(sealed) < start + NONCE_BYTES + _TAG_BYTES or sealed[:1] != _VERSION:
            raise SealBroken
        head, nonce = sealed[:start], sealed[start : start + NONCE_BYTES]
        key_id = head[1:].hex()
        if key_id not in self._keys and key_id not in self._retired:
            raise Trouble("key_missing", path=str(self.path or "-"))
        try:
            return self._cipher(key_id).decrypt(nonce, sealed[start + NONCE_BYTES :], head + _associated(identity))
        except InvalidTag:
            raise SealBroken from None

    @cached_property
    def _audit_key(self) -> bytes:
        return _derive(self._index_secret, "audit")

    def audit_mac(self, purpose: str, *parts: bytes) -> bytes:
        """A keyed hash for the audit's chain; like the blind index, it stays the same when keys rotate.

        Args:
            purpose: keeps the hashes of lines and of the head apart.
            parts: what is hashed; where one ends and the next begins counts.
        """
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in (purpose.encode(), *parts))
        return hmac.new(self._audit_key, framed, hashlib.sha256).digest()

    def blind_index(self, purpose: str, text: str) -> bytes:
        """A keyed hash for exact search: the same for the same text, and says nothing without the key.

        Args:
            purpose: keeps the indexes of two columns apart, so that they cannot be joined.
            text: the search key, already normalised by the caller.
        """
        return hmac.new(self._index_key, _associated((purpose, text)), hashlib.sha256).digest()
