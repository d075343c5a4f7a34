"""The frame of the clerk's window: which pieces there are and where they stand."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from counter.add_page import AddPage
from counter.advice_page import AdvicePage
from counter.bars import FootBar, HeadBar, Strip
from counter.call_bar import CallBar
from counter.card_page import CardPage
from counter.compare_page import ComparePage
from counter.duplicate_notice import DuplicateNotice, JoinedNotice
from counter.evidence_page import EvidencePage
from counter.fields_pane import FieldsPane
from counter.filter_bar import FilterBar
from counter.hand_over_page import HandOverPage
from counter.identity_page import IdentityPage
from counter.interview_page import InterviewPage
from counter.login_account import AccountPage
from counter.login_card import CardFactorPage
from counter.page_pane import PagePane
from counter.questions_page import QuestionsPage
from counter.queue_pane import QueuePane
from counter.settings import CounterSettings
from counter.side import ConflictPage, HelpPage, ReasonPage
from counter.statistics_page import StatisticsPage
from counter.tools_bar import ToolsBar
from counter.unsent_bar import UnsentBar
from counter.unsent_page import UnsentPage
from counter.wording import Wording
from devices.desk import Desk
from look import style
from look.focus import FocusRing
from look.frame import VirtualBanner

QUEUE_MM, QUEUE_MM_NARROW = 75, 60
FIELDS_MM, FIELDS_MM_NARROW = 180, 126
NARROW_PX = 1600
"""Below this width of the window the outer columns take their narrow widths."""


class CounterFrame(QMainWindow):
    """Head, queue, page, right column, foot. It does nothing by itself.

    Args:
        settings: how this counter is set up.
        desk: the devices: what is not there has no button. Where virtual devices are
            allowed, the whole window says so.
    """

    def __init__(self, settings: CounterSettings, desk: Desk) -> None:
        super().__init__()
        self.settings = settings
        self.look, self.wording = look, wording = settings.look, Wording(settings.language)
        style.apply(self, look)
        self.head = HeadBar(look, wording, settings.session, desk.camera is not None)
        self.strip = Strip(look)
        self.unsent = UnsentBar(look, wording)
        self.calls = CallBar(look, wording)
        self.queue = QueuePane(look, wording)
        self.filter = FilterBar(look, wording)
        self.page = PagePane(look)
        self.fields = FieldsPane(look, wording)
        self.identity = IdentityPage(look, wording)
        self.evidence = EvidencePage(look, wording)
        self.reason = ReasonPage(look, wording)
        self.hand_over = HandOverPage(look, wording)
        self.card = CardPage(look, wording)
        self.conflict = ConflictPage(look, wording)
        self.help = HelpPage(look, wording)
        self.account = AccountPage(look, wording)
        self.advice = AdvicePage(look, wording)
        self.interview_page = InterviewPage(look, wording)
        self.add = AddPage(look, wording)
        self.questions = QuestionsPage(look, wording)
        self.tools = ToolsBar(look, wording, desk, settings.guide is not None)
        self.factor = CardFactorPage(look, wording)
        self.unsent_page = UnsentPage(look, wording)
        self.side = QStackedWidget()
        pages = (
            self.identity,
            self.evidence,
            self.reason,
            self.hand_over,
            self.conflict,
            self.help,
            self.account,
            self.card,
            self.advice,
            self.interview_page,
            self.add,
            self.questions,
            self.factor,
            self.unsent_page,
        )
        for each in (self.fields, *pages):
            self.side.addWidget(each)
        self.notice = DuplicateNotice(look, wording)
        self.joined = JoinedNotice(look, wording)
        self.compare = ComparePage(look, wording)
        self.statistics = StatisticsPage(look, wording)
        self.foot = FootBar(look, wording)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.filter)
        left.addWidget(self.queue, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(left)
        middle.addWidget(self._desk(), 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if desk.is_virtual:
            column.addWidget(VirtualBanner(look))
        column.addWidget(self.head)
        column.addWidget(self.strip)
        column.addWidget(self.unsent)
        column.addWidget(self.calls)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(inside)
        self.ring = FocusRing(inside, look)
        self._set_widths(self.width())
        self.setWindowTitle(wording("title"))
        self.setMinimumSize(1180, 660)

    def _desk(self) -> QStackedWidget:
        """What stands beside the list: page and right column, or in their place what needs the width of both."""
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self.joined)
        right.addWidget(self.side, 1)
        right.addWidget(self.tools)
        self.work = QWidget()
        row = QHBoxLayout(self.work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.page, 1)
        row.addLayout(right)
        self.desk = QStackedWidget()
        for each in (self.work, self.compare, self.statistics):
            self.desk.addWidget(each)
        return self.desk

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._set_widths(event.size().width())
        super().resizeEvent(event)

    def _set_widths(self, width: int) -> None:
        narrow, px = width < NARROW_PX, self.look.px
        for each in (self.filter, self.queue):
            each.setFixedWidth(px(QUEUE_MM_NARROW if narrow else QUEUE_MM))
        for each in (self.side, self.notice, self.joined, self.tools):
            each.setFixedWidth(px(FIELDS_MM_NARROW if narrow else FIELDS_MM))
