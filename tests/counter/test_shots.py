"""Every screen as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from base.texts import LANGUAGES
from counter import sample, shots


class Windows(QObject):
    """Notes what is shown as a window: a part shown before it stands in its page flashes up and takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.add(type(watched).__name__)
        return False


def test_every_screen_in_every_size(tmp_path: Path, monkeypatch, qapp) -> None:
    # The reader has its own tests; here a drawn certificate is enough.
    monkeypatch.setattr(sample, "SAMPLES", tmp_path / "nowhere")
    truth = Path(shots.__file__).parents[1] / "samples" / "household.json"
    (tmp_path / "nowhere").mkdir()
    (tmp_path / "nowhere" / "household.json").write_bytes(truth.read_bytes())
    windows = Windows()
    files = shots.write_screens(tmp_path)
    qapp.removeEventFilter(windows)
    assert windows.seen == {"CounterWindow", "CounterDoor"}
    assert len(files) == len(set(files)) == 60 + 11 * len(LANGUAGES)
    for file in files:
        image = QImage(str(file))
        width, height = map(int, file.stem.rsplit("-", 1)[1].split("x"))
        assert (image.width(), image.height()) == (width, height)
        colours = {image.pixel(x, y) for x in range(0, width, 40) for y in range(0, height, 40)}
        assert len(colours) > 3, file.name
