"""The ground floor: the standard library, and YAML in one module; and a docstring everywhere."""

import ast
import sys
from pathlib import Path

import pytest
from tests.source import statements

SRC = Path(__file__).resolve().parents[2] / "src" / "zairyu"
GROUND = ("law", "words", "questionnaire")


def imported(path: Path) -> set[str]:
    """Return the top names of what a module imports."""
    names = set()
    for node in statements(path):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("room", GROUND)
def test_the_ground_needs_nothing_but_the_standard_library(room):
    for path in (SRC / room).rglob("*.py"):
        allowed = set(sys.stdlib_module_names) | {"zairyu"}
        if path == SRC / "law" / "read.py":
            allowed.add("yaml")
        assert imported(path) <= allowed, path


def undocumented(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [node for node in tree.body if isinstance(node, kinds) and node.name[0] != "_"]
    missing = [node.name for node in public if not ast.get_docstring(node)]
    return missing if ast.get_docstring(tree) else ["the module", *missing]


def test_every_module_class_and_public_function_says_what_it_is():
    code = [path for path in SRC.rglob("*.py") if "migrations" not in path.parts]
    empty = {str(path.relative_to(SRC)): undocumented(path) for path in code}
    assert {name: what for name, what in empty.items() if what} == {}


def test_every_migration_says_why_it_is_there():
    for path in SRC.rglob("migrations/0*.py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
