"""Calls for staff from kiosks; and where a reception number was called to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# Written out and never changed again: what db/schema.py says later is another revision's business.


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("kiosk", sa.String(80), nullable=False),
        sa.Column("screen", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("answered_by", sa.String(80)),
        sa.Column("answered_at", sa.String(27)),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
    )
    op.create_index("ix_calls_answered_at_at", "calls", ["answered_at", "at"])
    op.add_column("visits", sa.Column("called_to", sa.String(40)))
    op.add_column("visits", sa.Column("called_at", sa.String(27)))
