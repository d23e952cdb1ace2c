"""Documents that a door hands out at once: the application form as PDF.

The page is set by a child process (`setting`), so that no web process carries the library and its
fonts; at most a few are set at a time, and whoever comes then is asked to come again.
"""

import json
import logging
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from zairyu.law.problem import Problem, Refusal

log = logging.getLogger(__name__)
SECONDS = 30.0
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT = 10.0
_SOURCE = Path(__file__).parents[2]


class CannotPrint(Refusal):
    """The document cannot be set now; what is in it is safe."""

    def __init__(self, why: str) -> None:
        """Tell that it can be tried again."""
        super().__init__(Problem("certificates.cannot-print", params={"why": why}))


def form_pdf(filled: dict[str, Any], at: datetime) -> bytes:
    """Return an application form as PDF/A-2a and PDF/UA-1, from plain data (`ui.forms.paper`).

    Raises:
        CannotPrint: too many are being set, or it took too long.
    """
    return _asked("form.typ", filled, at)


def sheet_pdf(filled: dict[str, Any], at: datetime) -> bytes:
    """Return a sheet to be handed in at a counter as PDF/A-2a and PDF/UA-1, from plain data.

    Raises:
        CannotPrint: too many are being set, or it took too long.
    """
    return _asked("letter.typ", filled, at)


def _asked(template: str, filled: dict[str, Any], at: datetime) -> bytes:
    question = {"template": template, "data": filled, "at": int(at.timestamp())}
    if not _AT_ONCE.acquire(timeout=_WAIT):
        raise CannotPrint("busy")
    try:
        return _set(json.dumps(question, ensure_ascii=False).encode())
    finally:
        _AT_ONCE.release()


def _set(question: bytes) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "zairyu.certificates.setting"],
            input=question,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            cwd="/",
            env={"PYTHONPATH": str(_SOURCE), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        log.warning("a form took too long to be set")
        raise CannotPrint("slow") from None
    if done.returncode:
        log.error("a form could not be set: exit code %s", done.returncode)
        raise CannotPrint("fault")
    return done.stdout
