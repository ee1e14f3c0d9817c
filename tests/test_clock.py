"""Steps are timed, each without what others within it take."""

from itertools import count

import pytest

from papercat.clock import Clock


def _ticking() -> Clock:
    """Return a clock whose time is the number of looks at it."""
    return Clock(now=count().__next__)


def test_a_step_within_another_is_not_counted_twice() -> None:
    """The outer step has its own time only, and all together make the whole."""
    clock = _ticking()
    with clock.of("outer"), clock.of("inner"), clock.of("innermost"):
        pass
    assert clock.seconds == {"outer": 2, "inner": 2, "innermost": 1}


def test_a_step_that_comes_again_adds_up() -> None:
    """The same name twice is one step."""
    clock = _ticking()
    for _ in range(3):
        with clock.of("again"):
            pass
    assert clock.seconds == {"again": 3}


def test_making_and_using_are_told_apart() -> None:
    """What it takes to make items goes to one step, what is done with them to the other."""
    clock = _ticking()
    with clock.of("use"):
        assert list(clock.each("make", iter("ab"))) == ["a", "b"]
    assert clock.seconds == {"use": 4, "make": 3}


def test_a_step_that_fails_is_counted_too() -> None:
    """An error goes on its way, and the time stays known."""
    clock = _ticking()
    with pytest.raises(ZeroDivisionError), clock.of("fails"):
        _ = 1 // 0
    assert clock.seconds == {"fails": 1}


def test_what_others_measured_is_added() -> None:
    """Time of other processes adds up, and is taken from no step of this one."""
    clock = _ticking()
    with clock.of("outer"):
        clock.add("there", 7)
        clock.add("there", 1)
    assert clock.seconds == {"outer": 1, "there": 8}
