"""An IC card as second factor: the card signs a fresh challenge with a key that never leaves it, after its own PIN.

Kept of the card is its public key, sealed with the account. What that proves: that the same chip lay there, and that
somebody knew its PIN. Whether its certificate was revoked is not asked; a lost card is taken off by a keeper.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from base.trouble import Trouble
from db.accounts_rows import Secrets
from db.accounts_secrets import totp_step

Prover = Callable[[bytes], bytes]
"""Has a challenge signed by the card on the reader (RSA, PKCS #1 v1.5, SHA-256). Raises the reader's troubles."""
CHALLENGE_BYTES = 32
PURPOSE = b"kakanai log-in\x00"
"""Stands before each challenge, so that the signature is good for nothing else."""
LEAST_BITS = 2048


def public_key(certificate: bytes) -> str:
    """The public key in a certificate (DER), as it is kept: DER in Base64.

    Raises:
        Trouble: ``card_key_unusable``.
    """
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except ValueError:
        raise Trouble("card_key_unusable") from None
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_BITS:
        raise Trouble("card_key_unusable")
    return base64.b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def proves(key: str, name: str, prove: Prover) -> bool:
    """Whether the card with this key is there: asks it to sign what nobody could know before.

    Args:
        key: as :func:`public_key` gives it.
        name: of the account; a signature for one account is none for another.
        prove: reaches the card.

    Raises:
        Trouble: what the prover raises.
    """
    challenge = PURPOSE + name.encode() + b"\x00" + secrets.token_bytes(CHALLENGE_BYTES)
    known = load_der_public_key(base64.b64decode(key))
    assert isinstance(known, RSAPublicKey)
    try:
        known.verify(prove(challenge), challenge, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def second_factor(name: str, held: Secrets, code: str, card: Prover | None, now: datetime, after: int) -> int:
    """Asks for the second factor of an account, where there is one.

    Args:
        name: of the account.
        held: its secrets.
        code: the one-time code as typed, or empty.
        card: reaches the card, or None.
        now: the moment.
        after: the last step of a code that was used.

    Returns:
        The step of the code that was used, or 0.

    Raises:
        Trouble: ``login_wrong``, ``login_code_needed``, ``login_card_needed``, what the prover raises.
    """
    if card is not None and held.card:
        if not proves(held.card, name, card):
            raise Trouble("login_wrong")
        return 0
    if code.strip() and (held.totp or held.card):
        step = totp_step(held.totp, code, now, after) if held.totp else None
        if step is None:
            raise Trouble("login_wrong")
        return step
    if held.card:
        raise Trouble("login_card_needed")
    if held.totp:
        raise Trouble("login_code_needed")
    return 0
