"""Which status takes which action."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.actions import ALLOWED, ActionType, Status, allowed, status_after


def test_every_status_has_its_row_and_every_action_a_place():
    assert ALLOWED.keys() == {None, *Status}
    assert {action for row in ALLOWED.values() for action in row} == set(ActionType)


@pytest.mark.parametrize("status", [None, *Status])
@pytest.mark.parametrize("action", ActionType)
def test_allowed_leads_somewhere_and_the_rest_is_refused(status, action):
    if allowed(status, action):
        assert isinstance(status_after(status, action), Status)
    else:
        with pytest.raises(ValueError, match=f"{action} on {status}"):
            status_after(status, action)


def test_every_status_can_be_reached_from_the_door():
    reached, new = set(), {None}
    while new:
        reached |= new
        new = {status_after(at, action) for at in new for action in ALLOWED[at]} - reached
    assert reached == {None, *Status}


@given(st.lists(st.sampled_from(list(ActionType)), max_size=20))
def test_filed_and_abandoned_are_final(actions):
    status = None
    for action in actions:
        if allowed(status, action):
            following = status_after(status, action)
            if status in (Status.FILED, Status.ABANDONED):
                assert following is status
            status = following
    assert status is None or not actions or allowed(None, ActionType.OPEN)
