"""Which outbox may give out which reception numbers by itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# Written out and never changed again: what db/schema.py says later is another revision's business.


def upgrade() -> None:
    op.create_table(
        "outboxes",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("leased_on", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outboxes"),
        sa.UniqueConstraint("slot", name="uq_outboxes_slot"),
    )
