"""Reading our own source: what tests of the house ask about it."""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path


def statements(path: Path) -> Iterator[ast.AST]:
    """Go through the statements of a module, nested ones too.

    Expressions are left out: they are most of a tree, and walking all of them takes seconds.
    """
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        yield node
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            waiting.extend(getattr(node, field, ()))


def calls(path: Path, names: Collection[str]) -> Iterator[tuple[str, ast.Call]]:
    """Find the calls of functions by their names, as `name(…)` or `room.name(…)`, in a module.

    A module in whose text no such call stands is not taken apart: most are not.
    """
    source = path.read_text(encoding="utf-8")
    if not re.search(rf"\b({'|'.join(names)})\(", source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in names:
                yield name, node
