"""Passwords and one-time codes, against the vectors of the RFCs."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from db import accounts_secrets as secrets

RFC_6238 = base64.b32encode(b"12345678901234567890").decode()
"""The key of RFC 6238, appendix B, for SHA-1."""
VECTORS = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}
OFFICES = secrets.COST
"""What passwords cost in an office, before the tests are spared it."""


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code"), VECTORS.items())
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    assert secrets._totp(RFC_6238, 8).generate(seconds).decode() == code
    assert secrets.totp_code(RFC_6238, at(seconds)) == code[-6:]
    assert secrets.totp_step(RFC_6238, code[-6:], at(seconds), 0) == seconds // 30


@given(st.integers(10_000, 4_000_000_000), st.integers(-90, 90))
def test_a_code_is_good_for_a_step_each_way(seconds: int, off: int) -> None:
    code = secrets.totp_code(RFC_6238, at(seconds))
    step, now = seconds // 30, (seconds + off) // 30
    found = secrets.totp_step(RFC_6238, code, at(seconds + off), 0)
    if abs(step - now) <= 1:
        assert found == step
    else:
        assert found is None or found != step  # two steps have the same six digits, once in a million


def test_a_code_is_good_once() -> None:
    now = at(1_111_111_111)
    code = secrets.totp_code(RFC_6238, now)
    step = secrets.totp_step(RFC_6238, code, now, 0)
    assert secrets.totp_step(RFC_6238, code, now, step) is None
    later = now + timedelta(seconds=30)
    assert secrets.totp_step(RFC_6238, secrets.totp_code(RFC_6238, later), later, step) == step + 1


def test_codes_are_taken_as_people_type_them() -> None:
    now = at(59)
    assert secrets.totp_step(RFC_6238, "287 082", now, 0) == 1
    assert secrets.totp_step(RFC_6238, "２８７０８２", now, 0) == 1
    for wrong in ("", "28708", "2870820", "28708x", "２８７０８〇", "‑28708"):
        assert secrets.totp_step(RFC_6238, wrong, now, 0) is None


def test_a_new_secret_is_random_and_fits_an_app() -> None:
    one, other = secrets.new_totp_secret(), secrets.new_totp_secret()
    assert one != other and len(base64.b32decode(one)) == 20
    uri = secrets.totp_uri(one, "s-12345")
    assert uri.startswith("otpauth://totp/Kakanai:s-12345?")
    assert f"secret={one}" in uri and "issuer=Kakanai" in uri and "period=30" in uri


def test_argon2id_at_the_cost_of_rfc_9106(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "COST", OFFICES)
    phc = secrets.hash_password("正しい 馬 電池 ホチキス")
    assert phc.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert secrets.verify_password("正しい 馬 電池 ホチキス", phc)
    assert not secrets.verify_password("正しい 馬 電池 ホチキス ", phc)
    assert not secrets.is_cheaper(phc)


def test_hashes_are_salted_and_tell_their_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = secrets.hash_password("correct horse battery"), secrets.hash_password("correct horse battery")
    assert one != other
    monkeypatch.setattr(secrets, "COST", secrets.Cost(128, 1, 1))
    assert secrets.is_cheaper(one)
    assert secrets.verify_password("correct horse battery", one)


def test_full_width_and_half_width_are_one_password() -> None:
    assert secrets.verify_password("ｐａｓｓ－１２３４ ﾃﾂﾄﾞｳ", secrets.hash_password("pass-1234 テツドウ"))


@pytest.mark.parametrize(
    "weak",
    ["", "short-1", "aaaaaaaaaaaaaaaa", "abcdabcdabcdabcd", "my-SATO-secret-word", "x9" * 65, "ｓａｔｏ-xyzw-12"],
)
def test_weak_passwords_are_refused(weak: str) -> None:
    with pytest.raises(Trouble) as caught:
        secrets.check_password(weak, "sato")
    assert caught.value.id == "password_weak"
    assert caught.value.details == {"least": 12}  # never what was typed


def test_a_good_password_is_taken() -> None:
    assert secrets.check_password("correct horse battery", "sato") == "correct horse battery"
