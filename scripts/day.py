"""Plays a day at the office on a database of its own, and leaves the documents in a folder."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Make a database that is thrown away, play the day on it, keep what was written."""
    out = Path(os.environ.get("OUT") or ROOT / "var" / "day")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="zairyu-day-") as home:
        told = {
            **os.environ,
            "ZAIRYU_HOME": str(ROOT),
            "ZAIRYU_VAR": home,
            "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.demo",
        }
        if not os.environ.get("DAY_ON_DATABASE_URL"):
            told.pop("DATABASE_URL", None)
        program = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*program, "migrate", "--no-input", "-v0"], env=told, check=True, cwd=ROOT)
        played = subprocess.run([*program, "day", "--out", str(out)], env=told, cwd=ROOT)
    return played.returncode


if __name__ == "__main__":
    sys.exit(main())
