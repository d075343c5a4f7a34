"""PostgreSQL behind TLS: the connection is encrypted, and another's certificate is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import text

from base.trouble import Trouble
from db.crypto import KeyRing
from db.engine import reading
from db.store import Store
from tests.daemons.postgres import Cluster, running_postgres
from tests.db.made import submitted

pytestmark = pytest.mark.daemon


def certificate(address: str) -> tuple[bytes, bytes]:
    """A certificate that vouches for itself, and its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kakanai test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.PEM), secret


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with running_postgres() as cluster:
        public, secret = certificate("127.0.0.1")
        owner = (cluster.folder / "data").stat()
        for name, content in (("server.crt", public), ("server.key", secret)):
            file = cluster.folder / "data" / name
            file.touch(0o600)
            file.write_bytes(content)
            shutil.chown(file, owner.st_uid, owner.st_gid)
        # Nobody gets in without TLS.
        (cluster.folder / "data" / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        cluster.execute("ALTER SYSTEM SET ssl = on")
        cluster.execute("CREATE DATABASE tls")
        cluster.stop()
        cluster.start()
        yield cluster


def test_encrypted_and_to_the_right_server_only(server: Cluster, tmp_path: Path) -> None:
    keys, trusted, foreign = KeyRing.generate(), tmp_path / "trusted.crt", tmp_path / "foreign.crt"
    trusted.write_bytes((server.folder / "data" / "server.crt").read_bytes())
    foreign.write_bytes(certificate("127.0.0.1")[0])
    url = f"{server.url('tls')}?sslmode=verify-full&sslrootcert="
    actions, pages = submitted()
    with Store.create(f"{url}{trusted}", keys) as store:
        assert store.add(actions, pages=pages) == 4
        with reading(store._engine, store.place) as connection:
            ours = text("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            encrypted, version = connection.execute(ours).one()
        assert encrypted and version in ("TLSv1.2", "TLSv1.3")
    for wrong in (
        f"{url}{foreign}",
        f"{server.url('tls')}?sslmode=disable",
        f"{url}{trusted}".replace("127.0.0.1", "localhost"),
    ):
        with pytest.raises(Trouble) as caught:
            Store.open(wrong, keys)
        assert caught.value.id == "store_unreachable"
