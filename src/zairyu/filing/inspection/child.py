"""The child: waits for files, looks into them, answers; has no secrets and may do very little."""

import select
import sys
from collections.abc import Callable
from typing import Any

from zairyu.filing.inspection import frames, limits, paper, picture

Answer = tuple[dict[str, Any], bytes]
_REST_SECONDS = 120.0  # a child without work goes, so that memory is free for others
_JOBS: dict[str, Callable[[bytes, dict[str, Any]], Answer]] = {
    "inspect": paper.inspect,
    "page": paper.draw_page,
    "photo": picture.inspect_photo,
    "crop": picture.crop,
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
    """Answer until the parent closes the pipe or has had no work for a while."""
    limits.shut_in()
    # From here on nothing a library prints can be mistaken for an answer.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    asked = sys.stdin.buffer
    while select.select([asked], [], [], _REST_SECONDS)[0]:
        message = frames.read(asked)
        if message is None:
            return
        limits.allow_one_job()
        frames.write(answers, *answer(*message))


if __name__ == "__main__":
    main()
