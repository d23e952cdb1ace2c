"""The arithmetic of the record: hashes of rows and seals, Merkle roots. No database."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

_WRITER = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _digest(*parts: Any) -> str:
    return sha256(_WRITER.encode(parts).encode("ascii")).hexdigest()


def instant(at: datetime) -> str:
    """Return an instant as it is hashed: UTC, with microseconds.

    >>> instant(datetime(2026, 12, 1, 9, tzinfo=UTC))
    '2026-12-01T09:00:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def row_hash(
    chain: str, place: int, at: datetime, verb: str, by: str, ids: Any, digest: str, previous: str
) -> str:
    """Return the hash of a row, which binds all that it says and the row before it."""
    return _digest("row", chain, place, instant(at), verb, by, ids, digest, previous)


def seal_hash(at: datetime, up_to: int, chains: int, root: str, previous: str) -> str:
    """Return the hash of a seal, which binds the seal before it."""
    return _digest("seal", instant(at), up_to, chains, root, previous)


def _pair(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def merkle_root(heads: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """Return the root over the heads (chain, hash) in the given order, and how many there were.

    Leaves and nodes are told apart by their first byte; a node without a partner moves up as it is.
    Only one node per level is held, so a million chains cost no memory.
    """
    waiting: list[tuple[int, bytes]] = []  # (level, node), levels fall from left to right
    count = 0
    for chain, head in heads:
        count += 1
        level, node = 0, sha256(b"\x00" + f"{chain} {head}".encode()).digest()
        while waiting and waiting[-1][0] == level:
            level, node = level + 1, _pair(waiting.pop()[1], node)
        waiting.append((level, node))
    if not waiting:
        return sha256(b"").hexdigest(), 0
    _, root = waiting.pop()
    while waiting:
        root = _pair(waiting.pop()[1], root)
    return root.hex(), count
