"""A TCP proxy that cuts or stalls a connection at a byte: between an outbox and its server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

CHUNK = 4096


class Proxy:
    """Listens on a free loopback port and passes everything on, until told otherwise.

    Args:
        port: of the server, on 127.0.0.1.

    Attributes:
        port: to connect to.
        passed: bytes passed since :meth:`limit`, both ways.
    """

    def __init__(self, port: int) -> None:
        self._server_port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._left: int | None = None
        self._stalls = False
        self.passed = 0
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def limit(self, count: int | None, *, stalls: bool = False) -> None:
        """After so many bytes more, counted both ways, everything is cut, and new connections are, too.

        Args:
            count: bytes; None lets everything through again.
            stalls: nothing is cut then, but nothing comes through any more either.
        """
        with self._lock:
            self._left, self._stalls, self.passed = count, stalls, 0
            if count is None:
                self._cut()

    def close(self) -> None:
        """Cuts everything and stops listening."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts, which closing alone does not
        self._listener.close()
        with self._lock:
            self._cut()

    def _cut(self) -> None:
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            with self._lock:
                self._open += [client, server]
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while content := source.recv(CHUNK):
                with self._lock:
                    allowed = content if self._left is None else content[: self._left]
                    if self._left is not None:
                        self._left -= len(allowed)
                    self.passed += len(allowed)
                    if len(allowed) < len(content) and self._stalls:
                        continue  # swallowed, and the connection stays
                target.sendall(allowed)
                if len(allowed) < len(content):
                    break
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        source.close()  # the other direction's thread closes the other one
