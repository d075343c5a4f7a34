"""Passwords and one-time codes: how they are kept, and how they are checked.

Passwords are hashed with Argon2id (RFC 9106); one-time codes are TOTP (RFC 6238: SHA-1, 6 digits, 30 s), as every
authenticator app makes them.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from base.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Cost:
    """What guessing one password costs, and logging in.

    Attributes:
        memory_kib: memory.
        passes: over that memory.
        lanes: threads.
    """

    memory_kib: int
    passes: int
    lanes: int


COST = Cost(64 * 1024, 3, 4)
"""The second recommended option of RFC 9106, section 4. A dearer one applies to each account at its next log-in."""
SALT_BYTES = 16
HASH_BYTES = 32

PASSWORD_MIN = 12
PASSWORD_MAX = 128
PASSWORD_KINDS = 5
"""At least so many different characters."""

TOTP_SECRET_BYTES = 20
"""RFC 4226, section 4, R6: the length of the hash."""
TOTP_STEP_S = 30
TOTP_DIGITS = 6
TOTP_DRIFT_STEPS = 1
"""How far a clock may be off, each way (RFC 6238, section 5.2)."""
ISSUER = "Kakanai"


def check_password(password: str, name: str) -> str:
    """The password as it is hashed: normalised, so that every keyboard makes the same of the same characters.

    Raises:
        Trouble: ``password_weak``: too short or long, too few different characters, or it holds the account's name.
    """
    normal = _normal(password)
    long_enough = PASSWORD_MIN <= len(normal) <= PASSWORD_MAX
    if not long_enough or len(set(normal)) < PASSWORD_KINDS or name.casefold() in normal.casefold():
        raise Trouble("password_weak", least=PASSWORD_MIN)
    return normal


def hash_password(password: str) -> str:
    """The PHC string of a password: ``$argon2id$v=19$m=…,t=…,p=…$salt$hash``."""
    return _argon2(COST).derive_phc_encoded(_normal(password).encode())


def verify_password(password: str, phc: str) -> bool:
    """Whether it is the password. Takes as long for a wrong one as for the right one."""
    try:
        Argon2id.verify_phc_encoded(_normal(password).encode(), phc)
    except InvalidKey:
        return False
    return True


def is_cheaper(phc: str) -> bool:
    """Whether a hash was made at another cost than today's."""
    return f"$m={COST.memory_kib},t={COST.passes},p={COST.lanes}$" not in phc


def _argon2(cost: Cost) -> Argon2id:
    return Argon2id(
        salt=secrets.token_bytes(SALT_BYTES),
        length=HASH_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )


def _normal(password: str) -> str:
    # NIST SP 800-63B, 3.1.1.2: NFKC, so that full-width and half-width are one.
    return unicodedata.normalize("NFKC", password)


def new_totp_secret() -> str:
    """A new secret, in Base32, as it is typed into an authenticator app."""
    return base64.b32encode(secrets.token_bytes(TOTP_SECRET_BYTES)).decode()


def totp_uri(secret: str, name: str) -> str:
    """``otpauth://totp/…``: what the QR code for an authenticator app holds."""
    return _totp(secret).get_provisioning_uri(name, ISSUER)


def totp_code(secret: str, at: datetime) -> str:
    """The code of a moment."""
    return _totp(secret).generate(int(at.timestamp())).decode()


def totp_step(secret: str, code: str, at: datetime, after: int) -> int | None:
    """The time step that a code belongs to, or None when it is wrong.

    Args:
        secret: in Base32.
        code: as typed.
        at: the moment now.
        after: the last step that was used; a code is good once only (RFC 6238, section 5.2).
    """
    typed = _normal(code).replace(" ", "")
    if len(typed) != TOTP_DIGITS or not typed.isascii():
        return None
    now = int(at.timestamp()) // TOTP_STEP_S
    totp = _totp(secret)
    for step in range(now - TOTP_DRIFT_STEPS, now + TOTP_DRIFT_STEPS + 1):
        if step <= after:
            continue
        try:
            totp.verify(typed.encode(), step * TOTP_STEP_S)
        except InvalidToken:
            continue
        return step
    return None


def _totp(secret: str, digits: int = TOTP_DIGITS) -> TOTP:
    try:
        key = base64.b32decode(secret)
    except binascii.Error:
        raise ValueError("not a secret in Base32") from None
    return TOTP(key, digits, SHA1(), TOTP_STEP_S)
