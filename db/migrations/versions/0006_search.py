"""The blind index: by what names visits are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# Written out and never changed again: what db/schema.py says later is another revision's business.
# The rows need the keys, which a migration does not have: db.searching.fill makes them.


def upgrade() -> None:
    op.create_table(
        "search_terms",
        sa.Column("term", sa.LargeBinary, nullable=False),
        sa.Column("visit_id", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_search_terms_visit_id"),
        sa.PrimaryKeyConstraint("term", "visit_id", name="pk_search_terms"),
    )
    op.create_index("ix_search_terms_visit_id", "search_terms", ["visit_id"])
