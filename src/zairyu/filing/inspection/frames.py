"""How parent and child talk: a small JSON head and the bytes of a file, each with its length."""

import json
import struct
from typing import Any, BinaryIO

_SIZES = struct.Struct(">II")
MAX_BODY = 64 * 1024 * 1024


def write(stream: BinaryIO, head: dict[str, Any], body: bytes | memoryview = b"") -> None:
    """Write one message."""
    worded = json.dumps(head).encode()
    stream.write(_SIZES.pack(len(worded), len(body)))
    stream.write(worded)
    stream.write(body)
    stream.flush()


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return the next message, or nothing when the other side has gone."""
    sizes = _exactly(stream, _SIZES.size)
    if sizes is None:
        return None
    head_size, body_size = _SIZES.unpack(sizes)
    if max(head_size, body_size) > MAX_BODY:
        return None
    head, body = _exactly(stream, head_size), _exactly(stream, body_size)
    if head is None or body is None:
        return None
    return json.loads(head), body


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    data = stream.read(size) if size else b""
    return data if len(data) == size else None
