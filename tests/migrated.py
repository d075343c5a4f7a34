"""The migrations of an empty database, once found out, as statements: what Alembic does takes half of a new store."""

from __future__ import annotations

from sqlalchemy import Connection, event

from db.migrations import migrate

_ASKING = ("SELECT", "PRAGMA")


class Remembered:
    """In place of :func:`db.migrations.migrate`, where a new store is made."""

    def __init__(self) -> None:
        self._done: dict[tuple[str, str], list[tuple]] = {}

    def __call__(self, connection: Connection, revision: str) -> None:
        """Brings an empty database to a revision, by Alembic the first time for each kind of database."""
        key = (connection.dialect.name, revision)
        if key in self._done:
            for statement, parameters in self._done[key]:
                connection.exec_driver_sql(statement, parameters)
            return
        done: list[tuple] = []

        def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
            if not statement.lstrip().upper().startswith(_ASKING):
                done.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", note)
        try:
            migrate(connection, revision)
        finally:
            event.remove(connection, "before_cursor_execute", note)
        self._done[key] = done
