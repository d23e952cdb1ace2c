"""How parent and child talk, over one socket.

A question is a small JSON text, and the file beside it as an open memory file, so that its bytes
cross over without being sent. An answer is a head and a body, each with its length before it.
"""

import json
import mmap
import os
import socket
import struct
import time
from typing import Any

_SIZES = struct.Struct(">II")
_MAX_HEAD = 65_536
MAX_BODY = 64 * 1024 * 1024


def ask(line: socket.socket, question: dict[str, Any], data: bytes) -> None:
    """Send a question with a file."""
    memory = os.memfd_create("paper", os.MFD_CLOEXEC)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(memory, rest) :]
        socket.send_fds(line, [json.dumps(question).encode()], [memory])
    finally:
        os.close(memory)


def asked(line: socket.socket) -> tuple[dict[str, Any], bytes] | None:
    """Return the next question and its file, or nothing when the other side has gone."""
    said, memories, _, _ = socket.recv_fds(line, _MAX_HEAD, 1)
    if not said or not memories:
        return None
    try:
        with mmap.mmap(memories[0], 0, prot=mmap.PROT_READ) as data:
            return json.loads(said), data[:]
    finally:
        os.close(memories[0])


def answer(line: socket.socket, head: dict[str, Any], body: bytes) -> None:
    """Send an answer."""
    worded = json.dumps(head).encode()
    line.sendall(_SIZES.pack(len(worded), len(body)) + worded)
    line.sendall(body)


def answered(line: socket.socket, until: float) -> tuple[dict[str, Any], bytes]:
    """Return the answer, which must be here at a moment of the steady clock.

    Raises:
        TimeoutError: it was not. EOFError: the other side has gone, or says nonsense.
    """
    head_size, body_size = _SIZES.unpack(_exactly(line, _SIZES.size, until))
    if head_size > _MAX_HEAD or body_size > MAX_BODY:
        raise EOFError
    head = _exactly(line, head_size, until)
    return json.loads(head), _exactly(line, body_size, until)


def _exactly(line: socket.socket, size: int, until: float) -> bytes:
    parts: list[bytes] = []
    while size:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        line.settimeout(left)
        part = line.recv(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
