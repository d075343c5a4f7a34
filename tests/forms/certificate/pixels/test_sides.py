"""A sheet on a desk as bright as it in places, found by its sides; a page that fills the picture is left whole."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.edges import lay_flat

SIZE = (900, 1200)
CORNERS = ((80, 70), (830, 95), (800, 1130), (95, 1110))
PAPER, BEIGE, GREY = (250, 246, 240), (140, 178, 205), (200, 200, 200)


def sheet(paper: tuple[int, int, int] = PAPER) -> np.ndarray:
    """A form with a title, a ruled table with a shaded head and a coarse blue pattern."""
    form = np.full((1754, 1240, 3), paper, np.uint8)
    for y in range(20, 1754, 34):
        for x in range(20, 1240, 34):
            cv2.circle(form, (x, y), 7, (235, 205, 185), -1)
    cv2.rectangle(form, (120, 300), (1120, 360), (190, 190, 190), -1)
    for y in range(300, 1000, 60):
        cv2.line(form, (120, y), (1120, y), (40, 40, 40), 3)
        cv2.putText(form, "7-11-24 ABE", (150, y + 45), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (40, 40, 40), 2)
    cv2.putText(form, "TITLE", (480, 180), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (40, 40, 40), 4)
    return form


def photograph(desk: tuple[int, int, int], corners=CORNERS, pattern: int = 0) -> np.ndarray:
    """The sheet on a desk, in light that falls off to the left."""
    width, height = SIZE
    form = sheet()
    picture = np.full((height, width, 3), desk, np.float32)
    down, across = np.mgrid[0:height, 0:width]
    picture += pattern * (((down // 40 + across // 40) % 2)[..., None] - 0.5)
    source = np.float32([[0, 0], [form.shape[1], 0], form.shape[1::-1], [0, form.shape[0]]])
    cv2.warpPerspective(
        form.astype(np.float32),
        cv2.getPerspectiveTransform(source, np.float32(corners)),
        SIZE,
        dst=picture,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    picture *= np.linspace(0.6, 1.0, width)[None, :, None]
    return cv2.GaussianBlur(picture, (0, 0), 1).clip(0, 255).astype(np.uint8)


def laid(picture: np.ndarray, corners=CORNERS) -> np.ndarray:
    """Where the corners come to lie, as shares of the sheet laid flat."""
    forward, size = lay_flat(picture)
    return cv2.perspectiveTransform(np.float64(corners).reshape(-1, 1, 2), forward).reshape(-1, 2) / size


WHOLE = np.float64([[0, 0], [1, 0], [1, 1], [0, 1]])


@pytest.mark.parametrize(
    ("desk", "pattern"),
    [(BEIGE, 0), (GREY, 0), (BEIGE, 60), ((236, 225, 205), 30)],
    ids=["of another hue", "a little darker", "in checks", "light checks"],
)
def test_a_sheet_is_found_on_a_desk_that_is_as_bright_in_places(desk, pattern) -> None:
    assert np.abs(laid(photograph(desk, pattern=pattern)) - WHOLE).max() < 0.012


def test_one_side_may_lie_outside_of_the_picture() -> None:
    beyond = ((80, 70), (940, 75), (930, 1130), (95, 1110))
    at = laid(photograph(BEIGE, beyond), ((80, 70), (899, 74.8), (899, 1129.3), (95, 1110)))
    assert np.abs(at - WHOLE).max() < 0.012


@pytest.mark.parametrize("size", [(827, 1170), (1170, 827)])
def test_a_page_that_fills_the_picture_is_the_picture(size) -> None:
    page = cv2.resize(sheet(), size, interpolation=cv2.INTER_AREA)
    cv2.rectangle(page, (0, size[1] - 60), (size[0], size[1]), (225, 225, 225), -1)
    assert np.abs(laid(page, ((0, 0), (size[0], 0), size, (0, size[1]))) - WHOLE).max() < 1e-9


def test_a_white_box_on_tinted_paper_is_no_sheet() -> None:
    page = cv2.resize(sheet((225, 240, 225)), (827, 1170), interpolation=cv2.INTER_AREA)
    cv2.rectangle(page, (40, 200), (787, 1000), (255, 255, 255), -1)
    assert np.abs(laid(page, ((0, 0), (827, 0), (827, 1170), (0, 1170))) - WHOLE).max() < 1e-9


def test_a_shaded_part_of_a_page_is_no_sheet() -> None:
    page = cv2.resize(sheet(), (827, 1170), interpolation=cv2.INTER_AREA)
    page[100:1090, 60:760] = (page[100:1090, 60:760] * 0.8).astype(np.uint8)
    assert np.abs(laid(page, ((0, 0), (827, 0), (827, 1170), (0, 1170))) - WHOLE).max() < 1e-9


def test_one_side_may_lie_in_the_shade_on_a_bright_table() -> None:
    picture = photograph((60, 45, 80)).astype(np.float32)
    outside = np.full(picture.shape[:2], 255, np.uint8)
    cv2.fillConvexPoly(outside, np.int32(CORNERS), 0)
    outside[:1000] = 0
    picture *= np.linspace(1.0, 0.5, SIZE[1])[:, None, None]
    picture[outside > 0] = (170, 190, 205)
    assert np.abs(laid(picture.astype(np.uint8)) - WHOLE).max() < 0.012


@pytest.mark.parametrize("degrees", [20, 75, 90, 130, 200, 290])
@pytest.mark.parametrize("soft", [4, 40])
def test_a_sheet_that_lies_half_in_the_shade_is_found_whole(degrees, soft) -> None:
    """Of somebody who leans over the desk: what is lit has four edges of its own."""
    picture = photograph((115, 130, 140)).astype(np.float32)
    down, across = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    angle = np.radians(degrees)
    away = (across - SIZE[0] / 2) * np.cos(angle) + (down - SIZE[1] / 2) * np.sin(angle)
    picture *= (1 - 0.45 / (1 + np.exp(-(away / soft * 4).clip(-50, 50))))[..., None]
    assert np.abs(laid(picture.astype(np.uint8)) - WHOLE).max() < 0.015
