"""Loading the models of the ``rapidocr`` wheel so that they run at the speed that they should.

Training left a part of their weights at some 1e-40, far below what can make a difference. A processor multiplies such
*subnormal* numbers a hundred times slower than others: two layers of the detector took three quarters of its time. They
are nothing, so they are read as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
from onnxruntime import GraphOptimizationLevel, InferenceSession, RunOptions, SessionOptions

NOTHING = 1e-30
"""Weights below it add nothing to what is summed up in 24 bits: inputs of the layers are at most some hundreds."""
PIECE = 1 << 16
"""So many weights are looked through at once: what that takes stays near the processor."""
_GRAPH, _INITIALIZER, _DATA_TYPE, _RAW_DATA, _FLOAT = 7, 5, 2, 9, 1
"""Field numbers of ONNX: ModelProto.graph, GraphProto.initializer, TensorProto.data_type and raw_data, and the type
FLOAT (onnx.proto3, IR version 3 and later)."""
_OUTPUT, _VALUE_NAME, _TENSOR_NAME = 12, 1, 8
"""GraphProto.output, ValueInfoProto.name, TensorProto.name."""
_NODE, _NODE_INPUT, _NODE_OUTPUT = 1, 1, 2
"""GraphProto.node, NodeProto.input and output."""


def folder() -> Path:
    """Where the models of the wheel lie. The package itself stays unloaded: it would take a second, for nothing.

    Raises:
        FileNotFoundError: the wheel is not installed.
    """
    found = find_spec("rapidocr")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("rapidocr")
    return Path(found.submodule_search_locations[0]) / "models"


def load(model: Path, threads: int) -> InferenceSession:
    """A session for a model of the wheel.

    Args:
        threads: cores that one call uses.

    Raises:
        FileNotFoundError: the wheel lacks the model, which is a broken installation.
    """
    return session(without_subnormals(model_bytes(model)), threads)


def model_bytes(model: Path) -> memoryview:
    """A model as it lies in the wheel, and nowhere else: most of it is read once, and copied with what is changed.

    Raises:
        FileNotFoundError: the wheel lacks the model, which is a broken installation.
    """
    if not model.is_file():
        raise FileNotFoundError(model.name)
    with model.open("rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


def session(model: bytes, threads: int, *, rewritten: bool = True) -> InferenceSession:
    """A session for an ONNX model, with `threads` cores a call.

    Args:
        rewritten: whether onnxruntime looks for a faster way to work it out, which takes longer than a small model.
    """
    options = SessionOptions()
    if not rewritten:
        options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Threads that wait for each other sleep: spinning took a quarter of the processor time, and gained no time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run(model: InferenceSession, picture: np.ndarray) -> np.ndarray:
    """What a model of the wheel says to a picture: its first output.

    What it works with is kept while it runs and given back then: pages differ in size, and the largest would stay for
    ever; without keeping anything the peak was 114 MB higher.
    """
    return model.run(None, {"x": picture}, _given_back())[0]


@cache
def _given_back() -> RunOptions:
    options = RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def ending_at(model: bytes | memoryview, value: str) -> bytes:
    """The model with one of its inner values as its only output, and without the nodes and weights that this does not
    need."""
    model = memoryview(model)
    ((start, end),) = _parts(model, 0, len(model), _GRAPH)
    fields = list(_fields(model, start, end))
    needed, unneeded = {value}, set()
    # Nodes stand in the order in which they are worked out.
    for number, begin, at, after in reversed(fields):
        if number == _NODE:
            if needed.isdisjoint(_texts(model, at, after, _NODE_OUTPUT)):
                unneeded.add(begin)
            else:
                needed.update(_texts(model, at, after, _NODE_INPUT))
    for number, begin, at, after in fields:
        if number == _OUTPUT or (number == _INITIALIZER and needed.isdisjoint(_texts(model, at, after, _TENSOR_NAME))):
            unneeded.add(begin)
    ends = [begin for _, begin, _, _ in fields[1:]] + [end]
    kept = [model[begin:behind] for (_, begin, _, _), behind in zip(fields, ends, strict=True) if begin not in unneeded]
    output = _message(_OUTPUT, _message(_VALUE_NAME, value.encode()))
    head = _varint(_GRAPH << 3 | 2) + _varint(sum(map(len, kept)) + len(output))
    begin = next(begin for number, begin, _, _ in _fields(model, 0, len(model)) if number == _GRAPH)
    return b"".join([model[:begin], head, *kept, output, model[end:]])


def weights_of(model: bytes | memoryview, name: str) -> np.ndarray:
    """The float32 weights of a name, flat, with 0 for every one that is as good as 0.

    Raises:
        KeyError: the model has none of this name.
    """
    model = memoryview(model)
    for graph in _parts(model, 0, len(model), _GRAPH):
        for tensor in _parts(model, *graph, _INITIALIZER):
            if name in _texts(model, *tensor, _TENSOR_NAME):
                ((at, end),) = _parts(model, *tensor, _RAW_DATA)
                return _nulled(model[at:end])
    raise KeyError(name)


def without_subnormals(model: bytes | memoryview) -> bytes:
    """An ONNX model with 0 for every weight that is as good as 0."""
    model, pieces, done = memoryview(model), [], 0
    for start, end in _float_tensors(model):
        pieces += [model[done:start], _nulled(model[start:end])]
        done = end
    return b"".join([*pieces, model[done:]])


def _nulled(raw: memoryview) -> np.ndarray:
    """Float32 weights, flat, with 0 for those that are as good as 0."""
    weights = np.frombuffer(raw, "<f4")
    for at in range(0, len(weights), PIECE):
        faint = np.abs(weights[at : at + PIECE]) < NOTHING
        if faint.any():
            weights = weights if weights.flags.writeable else weights.copy()
            weights[at : at + PIECE][faint] = 0.0
    return weights


def _float_tensors(model: memoryview) -> Iterator[tuple[int, int]]:
    """Where the raw data of each float32 weight begins and ends."""
    for graph in _parts(model, 0, len(model), _GRAPH):
        for tensor in _parts(model, *graph, _INITIALIZER):
            kinds = [value for number, _, value, _ in _fields(model, *tensor) if number == _DATA_TYPE]
            if kinds == [_FLOAT]:
                yield from _parts(model, *tensor, _RAW_DATA)


def _texts(model: memoryview, start: int, end: int, wanted: int) -> list[str]:
    return [str(model[at:after], "utf-8") for at, after in _parts(model, start, end, wanted)]


def _parts(model: memoryview, start: int, end: int, wanted: int) -> Iterator[tuple[int, int]]:
    return ((at, after) for number, _, at, after in _fields(model, start, end) if number == wanted and after)


def _fields(model: memoryview, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """The fields of a protobuf message: number, where it begins, and from where to where its bytes are; for a number
    its value and 0.

    Raises:
        ValueError: this is no protobuf message.
    """
    at = start
    while at < end:
        begin = at
        key, at = _number(model, at)
        match key & 7:
            case 0:
                value, at = _number(model, at)
                yield key >> 3, begin, value, 0
            case 1:
                at += 8
            case 2:
                length, at = _number(model, at)
                yield key >> 3, begin, at, at + length
                at += length
            case 5:
                at += 4
            case wire:
                raise ValueError(f"wire type {wire} at {at}")


def _message(number: int, content: bytes) -> bytes:
    """A field of bytes."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _number(model: memoryview, at: int) -> tuple[int, int]:
    """A variable-length number, and where it ends."""
    value = shift = 0
    while True:
        byte = model[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
