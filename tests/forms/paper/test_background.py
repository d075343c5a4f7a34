"""The printed lines and boxes, and that values keep clear of them."""

import pytest

from forms.paper.background import draw_background, read_background
from forms.paper.description import Box, form_ids, get_form

OWN = [id for id in form_ids() if (get_form(id).folder / "background.toml").is_file()]


def rows(items, layer):
    return [item.moved(row * layer.pitch) for item in items for row in range(layer.rows)]


def lines(layer) -> list[Box]:
    """Hairlines and the four sides of firm boxes, as boxes without width or height."""
    found = [Box(x1, y1, x2 - x1, y2 - y1) for x1, y1, x2, y2 in layer.hairs]
    for box in layer.firm:
        found += [Box(box.left, y, box.width, 0) for y in (box.top, box.bottom)]
        found += [Box(x, box.top, 0, box.height) for x in (box.left, box.right)]
    return rows(found, layer)


def spots(form, sheet, kind):
    for spot in kind:
        if sheet.id in spot.sheets:
            for row in range(sheet.rows if spot.of_row else 1):
                yield spot.box.moved(row * sheet.pitch)


def cross(one: Box, other: Box) -> bool:
    return (
        one.left < other.right - 1e-6
        and other.left < one.right - 1e-6
        and one.top < other.bottom - 1e-6
        and other.top < one.bottom - 1e-6
    )


@pytest.mark.parametrize("id", OWN)
def test_background_is_up_to_date(id: str) -> None:
    folder = get_form(id).folder
    assert draw_background(folder) == (folder / "background.pdf").read_bytes(), (
        f"run: python -m forms.paper.background {id}"
    )


@pytest.mark.parametrize("id", OWN)
def test_every_tick_has_its_printed_box(id: str) -> None:
    form = get_form(id)
    for sheet in form.sheets:
        layers = read_background(form.folder)[sheet.background - 1]
        printed = [box for layer in layers for box in rows([tick.box for tick in layer.ticks], layer)]
        for box in spots(form, sheet, form.ticks):
            assert box in printed


@pytest.mark.parametrize("id", OWN)
def test_values_keep_clear_of_lines(id: str) -> None:
    form = get_form(id)
    for sheet in form.sheets:
        layers = read_background(form.folder)[sheet.background - 1]
        for box in spots(form, sheet, form.texts):
            near = Box(box.left - 0.25, box.top - 0.25, box.width + 0.5, box.height + 0.5)
            for layer in layers:
                for line in lines(layer):
                    thick = Box(line.left - 0.01, line.top - 0.01, line.width + 0.02, line.height + 0.02)
                    assert not cross(near, thick), (sheet.id, box, line)


@pytest.mark.parametrize("id", OWN)
def test_nothing_is_nearer_to_the_edge_than_printers_print(id: str) -> None:
    form = get_form(id)
    inner = Box(4.3, 4.3, form.size[0] - 8.6, form.size[1] - 8.6)
    for layers in read_background(form.folder):
        for layer in layers:
            for box in rows([*layer.firm, *(label.box for label in layer.labels)], layer):
                assert box.left >= inner.left and box.right <= inner.right
                assert box.top >= inner.top and box.bottom <= inner.bottom


@pytest.mark.parametrize("id", OWN)
def test_printed_words_do_not_run_over_the_next_tick_box(id: str) -> None:
    from forms.paper.glyphs import shape
    from forms.paper.layout import MM_PER_POINT, width_of

    for layers in read_background(get_form(id).folder):
        for layer in layers:
            ticks = sorted(layer.ticks, key=lambda tick: (tick.box.top, tick.box.left))
            for one, other in zip(ticks, ticks[1:], strict=False):
                if one.box.top == other.box.top:
                    end = one.box.right + 0.9 + width_of(shape(one.text, "gothic")) * one.size * MM_PER_POINT
                    assert end <= other.box.left - 0.8, one.text
