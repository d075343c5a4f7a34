"""A PostgreSQL of a run's own: a new cluster in a temporary folder, on a free loopback port, gone afterwards.

initdb and pg_ctl refuse root, so as root everything runs under the account `nobody` in a folder that it owns.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ACCOUNT = "nobody"
START_TIMEOUT_S = 30
_CALM = (
    # A test's cluster need not survive anything: this saves most of its time.
    "fsync=off",
    # A careless server: the store itself has to ask for durable commits.
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=16MB",
    "max_connections=40",
    "log_min_messages=panic",
    "autovacuum=off",
)


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL installed, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return found[-1].parent if found else None


class Cluster:
    """A running server.

    Attributes:
        port: on 127.0.0.1.
        pid: of the postmaster; :meth:`pause` and :meth:`resume` stop and continue everything it started.
    """

    def __init__(self, folder: Path, port: int, run: tuple[str, ...], settings: tuple[str, ...] = _CALM) -> None:
        self.folder, self.port, self._run, self._settings = folder, port, run, settings
        self._bin = binaries()

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._run, str(self._bin / program), *arguments],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # never a pipe: the server would inherit it and hold it open
            stderr=subprocess.DEVNULL,
            timeout=START_TIMEOUT_S + 10,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {self.log()}")

    def log(self) -> str:
        """The server's own log so far."""
        file = self.folder / "log"
        return file.read_text(errors="replace") if file.exists() else ""

    def make(self) -> None:
        """Makes the cluster's files."""
        self._call(
            "initdb", "-D", str(self.folder / "data"), "-U", "kakanai", "-A", "trust", "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8",
        )  # fmt: skip

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        options = " ".join(
            f"-c {each}" for each in (*self._settings, f"port={self.port}", "listen_addresses=127.0.0.1")
        )
        options += f" -c unix_socket_directories={self.folder}"
        self._call(
            "pg_ctl", "start", "-w", "-t", str(START_TIMEOUT_S), "-D", str(self.folder / "data"),
            "-l", str(self.folder / "log"), "-o", options,
        )  # fmt: skip

    def stop(self) -> None:
        """Stops it at once, as a power cut would, if it runs."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._call("pg_ctl", "stop", "-m", "immediate", "-w", "-D", str(self.folder / "data"))

    def kill(self) -> None:
        """Kills every process of it, as a machine that dies would, and returns once they are gone."""
        pids = self.pids()
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + START_TIMEOUT_S
        while any(_lives(pid) for pid in pids) and time.monotonic() < deadline:
            time.sleep(0.01)
        # Where nobody buries orphans its number stays taken, and the next start would take it for alive.
        (self.folder / "data" / "postmaster.pid").unlink()
        (self.folder / f".s.PGSQL.{self.port}.lock").unlink()

    def pids(self) -> list[int]:
        """The postmaster and everything it started."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [main, *map(int, children)]

    def pause(self) -> None:
        """Freezes the server: it takes bytes and answers nothing."""
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Lets it go on."""
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    def url(self, database: str) -> str:
        """For :class:`db.store.Store`."""
        return f"postgresql+psycopg://kakanai@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple]:
        """Runs one statement outside a transaction, for example CREATE DATABASE, and returns its rows."""
        import psycopg

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="kakanai", dbname=database, autocommit=True, connect_timeout=5
        ) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_postgres(settings: tuple[str, ...] = _CALM) -> Iterator[Cluster]:
    """A new server, stopped and removed at the end.

    Args:
        settings: of the server, ``name=value``; the default ones trade durability for speed.

    Raises:
        RuntimeError: PostgreSQL is not installed, or does not start.
    """
    if binaries() is None:
        raise RuntimeError("PostgreSQL is not installed (Debian package: postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="kakanai-pg-"))
    run: tuple[str, ...] = ()
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
        run = ("setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups")
    cluster = Cluster(folder, _free_port(), run, settings)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
