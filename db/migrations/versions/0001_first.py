"""The first schema: visits, actions, pages, reception days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Written out and never changed again: what db/schema.py says later is another revision's business.


def upgrade() -> None:
    op.create_table(
        "store",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("key_check", sa.LargeBinary, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_store"),
    )
    op.create_table(
        "reception_days",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_reception_days"),
    )
    op.create_table(
        "visits",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("reception_number", sa.String(8)),
        sa.Column("members", sa.Integer, nullable=False),
        sa.Column("doubtful", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.String(27), nullable=False),
        sa.Column("submitted_at", sa.String(27)),
        sa.Column("assignee", sa.String(80)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("queued", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.UniqueConstraint("day", "reception_number", name="uq_visits_day_reception_number"),
    )
    op.create_index("ix_visits_status_queued", "visits", ["status", "queued"])
    op.create_index("ix_visits_day_queued", "visits", ["day", "queued"])
    op.create_index("ix_visits_changed", "visits", ["changed"])
    op.create_table(
        "actions",
        # SQLite takes the position as its row id, and keeps the rows in that order, only if it is an INTEGER.
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("visit_id", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_actions"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_actions_visit_id"),
        sa.UniqueConstraint("id", name="uq_actions_id"),
        sa.UniqueConstraint("visit_id", "number", name="uq_actions_visit_id_number"),
    )
    op.create_table(
        "pages",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("visit_id", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_pages_visit_id"),
    )
    op.create_index("ix_pages_visit_id", "pages", ["visit_id"])
