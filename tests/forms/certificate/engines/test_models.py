"""Models without subnormal weights: the same answers, sooner."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from onnxruntime import InferenceSession

from forms.certificate.engines.models import (
    NOTHING,
    _float_tensors,
    ending_at,
    folder,
    load,
    session,
    weights_of,
    without_subnormals,
)

DETECTOR = folder() / "PP-OCRv6_det_small.onnx"
RECOGNISER = folder() / "PP-OCRv6_rec_small.onnx"


def _weights(model: bytes) -> list[np.ndarray]:
    return [np.frombuffer(model, "<f4", (end - at) // 4, at) for at, end in _float_tensors(memoryview(model))]


@pytest.fixture(scope="module")
def given() -> bytes:
    return DETECTOR.read_bytes()


def test_no_weight_is_left_that_is_as_good_as_zero_and_no_other_one_is_touched(given: bytes) -> None:
    patched = without_subnormals(given)
    assert len(patched) == len(given)
    before, after = _weights(given), _weights(patched)
    assert sum(map(len, before)) > 1_000_000
    subnormal = 0
    for old, new in zip(before, after, strict=True):
        tiny = np.abs(old) < NOTHING
        subnormal += int((tiny & (old != 0)).sum())
        assert not new[tiny].any()
        assert np.array_equal(new[~tiny], old[~tiny])
    # Where a later wheel has none, the step is not needed any more.
    assert subnormal > 10_000


def test_nothing_but_weights_is_touched(given: bytes) -> None:
    patched = np.frombuffer(without_subnormals(given), np.uint8)
    same = patched == np.frombuffer(given, np.uint8)
    for at, end in _float_tensors(memoryview(given)):
        same[at:end] = True
    assert same.all()


def test_the_detector_answers_the_same_to_the_last_bit(given: bytes) -> None:
    picture = np.random.default_rng(7).random((1, 3, 96, 128), np.float32)
    plain = InferenceSession(given, providers=["CPUExecutionProvider"]).run(None, {"x": picture})[0]
    assert np.array_equal(load(DETECTOR, 1).run(None, {"x": picture})[0], plain)


def test_a_model_that_ends_before_its_last_layer_gives_what_goes_into_that() -> None:
    given = RECOGNISER.read_bytes()
    line = {"x": np.random.default_rng(7).random((2, 3, 48, 96), np.float32)}
    (hidden,) = session(ending_at(given, "p2o.pd_op.transpose.8.0"), 1).run(None, line)
    weights, bias = weights_of(given, "linear_8.w_0").reshape(hidden.shape[2], -1), weights_of(given, "linear_8.b_0")
    powers = np.exp(hidden @ weights + bias)
    (odds,) = session(given, 1).run(None, line)
    # Processors add up in orders of their own: on one without AVX-512 the two are 2e-5 apart.
    assert np.allclose(powers / powers.sum(axis=2, keepdims=True), odds, atol=1e-4)
    with pytest.raises(KeyError, match="linear_8"):
        weights_of(ending_at(given, "p2o.pd_op.transpose.8.0"), "linear_8.w_0")
    with pytest.raises(KeyError, match="gone"):
        weights_of(given, "gone")


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(ValueError, match="wire type"):
        without_subnormals(b"\x07not a model")


def test_a_missing_model_is_a_broken_installation(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.onnx"):
        load(tmp_path / "gone.onnx", 1)
