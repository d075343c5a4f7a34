"""Keys and certificates of a virtual My Number card: RSA-2048 and self-made, as the real ones are in form only."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

VALID_FROM = datetime(2025, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2030, 3, 14, 14, 59, 59, tzinfo=UTC)
"""The end of a birthday in Japan, as certificates of persons have it."""
KEY_BITS = 2048


@dataclass(frozen=True)
class Keys:
    """The key pairs of one run; cards of one run may share them, their certificates still differ."""

    authority: rsa.RSAPrivateKey
    auth: rsa.RSAPrivateKey
    sign: rsa.RSAPrivateKey


@dataclass(frozen=True)
class Certificates:
    """The four certificates of one card, DER."""

    auth: bytes
    auth_ca: bytes
    sign: bytes
    sign_ca: bytes


@functools.cache
def keys() -> Keys:
    """Generated once a run; takes about a second."""
    return Keys(*(rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS) for _ in range(3)))


def issue(pairs: Keys, serial: int, until: datetime = VALID_UNTIL) -> Certificates:
    """The certificates of the card with this serial number, its holder's valid until then. They name no person."""
    auth_ca, sign_ca = _issuer("user authentication"), _issuer("digital signature")
    return Certificates(
        auth=_certificate(_name(f"VIRTUAL{serial:09d}A"), pairs.auth, auth_ca, pairs.authority, 2 * serial, until),
        auth_ca=_authority(auth_ca, pairs.authority, 1),
        sign=_certificate(_name(f"VIRTUAL{serial:09d}S"), pairs.sign, sign_ca, pairs.authority, 2 * serial + 1, until),
        sign_ca=_authority(sign_ca, pairs.authority, 2),
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _issuer(purpose: str) -> x509.Name:
    """As long as the real issuers' names, which decides where in the certificate the validity stands."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "VIRTUAL"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"Virtual JPKI for {purpose}"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "Kakanai, a virtual card for training and for tests"),
        ]
    )


@functools.lru_cache(maxsize=8)
def _authority(subject: x509.Name, key: rsa.RSAPrivateKey, serial: int) -> bytes:
    return _certificate(subject, key, subject, key, serial)


def _certificate(
    subject: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer: x509.Name,
    signer: rsa.RSAPrivateKey,
    serial: int,
    until: datetime = VALID_UNTIL,
) -> bytes:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial + 1000)
        .not_valid_before(VALID_FROM)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=subject == issuer, path_length=None), critical=True)
        .sign(signer, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )


def raw_sign(key: rsa.RSAPrivateKey, digest_info: bytes) -> bytes:
    """PKCS #1 v1.5 over a DigestInfo that the caller made: the card only pads (RFC 8017 §9.2)."""
    numbers = key.private_numbers()
    modulus = numbers.public_numbers.n
    size = (modulus.bit_length() + 7) // 8
    if len(digest_info) > size - 11:
        raise ValueError("too long to pad")
    padded = b"\x00\x01" + b"\xff" * (size - 3 - len(digest_info)) + b"\x00" + digest_info
    message = int.from_bytes(padded, "big")
    # By the Chinese remainder theorem (RFC 8017 §5.1.2), four times as fast.
    of_p, of_q = pow(message, numbers.dmp1, numbers.p), pow(message, numbers.dmq1, numbers.q)
    signed = of_q + (of_p - of_q) * numbers.iqmp % numbers.p * numbers.q
    return signed.to_bytes(size, "big")
