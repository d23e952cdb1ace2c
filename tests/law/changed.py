"""A copy of the package with the made-up law of 2028 laid over its tables, asked from outside."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import zairyu

NAME = "2028-04-01-traditional-crafts"
CHANGE = Path(__file__).parent / "law_of_2028"


def copied(to: Path) -> Path:
    """Copy the package and lay the change into it; return the folder to import from."""
    package = to / "zairyu"
    shutil.copytree(
        Path(zairyu.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__")
    )
    for room in CHANGE.iterdir():
        shutil.copytree(room, package / room.name / "data" / "amendments" / NAME)
    return to


def run(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python with the changed package."""
    told = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *words],
        input=given, env=told, capture_output=True, text=True, encoding="utf-8", check=False,
        cwd=folder,
    )  # fmt: skip


def ask(folder: Path, questions: list[dict]) -> list[dict]:
    """Ask the changed law."""
    lines = "\n".join(json.dumps(each) for each in questions)
    found = run(folder, "-m", "zairyu.law", "ask", "--batch", given=lines)
    assert found.returncode == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]
