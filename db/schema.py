"""The tables. What changes here needs a migration; a test holds the two against each other."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

from base.clock import JAPAN

REVISION = "0009"
"""The revision of the schema that this code reads and writes. Revisions are four digits and only grow, so that a
store made by a newer release is told from a damaged one."""


class Moment(TypeDecorator):
    """A moment with an offset, as 27 characters of UTC that sort by time. SQLite has no such type of its own."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> str | None:
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: object) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value).astimezone(JAPAN)


def moment_text(value: datetime) -> str:
    """``2026-11-21T01:24:00.000000Z``.

    Raises:
        ValueError: it has no offset.
    """
    if value.tzinfo is None:
        raise ValueError("a moment needs an offset")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

store = Table(
    "store",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("key_check", LargeBinary, nullable=False),
    Column("position", BigInteger, nullable=False),
)
"""One row. ``key_check``: a sealed constant that tells a wrong key from a damaged row. ``position``: how many
actions there are. Each writer raises it first and so holds the row until its commit: positions have no gaps and
appear in the order of the commits, on PostgreSQL too, so nobody who follows them misses one."""

reception_days = Table(
    "reception_days",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("last", Integer, nullable=False),
)
"""The last reception number given out on each day."""

visits = Table(
    "visits",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("day", String(10), nullable=False),
    Column("reception_number", String(8)),
    Column("members", Integer, nullable=False),
    Column("doubtful", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    Column("assignee", String(80)),
    Column("version", Integer, nullable=False),
    Column("queued", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("called_to", String(40)),
    Column("called_at", Moment),
    Column("figures", LargeBinary),
    UniqueConstraint("day", "reception_number"),
    Index("ix_visits_status_queued", "status", "queued"),
    Index("ix_visits_day_queued", "day", "queued"),
    Index("ix_visits_changed", "changed"),
)
"""What the lists show of a visit, worked out of its actions whenever one is added. Nothing personal. ``queued`` is
the position of the submission (until then of the opening), ``changed`` that of the latest action. ``figures``:
:mod:`db.figures`, sealed."""

actions = Table(
    "actions",
    metadata,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False),
    Column("visit_id", ForeignKey("visits.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("type", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("id"),
    UniqueConstraint("visit_id", "number"),
)
"""Everything ever done. Only added to. ``data`` is sealed together with all the clear columns but the position."""

pages = Table(
    "pages",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("visit_id", ForeignKey("visits.id"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_pages_visit_id", "visit_id"),
)
"""Page pictures, blacked out before they come here, sealed. ``size`` is that of the picture in bytes."""

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("origin", String(80), nullable=False),
    Column("act", String(40), nullable=False),
    Column("visit_id", String(40)),
    Column("result", String(40), nullable=False),
    Column("detail", String(400), nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Index("ix_audit_visit_id_number", "visit_id", "number"),
    Index("ix_audit_at", "at"),
)
"""Who did what, when, from where, to which visit: :mod:`db.audit`. Numbered from 1 without gaps. ``previous`` is the
``mac`` of the line before; ``mac`` is keyed, so nobody can chain anew who has the database alone. Nothing personal;
the visit is not a foreign key, because the lines outlive a purged visit."""

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)
"""One row: the last line of the audit. Whoever adds a line raises it first and so holds it until the commit. The seal
is keyed, too, so that cut-off lines cannot be covered up by pointing to an earlier one."""

backups = Table(
    "backups",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("name", String(200), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("position", BigInteger, nullable=False),
)
"""Every backup that was made: when, the name of the file, its checksum, and how many actions had been added by then.
After a purge it tells which files still hold what is gone from here."""

purges = Table(
    "purges",
    metadata,
    Column("visit_id", String(40), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actions", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
)
"""What is left of a visit whose time of retention is over: its random id, when it was purged, how many actions it had
and the position of the first. Whoever still has it in an outbox does not bring it back."""

outboxes = Table(
    "outboxes",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("slot", Integer, nullable=False),
    Column("leased_on", String(10), nullable=False),
    UniqueConstraint("slot"),
)
"""Which outbox may give out which reception numbers while this store cannot be reached, and the day on which it last
said that it is still there: docs/decisions/0011-outbox.md."""

journeys = Table(
    "journeys",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("screen", String(40), nullable=False),
    Column("how", String(20), nullable=False),
    Column("seconds", Integer, nullable=False),
    Index("ix_journeys_at", "at"),
)
"""Journeys that a visitor left before the submission: :mod:`db.journeys`. Nothing personal."""

accounts = Table(
    "accounts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("totp_step", BigInteger, nullable=False),
    Column("secrets", LargeBinary, nullable=False),
)
"""Who may log in: :mod:`db.accounts`. ``secrets`` (the password's hash, the secret of the second factor) is sealed
together with name, role and whether the account is disabled, so that nobody who has the database alone makes themselves
an account, or a clerk a supervisor. ``failures`` counts wrong tries since the last log-in; ``totp_step`` is the last
time step whose code was used. Accounts are disabled, never deleted: the audit names them."""

calls = Table(
    "calls",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kiosk", String(80), nullable=False),
    Column("screen", String(40), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    Column("answered_by", String(80)),
    Column("answered_at", Moment),
    Index("ix_calls_answered_at_at", "answered_at", "at"),
)
"""Calls for staff from kiosks: :mod:`db.calls`. Words, times and who went; nothing of the visitor."""

search_terms = Table(
    "search_terms",
    metadata,
    Column("term", LargeBinary, primary_key=True),
    Column("visit_id", ForeignKey("visits.id"), primary_key=True),
    Column("queued", BigInteger, nullable=False, server_default="0"),
    Index("ix_search_terms_visit_id", "visit_id"),
    Index("ix_search_terms_term_queued", "term", "queued"),
)
"""Keyed hashes of the names that a visit is found by: :mod:`db.searching`. ``queued`` is that of the visit, so that of
a common name only the rows are read that are shown."""
