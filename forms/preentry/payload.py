"""The pre-entry payload: what a visitor typed at home, as text for a QR code.

``KAKANAI1:`` + Base45 (RFC 9285) of zlib (RFC 1950) of CBOR (RFC 8949), an array of six:
version, id (16 random bytes), made at, valid until (seconds since 1970), the visit's fields, the persons.

Everything that arrives is what a stranger may have made: capped, strictly checked, and either a valid record or
a typed :class:`~base.trouble.Trouble`.
"""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO

import base45
import cbor2

from base.trouble import Trouble
from forms.preentry import schema
from forms.reading import ReadField, Reading, Source

VERSION = 1
PREFIX = f"KAKANAI{VERSION}:"
_ANY_VERSION = re.compile(r"KAKANAI(\d{1,3}):")

MAX_TEXT = 10_800
"""Characters: nine codes of the size that :mod:`forms.preentry.framing` makes."""
MAX_INFLATED = 16 * 1024
"""Bytes: a family of twenty with every field at its longest is far smaller."""
MAX_DEPTH = 4
VALID_FOR = timedelta(days=30)
"""How long the page makes a code valid."""
MAX_VALID_FOR = timedelta(days=90)
"""A code that claims more is refused: the move would have to be notified long before."""
CLOCK_SLACK = timedelta(days=1)
"""A phone's clock may be ahead by this much."""


@dataclass(frozen=True, slots=True)
class PreEntry:
    """A visitor's own entries.

    Attributes:
        id: 16 random bytes, so that the same code shown twice is known as the same.
        made_at: when the visitor made the code.
        valid_until: after this the code is refused.
        values: path → value, only paths that :mod:`forms.preentry.schema` numbers.
    """

    id: bytes
    made_at: datetime
    valid_until: datetime
    values: Mapping[str, str] = field(repr=False)

    @classmethod
    def make(cls, values: Mapping[str, str], now: datetime) -> PreEntry:
        """A new one with a random id, valid from now."""
        now = now.replace(microsecond=0)
        return cls(secrets.token_bytes(16), now, now + VALID_FOR, dict(values))

    def to_reading(self) -> Reading:
        """As every other source gives it. The visitor typed it, so it is exact, and it is nobody's proof."""
        return Reading(Source.PRE_ENTRY, tuple(ReadField(path, v, v) for path, v in self.values.items()))


def encode(entry: PreEntry) -> str:
    """The text of the QR code.

    Raises:
        ValueError: a field that a pre-entry may not hold, an individual number in a text, or too much for nine codes.
    """
    if any(schema.holds_individual_number(value) for value in entry.values.values()):
        raise ValueError("an individual number has no place in a pre-entry")
    visit, members = schema.pack_all(entry.values)
    content = [
        VERSION,
        entry.id,
        int(entry.made_at.timestamp()),
        int(entry.valid_until.timestamp()),
        visit,
        members,
    ]
    packed = zlib.compress(cbor2.dumps(content, canonical=True), 9)
    text = PREFIX + base45.b45encode(packed).decode("ascii")
    if len(text) > MAX_TEXT:
        raise ValueError("too much")
    return text


def decode(text_untrusted: str, now: datetime) -> PreEntry:
    """The pre-entry in a code's text.

    Raises:
        Trouble: ``qr_foreign``, ``preentry_newer``, ``preentry_damaged``, ``preentry_expired``,
            ``preentry_individual_number``.
    """
    match = _ANY_VERSION.match(text_untrusted)
    if not match:
        raise Trouble("qr_foreign")
    if int(match[1]) > VERSION:
        raise Trouble("preentry_newer")
    if int(match[1]) != VERSION or len(text_untrusted) > MAX_TEXT:
        raise Trouble("preentry_damaged")
    try:
        entry = _entry(_content(_inflate(base45.b45decode(text_untrusted[match.end() :]))))
    except (ValueError, OverflowError, OSError, cbor2.CBORError, zlib.error) as error:
        # The cause quotes what was typed, so it goes no further.
        raise Trouble("preentry_damaged") from _without_text(error)
    if any(schema.holds_individual_number(value) for value in entry.values.values()):
        raise Trouble("preentry_individual_number")
    if entry.valid_until < now or entry.made_at > now + CLOCK_SLACK:
        raise Trouble("preentry_expired")
    return entry


def _without_text(error: Exception) -> Exception:
    return type(error)("withheld") if isinstance(error, ValueError) else ValueError("withheld")


def _inflate(packed: bytes) -> bytes:
    inflater = zlib.decompressobj()
    content = inflater.decompress(packed, MAX_INFLATED)
    if not inflater.eof or inflater.unused_data:
        raise ValueError("too large, cut short, or followed by something")
    return content


def _refuse(*_: object) -> object:
    raise ValueError("tags have no place in a pre-entry")


_BUILT_IN_TAGS = (
    0,
    1,
    2,
    3,
    4,
    5,
    25,
    28,
    29,
    30,
    35,
    36,
    37,
    52,
    54,
    100,
    256,
    258,
    260,
    261,
    1004,
    43000,
    55799,
)


def _content(data: bytes) -> object:
    stream = BytesIO(data)
    decoder = cbor2.CBORDecoder(
        stream,
        tag_hook=_refuse,
        semantic_decoders={tag: _refuse for tag in _BUILT_IN_TAGS},
        max_depth=MAX_DEPTH,
        allow_indefinite=False,
        allow_duplicate_keys=False,
        read_size=1,
    )
    content = decoder.decode()
    # One content has one form: whatever else decodes to it (trailing bytes, longer integers) is refused.
    if cbor2.dumps(content, canonical=True) != data:
        raise ValueError("not the canonical form")
    return content


def _entry(content: object) -> PreEntry:
    if type(content) is not list or len(content) != 6:
        raise ValueError("not a pre-entry")
    version, id, made, until, visit, members = content
    if version != VERSION or type(version) is not int or type(id) is not bytes or len(id) != 16:
        raise ValueError("not a pre-entry")
    if type(made) is not int or type(until) is not int:
        raise ValueError("times are numbers")
    made_at, valid_until = datetime.fromtimestamp(made, UTC), datetime.fromtimestamp(until, UTC)
    if not timedelta(0) < valid_until - made_at <= MAX_VALID_FOR:
        raise ValueError("valid for too long")
    return PreEntry(id, made_at, valid_until, schema.unpack_all(visit, members))
