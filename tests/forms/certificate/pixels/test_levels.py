"""Levels of grey by the share of darker pixels."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from forms.certificate.pixels.levels import level_at


@given(arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=12)), st.integers(0, 100))
def test_it_is_what_sorting_says(picture, percent):
    assert level_at(picture, percent) == np.percentile(picture, percent)
    assert level_at(picture[:, ::-1].T, percent) == np.percentile(picture, percent)
