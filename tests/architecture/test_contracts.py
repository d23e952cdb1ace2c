"""The contracts on imports: kept as the house stands, and each kind reported when it is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# One crack of each kind of contract: (the contract's words, the module, the import put into it).
CRACKS = [
    ("Floors: imports point down", "law/dates.py", "import zairyu.words.dates"),
    ("The ground is plain Python", "questionnaire/__init__.py", "import random"),
    ("Only law.read knows that tables are YAML", "words/codes.py", "import yaml"),
    ("Only vault, identity and certificates touch keys", "notices/__init__.py",
     "import cryptography"),
    ("The tables of filing are its own", "casework/__init__.py", "import zairyu.filing.models"),
    ("No cycles inside a room", "words/readings.py", "import zairyu.words.catalogue"),
]  # fmt: skip


def lint(home: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the sources in a folder."""
    told = {**os.environ, "PYTHONPATH": str(home / "src"), "DJANGO_SETTINGS_MODULE": ""}
    program = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    config = ["--config", str(ROOT / "pyproject.toml")]
    return subprocess.run([*program, *config], cwd=home, env=told, capture_output=True, text=True)


@pytest.fixture(scope="module")
def cracked(tmp_path_factory) -> str:
    """Return what the linter says of a copy of the house with every crack put in."""
    home = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src", home / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for _, module, line in CRACKS:
        path = home / "src" / "zairyu" / module
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    catalogue = home / "src/zairyu/words/catalogue.py"
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "\nimport zairyu.words.readings\n")
    done = lint(home)
    assert done.returncode != 0
    return done.stdout


def test_all_contracts_are_kept():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("words", [words for words, _, _ in CRACKS])
def test_a_contract_broken_on_purpose_is_reported(cracked, words):
    verdicts = [line for line in cracked.splitlines() if line.startswith(words)]
    assert verdicts
    assert "BROKEN" in verdicts[0]
