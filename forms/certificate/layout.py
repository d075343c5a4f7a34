"""Which text of a page is which field of which person: the steps of arranging, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from forms.certificate.arranging.doubts import doubt_lost, doubt_people
from forms.certificate.arranging.labels.abbreviated import with_abbreviations_told
from forms.certificate.arranging.labels.advice import without_advice
from forms.certificate.arranging.labels.coded import with_codes_told
from forms.certificate.arranging.labels.leaders import part_at_leaders
from forms.certificate.arranging.labels.legend import with_labels_of_legend
from forms.certificate.arranging.labels.movers import with_movers_told
from forms.certificate.arranging.labels.relation_heads import with_relations_told
from forms.certificate.arranging.labels.repeated import with_repeated_told
from forms.certificate.arranging.labels.residence import with_residence_told
from forms.certificate.arranging.labels.ruby import without_ruby
from forms.certificate.arranging.labels.spread import join_spread
from forms.certificate.arranging.labels.wrapped import join_wrapped
from forms.certificate.arranging.lines.dated import with_dates_parted
from forms.certificate.arranging.lines.listed import take_listed
from forms.certificate.arranging.lines.sentences import take_sentences, with_said
from forms.certificate.arranging.lines.slashed import take_slashed, without_strokes
from forms.certificate.arranging.people.alike import with_alike
from forms.certificate.arranging.people.blocks import with_block_owners
from forms.certificate.arranging.people.foreigners import with_owners
from forms.certificate.arranging.people.item_marks import without_marks
from forms.certificate.arranging.people.members import with_members, without_strays
from forms.certificate.arranging.people.named_again import with_named, without_stub
from forms.certificate.arranging.people.numbered_blocks import in_numbered_order
from forms.certificate.arranging.people.numbered_rows import with_row_numbers
from forms.certificate.arranging.people.remarks import doubt_noted, doubt_remarks
from forms.certificate.arranging.people.unmistakable import with_unmistakable
from forms.certificate.arranging.places.address_cells import with_whole_addresses
from forms.certificate.arranging.places.hits import Hit, Sheet
from forms.certificate.arranging.places.label_or_value import demote, mixed_values, without_values
from forms.certificate.arranging.places.labelling import find_nodes, labels_alone
from forms.certificate.arranging.places.name_cells import with_whole_names
from forms.certificate.arranging.places.sharing import parted_between
from forms.certificate.arranging.rivals import doubt_alone
from forms.certificate.arranging.tables.cells_in_turn import with_people_whole
from forms.certificate.arranging.tables.centred import with_centred_lifted
from forms.certificate.arranging.tables.choice import Choice
from forms.certificate.arranging.tables.meanings import with_meanings, with_sides
from forms.certificate.arranging.tables.outlying import without_outlying
from forms.certificate.arranging.tables.sides import without_headings
from forms.certificate.arranging.tables.storeys import with_storeys_joined
from forms.certificate.arranging.text.addressees import without_addressees
from forms.certificate.arranging.text.host_codes import without_codes
from forms.certificate.arranging.text.note_marks import without_note_marks
from forms.certificate.arranging.unlabelled.foot import mayors_refused, without_mayors
from forms.certificate.arranging.unlabelled.named import with_unlabelled_names
from forms.certificate.arranging.unlabelled.noted_readings import with_noted_readings
from forms.certificate.arranging.unlabelled.parted import with_unlabelled
from forms.certificate.learned.agreement import Compared
from forms.certificate.learned.arranger import Opinion, opinion
from forms.certificate.learned.aside import without_aside
from forms.certificate.learned.claims import is_of_many
from forms.certificate.learned.filling import filled, with_issue
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.copy_marks import parted_from_marks
from forms.certificate.runs.drawn_rules import without_drawn_rules
from forms.certificate.runs.segments import Segment
from forms.certificate.steps import through


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a page, ready to be arranged.

    Attributes:
        segments: all of it but for sentences and marks, as the learned arranger is to see it too.
        unlisted: what labels have yet to be found for: the same without what lists and strokes join.
        listed: values that lists and strokes join.
        said: values that sentences say.
        left: the rest of sentences, and marks of a copy.
    """

    segments: list[Segment]
    unlisted: list[Segment]
    listed: list[Hit]
    said: list[Hit]
    left: list[Segment]


def arrange(segments: Sequence[Segment], ruling: Ruling) -> Sheet:
    """Labels and values of a page."""
    text = readied(segments, ruling)
    labelled = _labelled(text.unlisted, ruling)
    hits = through(labelled.hits, with_meanings, without_stub, with_members, with_named)
    hits = doubt_people(with_said([*hits, *text.listed], text.said), labelled.loose)
    hits = through(
        doubt_remarks(hits, text.segments),
        partial(with_row_numbers, segments=text.segments),
        partial(with_owners, segments=text.segments),
        *(without_strays, without_marks),
    )
    other = opinion(text.segments, ruling.cells)
    sheet = _weighed(with_unlabelled_names(with_unlabelled(Sheet(hits, labelled.loose))), text.segments, other)
    sheet = Sheet(doubt_noted(doubt_alone(sheet.hits, labelled.hits)), [*sheet.loose, *text.left])
    sheet = in_numbered_order(sheet, text.segments)
    return with_issue(sheet, other, text.segments) if other else sheet


def readied(segments: Sequence[Segment], ruling: Ruling) -> Text:
    """The text of a page without what is none, in pieces that are labels and values."""
    segments = through(segments, without_drawn_rules, without_addressees, without_note_marks, without_codes)
    segments, marks = parted_from_marks(segments)
    segments = through(
        segments,
        partial(with_labels_of_legend, ruling=ruling),
        partial(with_whole_names, ruling=ruling),
        *(with_dates_parted, with_abbreviations_told),
        *(with_relations_told, with_residence_told, with_movers_told),
    )
    said, segments, unsaid = take_sentences(segments)
    segments = through(
        segments,
        *(part_at_leaders, join_spread, without_ruby, join_wrapped),
        partial(with_repeated_told, ruling=ruling),
        partial(with_codes_told, ruling=ruling),
        partial(with_whole_addresses, ruling=ruling),
    )
    listed, rest = take_listed(segments)
    slashed, unlisted = take_slashed(rest)
    segments = without_strokes(segments, {*map(id, rest)}.difference(map(id, unlisted)))
    return Text(segments, unlisted, [*listed, *slashed], said, [*unsaid, *marks])


def _labelled(segments: Sequence[Segment], ruling: Ruling) -> Sheet:
    """What labels have beside or beneath them, and what is left over."""
    cells: dict[int, list[Segment]] = {}
    for segment in without_advice(segments):
        cells.setdefault(segment.cell, []).append(segment)
    heads = labels_alone(cells)
    demoted = demote(cells, heads, ruling) | mixed_values(cells, heads, ruling)
    labels, places = find_nodes(cells, heads, demoted, ruling)
    labels, places = with_storeys_joined(labels, places, ruling)
    places = with_people_whole(labels, places)
    labels, places = with_centred_lifted(*without_values(without_headings(labels, segments), places))
    hits, taken = Choice(labels, places, ruling).made()
    hits, outlying = without_outlying(parted_between(hits))
    hits, mayors = without_mayors(hits)
    mayors += mayors_refused([each for place in places if id(place) in taken for each in place.segments], hits)
    loose = [each for place in places if id(place) not in taken for each in place.segments]
    loose += [*outlying, *mayors, *(label.segment for label in labels if not label.piece.word)]
    hits = with_noted_readings(with_sides(hits, cells, ruling), segments)
    return Sheet(doubt_lost(hits, loose), loose)


def _weighed(sheet: Sheet, segments: Sequence[Segment], other: Opinion | None) -> Sheet:
    """The sheet, each value with whether the learned arranger says the same, and with values that only that found."""
    if other is None:
        return sheet
    sheet = without_aside(sheet, other)
    compared = Compared(sheet, other)
    sheet = filled(Sheet(compared.told(), sheet.loose), compared, segments)
    return _with_others(sheet, segments, other)


def _with_others(sheet: Sheet, segments: Sequence[Segment], other: Opinion) -> Sheet:
    """The sheet with the values that where other people's stand tells of, each with whether the learned arranger says
    the same of it; not of 有 or 無, which beside the right line would be as likely."""
    known = {*map(id, sheet.hits)}
    sheet = with_unmistakable(with_alike(Sheet(with_block_owners(sheet.hits), sheet.loose), segments))
    told = Compared(sheet, other).told()
    hits = [
        before if id(before) in known or any(is_of_many(spot.text) for spot in before.spots) else after
        for before, after in zip(sheet.hits, told, strict=True)
    ]
    return Sheet(hits, sheet.loose)
