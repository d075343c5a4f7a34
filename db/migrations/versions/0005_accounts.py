"""Accounts: who may log in, and as what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# Written out and never changed again: what db/schema.py says later is another revision's business.


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("disabled_at", sa.String(27)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.String(27)),
        sa.Column("totp_step", sa.BigInteger, nullable=False),
        sa.Column("secrets", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )
