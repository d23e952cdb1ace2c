"""The tables as a reader holds them: what they say, and in which file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from zairyu.law.amend import NotAdded, amended
from zairyu.law.read import Marked, read_marked

Place = tuple[Any, ...]


@dataclass(frozen=True)
class Fault:
    """Something a careful reader would object to: where it stands, what is so, and the mend."""

    place: Place
    said: str


@dataclass
class _File:
    name: str
    marked: Marked


class Book:
    """The tables of one folder, the changes in `amendments` laid over them."""

    def __init__(self, folder: Any, label: str) -> None:
        """Read every table of a folder; what cannot be read is kept as a fault."""
        self.values: dict[str, Any] = {}
        self._files: dict[str, list[_File]] = {}
        self.unread: list[str] = []
        self._read(folder, label)
        changes = folder.joinpath("amendments")
        for change in sorted(changes.iterdir(), key=str) if changes.is_dir() else ():
            if change.is_dir():
                self._read(change, f"{label}/amendments/{change.name}")

    def _read(self, folder: Any, label: str) -> None:
        for item in sorted(folder.iterdir(), key=lambda one: one.name):
            if item.name.endswith(".yaml"):
                name = item.name.removesuffix(".yaml")
                marked = read_marked(item.read_text(encoding="utf-8"), item.name)
                self._add(name, f"{label}/{item.name}", marked)

    def _add(self, name: str, file: str, marked: Marked) -> None:
        self.unread += [f"{file}, line {line}: {said}" for line, said in marked.faults]
        self._files.setdefault(name, []).append(_File(file, marked))
        try:
            old = self.values.get(name)
            self.values[name] = marked.value if old is None else amended(old, marked.value)
        except NotAdded as fault:
            self.unread.append(f"{file}, line 1: {fault}")

    def where(self, place: Place) -> str:
        """Return the file and the line of a place, or of the nearest place around it."""
        name, *rest = place
        nearest, found = -1, f"{name}.yaml, line 1"
        for file in self._files.get(name, []):
            for length in range(len(rest), -1, -1):
                line = file.marked.lines.get(tuple(rest[:length]))
                if line is not None:
                    if length > nearest:
                        nearest, found = length, f"{file.name}, line {line}"
                    break
        return found

    def tell(self, fault: Fault) -> str:
        """Return a fault with its file and line."""
        return f"{self.where(fault.place)}: {fault.said}"


def law_book(folder: Path | None = None) -> Book:
    """Return the tables of the law, or those of another folder."""
    if folder is not None:
        return Book(folder, str(folder))
    return Book(files("zairyu.law").joinpath("data"), "law/data")


def walk(node: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield every place of a table with what stands there."""
    yield place, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, (*place, key))
    elif isinstance(node, list):
        for row, value in enumerate(node):
            yield from walk(value, (*place, row))


def everything(book: Book) -> Iterator[tuple[Place, Any]]:
    """Yield every place of every table."""
    for name, table in book.values.items():
        yield from walk(table, (name,))
