"""Reading our own source: what tests of the house ask about it."""

import ast
from collections.abc import Iterator
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
