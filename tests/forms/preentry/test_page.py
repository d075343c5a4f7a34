"""The page in a real browser: what a visitor types at home is what the kiosk reads from the phone's screen."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import cv2
import numpy as np
import pytest

from base.texts import LANGUAGES, text
from command.main import main
from forms.dates import ERAS, era_date, get_iso_date
from forms.preentry import page, qr
from forms.preentry.payload import VALID_FOR, PreEntry, decode
from tests.forms.preentry.test_vectors import VECTORS
from tests.forms.preentry.visitor import STEP, Visitor
from tools.phone import MADE_AT, preentry

ROOT = Path(__file__).resolve().parents[3]
FAMILY = dict(preentry().values)
OWN_NAMES = {language: text("preentry_page.own_name", language) for language in LANGUAGES}
SMALLEST_TOUCH = 44
"""CSS pixels of what a finger touches, in height (WCAG 2.2, 2.5.5)."""


def frame(png: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)


def photograph(visitor: Visitor) -> np.ndarray:
    """The phone's screen with the code in view."""
    visitor.browser.run(f'{STEP}.querySelector("canvas").scrollIntoView({{ block: "center" }})')
    return frame(visitor.browser.picture())


def held_askew(screen: np.ndarray) -> np.ndarray:
    """The screen as the kiosk's camera sees it: 1280 × 720, tilted, a little blurred."""
    height, width = screen.shape[:2]
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    held = np.float32([[392, -170], [862, -120], [840, 830], [362, 780]])
    matrix = cv2.getPerspectiveTransform(corners, held)
    seen = cv2.warpPerspective(screen, matrix, (1280, 720), flags=cv2.INTER_AREA, borderValue=(130, 130, 130))
    return cv2.GaussianBlur(seen, (3, 3), 0.8)


def made_code(visitor: Visitor) -> PreEntry:
    found = qr.collect(qr.read_codes(photograph(visitor)), MADE_AT)
    assert isinstance(found, PreEntry)
    return found


def call(visitor: Visitor, function: str, *given: object) -> object:
    """Calls a function of the page's modules with JSON values."""
    return visitor.browser.run(f"{function}({', '.join(json.dumps(each) for each in given)})")


# --- the whole way -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("counting", ["western", "era.3"])
def test_what_the_family_types_is_what_the_kiosk_reads(visitor: Visitor, counting: str) -> None:
    visitor.fill_in(FAMILY, counting)
    assert visitor.heading() == text("preentry_page.review.heading")
    visitor.go_on()
    screen = photograph(visitor)
    assert visitor.heading() == text("preentry_page.code.heading")
    for seen in (screen, held_askew(screen)):
        entry = qr.read_preentry([seen], MADE_AT)
        assert dict(entry.values) == FAMILY
        assert entry.made_at == MADE_AT
        assert entry.valid_until == MADE_AT + VALID_FOR


def test_every_code_has_an_id_of_its_own(visitor: Visitor) -> None:
    visitor.fill_in(FAMILY)
    visitor.go_on()
    first = made_code(visitor)
    visitor.press(".foot .second")
    visitor.go_on()
    second = made_code(visitor)
    assert first.id != second.id
    assert first.values == second.values


def test_a_large_family_takes_several_codes(visitor: Visitor) -> None:
    values = {"kind": "moving_in"}
    for n in range(12):
        values[f"members[{n}].name"] = "".join(chr(0x4E00 + n * 331 + k * 37) for k in range(60))
    visitor.fill_in(values)
    visitor.go_on()
    canvases = visitor.browser.run(f'[...{STEP}.querySelectorAll("canvas")].map((each) => each.toDataURL())')
    pictures = [frame(base64.b64decode(each.partition(",")[2])) for each in canvases]
    assert len(pictures) > 1
    assert dict(qr.read_preentry(pictures, MADE_AT).values) == values
    assert visitor.shown("figcaption")[0] == text("preentry_page.code.part", number=1, total=len(pictures))


def test_the_saved_picture_can_be_read(visitor: Visitor, tmp_path: Path) -> None:
    visitor.browser.send(
        "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path), eventsEnabled=True
    )
    visitor.fill_in(FAMILY)
    visitor.go_on()
    visitor.press(".keep .main")
    while visitor.browser.wait_for("Browser.downloadProgress")["params"]["state"] != "completed":
        pass
    (file,) = tmp_path.iterdir()
    assert file.name == "kakanai.png"  # never a name of anybody
    assert dict(qr.read_preentry([cv2.imread(str(file))], MADE_AT).values) == FAMILY


# --- the same bytes as ours ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", VECTORS["entries"], ids=lambda row: row["name"])
def test_the_page_makes_the_bytes_of_the_vectors(visitor: Visitor, row: dict) -> None:
    given = (
        f"new Map(Object.entries({json.dumps(row['values'])})), {VECTORS['made']}, Uint8Array.from({list(range(16))})"
    )
    given = f"{given}, {json.dumps(page.page_format())}"
    hexed = f'[...module_payload_js.contentOf({given})].map((each) => each.toString(16).padStart(2, "0")).join("")'
    assert visitor.browser.run(hexed) == row["cbor"]
    whole = decode(visitor.browser.run(f"module_payload_js.encode({given})"), MADE_AT)
    assert dict(whole.values) == row["values"]


def test_the_page_makes_the_texts_of_the_vectors(visitor: Visitor) -> None:
    for row in VECTORS["base45"]:
        assert call(visitor, "module_base45_js.encodeBase45", list(bytes.fromhex(row["bytes"]))) == row["text"]
    for row in VECTORS["frames"]:
        assert call(visitor, "module_framing_js.split", row["text"], page.page_format()) == row["parts"]


def test_too_much_for_nine_codes_is_said_in_words(visitor: Visitor) -> None:
    visitor.fill_in({"kind": "moving_in", "members[0].name": "髙橋"})
    visitor.browser.run("globalThis.CompressionStream = class { constructor() { return new TransformStream({"
        "transform(_, out) { out.enqueue(new Uint8Array(8000)); } }); } }")  # fmt: skip
    visitor.go_on()
    assert visitor.heading() == text("preentry_page.review.heading")
    assert visitor.shown(".stop") == [text("preentry_page.code.too_much")]


# --- what can be typed ---------------------------------------------------------------------------------------------


def test_only_days_that_exist_can_be_chosen(visitor: Visitor) -> None:
    """Every last day of a month and both ends of each era, as the lists offer them, against forms/dates.py."""
    eras = page.data("")["eras"]
    ways = visitor.browser.run(f"module_dates_js.countings({json.dumps(eras)}, '1906-11-20', '2026-11-20')")
    assert [way["key"] for way in ways] == ["western", "era.5", "era.4", "era.3", "era.2", "era.1"]
    for way in ways:
        days = visitor.browser.run(f"""
            (() => {{
              const way = {json.dumps(way)};
              const found = [];
              for (const year of module_dates_js.yearsOf(way))
                for (const month of module_dates_js.monthsOf(way, year)) {{
                  const days = module_dates_js.daysOf(way, year, month);
                  found.push(module_dates_js.isoDay(year, month, days[0]));
                  found.push(module_dates_js.isoDay(year, month, days.at(-1)));
                }}
              return found;
            }})()""")
        assert max(days) == way["last"] and min(days) == way["first"]
        for day in map(get_iso_date, days):  # raises for a day that never was
            if way["key"] != "western":
                assert f"era.{era_date(day).era.code}" == way["key"]
                assert day.year - way["base"] == era_date(day).year
    assert len(ERAS) == 5


def test_a_day_that_no_month_has_goes_when_the_month_changes(visitor: Visitor) -> None:
    visitor.go_on()
    visitor.answer("kind", "moving_in")
    visitor.go_on()
    visitor.answer("moved_on", "2026-01-31")
    visitor.browser.run(f"""(() => {{
        const month = {STEP}.querySelector(".month");
        month.value = "2";
        month.dispatchEvent(new Event("change", {{ bubbles: true }}));
    }})()""")
    offered = visitor.browser.run(f'[...{STEP}.querySelector(".day").options].map((each) => each.value)')
    assert offered == ["", *map(str, range(1, 29))]
    visitor.go_on()
    assert visitor.shown(".fault") == [text("preentry_page.fault.date")]


@pytest.mark.parametrize(
    ("path", "typed", "fault"),
    [
        ("name", "", "missing"),
        ("name", "髙橋 123456789018", "individual_number"),
        ("name", "髙橋 １２３４－５６７８－９０１８", "individual_number"),
        ("name", "髙橋\u202e一郎", "character"),
        ("name", "髙橋\U00031350", "character"),
        ("name", "橋" * 81, "too_long"),
        ("kana", "高橋", "kana"),
    ],
)
def test_what_cannot_go_in_is_said_beside_it(visitor: Visitor, path: str, typed: str, fault: str) -> None:
    visitor.go_on()
    visitor.answer("kind", "moving_in")
    visitor.go_on()
    visitor.go_on()
    if path != "name":
        visitor.answer("name", "髙橋 一郎", person=0)
    visitor.answer(path, typed, person=0)
    visitor.go_on()
    assert visitor.heading() == text("preentry_page.people.heading")
    assert visitor.shown(".fault") == [text(f"preentry_page.fault.{fault}", most=80)]
    described = visitor.browser.run(
        'document.activeElement.getAttribute("aria-describedby").split(" ")'
        ".map((id) => document.getElementById(id).textContent)"
    )
    assert described[-1] == text(f"preentry_page.fault.{fault}", most=80)
    assert visitor.browser.run('document.activeElement.getAttribute("aria-invalid")') == "true"


@pytest.mark.parametrize(
    ("kind", "typed", "held"),
    [
        ("name", " 髙橋  一郎 ", "髙橋\u3000一郎"),
        ("name", "NGUYEN  THI  LAN", "NGUYEN THI LAN"),
        ("name", "渡邉\U000e0110 𠮷江", "渡邉\U000e0110\u3000𠮷江"),
        ("kana", "たかはし いちろう", "タカハシ\u3000イチロウ"),
        ("kana", "ﾜﾀﾅﾍﾞ ﾖｼｴ", "ワタナベ\u3000ヨシエ"),
        ("kana", "か\u3099く", "ガク"),
        ("phone", "（０３）１２３４−５６７８", "03-1234-5678"),
        ("phone", "+81 3 1234 5678", "+81-3-1234-5678"),
        ("address", "九段南１丁目\n２番１号", "九段南１丁目２番１号"),
    ],
)
def test_what_is_typed_is_held_as_data_holds_it(visitor: Visitor, kind: str, typed: str, held: str) -> None:
    row = {"kind": kind, "maxLength": 80}
    assert call(visitor, "module_values_js.tidy", row, typed) == held
    assert call(visitor, "module_values_js.findFault", row, held) is None


def test_a_person_taken_away_can_come_back(visitor: Visitor) -> None:
    visitor.fill_in(FAMILY)
    visitor.press(".review section:nth-of-type(3) .quiet")
    visitor.press(".person:nth-of-type(2) > .quiet")
    assert visitor.shown(".person h2") == [text("preentry_page.person.heading", number=n) for n in (1, 2)]
    visitor.press(".undo button")
    visitor.go_on()
    visitor.go_on()
    visitor.go_on()
    assert dict(made_code(visitor).values) == FAMILY


# --- nothing stays, nothing leaves ---------------------------------------------------------------------------------


def test_nothing_is_sent_and_nothing_is_stored(visitor: Visitor, page_file: Path) -> None:
    visitor.fill_in(FAMILY)
    visitor.go_on()
    requests = [
        each["params"]["request"]["url"] for each in visitor.browser.told if "request" in each.get("params", {})
    ]
    assert {each.partition("#")[0] for each in requests} <= {page_file.as_uri(), "about:blank"}
    assert visitor.browser.run("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert visitor.browser.run("indexedDB.databases().then((found) => found.length)") == 0
    assert "一郎" not in visitor.browser.run("JSON.stringify(history.state) + location.href")


def test_the_policy_lets_no_request_out_and_no_other_script_in(visitor: Visitor) -> None:
    blocked = visitor.browser.run(
        """new Promise((done) => {
          document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
          fetch("https://example.invalid/").catch(() => {});
        })"""
    )
    assert blocked == "connect-src"
    visitor.browser.run(
        "document.head.append(Object.assign(document.createElement('img'), { src: 'https://example.invalid/' }))"
    )
    visitor.browser.run(
        "document.body.append(Object.assign(document.createElement('style'), { textContent: 'h1 { color: red }' }))"
    )
    assert visitor.browser.run(f"getComputedStyle({STEP}.querySelector('h1')).color") != "rgb(255, 0, 0)"
    # What the test provoked is no fault of the page.
    visitor.browser.told = [each for each in visitor.browser.told if each.get("method") != "Log.entryAdded"]


def test_erasing_leaves_nothing(visitor: Visitor) -> None:
    visitor.fill_in(FAMILY)
    visitor.go_on()
    visitor.press(".erase button")
    assert visitor.heading() == text("preentry_page.start.heading")
    left = visitor.browser.run(
        "document.body.innerText + [...document.querySelectorAll('main input:not([type=radio]), main textarea')]"
        ".map((each) => each.value).join('')"
    )
    for typed in ("髙橋", "タカハシ", "南瓦町", "090-0000"):
        assert typed not in left
    assert visitor.browser.run("document.querySelectorAll('canvas, input:checked').length") == 0
    visitor.browser.run(
        "new Promise((done) => { addEventListener('popstate', () => done(), { once: true }); history.back(); })"
    )
    assert visitor.heading() == text("preentry_page.kind.heading")  # no way to the code that was


# --- for everybody -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_fits_in_every_language(visitor: Visitor, language: str, width: int) -> None:
    visitor.choose_language(OWN_NAMES[language])
    visitor.fill_in(FAMILY)
    visitor.go_on()
    assert visitor.heading() == text("preentry_page.code.heading", language)
    visitor.browser.screen(width, 740, mobile=width < 1000)
    faults = visitor.browser.run(f"""
        [...document.querySelectorAll(".step")].flatMap((step, index, steps) => {{
          steps.forEach((each) => {{ each.hidden = each !== step; }});
          step.querySelectorAll("details").forEach((each) => {{ each.open = true; }});
          const root = document.documentElement;
          const wide = root.scrollWidth > root.clientWidth ? [`${{index}}: wider than the screen`] : [];
          const seen = [...document.querySelectorAll(
            "button, input:not([type=radio]), textarea, select, .choice, summary")];
          const small = seen.filter((each) => each.checkVisibility() && each.offsetHeight < {SMALLEST_TOUCH});
          const cut = [...step.querySelectorAll("button, label, legend, h1, h2, p, li, dd, dt")]
            .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1 && each.clientWidth);
          return [...wide, ...small.map((each) => `${{index}} small: ${{each.outerHTML}}`),
            ...cut.map((each) => `${{index}} cut: ${{each.textContent}}`)];
        }})""")
    assert faults == []


AXE = ROOT / "tests/data/axe-core/axe.min.js"
"""axe-core 4.14.1 (npm package, MPL-2.0), unmodified: the rules of WCAG that a program can judge."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize(
    ("language", "scheme"), [("ja", "dark"), ("ja-easy", "light"), ("en", "light"), ("zh", "dark"), ("ko", "light")]
)
def test_no_step_breaks_a_rule_of_wcag(visitor: Visitor, language: str, scheme: str) -> None:
    """Every step in two languages, one in each scheme of colours; the code's step, with all that is told, in all."""
    visitor.choose_language(OWN_NAMES[language])
    visitor.fill_in(FAMILY)
    visitor.go_on()
    assert visitor.heading() == text("preentry_page.code.heading", language)
    visitor.browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    try:
        visitor.browser.run(AXE.read_text(encoding="utf-8") + "; true")
        broken = visitor.browser.run(f"""(async () => {{
          const found = [], steps = [...document.querySelectorAll(".step")];
          for (const step of {"steps" if language in ("ja", "en") else "steps.slice(-1)"}) {{
            steps.forEach((each) => {{ each.hidden = each !== step; }});
            step.querySelectorAll("details").forEach((each) => {{ each.open = true; }});
            const judged = await axe.run(document, {{ runOnly: {json.dumps(WCAG)}, resultTypes: ["violations"] }});
            found.push(...judged.violations.map((rule) =>
              `${{steps.indexOf(step)}} ${{rule.id}}: ${{rule.nodes.map((node) => node.html).join(" | ")}}`));
            if (judged.passes.length < 10) found.push(`${{steps.indexOf(step)}}: hardly anything was judged`);
          }}
          return found;
        }})()""")
    finally:
        visitor.browser.send("Emulation.setEmulatedMedia", features=[])
    assert broken == []


def test_a_rule_that_is_broken_is_found(visitor: Visitor) -> None:
    visitor.browser.run(AXE.read_text(encoding="utf-8") + "; true")
    visitor.browser.run(f"""(() => {{ const bad = document.createElement("input"); {STEP}.append(bad); }})()""")
    rules = visitor.browser.run("axe.run(document).then((judged) => judged.violations.map((rule) => rule.id))")
    assert "label" in rules


def test_a_screen_reader_finds_a_name_for_everything(visitor: Visitor) -> None:
    visitor.choose_language("English")
    visitor.fill_in(FAMILY)
    visitor.browser.run(
        "document.querySelectorAll('.step').forEach((each) => { each.hidden = false; });"
        "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
    )
    nodes = visitor.browser.send("Accessibility.getFullAXTree")["nodes"]
    controls = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
        and node.get("role", {}).get("value") in ("textbox", "combobox", "radio", "button", "group")
    ]
    assert {role for role, _ in controls} >= {"textbox", "combobox", "radio", "button", "group"}
    assert not [role for role, name in controls if role != "group" and not name.strip()]
    assert {"Name Required", "Former address", "Telephone", "Male", "Next", "Month"} <= {name for _, name in controls}


def test_it_goes_with_the_keyboard_alone(visitor: Visitor) -> None:
    def tab_to(wanted: str) -> None:
        for _ in range(60):
            visitor.browser.press("Tab", 9)
            if visitor.browser.run("document.activeElement.textContent || document.activeElement.value") == wanted:
                return
        raise AssertionError(f"the focus never reached {wanted}")

    tab_to(text("preentry_page.start.begin"))
    visitor.browser.press("Enter", 13)
    tab_to("moving_in")
    visitor.browser.press(" ", 32)
    tab_to(text("preentry_page.next"))
    visitor.browser.press("Enter", 13)
    assert visitor.heading() == text("preentry_page.move.heading")


def test_the_page_speaks_the_language_of_the_device_and_says_so(visitor: Visitor) -> None:
    for language, html in (("en", "en"), ("zh", "zh-Hans"), ("ko", "ko"), ("ja-easy", "ja")):
        visitor.choose_language(OWN_NAMES[language])
        assert visitor.browser.run("[document.documentElement.lang, document.title]") == [
            html,
            text("preentry_page.title", language),
        ]
        assert visitor.heading() == text("preentry_page.start.heading", language)


def test_changing_the_language_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.fill_in(FAMILY)
    visitor.choose_language("한국어")
    visitor.choose_language("English")
    visitor.go_on()
    assert dict(made_code(visitor).values) == FAMILY


# --- how it is put together ----------------------------------------------------------------------------------------


def test_every_text_that_the_page_says_is_there_and_every_one_is_said() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in page.WEB.glob("*.js"))
    for key in page.data("")["texts"]["ja"]:
        head = re.sub(r"\.[^.]*$", ".", key)
        said = f'"{key}"' in scripts or f"`{head}$" in scripts or key.split(".")[0] in ("field", "era", "value")
        by_page = key in ("own_name", "noscript") or key.startswith(("date.", "start.", "code."))
        assert said or by_page, key


def test_the_page_offers_exactly_the_fields_of_the_format(visitor: Visitor) -> None:
    visitor.fill_in({"kind": "moving_in", "members[0].name": "髙橋"})
    there = visitor.browser.run("[...document.querySelectorAll('[data-path]')].map((each) => each.dataset.path)")
    known = page.page_format()
    assert sorted(there) == sorted(row["name"] for row in [*known["visit"], *known["members"]])


def test_the_library_s_licence_travels_with_the_page(page_file: Path) -> None:
    assert (page.WEB / "uqr" / "LICENSE.txt").read_text(encoding="utf-8") in page_file.read_text(encoding="utf-8")


def test_the_command_writes_the_page_with_the_ward_s_name(
    tmp_path: Path, page_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "kakanai.toml"
    settings.write_text('[office]\nward = "見本区"\n', encoding="utf-8")
    out = tmp_path / "page.html"
    words = ["--config", str(settings), "preentry", "page", "--out", str(out), "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "ward": "見本区"}
    assert out.read_text(encoding="utf-8") == page_file.read_text(encoding="utf-8").replace("千代田区", "見本区")
    assert main([*words[:5], str(tmp_path / "missing" / "page.html"), "--json"]) == 3
