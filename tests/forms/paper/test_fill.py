"""The filled form as others see it: its text, its code, its bytes."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from base.trouble import Trouble
from forms.paper.description import get_form
from forms.paper.fill import compose, fill, fill_form
from forms.paper.values import FormData
from forms.visit_code import parse_visit_code

from .conftest import sample

FORM = get_form("move_notification")
SAMPLES = ["moving-in", "long-names", "rare-characters", "six-persons"]


def text_by_poppler(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, timeout=60, check=True
    ).stdout.decode("utf-8")


def text_by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def picture(pdf: bytes, page: int = 0, dpi: int = 200):
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[page].render(scale=dpi / 72, grayscale=True).to_pil()


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    return {name: fill(FORM.id, sample(name)) for name in SAMPLES}


@pytest.mark.parametrize("extract", [text_by_poppler, text_by_pdfium])
@pytest.mark.parametrize("name", ["moving-in", "rare-characters", "six-persons"])
def test_text_holds_every_name_exactly(pdfs, name: str, extract) -> None:
    text = extract(pdfs[name])
    for path, value in sample(name).values.items():
        if re.search(r"^members.*(name|kana|relationship)$|^new_address$|^householder", path):
            assert value in text, path


@pytest.mark.parametrize("extract", [text_by_poppler, text_by_pdfium])
def test_variant_and_astral_and_compatibility_characters_survive(pdfs, extract) -> None:
    text = extract(pdfs["moving-in"])
    for name in ("髙橋　美\ufa11", "渡邉\U000e0110　\U00020bb7江"):
        assert name in text


def test_wrapped_names_are_whole_but_for_the_line_ends(pdfs) -> None:
    text = re.sub(r"\s", "", text_by_pdfium(pdfs["long-names"]))
    for path, value in sample("long-names").values.items():
        if path.endswith((".name", "_address", "_building")):
            assert re.sub(r"\s", "", value) in text, path


def test_variant_is_drawn_as_its_own_shape(family: FormData) -> None:
    plain = replace(family, values={**family.values, "members[2].name": "渡邉　𠮷江"})
    one, other = picture(fill(FORM.id, family)), picture(fill(FORM.id, plain))
    different = [(a, b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True) if a != b]
    assert 0 < len(different) < 2000


@pytest.mark.parametrize("name", SAMPLES)
def test_same_data_gives_the_same_bytes(pdfs, name: str) -> None:
    assert fill(FORM.id, sample(name)) == pdfs[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_metadata_names_the_form_and_nobody(pdfs, name: str) -> None:
    with pikepdf.open(io.BytesIO(pdfs[name])) as pdf:
        assert dict(pdf.docinfo.items()) == {"/Title": "住民異動届"}
        assert "/Metadata" not in pdf.Root
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_font_is_inside(pdfs, name: str) -> None:
    listed = subprocess.run(["pdffonts", "-"], input=pdfs[name], capture_output=True, timeout=60, check=True)
    rows = [row for row in listed.stdout.decode().splitlines()[2:] if row]
    assert rows and all(re.search(r"Identity-H +yes yes yes", row) for row in rows)
    assert not listed.stderr


def test_pages_are_a4(pdfs) -> None:
    with pypdfium2.PdfDocument(pdfs["six-persons"]) as pdf:
        for page in pdf:
            assert [round(side / 72 * 25.4, 1) for side in page.get_size()] == [210.0, 297.0]


def test_code_opens_the_visit_and_holds_nothing_else(family: FormData) -> None:
    found = zxingcpp.read_barcodes(picture(fill(FORM.id, family)))
    assert [code.text for code in found] == [f"KAKANAI:V1:{family.visit_id}"]
    assert parse_visit_code(found[0].text) == family.visit_id


def test_code_survives_a_fax(family: FormData) -> None:
    fax = picture(fill(FORM.id, family)).point(lambda grey: 255 if grey > 128 else 0)
    assert parse_visit_code(zxingcpp.read_barcodes(fax)[0].text) == family.visit_id


def test_continuation_page_carries_code_number_householder_and_page_count(pdfs) -> None:
    data = sample("six-persons")
    codes = zxingcpp.read_barcodes(picture(pdfs["six-persons"], page=1))
    assert parse_visit_code(codes[0].text) == data.visit_id
    with pypdfium2.PdfDocument(pdfs["six-persons"]) as pdf:
        text = pdf[1].get_textpage().get_text_range()
    for words in ("0007", "髙橋　一郎", "2 / 2 枚", "髙橋　令", "令和元年 5月 1日", "6人目から"):
        assert words in text
    assert "髙橋　蓮" not in text


@pytest.mark.parametrize(("members", "pages"), [(0, 1), (1, 1), (5, 1), (6, 2), (15, 2), (16, 3), (20, 3)])
def test_nobody_falls_off_the_last_page(members: int, pages: int) -> None:
    values = {f"members[{i}].name": f"髙橋　{i:02}子" for i in range(members)}
    filled = fill_form(FORM, FormData(values))
    text = text_by_pdfium(filled.pdf)
    assert filled.pages == pages
    assert all(name in text for name in values.values())


def test_empty_form_has_no_code_and_no_ticks() -> None:
    (page,) = compose(FORM, FormData({}))
    assert page.ticks == ()
    assert zxingcpp.read_barcodes(picture(fill(FORM.id, FormData({})))) == []


def test_ticks_say_what_the_data_says() -> None:
    def ticks(**values: str) -> set:
        return {(box.left, box.top) for box in compose(FORM, FormData(values))[0].ticks}

    kinds = ["moving_in", "moving_in_by_card", "change_of_address", "moving_out", "change_of_householder"]
    kinds += ["merging_households", "separating_households", "from_abroad"]
    boxes = [ticks(kind=kind) for kind in kinds]
    assert all(len(box) == 1 for box in boxes)
    assert len(set.union(*boxes)) == 8
    relations = ["self", "householder", "same_household", "agent", "legal_representative"]
    assert len(set.union(*(ticks(**{"notifier.relation": each}) for each in relations))) == 5
    assert len(ticks(**{"form.procedures": "school,seal"})) == 2


def test_virtual_devices_mark_every_page(pdfs) -> None:
    data = replace(sample("six-persons"), virtual=True)
    with pypdfium2.PdfDocument(fill(FORM.id, data)) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) == 2
    assert all("見本　仮想の機器で作成" in text for text in texts)
    assert "仮想" not in text_by_pdfium(pdfs["six-persons"])


def test_mark_covers_no_value() -> None:
    for sheet in FORM.sheets:
        for spot in FORM.texts:
            if sheet.id in spot.sheets:
                assert spot.box.top >= sheet.mark.bottom or spot.box.left >= sheet.mark.right
        assert sheet.code.left >= sheet.mark.right or sheet.code.top >= sheet.mark.bottom


def test_what_cannot_be_printed_is_flagged_on_the_page_and_in_the_answer() -> None:
    filled = fill_form(FORM, sample("rare-characters"))
    assert {(flag.path, flag.characters) for flag in filled.flagged} == {
        ("members[0].other_names", ("邊\U000e0113",)),
        ("members[3].name", ("\ue000",)),
        ("members[4].name", ("邉\U000e013f",)),
    }
    text = text_by_pdfium(filled.pdf)
    assert "手書きで補ってください（1人目の旧氏・通称、4人目の氏名、5人目の氏名）" in text
    assert "\ue000田" in text
    assert "手書き" not in text_by_pdfium(fill(FORM.id, sample("moving-in")))


def test_resident_code_is_never_printed(family: FormData) -> None:
    values = {**family.values, "members[0].resident_code": "12345678901", "members[0].card_number": "AB12345678CD"}
    text = text_by_pdfium(fill(FORM.id, replace(family, values=values)))
    assert "12345678901" not in text
    assert "AB12345678CD" not in text


def test_foreign_residents_are_born_in_the_western_calendar(pdfs) -> None:
    text = text_by_poppler(pdfs["long-names"])
    assert "1990年 2月 5日" in text
    assert "平成 2年" not in text


def test_overdue_is_said() -> None:
    data = FormData({}, days_since_move=15)
    assert "届出期間　15日目（14日を過ぎています）" in text_by_pdfium(fill(FORM.id, data))
    assert "過ぎて" not in text_by_pdfium(fill(FORM.id, replace(data, days_since_move=14)))


def test_second_form_needs_no_code() -> None:
    text = text_by_pdfium(fill("resident_record_copy", sample("record-copy")))
    for words in ("住民票の写し等交付申請書", "髙橋　一郎", "昭和60年 3月14日", "九段サンプル信用金庫"):
        assert words in text


def test_unknown_form_and_wrong_data_are_troubles() -> None:
    with pytest.raises(Trouble, match="form_unknown"):
        fill("moving", FormData({}))
    with pytest.raises(Trouble, match="data_invalid"):
        fill(FORM.id, FormData({"kind": "転入"}))


_FORM = 'title = "試"\n[[sheet]]\nid = "a"\nbackground = {page}\n[[text]]\ntext = "{{phone}}"\nbox = [9, 9, 90, 9]\n'


@pytest.mark.parametrize(("page", "there"), [(2, True), (1, False)])
def test_background_that_is_missing_is_a_trouble(write_form, page: int, there: bool) -> None:
    form = get_form("try", write_form(_FORM.format(page=page), background=there))
    with pytest.raises(Trouble) as caught:
        fill_form(form, FormData({"phone": "03"}))
    assert caught.value.id == "form_broken"
    assert caught.value.details["file"] == "background.pdf"


def test_background_that_is_no_pdf_is_a_trouble(write_form) -> None:
    folder = write_form(_FORM.format(page=1))
    (folder / "try/background.pdf").write_text("no PDF")
    with pytest.raises(Trouble, match="form_broken"):
        fill_form(get_form("try", folder), FormData({"phone": "03"}))


def test_background_of_somebody_else_is_filled(write_form) -> None:
    form = get_form("try", write_form(_FORM.format(page=1), background=True))
    assert "03-0000" in text_by_pdfium(fill_form(form, FormData({"phone": "03-0000"})).pdf)
    assert fill_form(form, FormData({})).pages == 1
