"""Times of the processor: what one act takes, and the median of many."""

import statistics
import time
from collections.abc import Callable
from typing import Any

Clock = Callable[[], float]


def took(act: Callable[[], Any], clock: Clock = time.process_time) -> tuple[float, Any]:
    """Return what an act takes in ms, and what it gives."""
    before = clock()
    given = act()
    return (clock() - before) * 1000, given


def median(act: Callable[[], Any], rounds: int, clock: Clock = time.process_time) -> float:
    """Return the median of an act in ms, the first one left out: what it reads is at hand then."""
    act()
    return statistics.median(took(act, clock)[0] for _ in range(rounds))
