"""The parent's side: keeps one child, asks it, ends it when it takes too long, starts another.

The child is started when first needed and lives on, because starting one costs more than a whole
upload. It is replaced after a number of files, after a fault, and after a rest without work.
"""

import logging
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from zairyu.filing.inspection import frames

log = logging.getLogger(__name__)
SECONDS_A_JOB = 15.0
_JOBS_A_CHILD = 500
_SOURCE = Path(__file__).parents[3]
GONE = {"bad": "file.too-complicated"}


class Sandbox:
    """One child and the lock that lets one thread at a time speak to it."""

    def __init__(self, seconds: float = SECONDS_A_JOB) -> None:
        """Remember how long a job may take; no child is started yet."""
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._jobs = 0
        self._seconds = seconds

    def ask(self, job: str, data: bytes, **params: Any) -> tuple[dict[str, Any], bytes]:
        """Return what the child answers; a child that dies or dawdles is itself an answer."""
        with self._lock:
            fresh = self._child is None
            answer = self._try(job, data, params)
            if answer is None and not fresh:
                # The child may just have gone to rest by itself: a new one gets the file once.
                answer = self._try(job, data, params)
            return answer or (dict(GONE), b"")

    def _try(
        self, job: str, data: bytes, params: dict[str, Any]
    ) -> tuple[dict[str, Any], bytes] | None:
        child = self._ready()
        try:
            return self._exchange(child, {"job": job, **params}, data)
        except TimeoutError:
            log.warning("inspection took too long: the child was ended")
            self._end()
            return dict(GONE), b""
        except (OSError, EOFError) as fault:
            log.warning("inspection lost its child: %s", type(fault).__name__)
            self._end()
            return None

    def warm(self) -> None:
        """Start the child before it is needed, without waiting for it."""
        with self._lock:
            self._ready()

    def close(self) -> None:
        """End the child; the next question starts another."""
        with self._lock:
            self._end()

    def _ready(self) -> subprocess.Popen[bytes]:
        # After a fork the pipe belongs to the parent process: the new process starts its own.
        stale = self._owner != os.getpid() or self._jobs >= _JOBS_A_CHILD
        if self._child is not None and (stale or self._child.poll() is not None):
            self._end()
        if self._child is None:
            self._child = _started()
            self._owner, self._jobs = os.getpid(), 0
        self._jobs += 1
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _shut(pipe)

    def _exchange(
        self, child: subprocess.Popen[bytes], head: dict[str, Any], data: bytes
    ) -> tuple[dict[str, Any], bytes]:
        assert child.stdin is not None  # noqa: S101
        assert child.stdout is not None  # noqa: S101
        until = time.monotonic() + self._seconds
        question = BytesIO()
        frames.write(question, head)
        _write(child.stdin.fileno(), (_with_body(question.getvalue(), len(data)), data), until)
        answer = frames.read(_Until(child.stdout.fileno(), until))  # type: ignore[arg-type]
        if answer is None:
            raise EOFError
        return answer


def _with_body(head: bytes, size: int) -> bytes:
    """Return the head of a message with the size of the body that follows it."""
    return head[:4] + size.to_bytes(4, "big") + head[8:]


def _started() -> subprocess.Popen[bytes]:
    """Start a child with an empty environment and no open file but its three pipes."""
    command = [sys.executable, "-m", "zairyu.filing.inspection.child"]
    child = subprocess.Popen(  # noqa: S603 - our own module, no word from outside
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
        env={"PYTHONPATH": str(_SOURCE), "PYTHONDONTWRITEBYTECODE": "1"},
        close_fds=True,
        start_new_session=True,
    )
    assert child.stdin is not None  # noqa: S101
    os.set_blocking(child.stdin.fileno(), False)
    return child


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        log.debug("the pipe was closed already")


def _wait(descriptor: int, event: int, until: float) -> None:
    left = until - time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, event)
        if left <= 0 or not selector.select(left):
            raise TimeoutError


def _write(descriptor: int, parts: Iterable[bytes], until: float) -> None:
    for part in parts:
        rest = memoryview(part)
        while rest:
            _wait(descriptor, selectors.EVENT_WRITE, until)
            rest = rest[os.write(descriptor, rest) :]


class _Until:
    """Reads from a pipe, but not beyond a moment."""

    def __init__(self, descriptor: int, until: float) -> None:
        self._descriptor, self._until = descriptor, until

    def read(self, size: int) -> bytes:
        """Return exactly so many bytes, or fewer when the other side has gone."""
        parts: list[bytes] = []
        while size:
            _wait(self._descriptor, selectors.EVENT_READ, self._until)
            part = os.read(self._descriptor, min(size, 1 << 20))
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


SANDBOX = Sandbox()
