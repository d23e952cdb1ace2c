"""House rules: sizes, and that a release carries no virtual card."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = [*ROOT.glob("zairyu_card/**/*.py"), *ROOT.glob("tests/*.py")]


def test_no_file_is_longer_than_300_lines_and_no_function_than_40():
    long = [str(one) for one in MODULES if len(one.read_text().splitlines()) > 300]
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                long.append(f"{path}:{node.name}")
    assert long == []


def test_what_is_released_does_not_know_the_virtual_card():
    for path in ROOT.glob("zairyu_card/*.py"):
        assert "zairyu_card.virtual" not in path.read_text(), path
    assert 'exclude = ["zairyu_card/virtual"]' in (ROOT / "pyproject.toml").read_text()


def test_it_all_loads_without_the_reader_library():
    code = (
        "import sys; sys.modules['smartcard'] = None\n"
        "import zairyu_card.pcsc, zairyu_card.residence, zairyu_card.virtual\n"
        "from zairyu_card import pcsc, words\n"
        "try: pcsc.Readers()\n"
        "except words.NoReader: print('said')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "said"
