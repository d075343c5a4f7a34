"""What a page says in sentences: 下記の者は、令和8年9月3日、東京都…から大阪府…へ転出することを証明します。"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from forms.certificate.arranging.fitting import MAY, SUITS, fit
from forms.certificate.arranging.hits import Hit, Spot
from forms.certificate.arranging.joined import Places, in_one, parts
from forms.certificate.runs.segments import Segment, in_reading_order, same_row
from forms.certificate.words.catalogue import BORN, KANA, NAME, NAMES, RELATIONSHIP, SEX, words

WRAPPED_HEIGHTS = 1.6
"""White between two lines of a sentence at most, in heights of a line."""
ALIKE = 1.3
"""Lines of a sentence are set alike: their ems, as measured, differ by no more than this."""
_DAY = (
    r"(?:(?:[明大昭平令][治正和成])? ?[\d元]{1,4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    r"|(?:[明大昭平令MTSHR]\.?)?\d{1,4}[./]\d{1,2}[./]\d{1,2}(?!\d))"
)
_PLACE = r"[一-鿿々ヶ]{1,5}[都道府県市区町村][^、。,()「」へ]{2,60}?"
_NAME = r"(?:(?!住所|世帯|氏名)[^、。,()「」\d]){2,20}?"
_KANA = r"[ァ-ヺーぁ-ゖｦ-ﾟ ]{2,20}"
_ENDS = r"(?= ?(?:、|,|。|であ|です|で、|\)|$))"
_MOVES = "(?:転出|移転|引)"
_BY = r" ?(?:に|をもって|付け?で)?、? ?"
_FIELDS = {
    "former": "former_address",
    "new": "new_address",
    "planned": "planned_on",
    "notified": "notified_on",
    "issued": "issued_on",
    "domicile": "registered_domicile",
    "head": "register_head",
    "householder": "householder.former",
    "newly": "householder.new",
    "name": NAME,
    "kana": KANA,
    "born": BORN,
    "sex": SEX,
    "relationship": RELATIONSHIP,
}
"""What the groups of the patterns below are."""
_SAID = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<former>{_PLACE})に住所を有",
        rf"\(住所 ?(?P<former>{_PLACE})\)",
        rf"(?P<former>{_PLACE})(?:\(世帯主 ?(?P<householder>{_NAME})\))? ?から、? ?(?={_PLACE}[へに])",
        rf"(?:前の|旧|現)住所(?:地)?は、? ?(?P<former>{_PLACE}){_ENDS}",
        rf"(?<!者から)(?<!者から、)(?P<planned>{_DAY}){_BY}(?:{_PLACE}から、? ?)?(?P<new>{_PLACE})[へに] ?{_MOVES}",
        rf"から、? ?(?P<new>{_PLACE})[へに] ?{_MOVES}",
        rf"(?P<new>{_PLACE})[へに]、? ?(?P<planned>{_DAY}){_BY}転出",
        rf"(?:転出先|新住所|転出先の住所|新しい住所)(?:地)?は、? ?(?P<new>{_PLACE}){_ENDS}",
        rf"(?:転出|異動)(?:の?予定)?(?: ?年 ?月)? ?日は、? ?(?P<planned>{_DAY})",
        rf"届出 ?(?:年 ?月 ?日|日)?[はが]、? ?(?P<notified>{_DAY})",
        rf"(?P<notified>{_DAY})に?、? ?届け?出",
        rf"者から、? ?(?P<notified>{_DAY})(?:に|付け?で)?、? ?(?=[^。]{{0,150}}届け?出)",
        rf"本籍(?:地)?は、? ?(?P<domicile>{_PLACE}){_ENDS}",
        rf"筆頭者(?:の?氏名)?は、? ?(?P<head>{_NAME}){_ENDS}",
        rf"(?<![先後])の?世帯主(?:の?氏名)?は、? ?(?P<householder>{_NAME}){_ENDS}",
        rf"(?:先|後|新住所)の?世帯主(?:の?氏名)?は、? ?(?P<newly>{_NAME}){_ENDS}",
        rf"[、。は ](?P<householder>{_NAME})を世帯主とする",
        rf"世帯主 ?(?P<householder>{_NAME})(?=\(住所|の世帯)",
    )
)
_ABOUT = (
    rf"\((?P<kana>{_KANA})\) ?は、? ?(?P<born>{_DAY}) ?に?生(?:まれ)?[^男女。]{{0,8}}(?P<sex>[男女])",
    rf"\((?:(?P<kana>{_KANA})、)? ?(?P<born>{_DAY}) ?生(?:まれ)?[、・ ]*(?P<sex>[男女])性?(?=[、・ )])",
)
_BORN_FIRST = (
    rf"(?P<born>{_DAY}) ?に?生まれ(?:た|の) ?(?P<sex>[男女])性?、? ?(?P<name>{_NAME}) ?\((?P<kana>{_KANA})\)[。、]? ?"
)
_RELATED = r"(?:[^。\d]{0,20}続柄は、? ?|[、・ ]+(?:続柄:? ?)?)?(?:(?P<relationship>VALUES)(?=で|、|,|。|\)|$))?"
_BEFORE = r"(?:^|[、。 ]|\(\d{1,2}\)|\d{1,2}[.、 ]|氏名)[ ]*"


def said(segments: Sequence[Segment]) -> list[Hit]:
    """What sentences say, each value once, and people in the order in which they are told of; never for certain.

    Args:
        segments: the page, line by line.
    """
    hits: dict[str, Hit] = {}
    people: list[Hit] = []
    for text, places in _paragraphs(segments):
        for pattern in _SAID:
            for match in pattern.finditer(text):
                for hit in _hits(match, places):
                    hits.setdefault(hit.target, hit)
        told: set[int] = set()
        for person in _people(text):
            if person.start("born") not in told:
                told.add(person.start("born"))
                people += _hits(person, places, len({hit.member for hit in people}))
    return [*hits.values(), *people]


def with_said(hits: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """The hits and what sentences say besides: of the head what no label has for certain, and people where no label
    has any."""
    have = {hit.target for hit in hits if any(spot.segments and (hit.clear or spot.confirmed) for spot in hit.spots)}
    named = bool(have & {NAME, BORN})
    more = [hit for hit in found if hit.target not in have and (hit.member is None or not named)]
    told = {hit.target for hit in more if hit.member is None}
    others = [hit for hit in hits if hit.member is not None or hit.target not in told]
    if not any(hit.member is not None for hit in more):
        return [*others, *more]
    return [*(hit for hit in others if hit.member is None), *more]


def _people(text: str) -> Iterator[re.Match[str]]:
    known = "|".join(sorted(map(re.escape, words().relationships), key=len, reverse=True))
    related = _RELATED.replace("VALUES", known)
    for about in _ABOUT:
        yield from re.finditer(rf"{_BEFORE}(?P<name>{_NAME}) ?{about}性?{related}", text)
    yield from re.finditer(_BORN_FIRST + related, text)


def _hits(match: re.Match[str], places: Places, member: int | None = None) -> list[Hit]:
    """The values of a statement that can be what the statement says they are."""
    found = []
    for group, value in match.groupdict().items():
        target = _FIELDS[group]
        if value and _suits(target, value):
            spot = Spot(parts(places[slice(*match.span(group))]))
            found.append(Hit(target, spot.segments[0], (spot,), member, False))
    return found


def _suits(target: str, text: str) -> bool:
    if target == NAME:
        return fit(NAME, text) >= MAY
    if target in (*NAMES, "householder.new"):
        return fit(NAME, text) >= MAY and " " in text.strip()  # 世帯主は、次のとおりです
    return fit(target, text) >= SUITS


def _paragraphs(segments: Sequence[Segment]) -> Iterator[tuple[str, Places]]:
    """The text of lines that follow each other in a cell or outside cells, in one width."""
    rows: list[list[Segment]] = []
    for segment in in_reading_order(segments):
        if rows and same_row(rows[-1][-1], segment) and rows[-1][-1].cell == segment.cell:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    blocks: list[list[list[Segment]]] = []
    for row in rows:
        if blocks and _goes_on(blocks[-1][-1], row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    for block in blocks:
        text, places = in_one(block, "")
        yield "".join(_narrow(char) for char in text), places


def _goes_on(above: Sequence[Segment], row: Sequence[Segment]) -> bool:
    high = above[0].bottom - above[0].top
    close = row[0].top - above[0].bottom < WRAPPED_HEIGHTS * high
    alike = max(row[0].em, above[0].em) < ALIKE * min(row[0].em, above[0].em)
    return close and alike and above[0].cell == row[0].cell and not above[-1].text.endswith("。")


def _narrow(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
