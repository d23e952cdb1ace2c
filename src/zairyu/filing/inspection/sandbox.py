"""The parent's side: keeps one child, asks it, ends it when it takes too long, starts another.

The child is started when first needed and lives on, because starting one costs more than a whole
upload. It is replaced after a number of files, after a fault, and after a rest without work.
"""

import atexit
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zairyu.filing.inspection import wire

log = logging.getLogger(__name__)
SECONDS_A_JOB = 15.0
_JOBS_A_CHILD = 500
_SOURCE = Path(__file__).parents[3]
GONE = {"bad": "file.too-complicated"}
Answer = tuple[dict[str, Any], bytes]


@dataclass
class _Child:
    """A child process, the line to it, and whose child it is."""

    process: subprocess.Popen[bytes]
    line: socket.socket
    owner: int
    jobs: int = 0

    def alive(self) -> bool:
        """Say whether it can be asked once more; after a fork it belongs to the other process."""
        mine = self.owner == os.getpid()
        return mine and self.jobs < _JOBS_A_CHILD and self.process.poll() is None

    def end(self) -> None:
        """End the process and hang up."""
        self.line.close()
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()


def _started() -> _Child:
    """Start a child with an empty environment and nothing open but the line to it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "zairyu.filing.inspection.child"],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PYTHONPATH": str(_SOURCE), "PYTHONDONTWRITEBYTECODE": "1"},
            close_fds=True,
            start_new_session=True,
        )
    return _Child(process, ours, os.getpid())


class Sandbox:
    """One child and the lock that lets one thread at a time speak to it."""

    def __init__(self, seconds: float = SECONDS_A_JOB) -> None:
        """Remember how long a job may take; no child is started yet."""
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._seconds = seconds

    @property
    def process_id(self) -> int | None:
        """The process of the child, while there is one."""
        return self._child.process.pid if self._child else None

    def ask(self, job: str, data: bytes, **params: Any) -> Answer:
        """Return what the child answers; a child that dies or dawdles is itself an answer."""
        with self._lock:
            fresh = self._child is None
            answer = self._try(job, data, params)
            if answer is None and not fresh:
                # The child may just have gone to rest by itself: a new one gets the file once.
                answer = self._try(job, data, params)
            return answer or (dict(GONE), b"")

    def warm(self) -> None:
        """Start the child before it is needed, without waiting for it."""
        with self._lock:
            self._ready()

    def close(self) -> None:
        """End the child; the next question starts another."""
        with self._lock:
            self._end()

    def leave(self) -> None:
        """End the child as the process ends; whoever still waits for an answer gets none."""
        self._end()

    def _try(self, job: str, data: bytes, params: dict[str, Any]) -> Answer | None:
        child = self._ready()
        child.jobs += 1
        until = time.monotonic() + self._seconds
        try:
            child.line.settimeout(self._seconds)
            wire.ask(child.line, {"job": job, **params}, data)
            return wire.answered(child.line, until)
        except TimeoutError:
            log.warning("inspection took too long: the child was ended")
            self._end()
            return dict(GONE), b""
        except (OSError, EOFError, ValueError) as fault:
            log.warning("inspection lost its child: %s", type(fault).__name__)
            self._end()
            return None

    def _ready(self) -> _Child:
        if self._child is not None and not self._child.alive():
            self._end()
        if self._child is None:
            self._child = _started()
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


SANDBOX = Sandbox()
atexit.register(SANDBOX.leave)
