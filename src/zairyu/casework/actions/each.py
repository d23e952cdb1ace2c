"""One act for each of many, and at which reminder each stands."""

import logging
from collections.abc import Callable, Iterable

log = logging.getLogger("zairyu.casework.actions.timers")


def latest(steps: Iterable[int], days_left: int) -> int | None:
    """Return the step that a reminder stands at: the last one whose day has come.

    >>> latest((7, 2, -1), 7), latest((7, 2, -1), 1), latest((7, 2, -1), -4), latest((7, 2), 9)
    (7, 2, -1, None)
    """
    passed = [step for step in steps if days_left <= step]
    return min(passed, default=None)


def each(keys: Iterable[str], act: Callable[[str], int]) -> int:
    """Do an act for each key; one that fails is told by its key and does not stop the others."""
    done = 0
    for key in keys:
        try:
            done += act(key)
        except Exception as fault:
            log.error("timer of %s: %s", key, type(fault).__name__)
    return done
