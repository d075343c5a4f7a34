"""What a page says, field by field, before anybody has judged how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.certificate.arranging.lines.one_line import part_lines
from forms.certificate.arranging.places.hits import Sheet
from forms.certificate.arranging.unlabelled.foot import Issue, find_issue
from forms.certificate.data.blanks import written
from forms.certificate.data.hidden import hidden_kind
from forms.certificate.data.values import Value, read_value
from forms.certificate.engines.recogniser import Line, Recogniser
from forms.certificate.runs.segments import Segment, same_row, text_of
from forms.certificate.words.catalogue import HIDDEN, normalise, words
from forms.certificate.words.numbering import framed
from forms.characters import fold_variants
from forms.fields import MAX_MEMBERS, Kind, get_field_type, member_path
from forms.kana import is_katakana, to_katakana
from forms.scripts import is_kanji

MIN_MEMBER_VALUES = 2
"""A row with fewer values is an unused one, whatever stands in it."""
SECRET = ("members[].resident_code",)
"""Never leaves the picture."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a page.

    Attributes:
        path: its path.
        kind: its kind.
        value: what was read.
        candidates: what else it may be, most likely first.
        placed: whether nothing else can have come to stand in its place.
        firm: whether every character that has look-alike variants was told for certain.
        spelt: of a name, the same of those variants alone that both are usual: 高 and 髙.
        shaky: whether a second reader must agree whatever the confidence is.
        agreed: whether the second reader says the same.
        vouched: whether each glyph, looked at by itself, is the character read.
        alone: of a reading, whether it is clearly that of a surname and nothing stands behind it.
        narrow: a reading's line as the model of half-width kana reads it, where it is set so.
    """

    path: str
    kind: Kind
    value: Value
    candidates: tuple[str, ...] = ()
    placed: bool = True
    firm: bool = True
    spelt: bool = True
    shaky: bool = False
    agreed: bool = False
    vouched: bool = False
    alone: bool = False
    narrow: Line | None = None


def collect(sheet: Sheet, recogniser: Recogniser, first_member: int | None = 0) -> list[Entry]:
    """The fields of a page, at most one a path.

    Args:
        first_member: the index of the first person on this page; sheets may be continued. None where the page names
            nobody and says by number whose its values are: nobody on it is counted anew.
    """
    found: dict[str, Entry] = {}
    people: dict[int, dict[str, Entry]] = {}
    for hit in part_lines(sheet).hits:
        if hit.target in HIDDEN or hit.target in SECRET:
            continue
        kind = get_field_type(hit.target.replace("[]", "[0]")).kind
        for place, spot in enumerate(hit.spots):
            value = read_value(kind, _unframed(kind, _once(kind, spot.segments)), recogniser, hit.target)
            if value is None or _tells_number(value) or _is_label(kind, value):
                continue
            # Two names in one place move all that follow in their column.
            moved = any(each.confirmed is False and _are_stacked(each.segments) for each in hit.spots[:place])
            clear = hit.clear and not moved if spot.confirmed is None else spot.confirmed
            whole = kind is not Kind.NAME or not _runs_over_lines(value)
            entry = Entry(hit.target, kind, value, placed=whole and clear)
            if hit.member is None:
                found[hit.target] = _told_again(found[hit.target], entry) if hit.target in found else entry
            else:
                name, row = hit.target.removeprefix("members[]."), people.setdefault(hit.member + place, {})
                row[name] = _as_either(row[name], entry) if name in row else entry
    # A stamp beside the mayor says 交付, too: what has no date gives way to one without a label.
    dated = [path for path, entry in found.items() if path != "issued_on" or entry.value.value]
    found |= {entry.path: entry for entry in _of_issue(find_issue(sheet), dated, recogniser)}
    entries = list(found.values())
    first, rows = (0, people) if first_member is None else (first_member, _counted(people, recogniser))
    for index, row in sorted(rows.items()):
        if first + index < MAX_MEMBERS:
            entries += [replace(entry, path=member_path(first + index, name)) for name, entry in row.items()]
    return entries


def _counted(people: Mapping[int, dict[str, Entry]], recogniser: Recogniser) -> dict[int, dict[str, Entry]]:
    """The rows of people, counted from 0, without those that have no name and no date of birth."""
    kept = [at for at, row in sorted(people.items()) if len(row) >= MIN_MEMBER_VALUES and _is_person(row)]
    real = [people[at] for at in kept]
    for row in real:
        if "name" in row and is_katakana(to_katakana(row["name"].value.text)):
            if "kana" not in row:
                # The reading may have come to stand where the name should.
                row["name"] = replace(row["name"], placed=False)
            elif not row["kana"].value.holds:
                row["name"], row["kana"] = (
                    replace(row[own], value=value, placed=False)
                    for own, other in (("name", "kana"), ("kana", "name"))
                    if (value := read_value(row[own].kind, row[other].value.segments, recogniser))
                )
    # Where somebody before them could not be read, it is not certain whose values these are.
    certain = next((at for at, index in enumerate(kept) if index != at), len(kept))
    for row in real[certain:]:
        row |= {name: replace(entry, placed=False) for name, entry in row.items()}
    return dict(enumerate(real))


def _told_again(before: Entry, entry: Entry) -> Entry:
    """One of two readings of the same field, the first unless it is only the beginning of the other.

    A domicile that is printed for each person may have been cut off once; where two differ, neither is certain. Names
    that differ in a variant only are one, whose glyphs tell it later (渡邊, 渡邉).
    """
    first, second = (each.value.value for each in (before, entry))
    if not second or first == second or (before.kind is Kind.NAME and fold_variants(first) == fold_variants(second)):
        return before
    cut_off = not first or second.startswith(first)
    return replace(entry if cut_off else before, placed=False)


def _as_either(before: Entry, entry: Entry) -> Entry:
    """The first of two values that a person has of one field, in its place where either is and both say the same."""
    return replace(before, placed=before.placed or (entry.placed and entry.value.value == before.value.value))


def _once(kind: Kind, segments: Sequence[Segment]) -> Sequence[Segment]:
    """The text of a place once, where it is the same address again and again: printed for each person, say."""
    again = kind is Kind.ADDRESS and len(segments) > 1 and len({segment.text for segment in segments}) == 1
    return segments[:1] if again else segments


def _unframed(kind: Kind, segments: Sequence[Segment]) -> Sequence[Segment]:
    """The text of a place without the brackets that stand around all of a name: a householder beneath an address."""
    if kind is not Kind.NAME or len(segments) != 1 or not framed(normalise(segments[0].text)):
        return segments
    return [segments[0].part(1, len(segments[0].glyphs) - 1)]


def _runs_over_lines(value: Value) -> bool:
    """Whether a name in kanji stands on two lines: the other one may be its reading, or somebody else."""
    return not value.text.isascii() and _are_stacked(value.segments)


def _are_stacked(segments: Sequence[Segment]) -> bool:
    return any(not same_row(segments[0], segment) for segment in segments[1:])


def _is_label(kind: Kind, value: Value) -> bool:
    """Whether a name is nothing but the word of a label that was given away: 本　籍."""
    word = normalise(value.text)
    return kind is Kind.NAME and len(word) > 1 and word in words().targets and all(map(is_kanji, word))


def _tells_number(value: Value) -> bool:
    """Whether a number to be hidden came to stand where a value should: no label can vouch for what is beside it."""
    return bool(hidden_kind(value.text) or hidden_kind(text_of(value.segments)))


def _is_person(row: dict[str, Entry]) -> bool:
    """Whether a row has a name, or a date of birth where the name could not be read."""
    return any(name in row and row[name].value.holds for name in ("name", "birth_date"))


def _of_issue(issue: Issue, found: Collection[str], recogniser: Recogniser) -> list[Entry]:
    """Date of issue and mayor, where no label has them."""
    entries: list[Entry] = []
    dated = [issue.date] if issue.date and "issued_on" not in found else []
    if value := read_value(Kind.DATE, dated, recogniser, "issued_on"):
        entries.append(Entry("issued_on", Kind.DATE, value, placed=issue.certain))
    if "issuer" not in found and issue.office:
        text = written(issue.office)
        confidence = min(glyph.confidence for glyph in issue.office.glyphs)
        entries.append(Entry("issuer", Kind.TEXT, Value(text, text, confidence, True, (issue.office,))))
    return entries
