"""All evidence of one field, each piece beside the picture that it was read from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QImage

from base.clock import JAPAN
from counter.crop import Crop
from counter.field_row import OFFICIAL
from counter.review import Row
from counter.session import clerk_name
from counter.side import SidePage
from forms.fields import get_field_type
from forms.reading import Source
from look.frame import Rule
from look.text import ExactText, Text


class EvidencePage(SidePage):
    """Everything that was said about one field, source by source, each beside the picture it was read from."""

    def open(self, row: Row, crops: Sequence[QImage | None]) -> None:
        """Shows a field's evidence.

        Args:
            row: the field.
            crops: the picture of each piece of evidence, in their order; None where it has none.
        """
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("evidence.title", label=wording.label(row.path)))
        if decision := row.field.confirmation:
            said = wording("evidence.visitor_decided")
            if decision.by is Source.CLERK:
                time = f"{decision.at.astimezone(JAPAN):%H:%M}"
                said = wording("evidence.clerk_decided", name=clerk_name(decision.actor), time=time)
            self._piece(said, wording.value(row.path, decision.value), None, row)
        for piece, crop in zip(row.field.evidence, crops, strict=True):
            words = [wording(f"source.{piece.source}")]
            if piece.field.page is not None:
                words.append(wording("evidence.page", page=piece.field.page + 1))
            words.append(wording("evidence.sure" if piece.field.sure else "evidence.unsure"))
            self._piece("  ".join(words), piece.field.text, crop, row, has_page=piece.field.page is not None)
        if not row.field.evidence and not row.field.confirmation:
            self.column.addWidget(Text(wording("evidence.nothing"), look))
        back = self.back_button()
        self.foot(back)
        back.setFocus()

    def _piece(self, said: str, value: str, crop: QImage | None, row: Row, has_page: bool = False) -> None:
        look = self.look
        self.column.addWidget(Rule(look))
        self.column.addWidget(Text(said, look, "small", "quiet"))
        if crop is not None and not crop.isNull():
            self.column.addWidget(Crop(crop, value, look, said))
        elif has_page:
            self.column.addWidget(Text(self.wording("evidence.no_picture"), look, "small", "quiet"))
        official = get_field_type(row.path).kind in OFFICIAL
        self.column.addWidget(ExactText(value or self.wording("empty_value"), look, "exact", official=official))
