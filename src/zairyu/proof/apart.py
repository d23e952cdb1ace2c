"""Has a PDF of a stranger checked in a process of its own, with limits on time and memory.

Whoever serves pages never reads such a file itself, and never carries the libraries for it. The
question goes in by standard input, the answer comes out as JSON.
"""

import json
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

SECONDS = 10
MOST_BYTES = 10 * 1024 * 1024
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT = 5.0
_SOURCE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Checked:
    """What is so with a file: `reason` is empty if it holds, and else says why not."""

    reason: str
    ours: bool = False  # it says of itself that we made it: if it does not hold, it is forged
    signed_at: datetime | None = None
    stamped_at: datetime | None = None  # proved by a time-stamp
    signer: str = ""
    key: str = ""
    token: str = ""  # what the file holds of the proof, for the check of its state

    @property
    def holds(self) -> bool:
        """Say whether the file is as the issuer made it."""
        return not self.reason


def check_pdf(
    content: bytes, trust: str, anchors: list[bytes], at: datetime, newest: bytes = b""
) -> Checked:
    """Say whether a file is a document of the issuer, whole and unchanged.

    `trust` is the list of trust as published, `anchors` are the roots it is held against (DER),
    `newest` is the newest revocation list that the checker has. A file that could not be checked
    in time does not hold: `busy`, `too-hard`.
    """
    if len(content) > MOST_BYTES:
        return Checked("too-large")
    head = {
        "trust": trust,
        "anchors": [each.hex() for each in anchors],
        "at": at.isoformat(),
        "newest": newest.hex(),
    }
    if not _AT_ONCE.acquire(timeout=_WAIT):
        return Checked("busy")
    try:
        return _asked(json.dumps(head).encode() + b"\n" + content)
    finally:
        _AT_ONCE.release()


def names_us(content: bytes, roots: list[bytes]) -> bool:
    """Say whether a signed file names one of the roots as its issuer, or holds a token like ours.

    `roots` are their names in DER. Whoever signs in our name must do so; other files need no check.
    """
    if b"/ByteRange" not in content:
        return False
    low = content.lower()
    return b"zry1:" in low or any(name.hex().encode() in low for name in roots)


def _asked(question: bytes) -> Checked:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "zairyu.proof.checking"],
            input=question,
            capture_output=True,
            timeout=SECONDS * 2,
            check=False,
            cwd="/",
            env={"PYTHONPATH": str(_SOURCE), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return Checked("too-hard")
    if done.returncode:
        return Checked("too-hard")
    return _read(json.loads(done.stdout))


def told(found: Checked) -> str:
    """Return what a check found as JSON, for `_read` on the other side."""
    return json.dumps(asdict(found), default=datetime.isoformat)


def _read(said: dict[str, Any]) -> Checked:
    for name in ("signed_at", "stamped_at"):
        if said[name] is not None:
            said[name] = datetime.fromisoformat(said[name])
    return Checked(**said)
