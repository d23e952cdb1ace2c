"""Places of a status list that belong to nobody and yet change: they hide how many real ones do.

Which places they are, and when each changes, follows from the seed of the list: nothing is stored,
and every process comes to the same.
"""

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

SIZE = 1 << 20  # places of a list: a crowd large enough to disappear in
ONE_IN = 16
SPAN = 3 * 365 * 24 * 60 * 60  # seconds within which every decoy changes once
_BLOCK = 4096
_WIDTH = 4
_DRAWN = 1 << 28  # of 2^32: one in sixteen


def _block(seed: bytes, number: int) -> Sequence[int]:
    stream = hashlib.shake_256(seed + number.to_bytes(4, "big")).digest(_WIDTH * _BLOCK)
    return array("I", stream)


def is_decoy(seed: bytes, place: int) -> bool:
    """Say whether a place is a decoy: no certificate is given it.

    >>> sum(is_decoy(b"seed", place) for place in range(1600))
    110
    """
    return _block(seed, place // _BLOCK)[place % _BLOCK] < _DRAWN


@lru_cache(maxsize=4)
def _turns(seed: bytes, size: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return after how many seconds decoys change, in order, and which place each of them is."""
    found = []
    for number in range(-(-size // _BLOCK)):
        first = number * _BLOCK
        drawn = enumerate(_block(seed, number), first)
        found += [(value * SPAN // _DRAWN, place) for place, value in drawn if value < _DRAWN]
    found = sorted(one for one in found if one[1] < size)
    return array("I", (after for after, _ in found)), array("I", (place for _, place in found))


def changed(seed: bytes, size: int, opened_at: datetime, at: datetime) -> Sequence[int]:
    """Return the decoys that look ended by now."""
    after, places = _turns(seed, size)
    gone = max(0, int((at - opened_at).total_seconds()))
    return places[: bisect_right(after, gone)]
