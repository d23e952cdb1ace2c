"""What the house says of sizes: no file over 300 lines, no function over 40; styles stand tidy."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.source import statements

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES, FUNCTION_LINES, STYLE_WIDTH = 300, 40, 100
PLACES = ("src", "bench", "scripts", "tests")


def modules() -> list[Path]:
    """Return every Python file that is code (migrations are records of what happened)."""
    found = [path for place in PLACES for path in (ROOT / place).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in statements(path):
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


def ours(ending: str) -> list[Path]:
    """Return every stylesheet or template that is our own."""
    return [path for path in (ROOT / "src").rglob(f"*.{ending}") if "vendor" not in path.parts]


@pytest.mark.parametrize("ending", ["css", "html"])
def test_styles_and_templates_are_kept_small_too(ending):
    long = {
        str(path.relative_to(ROOT)): lines
        for path in ours(ending)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert long == {}


SILENT = re.compile(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'|\((?:[^()]|\([^()]*\))*\)", re.DOTALL)
CROWDED = re.compile(r";.*\S|\{.*\S|\S.*\}|^[^@]*,.*\{")


def untidy(sheet: str) -> list[str]:
    """Return the lines that are too wide, or hold more than one selector or declaration.

    What stands in comments, strings and brackets ends nothing, so it is left out of account.
    """
    wide = [line for line in sheet.splitlines() if len(line) > STYLE_WIDTH]
    bare = SILENT.sub(lambda found: "\n" * found[0].count("\n"), sheet)
    return wide + [line for line in bare.splitlines() if CROWDED.search(line)]


@pytest.mark.parametrize("path", ours("css"), ids=lambda path: path.name)
def test_a_stylesheet_stands_one_declaration_to_a_line(path):
    assert untidy(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("sheet", "is_untidy"),
    [
        ("a {\n  color: red;\n}\n", False),
        ("a { color: red; }\n", True),
        ("a,\nb:is(i, :not(u, s)) {\n  color: red;\n}\n", False),
        ("a, b {\n  color: red;\n}\n", True),
        ("a {\n  color: red; margin: 0;\n}\n", True),
        ("a {\n  color: red; }\n", True),
        ("@media print { a {\n  color: red;\n}\n}\n", True),
        ('a::before {\n  content: ";}";\n  background: url(data:image/png;base64,AA);\n}\n', False),
        ("/* a { color: red; margin: 0 } */\n", False),
        (f"/* {'a' * STYLE_WIDTH} */\n", True),
    ],
)
def test_the_measure_of_a_stylesheet_tells_tidy_from_crowded(sheet, is_untidy):
    assert bool(untidy(sheet)) == is_untidy
