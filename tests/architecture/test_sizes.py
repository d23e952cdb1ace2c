"""What the house says of sizes: no file over 300 lines, no function over 40."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES, FUNCTION_LINES = 300, 40
PLACES = ("src", "bench", "scripts", "tests")


def modules() -> list[Path]:
    """Return every Python file that is code (migrations are records of what happened)."""
    found = [path for place in PLACES for path in (ROOT / place).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{path.relative_to(ROOT)}:{name}": lines
        for path in modules()
        for name, lines in functions(path)
        if lines > FUNCTION_LINES
    }
    assert long == {}


@pytest.mark.parametrize(("ending", "limit"), [("css", 400), ("html", 300)])
def test_styles_and_templates_are_kept_small_too(ending, limit):
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob(f"*.{ending}")
        if "vendor" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert long == {}
