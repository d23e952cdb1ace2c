"""Where a new certificate, or a new credential of a wallet, stands in a status list."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction

from zairyu.certificates.models import StatusList
from zairyu.certificates.statuses.decoys import SIZE, is_decoy

APART = 4  # every fourth place is a wallet's (`wallets`): no certificate is given it
TRIES = 8  # a list of which so many places drawn were taken is well filled: a further one opens


class Place(NamedTuple):
    """The number of a list, and a place in it."""

    number: int
    place: int


def drawn(at: datetime, *, wallets: bool = False) -> Iterator[Place]:
    """Give random places that are no decoys until one was free; whoever writes it finds out."""
    number, seed, size = _newest() or _opened(1, at)
    while True:
        for _ in range(TRIES):
            yield Place(number, (_wallets if wallets else _place)(seed, size))
        number, seed, size = _opened(number + 1, at)


def _newest() -> tuple[int, bytes, int] | None:
    found = StatusList.objects.values_list("number", "seed", "size").last()
    return (found[0], bytes(found[1]), found[2]) if found else None


def _place(seed: bytes, size: int) -> int:
    index = secrets.randbelow(size)
    while index % APART == 0 or is_decoy(seed, index):
        index = secrets.randbelow(size)
    return index


def _wallets(seed: bytes, size: int) -> int:
    index = secrets.randbelow(size // APART) * APART
    while is_decoy(seed, index):
        index = secrets.randbelow(size // APART) * APART
    return index


def _opened(number: int, at: datetime) -> tuple[int, bytes, int]:
    seed = secrets.token_bytes(32)
    try:
        with transaction.atomic():
            StatusList.objects.create(number=number, size=SIZE, seed=seed, opened_at=at, due_at=at)
    except IntegrityError:  # another process was first
        row = StatusList.objects.get(number=number)
        return row.number, bytes(row.seed), row.size
    return number, seed, SIZE
