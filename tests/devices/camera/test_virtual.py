"""The virtual camera behaves like one."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from base.trouble import Trouble
from devices.camera.api import TROUBLES, CameraStatus
from devices.camera.virtual import HEIGHT, WIDTH, VirtualCamera


def test_it_sees_what_is_held_before_it_round_and_round(tmp_path: Path) -> None:
    file = tmp_path / "携帯.png"
    cv2.imencode(".png", np.full((4, 4, 3), 7, np.uint8))[1].tofile(file)
    camera = VirtualCamera()
    camera.show(file, np.full((4, 4, 3), 9, np.uint8))
    assert [int(camera.frame()[0, 0, 0]) for _ in range(4)] == [7, 9, 7, 9]
    camera.look_away()
    assert camera.frame().shape == (HEIGHT, WIDTH, 3)


@pytest.mark.expected_log("devices.camera_trouble")
@pytest.mark.parametrize("fault", list(TROUBLES))
def test_each_fault_is_told_and_heals(fault: CameraStatus) -> None:
    camera = VirtualCamera()
    camera.fault = fault
    assert camera.status() is fault
    with pytest.raises(Trouble, match=TROUBLES[fault]):
        camera.frame()
    camera.fault = CameraStatus.READY
    assert camera.frame().any()


def test_a_file_that_is_no_picture_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_text("no picture")
    with pytest.raises(Trouble, match="camera_picture_unreadable"):
        VirtualCamera().show(tmp_path / "x.png")
