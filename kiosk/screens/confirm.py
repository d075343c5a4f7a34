"""Look everything over: what needs eyes first, one decision at a time, everything else quiet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from forms.fields import APPLICATION_KINDS, Kind, Privacy, get_field_type, member_of
from forms.fusing import Field, State
from forms.reading import Source
from forms.requirements import get_requirements
from kiosk.draft import needing_eyes, settled
from kiosk.screens.base import Screen, touchable
from kiosk.screens.field_row import FieldRow
from kiosk.states import Event
from kiosk.wording import Words, is_official
from look import ruby
from look.buttons import SECOND, Button, ExactButton
from look.flow import SPLIT_MM, Grid
from look.frame import Paged, Panel
from look.text import Text
from look.tokens import Look

BESIDE_THE_POINT = frozenset({"kind", "notified_on", "issuer", "issued_on", "planned_on"})
"""Known to us and no question to the visitor, unless something about them is unclear."""


class Crop(QWidget):
    """A piece of the page, or a picture of a card: what stands there, as it stands there.

    Args:
        picture: what to show.
        look: how.
        mm: its greatest height.
    """

    def __init__(self, picture: QImage, look: Look, mm: float = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._look, self._high = picture, look, look.px(mm)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  Qt's name
        """What is heard: without the readings above kanji."""
        super().setAccessibleName(ruby.plain(name, self._look.written))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        natural = round(width * self._picture.height() / max(1, self._picture.width()))
        return min(natural, self._high) + 2 * self._look.gap(0)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._look.px(60), self.heightForWidth(self._look.px(60)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self._look
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        hair = look.px(look.profile.hair)
        painter.setBrush(QColor(look.colour("paper")))
        painter.setPen(QPen(QColor(look.colour("firm_edge")), hair))
        radius = look.px(look.profile.radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(hair, hair, -hair, -hair), radius, radius)
        room = self.size() - QSize(2 * look.gap(0), 2 * look.gap(0))
        size = self._picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        where = QRectF(0, 0, size.width(), size.height())
        where.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(where, self._picture)


class TwoPanes(QWidget):
    """The list turns by pages at the left, the decision stays at the right; one above the other in narrow windows.

    Args:
        screen: whose body this is.
        content: the list with its heading.
        rows: the layout of `content`; the panel goes in below the heading when there is no room beside it.
        panel: the decision.
    """

    SHARE = 0.69
    ENGLISH_SHARE = 0.63
    """English sources and advice take more room in the panel."""

    def __init__(self, screen: Screen, content: QWidget, rows: QVBoxLayout, panel: Panel) -> None:
        super().__init__()
        self.look, self._rows, self.panel = screen.look, rows, panel
        self.paged = Paged(content, self.look)
        self.paged.setParent(self)
        panel.setParent(self)
        self.beside: bool | None = None

    def _room(self) -> tuple[int, int]:
        """Widths of the list and the panel, side by side."""
        inner = self.width() - 2 * self.look.gap(4) - self.look.gap(3)
        left = round(inner * (self.ENGLISH_SHARE if self.look.language == "en" else self.SHARE))
        return left, inner - left

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        look = self.look
        margin, top = look.gap(4), look.gap(3)
        left, right = self._room()
        high = self.panel.rows.totalHeightForWidth(right)
        wide = self.width() - 2 * margin >= look.px(SPLIT_MM) * look.text_step
        beside = wide and high <= self.height() - 2 * top
        if beside is not self.beside:
            self.beside = beside
            if beside:
                self._rows.removeWidget(self.panel)
                self.panel.setParent(self)
                self._rows.setContentsMargins(margin, top, look.gap(3) // 2, top)
            else:
                self._rows.insertWidget(1, self.panel)
                self._rows.setContentsMargins(margin, top, margin, top)
            self.panel.show()
        if beside:
            self.panel.setGeometry(self.width() - margin - right, top, right, high)
            self.paged.setGeometry(0, 0, margin + left + look.gap(3) // 2, self.height())
        else:
            self.paged.setGeometry(self.rect())


def candidates(field: Field, fields: dict[str, Field]) -> list[str]:
    """The values to choose from, the likeliest first."""
    kind = get_field_type(field.path)
    if kind.kind is Kind.SEX:
        return list(dict.fromkeys([*field.candidates, "male", "female"]))
    if kind.kind is Kind.CHOICE:
        asked = fields.get("kind")
        if field.path == "notifier.relation" and asked is not None and asked.value in APPLICATION_KINDS:
            return [each for each in kind.choices if each != "householder"]  # who is one is of the same household
        return list(field.candidates if field.path == "kind" else kind.choices)
    found = [each for each in field.candidates if each]
    if field.value and field.value not in found:
        found.insert(0, field.value)
    if not found and kind.kind is Kind.NAME and member_of(field.path) is None:
        # Householder and notifier are people of the household nearly always.
        found = [
            each.value
            for path, each in fields.items()
            if path.startswith("members[") and path.endswith("].name") and each.value
        ]
    return list(dict.fromkeys(found))


def differing(path: str, values: list[str]) -> list[str]:
    """Of names, the part in which they differ, so that it can be large; anything else whole."""
    if get_field_type(path).kind is not Kind.NAME or len(values) < 2:
        return values
    parts = [value.split("　") for value in values]
    if len({len(each) for each in parts}) != 1:
        return values
    places = [at for at, words in enumerate(zip(*parts, strict=True)) if len(set(words)) > 1]
    if len(places) != 1:
        return values
    return [each[places[0]] for each in parts]


def choice_button(field: Field, value: str, words: Words, look: Look, part: str | None = None) -> ExactButton:
    """A candidate, large and exact, with who says so.

    Args:
        part: what to show of it; the whole value where it is left out.
    """
    whole = words.value(field.path, value)
    shown = part if part not in (None, value) else whole
    sources = [each.source for each in field.evidence if each.field.value == value]
    if not sources:
        sources = [each.source for each in field.evidence if value in each.field.candidates]
    official = is_official(field.path)
    role = "exact_large" if official and part is not None and len(shown) <= 3 else "exact"
    note = words.sources(sources) if sources else ""
    button = ExactButton(shown, look, note, official, role, name=f"{words.label(field.path)} {whole} {note}".strip())
    button.setObjectName(f"choice.{field.path}.{value}")
    return button


class Confirm(Screen):
    """The list at the left, the one decision at the right."""

    def fill(self) -> None:
        words, look, journey = self.words, self.look, self.context.journey
        fields = self.context.draft.fields
        waiting = needing_eyes(fields)
        self.left_over = len(waiting)
        current = next((each for each in waiting if each.path == journey.editing), waiting[0] if waiting else None)
        if waiting:
            self.title(words("confirm.heading_some", count=len(waiting)))
        else:
            self.title(words("confirm.heading_none"))
        listing = QWidget()
        rows = QVBoxLayout(listing)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for field in waiting:
            rows.addWidget(self._row(field, field is current))
            rows.addSpacing(look.gap(0))
        section: object = None
        for field in fields.values():
            if field.needs_eyes or not _is_shown(field, self.context.draft.kind):
                continue
            member = member_of(field.path)
            if section is None or member != section[0]:  # type: ignore[index]
                section = (member,)
                rows.addSpacing(look.gap(1))
                name = (
                    words(f"confirm.section_{self._section}")
                    if member is None
                    else words("confirm.section_member", number=member + 1)
                )
                rows.addWidget(Text(name, look, "small", "quiet"))
            rows.addWidget(self._row(field, False))
        rows.addStretch(1)
        self.panel = self._panel(current, fields)
        self.rows.addWidget(listing, 1)

    @property
    def _section(self) -> str:
        purpose = self.context.draft.purpose
        return "application" if purpose.applies else "stays" if purpose.stays else "visit"

    def body(self) -> QWidget:
        return TwoPanes(self, self.content, self.rows, self.panel)

    def tab_order(self) -> list[QWidget]:
        """The one decision first, then the rows."""
        rows = [each for each in super().tab_order() if not self.panel.isAncestorOf(each)]
        return [*touchable(self.panel), *rows]

    def _row(self, field: Field, current: bool) -> FieldRow:
        words = self.words
        label = words.full_label(field.path)
        if field.needs_eyes and not current:
            name, link = words("confirm.check_name", label=label), words("have.look_over")
            return FieldRow(field, words, self.look, False, lambda: self._take_in_hand(field.path), link, name)
        link = words("confirm.enter" if field.state is State.MISSING else "confirm.edit")
        name = words("confirm.edit_name", label=label)
        return FieldRow(
            field, words, self.look, current, lambda: self.context.act(Event.EDIT, path=field.path), link, name
        )

    def _take_in_hand(self, path: str) -> None:
        self.context.act(Event.TAKE_IN_HAND, path=path)

    def _panel(self, field: Field | None, fields: dict[str, Field]) -> Panel:
        words, look = self.words, self.look
        panel = Panel(look)
        if field is None:
            panel.rows.addWidget(Text(words("confirm.panel_all_heading"), look, "title"))
            panel.rows.addWidget(Text(words("confirm.panel_all"), look, "body", "quiet"))
            return panel
        panel.rows.addWidget(Text(words.full_label(field.path), look, "title"))
        if crop := self._crop(field):
            panel.rows.addWidget(Text(crop.accessibleName(), look, "small", "quiet"))
            panel.rows.addWidget(crop)
        values = candidates(field, fields)
        advice = "panel_pick" if field.state is State.MISSING else "panel_choose" if len(values) > 1 else "panel_one"
        if not values:
            advice = "panel_missing"
        if values:
            buttons: list[QWidget] = []
            for value, part in zip(values, differing(field.path, values), strict=True):
                button = choice_button(field, value, words, look, part)
                button.clicked.connect(lambda _on=False, chosen=value: self._choose(field.path, chosen))
                buttons.append(button)
            panel.rows.addWidget(Grid(buttons, look, (2, 1), gap=1, least_mm=44))
        panel.rows.addWidget(Text(words(f"confirm.{advice}"), look, "body", "quiet"))
        typed = get_field_type(field.path).kind not in (Kind.SEX, Kind.CHOICE)
        if field.state is State.MISSING and typed:
            name = words("confirm.edit_name", label=words.label(field.path))
            enter = Button(words("confirm.enter"), look, SECOND, icon="pencil", name=name)
            enter.setObjectName("panel.edit")
            enter.clicked.connect(self.go(Event.EDIT, path=field.path))
            panel.rows.addWidget(enter)
        if field.state is State.MISSING and field.path in get_requirements(self.context.draft.kind).citizens:
            none = Button(words("confirm.foreign"), look, SECOND, icon="cross")
            none.setObjectName("panel.none")
            none.clicked.connect(lambda: self._choose(field.path, ""))
            panel.rows.addWidget(none)
        return panel

    def _choose(self, path: str, value: str) -> None:
        self.context.act(Event.CHOOSE, path=path, value=value)

    def _crop(self, field: Field) -> Crop | None:
        """The picture of what stands on the paper, where a paper said it."""
        for each in field.evidence:
            box, page = each.field.box, each.field.page
            if each.source is not Source.CERTIFICATE or box is None or page is None:
                continue
            png = self.context.draft.piece_of(each.reading, page, box)
            if png is None:
                continue
            crop = Crop(QImage.fromData(png), self.look)
            crop.setAccessibleName(self.words("confirm.panel_picture"))
            return crop
        return self._card_crop(field)

    def _card_crop(self, field: Field) -> Crop | None:
        """What a card has as a picture there."""
        for png in self.context.draft.card_pictures(field.path):
            image = QImage.fromData(png, "PNG")
            if not image.isNull():
                crop = Crop(image, self.look)
                crop.setAccessibleName(self.words("card_look.picture"))
                return crop
        return None

    def main(self) -> Button:
        if settled(self.context.draft.fields):
            return self.main_button("confirm.accept", self.go(Event.ACCEPT))
        made = self.main_button("confirm.accept", self.go(Event.ACCEPT), arrow=False)
        made.set_text(self.words("confirm.left", count=self.left_over))
        made.setEnabled(False)
        return made


def _is_shown(field: Field, kind: str) -> bool:
    """Whether a settled field is of interest to the visitor, and no secret."""
    if field.path == "planned_on" and kind == "moving_out":
        return field.value is not None
    if field.path in BESIDE_THE_POINT or get_field_type(field.path).privacy is Privacy.SECRET:
        return False
    return field.value is not None
