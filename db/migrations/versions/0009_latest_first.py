"""The place in the queue beside each hash of a name: the latest of a common name are found without looking at all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

# Written out and never changed again: what db/schema.py says later is another revision's business.


def upgrade() -> None:
    op.add_column("search_terms", sa.Column("queued", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE search_terms SET queued = (SELECT visits.queued FROM visits WHERE visits.id = search_terms.visit_id)"
    )
    op.create_index("ix_search_terms_term_queued", "search_terms", ["term", "queued"])
