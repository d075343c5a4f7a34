"""Loading the models of the ``rapidocr`` wheel so that they run at the speed that they should.

Training left a part of their weights at some 1e-40, far below what can make a difference. A processor multiplies such
*subnormal* numbers a hundred times slower than others: two layers of the detector took three quarters of its time. They
are nothing, so they are read as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

NOTHING = 1e-30
"""Weights below it add nothing to what is summed up in 24 bits: inputs of the layers are at most some hundreds."""
_GRAPH, _INITIALIZER, _DATA_TYPE, _RAW_DATA, _FLOAT = 7, 5, 2, 9, 1
"""Field numbers of ONNX: ModelProto.graph, GraphProto.initializer, TensorProto.data_type and raw_data, and the type
FLOAT (onnx.proto3, IR version 3 and later)."""


def load(model: Path, threads: int) -> InferenceSession:
    """A session for a model of the wheel.

    Args:
        threads: cores that one call uses.

    Raises:
        FileNotFoundError: the wheel lacks the model, which is a broken installation.
    """
    if not model.is_file():
        raise FileNotFoundError(model.name)
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Threads that wait for each other sleep: spinning took a quarter of the processor time, and gained no time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Pages differ in size: an arena would keep the largest for ever.
    options.enable_cpu_mem_arena = False
    return InferenceSession(without_subnormals(model.read_bytes()), options, providers=["CPUExecutionProvider"])


def without_subnormals(model: bytes) -> bytes:
    """An ONNX model with 0 for every weight that is as good as 0."""
    patched = bytearray(model)
    for start, end in _float_tensors(memoryview(model)):
        weights = np.frombuffer(patched, "<f4", (end - start) // 4, start)
        weights[np.abs(weights) < NOTHING] = 0.0
    return bytes(patched)


def _float_tensors(model: memoryview) -> Iterator[tuple[int, int]]:
    """Where the raw data of each float32 weight begins and ends."""
    for graph in _parts(model, 0, len(model), _GRAPH):
        for tensor in _parts(model, *graph, _INITIALIZER):
            kinds = [value for number, value, _ in _fields(model, *tensor) if number == _DATA_TYPE]
            if kinds == [_FLOAT]:
                yield from _parts(model, *tensor, _RAW_DATA)


def _parts(model: memoryview, start: int, end: int, wanted: int) -> Iterator[tuple[int, int]]:
    return ((at, after) for number, at, after in _fields(model, start, end) if number == wanted and after)


def _fields(model: memoryview, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The fields of a protobuf message: number, and where its bytes begin and end, or its value and 0 for a number.

    Raises:
        ValueError: this is no protobuf message.
    """
    at = start
    while at < end:
        key, at = _number(model, at)
        match key & 7:
            case 0:
                value, at = _number(model, at)
                yield key >> 3, value, 0
            case 1:
                at += 8
            case 2:
                length, at = _number(model, at)
                yield key >> 3, at, at + length
                at += length
            case 5:
                at += 4
            case wire:
                raise ValueError(f"wire type {wire} at {at}")


def _number(model: memoryview, at: int) -> tuple[int, int]:
    """A variable-length number, and where it ends."""
    value = shift = 0
    while True:
        byte = model[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
