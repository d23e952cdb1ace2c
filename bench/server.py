"""The web server that is measured: granian with two processes, as the demo runs it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import Connection, get

PROCESSES = 2


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _up(port: int, until: float) -> bool:
    while time.monotonic() < until:
        try:
            return Connection("127.0.0.1", port).ask(get("/bench/empty"))[0] == 200
        except OSError:
            time.sleep(0.1)
    return False


@contextmanager
def served() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve with the environment of this process; give the port and the parent process.

    Raises:
        RuntimeError: the server does not answer within 30 s.
    """
    port = free_port()
    granian = str(Path(sys.executable).parent / "granian")
    size = ["--workers", str(PROCESSES), "--blocking-threads", "1", "--log-level", "warning"]
    where = ["--host", "127.0.0.1", "--port", str(port)]
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}
    line = [granian, "--interface", "wsgi", *where, *size, "zairyu.config.wsgi:application"]
    server = subprocess.Popen(line, env=told)
    try:
        if not _up(port, time.monotonic() + 30):
            raise RuntimeError("the server does not answer")
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=20)


def memory_mb(parent: int) -> float:
    """Return the memory (PSS where the kernel tells it) of a process and its children, in MB."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    total = 0
    for process in [str(parent), *children]:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024
