"""Forms to print: the samples, and forms that a test writes into a folder of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms.paper.values import FormData

ROOT = Path(__file__).resolve().parents[3]


def sample(name: str) -> FormData:
    """The data of ``samples/visit-<name>.json``."""
    return FormData.from_json(json.loads((ROOT / f"samples/visit-{name}.json").read_text(encoding="utf-8")))


@pytest.fixture
def family() -> FormData:
    """Three people with awkward names who moved in."""
    return sample("moving-in")


@pytest.fixture
def write_form(tmp_path: Path):
    """Writes a form's folder: ``write_form(toml)`` gives its parent folder; the form is called ``try``."""

    def write(toml: str, background: bool = False) -> Path:
        folder = tmp_path / "try"
        folder.mkdir(exist_ok=True)
        (folder / "form.toml").write_text(toml, encoding="utf-8")
        if background:
            import pikepdf

            with pikepdf.new() as pdf:
                pdf.add_blank_page(page_size=(210 / 25.4 * 72, 297 / 25.4 * 72))
                pdf.save(folder / "background.pdf")
        return tmp_path

    return write
