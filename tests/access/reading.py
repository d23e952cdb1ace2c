"""Reads the tables: which row stands for a path, and what a persona is answered by it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
METHODS = ("get", "head", "post")
MOST_OF_LINE = 1


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return found


@cache
def personas() -> tuple[str, ...]:
    return tuple(_read("personas.yaml")["personas"])


@cache
def groups() -> dict[str, set[str]]:
    return {name: set(who) for name, who in _read("personas.yaml")["groups"].items()}


@dataclass(frozen=True)
class Row:
    """One path with its gaps filled, and who is answered what by which method."""

    path: str  # the name of the path as Django knows it
    title: str  # the same with what tells two rows of one path apart
    gaps: dict[str, str]  # gap of the address -> thing of the world
    says: dict[str, list[tuple[str, str]]]  # method -> lines, the first that names somebody decides
    anew: bool  # whether everybody has just shown who they are
    token: bool  # whether a form needs the token against forged ones
    writes: tuple[str, ...]  # tables that the library writes to although it refuses

    def answer(self, persona: str, method: str) -> str:
        """Return the word for what a persona is answered."""
        return dict(self.says[method])[self._line(persona, method)]

    def some(self, method: str, turn: int) -> tuple[str, ...]:
        """Return a few personas who stand for all: whoever a line names, two of every group.

        Which two changes with `turn`, so that over all rows everybody is asked.
        """
        by_line: dict[str, list[str]] = {}
        for persona in personas():
            by_line.setdefault(self._line(persona, method), []).append(persona)
        turns = range(turn, turn + MOST_OF_LINE)
        chosen = {one[each % len(one)] for one in by_line.values() for each in turns}
        return tuple(persona for persona in personas() if persona in chosen)

    def _line(self, persona: str, method: str) -> str:
        """Return whom the line names that decides: the first that fits."""
        for who, _word in self.says[method]:
            if who in ("rest", persona) or persona in groups().get(who, ()):
                return who
        raise AssertionError(f"{self.title}: nothing is said of {persona} ({method})")


def _lines(shape: dict[str, Any], own: dict[str, Any], method: str) -> list[tuple[str, str]]:
    """Return the lines of a shape; a row's own line takes the place of its like, or goes first."""
    more = own.get(method, {})
    if isinstance(more, str):  # one word for everybody
        return [("rest", more)]
    said = shape.get(method, {})
    said = {"rest": said} if isinstance(said, str) else dict(said)
    lines = {who: word for who, word in more.items() if who not in said} | said | more
    for who in lines:
        assert who == "rest" or who in groups() or who in personas(), f"nobody is called {who}"
    return list(lines.items())


def _row(title: str, written: Any) -> Row:
    own = {"like": written} if isinstance(written, str) else dict(written)
    shape = shapes()[own["like"]] if "like" in own else {}
    says = {method: _lines(shape, own, method) for method in METHODS}
    says["head"] = says["head"] or says["get"]
    gaps = {**shape.get("with", {}), **own.get("with", {})}
    said = {**shape, **own}
    return Row(
        path=title.split()[0],
        title=title,
        gaps=gaps,
        says=says,
        anew=said.get("anew", False),
        token=said.get("token", True),
        writes=tuple(said.get("writes", ())),
    )


@cache
def shapes() -> dict[str, dict[str, Any]]:
    return _read("shapes.yaml")


@cache
def rows() -> tuple[Row, ...]:
    """Return every row of every table; no title stands twice."""
    found: dict[str, Row] = {}
    for table in sorted((HERE / "tables").glob("*.yaml")):
        for title, written in _read(f"tables/{table.name}").items():
            assert title not in found, f"{title} stands in two tables"
            found[title] = _row(title, written)
    return tuple(found.values())
