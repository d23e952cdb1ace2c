"""The child: waits for files, looks into them, answers; has no secrets and may do very little."""

import socket
from collections.abc import Callable
from typing import Any

from zairyu.filing.inspection import limits, paper, picture, reading, wire

_REST_SECONDS = 120.0  # a child without work goes, so that memory is free for others
Answer = tuple[dict[str, Any], bytes]
_JOBS: dict[str, Callable[[bytes, dict[str, Any]], Answer]] = {
    "inspect": paper.inspect,
    "page": paper.draw_page,
    "photo": picture.inspect_photo,
    "crop": picture.crop,
    "codes": reading.codes,
}


def answer(head: dict[str, Any], body: bytes) -> Answer:
    """Return what a job gives; whatever a library throws at a strange file is an answer too."""
    try:
        return _JOBS[head["job"]](body, head)
    except MemoryError:
        return {"bad": "file.too-complicated"}, b""
    except Exception as fault:  # a fault in a strange file is data, never a reason to stop
        return {"bad": "file.unreadable", "fault": type(fault).__name__}, b""


def main() -> None:
    """Answer until the parent hangs up or has had no work for a while."""
    limits.shut_in()
    with socket.socket(fileno=0) as line:
        line.settimeout(_REST_SECONDS)
        while (question := _next(line)) is not None:
            limits.allow_one_job()
            wire.answer(line, *answer(*question))


def _next(line: socket.socket) -> tuple[dict[str, Any], bytes] | None:
    try:
        return wire.asked(line)
    except TimeoutError:
        return None


if __name__ == "__main__":
    main()
