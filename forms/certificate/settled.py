"""The values of a page checked by whoever can tell, each step on top of what those before it have settled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.places.hits import Sheet
from forms.certificate.names.belonging import place_by_readings
from forms.certificate.names.faded import mend_faded
from forms.certificate.names.half_width import reread_half_width
from forms.certificate.names.kana_by_readings import with_kana_by_readings
from forms.certificate.names.kana_in_names import with_kanji_for_kana
from forms.certificate.names.latin import settle_latin
from forms.certificate.names.misnamed import doubt_odd_surnames, tell_by_readings
from forms.certificate.names.partings import (
    part_alike,
    part_by_readings,
    part_by_tables,
    part_where_both_are_widest,
)
from forms.certificate.names.pointed import tell_pointed
from forms.certificate.names.readings import hold_against_names
from forms.certificate.names.restored import restore_dropped
from forms.certificate.names.small_kana import tell_small_kana
from forms.certificate.names.spelling import spell_names
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.settling.births import doubt_births_to_come
from forms.certificate.settling.closed import tell_words
from forms.certificate.settling.crowded import doubt_crowded
from forms.certificate.settling.issuers import hold_against_issuer
from forms.certificate.settling.leftover import doubt_leftover
from forms.certificate.settling.legibility import doubt_where_hardly_legible
from forms.certificate.settling.lodgings import tell_lodgings
from forms.certificate.settling.narrow_blanks import tell_narrow_blanks
from forms.certificate.settling.near_places import spell_near_places
from forms.certificate.settling.repeated import confirm_repeated
from forms.certificate.settling.ringed_eras import settle_eras
from forms.certificate.settling.rings import settle_rings
from forms.certificate.settling.small_ke import tell_small_ke
from forms.certificate.settling.specks import without_specks
from forms.certificate.settling.surnames_alone import tell_surnames_alone
from forms.certificate.settling.understanding import doubt_unless_understood
from forms.certificate.settling.unsettled import doubt_scripts
from forms.certificate.settling.vouching import vouch_by_glyphs
from forms.certificate.settling.widths import settle_widths
from forms.certificate.steps import through


def settled(
    entries: Sequence[Entry],
    page: Page,
    ruling: Ruling,
    segments: Sequence[Segment],
    sheet: Sheet,
    readable: Collection[str],
) -> list[Entry]:
    """The entries of a page, each in doubt where somebody denies it; what a second engine says is not asked here.

    Args:
        page: the picture that they were read from, its ruled cells and all of its lines.
        sheet: its labels and values.
        readable: the characters that the recogniser can tell.
    """

    def seen(step: Callable[..., list[Entry]]) -> Callable[[Sequence[Entry]], list[Entry]]:
        """A step that looks at the picture."""
        return partial(step, page=page)

    def beside(step: Callable[..., list[Entry]]) -> Callable[[Sequence[Entry]], list[Entry]]:
        """A step that looks at the other lines of the page."""
        return partial(step, segments=segments)

    return through(
        entries,
        *(seen(reread_half_width), seen(settle_latin)),
        *(seen(restore_dropped), with_kanji_for_kana, seen(spell_names), seen(tell_small_ke)),
        *(partial(seen(vouch_by_glyphs), readable=readable), seen(spell_near_places)),
        *(seen(tell_words), tell_by_readings, with_kana_by_readings),
        *(
            part_where_both_are_widest,
            part_by_readings,
            part_by_tables,
            hold_against_names,
            place_by_readings,
            tell_pointed,
            part_alike,
            seen(mend_faded),
        ),
        *(doubt_odd_surnames, seen(tell_small_kana)),
        *(seen(without_specks), confirm_repeated, doubt_scripts, seen(tell_lodgings), doubt_crowded),
        *(beside(seen(settle_widths)), tell_narrow_blanks, seen(settle_rings), seen(settle_eras)),
        *(partial(beside(seen(step)), ruling=ruling) for step in (tell_surnames_alone, doubt_leftover)),
        *(beside(hold_against_issuer), doubt_births_to_come),
        *(partial(doubt_unless_understood, sheet=sheet), beside(doubt_where_hardly_legible)),
    )
