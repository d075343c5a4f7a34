"""Values that the rules left out or took from the wrong place, as the network reads them; for certain only where their
form says that nothing else could stand there, and nothing else was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.places.labelling import uncounted
from forms.certificate.arranging.text.fitting import MAY, SUITS, fit, is_nothing
from forms.certificate.arranging.text.wholeness import is_cut, is_whole
from forms.certificate.arranging.unlabelled.foot import ISSUE, find_issue
from forms.certificate.learned.agreement import DENIED, LONE, RIVAL, SIGNS, Compared
from forms.certificate.learned.arranger import Opinion
from forms.certificate.learned.claims import Claims, is_of_many
from forms.certificate.learned.completeness import is_complete
from forms.certificate.learned.counting import counted_anew
from forms.certificate.learned.found import Found, values_of
from forms.certificate.learned.soundness import is_sound
from forms.certificate.learned.tokens import Token
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, in_reading_order, same_row
from forms.certificate.words.catalogue import (
    KANA,
    NAME,
    NAMES,
    normalise,
)
from forms.scripts import HALF_WIDTH_KATAKANA, HIRAGANA, KATAKANA, is_kanji

LIKELY = 0.8
"""How likely all of a text must be a value for it to be given as one."""
MAX_GIVEN_NAME = 4
"""A given name in kana has no more characters than this; a reading behind a name has."""

MAX_SHORT_SURNAME = 3
"""A surname that may stand so far from the given name that it looks like something else has no more characters."""
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}{HALF_WIDTH_KATAKANA}]+")


def filled(sheet: Sheet, compared: Compared, segments: Sequence[Segment]) -> Sheet:
    """The sheet with the network's values where the rules have none, or one that it finds nowhere near likely."""
    opinion, complete = compared.opinion, compared.complete
    hits = list(sheet.hits)
    # Where the rules have no doubt whose values are whose, they are not counted anew; nor in another order.
    doubted = any(not hit.clear for hit in hits if hit.member is not None)
    anew = not complete and compared.ordered and (doubted or compared.sees_nobody)
    seen_well = complete or is_sound(opinion)
    sound = complete or (anew and seen_well)
    if anew or compared.has_gaps:
        hits = counted_anew(hits, compared, sound and not complete)
        compared = Compared(Sheet(hits, sheet.loose), opinion)
    used: set[int] = set()
    given: list[tuple[str, Spot, bool]] = []
    claims = Claims(sheet, hits)
    for found in values_of(opinion):
        if found.likely < LIKELY or found.target in ISSUE:
            continue
        member = found.person
        if member is not None and not anew:
            if not complete:
                continue  # nobody knows whose it is
            member = compared.member_of(member)
        spot = _spot(found, opinion, segments)
        at = _standing(hits, found.target, member)
        if claims.deny(found.target, spot) or (found.target == KANA and _is_given_name(spot, hits)):
            continue
        if at is None and (place := _given(hits, found.target, spot)):
            if not _is_sure_of_another(hits, place, found):
                continue  # one value is not two people's
            hits[place[0]] = _with(hits[place[0]], place[1], Spot(()))
        if at is not None and not _text_at(hits, at) and _is_in_cell_of_another(hits, found.target, spot):
            continue  # nothing stands in the cell beneath 年金, and 無 above it in that of 国保
        if at is not None and _is_clearly_anothers(hits, at, spot):
            continue
        # 無 beneath 国保 may be no pension, where nothing stands beneath 年金.
        unclaimed = not (is_of_many(spot.text) and _suits_another(hits, found.target, spot))
        known = seen_well if member is None else sound  # whosever the rest is, a page has one of these
        if known and unclaimed and found.likely >= LONE and _is_vouched(found, spot, hits, at, compared, sheet.loose):
            spot = replace(spot, confirmed=True)
        if at is None:
            hits.append(Hit(found.target, spot.segments[0], (spot,), member, False))
        elif _is_less(hits[at[0]], at[1], compared, spot.text) or _is_nothing_doubted(hits[at[0]], at[1], found):
            hits[at[0]] = _with(hits[at[0]], at[1], spot)
        else:
            continue
        used |= spot.glyph_ids
        if found.likely >= LONE:
            given.append((found.target, spot, member is None))
    for target, spot, also_clear in given:
        hits = _without_denied(hits, target, spot, also_clear)
    loose = [each for each in sheet.loose if not any(id(glyph) in used for glyph in each.glyphs)]
    return Sheet(hits, loose)


def _spot(found: Found, opinion: Opinion, segments: Sequence[Segment]) -> Spot:
    parts = _text(opinion, found.tokens, segments)
    if found.target == KANA and len(parts) == 1 and _is_alone_in_line(found, opinion):
        parts = [_whole_reading(parts[0], segments[opinion.tokens[found.tokens[0]].source])]
    return Spot(tuple(map(uncounted, parts) if found.target in (NAME, KANA) else parts), None, False)


def with_issue(sheet: Sheet, opinion: Opinion, segments: Sequence[Segment]) -> Sheet:
    """The sheet with the network's date of issue and mayor, in doubt, where the rules find none: they may have given
    them to an empty frame above the foot."""
    issue = find_issue(sheet)
    told = {hit.target for hit in sheet.hits if hit.has_text}
    told |= {target for target, text in zip(ISSUE, (issue.date, issue.office), strict=True) if text}
    hits = list(sheet.hits)
    for found in values_of(opinion):
        if found.target in ISSUE and found.target not in told and found.likely >= LONE:
            spot = _spot(found, opinion, segments)
            hits.append(Hit(found.target, spot.segments[0], (spot,), None, False))
    return Sheet(hits, sheet.loose)


def _text(opinion: Opinion, tokens: Sequence[int], segments: Sequence[Segment]) -> list[Segment]:
    """The text of tokens, those that follow each other in a line as one; with a single character between them, as the
    Ｕ of ＵＲ南団地, which stands alone."""
    runs: list[list[int]] = []
    for at in sorted(tokens, key=lambda at: (opinion.tokens[at].source, opinion.tokens[at].start)):
        token = opinion.tokens[at]
        end = token.start + len(token.segment.glyphs)
        if runs and runs[-1][0] == token.source and _is_nothing_between(segments[token.source], *runs[-1][2:], token):
            runs[-1][2] = end
        else:
            runs.append([token.source, token.start, end])
    return in_reading_order([segments[source].part(start, end) for source, start, end in runs])


def _is_alone_in_line(found: Found, opinion: Opinion) -> bool:
    """Whether the network takes nothing else for a value in a value's line, such as somebody else's reading."""
    source = opinion.tokens[found.tokens[0]].source
    others = (at for at, token in enumerate(opinion.tokens) if token.source == source and at not in found.tokens)
    return not any(map(opinion.best, others))


def _whole_reading(part: Segment, line: Segment) -> Segment:
    """All kana of a line of kana of which the network takes a part for a reading: エミリー of あずま　えみりー; not the
    number, the colon or the label before it."""
    kana = [at for at, glyph in enumerate(line.glyphs) if _KANA.fullmatch(glyph.text)]
    whole = line.part(kana[0], kana[-1] + 1) if kana else part
    more = len(whole.glyphs) > len(part.glyphs) and _KANA.fullmatch(whole.text)
    return whole if more and is_whole(KANA, [whole]) else part


def _is_nothing_between(line: Segment, end: int, token: Token) -> bool:
    """Whether a token follows right behind a text of its line, or behind a single character that is no sign."""
    between = line.glyphs[end : token.start]
    return not between or (len(between) == 1 and between[0].text not in SIGNS)


def _standing(hits: Sequence[Hit], target: str, member: int | None) -> tuple[int, int] | None:
    """Where the rules have a value of a field: number of the hit and of its spot; one with text before one without."""
    places = [
        (number, at)
        for number, hit in enumerate(hits)
        if hit.target == target
        for at in range(len(hit.spots))
        if member is None or (hit.member is not None and hit.member + at == member)
    ]
    return max(places, key=lambda place: bool(hits[place[0]].spots[place[1]].segments), default=None)


def _is_in_cell_of_another(hits: Sequence[Hit], target: str, spot: Spot) -> bool:
    """Whether a text fills a ruled cell that the rules have given to another field, one of whose few words it is."""
    return all(each.cell != OUTSIDE for each in spot.segments) and _suits_another(hits, target, spot)


def _is_clearly_anothers(hits: Sequence[Hit], at: tuple[int, int], spot: Spot) -> bool:
    """Whether a word that several fields have is clearly another one's by its label, and by its own this one has none:
    介護 beneath 国保, over one 有 a person."""
    hit, own = hits[at[0]], spot.glyph_ids
    if not (hit.clear and is_of_many(spot.text)) or _text_at(hits, at):
        return False
    return any(
        other.clear and other.target != hit.target and any(each.glyph_ids == own for each in other.spots)
        for other in hits
    )


def _given(hits: Sequence[Hit], target: str, spot: Spot) -> tuple[int, int] | None:
    """Where the rules have given the same value of this field to somebody: number of the hit and of its spot."""
    own = spot.glyph_ids
    places = ((number, at) for number, hit in enumerate(hits) if hit.target == target for at in range(len(hit.spots)))
    return next((place for place in places if hits[place[0]].spots[place[1]].glyph_ids == own), None)


def _is_sure_of_another(hits: Sequence[Hit], given: tuple[int, int], found: Found) -> bool:
    """Whether the rules doubt whose a value is, and the network has no doubt that it is somebody else's."""
    hit = hits[given[0]]
    return not hit.clear and hit.spots[given[1]].confirmed is False and found.likely >= LONE


def _without_denied(hits: Sequence[Hit], target: str, spot: Spot, also_clear: bool) -> list[Hit]:
    """The hits without a text where it is another field's, and the network finds it next to impossible there: of two
    addresses side by side the second one's building was the first one's, too, and 有 beneath 国保 an empty 年金's.

    Args:
        also_clear: whether to take it from where the rules have it by a clear label.
    """
    own = spot.glyph_ids

    def is_denied(hit: Hit, each: Spot) -> bool:
        anothers = hit.target != target and (also_clear or not hit.clear)
        return anothers and each.confirmed is False and each.glyph_ids == own

    return [replace(hit, spots=tuple(Spot(()) if is_denied(hit, each) else each for each in hit.spots)) for hit in hits]


def _suits_another(hits: Sequence[Hit], target: str, spot: Spot) -> bool:
    """Whether the rules have given a text to another field, one of whose few words it is."""
    own = spot.glyph_ids
    others = (hit for hit in hits if hit.target not in (target, NAME, KANA))
    given = ((hit.target, each) for hit in others for each in hit.spots)
    return any(
        own <= each.glyph_ids and fit(field, each.segments[0].text) >= SUITS for field, each in given if each.segments
    )


def _is_given_name(spot: Spot, hits: Sequence[Hit]) -> bool:
    """Whether a text in kana is the given name behind a surname in kanji, in the same line: 安次富　トシ."""
    own = spot.glyph_ids
    return len(own) <= MAX_GIVEN_NAME and any(
        own < name.glyph_ids and all(same_row(name.segments[0], each) for each in name.segments[1:])
        for hit in hits
        if hit.target == NAME
        for name in hit.spots
    )


def _is_less(hit: Hit, at: int, compared: Compared, text: str) -> bool:
    """Whether there is no text, or one that the network finds nowhere near likely and that suits no better.

    Not where it is only more of the same to the network, too: the second half of a reading, whosever it takes it for.
    """
    old = hit.spots[at].text
    if not old or hit.clear:
        return not old
    if text in old and compared.is_known(hit, at):
        return False
    more = old.removeprefix(text) if old.startswith(text) else ""
    if hit.target == NAME and len(hit.spots[at].segments) == 1 and 0 < len(more) <= MAX_GIVEN_NAME:
        return False  # 山田 of 山田　つよし
    less = old.removesuffix(text) if old.endswith(text) else ""
    if hit.target in NAMES and 0 < len(less) <= MAX_SHORT_SURNAME and all(map(is_kanji, less)):
        return False  # 志津 of 林　志津, which stands apart
    likely = compared.likely(hit, at)
    return likely is not None and likely < RIVAL and fit(hit.target, text) >= fit(hit.target, old)


def _is_nothing_doubted(hit: Hit, at: int, found: Found) -> bool:
    """Whether the rules have, with doubts, a mark that there is no value where the network has no doubt of one."""
    return not hit.clear and is_nothing(hit.spots[at].text) and found.likely >= LONE


def _is_vouched(
    found: Found,
    spot: Spot,
    hits: Sequence[Hit],
    at: tuple[int, int] | None,
    compared: Compared,
    loose: Sequence[Segment],
) -> bool:
    """Whether the rules say the same by another text, or have none, and this one is all of the value."""
    if at is not None and normalise(_text_at(hits, at)) == normalise(spot.text):
        return True
    alone = _is_alone(hits, at, compared) and not is_cut(found.target, spot.segments, loose)
    return alone and is_complete(found, spot.text, hits, compared.opinion)


def _text_at(hits: Sequence[Hit], at: tuple[int, int]) -> str:
    return hits[at[0]].spots[at[1]].text


def _is_alone(hits: Sequence[Hit], at: tuple[int, int] | None, compared: Compared) -> bool:
    """Whether the rules have no text where the network has one, or one that they doubt and that is nothing of the kind
    to the network: it suits no better than any other text, such as a label in another language, or both take it for
    another field's value."""
    if at is None:
        return True
    hit, place = hits[at[0]], at[1]
    text = _text_at(hits, at)
    likely = compared.likely(hit, place)
    if not text or hit.clear:
        return not text
    strange = fit(hit.target, text) < MAY or _is_anothers(hits, hit.target, hit.spots[place])
    return strange and likely is not None and likely < DENIED


def _is_anothers(hits: Sequence[Hit], target: str, spot: Spot) -> bool:
    """Whether a text is a value of another field for the rules, too, and confirmed as that."""
    own = spot.glyph_ids
    return any(hit.target != target and each.confirmed and own <= each.glyph_ids for hit in hits for each in hit.spots)


def _with(hit: Hit, at: int, spot: Spot) -> Hit:
    return replace(hit, spots=(*hit.spots[:at], spot, *hit.spots[at + 1 :]))
