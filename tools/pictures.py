"""Makes the pictures of the README: ``python -m tools.pictures``, from the programs' own screens and a filled form."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
KIOSK = {"01-welcome-ja.png": "kiosk-welcome.png", "14-confirm-ja.png": "kiosk-confirm.png"}
COUNTER = {"counter-1-queue-1920x1080.png": "counter-queue.png", "counter-2-review-1920x1080.png": "counter-review.png"}
FORM_DPI = 110


def main() -> None:
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    import pypdfium2

    from counter import shots as counter
    from forms.paper.fill import fill
    from forms.paper.values import FormData
    from kiosk import pictures as kiosk

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kiosk.write_screens(folder)
        counter.write_screens(folder)
        for made, kept in (KIOSK | COUNTER).items():
            shutil.copy(folder / made, PICTURES / kept)
    row = json.loads((ROOT / "samples" / "visit-moving-in.json").read_text(encoding="utf-8"))
    page = pypdfium2.PdfDocument(fill("move_notification", FormData.from_json(row)))[0]
    page.render(scale=FORM_DPI / 72).to_pil().save(PICTURES / "form-moving-in.png", optimize=True)


if __name__ == "__main__":
    main()
