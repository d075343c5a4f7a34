"""What a scanner or a camera does to a clean sheet. Everything is drawn from a seeded generator."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image


def flatbed(sheet: Image.Image, rng: np.random.Generator, degrees: float) -> np.ndarray:
    """A 300 dpi flatbed scan: slightly askew, slightly soft, slightly noisy.

    Returns:
        BGR uint8 of the size of the sheet.
    """
    clean = cv2.cvtColor(np.asarray(sheet), cv2.COLOR_RGB2BGR)
    height, width = clean.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    scan = cv2.warpAffine(clean, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(244, 244, 244))
    scan = cv2.GaussianBlur(scan, (0, 0), 0.7)
    # Scanners lift the paper to white, which also keeps the file small.
    return _noise(scan * 1.04, rng, 3.0)


def overhead_camera(sheet: Image.Image, rng: np.random.Generator) -> np.ndarray:
    """A document camera above a dark desk: mild perspective, uneven light.

    Returns:
        BGR uint8, 2400 × 3200.
    """
    clean = cv2.cvtColor(np.asarray(sheet), cv2.COLOR_RGB2BGR)
    height, width = clean.shape[:2]
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = np.float32([[190, 170], [2230, 130], [2290, 3030], [120, 3080]])
    warp = cv2.getPerspectiveTransform(corners, seen)
    size = (2400, 3200)
    desk = np.full((size[1], size[0], 3), (58, 64, 70), np.uint8)
    paper = cv2.warpPerspective(clean, warp, size, flags=cv2.INTER_AREA)
    inside = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, size)[..., None] / 255.0
    photo = paper * inside + desk * (1 - inside)
    across, down = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    light = 1.0 - 0.16 * across - 0.10 * down
    photo = cv2.GaussianBlur((photo * light[..., None]).clip(0, 255).astype(np.uint8), (0, 0), 0.8)
    return _noise(photo, rng, 3.0)


def _noise(picture: np.ndarray, rng: np.random.Generator, sigma: float) -> np.ndarray:
    grain = rng.normal(0.0, sigma, picture.shape[:2])[..., None]
    # In steps of 8, as cheap scanners give it; the PNG stays small.
    return (np.round((picture + grain) / 8.0) * 8.0).clip(0, 255).astype(np.uint8)
