"""One act for each of many: a fault in one does not stop the others."""

import logging
from collections.abc import Callable, Iterable

log = logging.getLogger("zairyu.casework.actions.timers")


def each(keys: Iterable[str], act: Callable[[str], int]) -> int:
    """Do an act for each key; one that fails is told by its key and does not stop the others."""
    done = 0
    for key in keys:
        try:
            done += act(key)
        except Exception as fault:
            log.error("timer of %s: %s", key, type(fault).__name__)
    return done
