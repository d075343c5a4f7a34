"""OpenSC, unmodified, takes our virtual card for a My Number card: a judge that knows nothing of us."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from devices.card.mynumber import JPKI_AP, TEXT_AP
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.mynumber import DEMO_PIN, DEMO_SIGN_PASSWORD
from tests.daemons.cards import VIRTUAL, Table

pytestmark = [pytest.mark.daemon, pytest.mark.in_world, pytest.mark.expected_log(*VIRTUAL)]
LIMIT_S = 30


def run(*command: str, status: int = 0) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_it_is_recognised(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    assert "jpki" in run("opensc-tool", "-n").split()


def test_its_pins_and_certificates_are_listed(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    said = run("pkcs15-tool", "-D")
    assert said.count("X.509 Certificate") == 4
    tries = [line.split(":")[1].strip() for line in said.splitlines() if "Tries left" in line]
    assert tries == ["3", "5"]


@pytest.mark.parametrize(
    ("number", "file", "opened_with"),
    [
        ("01", 0x000A, ()),
        ("02", 0x0001, ("--auth-id", "02", "--verify-pin", "--pin", DEMO_SIGN_PASSWORD)),
        ("03", 0x000B, ()),
        ("04", 0x0002, ()),
    ],
)
def test_its_certificates_are_read(
    table: Table, card: VirtualCard, tmp_path: Path, number: str, file: int, opened_with: tuple[str, ...]
) -> None:
    """The one for signing needs its password first, as on the real card; the authorities' need nothing."""
    table.lay(card)
    written = tmp_path / "certificate.pem"
    run("pkcs15-tool", "--read-certificate", number, *opened_with, "-o", str(written))
    read = x509.load_pem_x509_certificate(written.read_bytes())
    assert read == x509.load_der_x509_certificate(card.applications[JPKI_AP].files[file].content)


def test_the_signing_certificate_is_not_given_without_its_password(
    table: Table, card: VirtualCard, tmp_path: Path
) -> None:
    table.lay(card)
    file = tmp_path / "certificate.pem"
    command = ("pkcs15-tool", "--read-certificate", "02", "-o", str(file))
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode != 0 and not file.exists()
    assert card.applications[JPKI_AP].secrets["sign"].sent == 0


def test_its_pin_is_verified_and_counts(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    run("pkcs15-tool", "--verify-pin", "--auth-id", "01", "--pin", "1234")
    said = run("pkcs15-tool", "--verify-pin", "--auth-id", "01", "--pin", "0000", status=255)
    assert "PIN code or key incorrect" in said
    assert card.applications[JPKI_AP].secrets["auth"].left == 2
    assert table.read().result(), "the PIN of the text application is another one"
    assert card.applications[TEXT_AP].secrets["pin"].left == 3


def test_its_signing_password_is_verified_and_counts(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    secret = card.applications[JPKI_AP].secrets["sign"]
    run("pkcs15-tool", "--verify-pin", "--auth-id", "02", "--pin", DEMO_SIGN_PASSWORD)
    assert (secret.sent, secret.left) == (1, 5)
    said = run("pkcs15-tool", "--verify-pin", "--auth-id", "02", "--pin", "WRONG1", status=255)
    assert "PIN code or key incorrect" in said
    assert secret.left == 4 and card.applications[JPKI_AP].secrets["auth"].left == 3


def test_a_pin_is_locked_after_its_last_try(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    for left in (2, 1, 0):
        run("pkcs15-tool", "--verify-pin", "--auth-id", "01", "--pin", "0000", status=255)
        assert card.applications[JPKI_AP].secrets["auth"].left == left
    said = run("pkcs15-tool", "-D")
    tries = [line.split(":")[1].strip() for line in said.splitlines() if "Tries left" in line]
    assert tries == ["0", "5"]


@pytest.mark.parametrize(
    ("slot", "pin", "key", "file"), [("0", DEMO_PIN, "01", 0x000A), ("1", DEMO_SIGN_PASSWORD, "02", 0x0001)]
)
def test_it_signs(table: Table, card: VirtualCard, tmp_path: Path, slot: str, pin: str, key: str, file: int) -> None:
    table.lay(card)
    data, signed = tmp_path / "data", tmp_path / "signature"
    data.write_bytes(b"a letter")
    how = ("--login", "--pin", pin, "--sign", "-m", "SHA256-RSA-PKCS", "--id", key)
    run("pkcs11-tool", "--slot", slot, *how, "-i", str(data), "-o", str(signed))
    certificate = x509.load_der_x509_certificate(card.applications[JPKI_AP].files[file].content)
    certificate.public_key().verify(signed.read_bytes(), b"a letter", padding.PKCS1v15(), hashes.SHA256())


def test_the_text_application_answers_plain_commands(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    select = f"00A4040C0A{TEXT_AP.hex()}"
    said = run("opensc-tool", "-s", select, "-s", "00A4020C020011", "-s", "00200080")
    assert "SW1=0x63, SW2=0xC3" in said
