"""The catalogue of backups, and what is left of purged visits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Written out and never changed again: what db/schema.py says later is another revision's business.


def upgrade() -> None:
    op.create_table(
        "backups",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_backups"),
    )
    op.create_table(
        "purges",
        sa.Column("visit_id", sa.String(40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("actions", sa.Integer, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("visit_id", name="pk_purges"),
    )
