"""Rights of the service's account on PostgreSQL: what the manual grants once, an upgrade grants for its new tables.

docs/operations-store.md has the statements for the first time; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, text

from db import schema

ADDED_ONLY = frozenset({"audit", "actions", "pages", "purges", "backups", "journeys"})
"""Tables whose rows nobody but the owner changes."""
WITH_DELETE = frozenset({"outboxes", "search_terms"})
"""Tables that the service also deletes from: a lent slot that is free again, a name that was put right."""

_HOLDERS = text(
    "SELECT DISTINCT grantee FROM information_schema.role_table_grants"
    " WHERE table_schema = current_schema() AND table_name = 'visits' AND privilege_type = 'INSERT'"
    " AND grantee <> current_user AND grantee <> 'PUBLIC'"
)


def rights(table: str) -> str:
    """What the service may do with a table: ``SELECT, INSERT``."""
    found = ["SELECT", "INSERT"]
    found += ["UPDATE"] if table not in ADDED_ONLY else []
    found += ["DELETE"] if table in WITH_DELETE else []
    return ", ".join(found)


def grant_new(connection: Connection, before: Collection[str]) -> None:
    """Grants everybody who may add visits their rights on the tables that were not there before.

    Args:
        connection: of the owner, to PostgreSQL, in the transaction that made the tables.
        before: names of the tables that were there.
    """
    quote = connection.dialect.identifier_preparer.quote
    holders = connection.scalars(_HOLDERS).all()
    for table in schema.metadata.sorted_tables:
        if table.name not in before:
            for role in holders:
                connection.execute(text(f"GRANT {rights(table.name)} ON {quote(table.name)} TO {quote(role)}"))
