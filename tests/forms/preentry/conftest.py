"""One headless browser for the tests of the pre-entry page; each test has the page to itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from forms.preentry.page import build
from look.colours import DARK, LIGHT
from tests.forms.preentry.chromium import Browser, chromium
from tests.forms.preentry.visitor import Visitor
from tools.phone import MADE_AT

# The visitor's device has the clock of the day on which the sample family typed.
HELD_CLOCK = f"""
(() => {{
  const Real = Date;
  const now = {int(MADE_AT.timestamp() * 1000)};
  globalThis.Date = class extends Real {{
    constructor(...given) {{ given.length ? super(...given) : super(now); }}
    static now() {{ return now; }}
  }};
}})();
"""


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as an office puts it on a stick: one file in a folder."""
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(build("千代田区", asdict(LIGHT), asdict(DARK)), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        opened.send("Page.addScriptToEvaluateOnNewDocument", source=HELD_CLOCK)
        yield opened


@pytest.fixture
def visitor(browser: Browser, page_file: Path) -> Iterator[Visitor]:
    """Somebody with a phone who has just opened the page, in Japanese. Whatever a script throws fails the test."""
    browser.screen(360, 740, scale=2, mobile=True)
    # A page that is left asks first; a new one must not be kept from loading.
    browser.visit("about:blank")
    browser.visit(page_file.as_uri())
    someone = Visitor(browser)
    someone.choose_language("日本語")
    yield someone
    wrong = [each for each in browser.told if each.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]
    assert not wrong
