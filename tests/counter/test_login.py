"""Who is at the counter, without a window: states, waiting, idleness, and every way through the machine."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.clock import JAPAN, HeldClock
from counter.login import LEADS_TO, OF_AN_ACCOUNT, Delays, Event, Guard, State
from db.accounts_rows import Account
from forms.roles import Role

NOW = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)


def account(name: str, role: Role = Role.CLERK) -> Account:
    return Account(name, role, NOW, None, None, 0, False)


@pytest.fixture
def guard(clock: HeldClock) -> Guard:
    return Guard(clock, Delays(lock_s=300))


def at_work(guard: Guard, name: str = "sato") -> Guard:
    guard.tell(Event.ACCOUNTS)
    guard.entered(account(name))
    return guard


def test_log_in_lock_and_unlock(guard: Guard) -> None:
    at_work(guard)
    assert guard.tell(Event.LOCK) is State.LOCKED
    assert guard.account.name == "sato"
    assert guard.entered(account("sato"))
    assert guard.state is State.WORK


def test_another_person_is_another_person(guard: Guard) -> None:
    at_work(guard).tell(Event.LOCK)
    guard.tell(Event.OTHER)
    assert not guard.entered(account("suzuki"))
    assert guard.account.name == "suzuki"


def test_the_same_person_through_the_full_log_in_keeps_the_work(guard: Guard) -> None:
    at_work(guard).tell(Event.LOCK)
    guard.tell(Event.OTHER)
    guard.tell(Event.CODE_NEEDED)
    assert guard.entered(account("sato", Role.SUPERVISOR))
    assert guard.account.role is Role.SUPERVISOR


def test_back_to_whose_work_is_locked_only_if_there_is_somebody(guard: Guard) -> None:
    guard.tell(Event.ACCOUNTS)
    with pytest.raises(ValueError):
        guard.tell(Event.BACK)
    guard.entered(account("sato"))
    guard.tell(Event.LOCK)
    guard.tell(Event.OTHER)
    assert guard.tell(Event.BACK) is State.LOCKED


@pytest.mark.parametrize("event", [Event.LEAVE, Event.ACCOUNTS])
def test_whoever_left_is_forgotten(guard: Guard, event: Event) -> None:
    at_work(guard)
    assert guard.tell(event) is State.LOGIN
    assert guard.account is None


def test_what_is_not_declared_is_a_bug(clock: HeldClock) -> None:
    for state in State:
        for event in Event:
            guard = Guard(clock, Delays(lock_s=300))
            guard.state = state
            guard.account = account("sato")
            if (state, event) in LEADS_TO:
                assert guard.tell(event) is LEADS_TO[state, event]
            else:
                with pytest.raises(ValueError):
                    guard.tell(event)
                assert guard.state is state


def test_the_work_is_locked_after_so_long_without_a_hand(guard: Guard, clock: HeldClock) -> None:
    at_work(guard)
    clock.advance(299)
    assert not guard.must_lock
    guard.touched()
    clock.advance(299)
    assert not guard.must_lock
    clock.advance(1)
    assert guard.must_lock
    guard.tell(Event.LOCK)
    assert not guard.must_lock


class Asleep(HeldClock):
    """The clock of a machine that sleeps: the wall goes on, what only grows stands."""

    def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


def test_a_machine_that_slept_is_locked() -> None:
    clock = Asleep(NOW)
    guard = at_work(Guard(clock, Delays(lock_s=300)))
    clock.sleep(400)
    assert guard.must_lock


def test_a_clock_set_back_does_not_keep_the_work_open() -> None:
    clock = Asleep(NOW)
    guard = at_work(Guard(clock, Delays(lock_s=300)))
    clock.sleep(-7200)
    clock.advance(301)
    assert guard.must_lock


def test_without_an_account_nothing_is_locked(guard: Guard, clock: HeldClock) -> None:
    guard.tell(Event.ALONE)
    clock.advance(100_000)
    assert not guard.must_lock


def test_what_was_typed_at_the_cover_is_wiped(guard: Guard, clock: HeldClock) -> None:
    guard.tell(Event.ACCOUNTS)
    assert not guard.must_clear
    clock.advance(60)
    assert guard.must_clear
    guard.entered(account("sato"))
    clock.advance(60)
    assert not guard.must_clear


def test_the_wait_counts_down_for_its_account_only(guard: Guard, clock: HeldClock) -> None:
    guard.tell(Event.ACCOUNTS)
    guard.refuse_until(" Sato ", 30)
    assert guard.wait_s("sato") == 30
    assert guard.wait_s("SATO ") == 30
    assert guard.wait_s("suzuki") == 0
    clock.advance(29.5)
    assert guard.wait_s("sato") == 1
    clock.advance(0.5)
    assert guard.wait_s("sato") == 0


def test_the_account_is_looked_at_again_now_and_then(guard: Guard, clock: HeldClock) -> None:
    at_work(guard)
    assert not guard.due_for_check()
    clock.advance(30)
    assert guard.due_for_check()
    assert not guard.due_for_check()
    guard.tell(Event.LOCK)
    clock.advance(30)
    assert not guard.due_for_check()


@given(st.lists(st.one_of(st.sampled_from(Event), st.sampled_from(["sato", "suzuki"]), st.integers(0, 400))))
def test_no_way_leads_to_work_without_having_entered(steps: list) -> None:
    clock = HeldClock(NOW)
    guard = Guard(clock, Delays(lock_s=300))
    entered = ""
    for step in steps:
        before = guard.state
        if isinstance(step, int):
            clock.advance(step)
            if guard.must_lock:
                guard.tell(Event.LOCK)
        elif isinstance(step, Event):
            if step is not Event.ENTERED and (before, step) in LEADS_TO:
                if (before, step) in OF_AN_ACCOUNT and guard.account is None:
                    with pytest.raises(ValueError, match=step):
                        guard.tell(step)
                    continue
                guard.tell(step)
                if guard.state is State.WORK:
                    assert step is Event.ALONE
                    assert guard.account is None
        elif (before, Event.ENTERED) in LEADS_TO:
            same = guard.entered(account(step))
            assert same == (entered == step)
        entered = guard.account.name if guard.account else ""
        assert guard.state is not State.LOCKED or guard.account is not None
