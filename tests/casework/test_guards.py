"""The guards that the table of moves names are functions, and every one of them can say no."""

import pytest

from zairyu.casework.guards import GUARDS
from zairyu.law import lifecycle

NAMED = {name for move in lifecycle.events() for name in move.guards}


def test_every_guard_of_the_table_is_a_function_and_every_function_is_in_the_table():
    assert set(GUARDS) == NAMED
    for name, guard in GUARDS.items():
        assert guard.__name__ == name.replace("-", "_")
        assert guard.__doc__ is not None
        assert guard.__doc__.startswith("Refuse ")


def test_every_move_says_in_words_what_must_hold():
    assert [move.event for move in lifecycle.events() if not move.guard] == []


@pytest.mark.parametrize("event", ["approve", "refuse"])
def test_a_decision_has_four_eyes(event):
    assert "another-decides" in lifecycle.event(event).guards


@pytest.mark.parametrize("event", ["dispatch", "dispatch-direct", "hand-over"])
def test_nothing_goes_out_unpaid_or_unlike_the_decision(event):
    assert {"paid-in-full", "print-agrees"} <= set(lifecycle.event(event).guards)
