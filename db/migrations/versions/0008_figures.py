"""Figures of each visit, and journeys that were left before the end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# Written out and never changed again: what db/schema.py says later is another revision's business.


def upgrade() -> None:
    op.add_column("visits", sa.Column("figures", sa.LargeBinary()))
    op.create_table(
        "journeys",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("screen", sa.String(40), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journeys"),
    )
    op.create_index("ix_journeys_at", "journeys", ["at"])
