"""An application for the status of the made-up law of 2028 is filed, decided and charged.

Runs pytest once more with a copy of the package in which the change lies; see tests/law/changed.py.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.law import changed

ROOT = Path(__file__).parents[2]


def test_after_the_day_an_application_for_the_new_status_goes_from_draft_to_fee_order(tmp_path):
    folder = changed.copied(tmp_path)
    told = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    line = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "tests/law/after_2028/filing.py",
    ]
    found = subprocess.run(line, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-4000:] + found.stderr[-2000:]
    assert "..." in found.stdout  # all three of its tests
