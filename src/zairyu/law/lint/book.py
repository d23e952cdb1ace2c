"""The tables as a reader holds them: what they say, and in which file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
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
class Read:
    """A file that was read, with its lines."""

    name: str
    marked: Marked


@lru_cache(maxsize=100)
def _marked(text: str, name: str) -> Marked:
    return read_marked(text, name)


def _nearest(marked: Marked, place: Place) -> tuple[int, int]:
    """Return how much of a place a file has, and the line where that stands."""
    for length in range(len(place), -1, -1):
        line = marked.lines.get(place[:length])
        if line is not None:
            return length, line
    return -1, 1


class Book:
    """The tables of one folder, the changes in `amendments` laid over them."""

    def __init__(self, folder: Any, label: str, inside: str = "") -> None:
        """Read every table of a folder, or of one `inside` it; what cannot be read is a fault."""
        self.values: dict[str, Any] = {}
        self._files: dict[str, list[Read]] = {}
        self.unread: list[str] = []
        self._read(folder.joinpath(inside), "/".join(filter(None, (label, inside))))
        changes = folder.joinpath("amendments")
        for change in sorted(changes.iterdir(), key=str) if changes.is_dir() else ():
            tables = change.joinpath(inside)
            if tables.is_dir():
                name = f"{label}/amendments/{change.name}"
                self._read(tables, "/".join(filter(None, (name, inside))))

    def _read(self, folder: Any, label: str) -> None:
        for item in sorted(folder.iterdir(), key=lambda one: one.name):
            if item.name.endswith(".yaml"):
                name = item.name.removesuffix(".yaml")
                marked = _marked(item.read_text(encoding="utf-8"), item.name)
                self._add(name, f"{label}/{item.name}", marked)

    def _add(self, name: str, file: str, marked: Marked) -> None:
        self.unread += [f"{file}, line {line}: {said}" for line, said in marked.faults]
        self._files.setdefault(name, []).append(Read(file, marked))
        try:
            old = self.values.get(name)
            self.values[name] = marked.value if old is None else amended(old, marked.value)
        except NotAdded as fault:
            path, _, said = str(fault).partition(": ")
            line = _nearest(marked, tuple(path.split("/")[1:]))[1]
            self.unread.append(f"{file}, line {line}: {path.rsplit('/')[-1]}: {said}")

    @cached_property
    def _origins(self) -> dict[int, tuple[Read, Place]]:
        """Whence everything came: a change adds rows to lists that another file began."""
        return {
            id(node): (read, place)
            for reads in self._files.values()
            for read in reads
            for place, node in walk(read.marked.value, ())
            if isinstance(node, dict | list)
        }

    def changes(self) -> Iterator[tuple[str, Read]]:
        """Yield every file of a change in `amendments`, with the name of the change."""
        for reads in self._files.values():
            for read in reads:
                _, found, rest = read.name.partition("/amendments/")
                if found:
                    yield rest.partition("/")[0], read

    def where(self, place: Place) -> str:
        """Return the file and the line of a place, or of the nearest place around it."""
        name, *rest = place
        file, nearest, line = f"{name}.yaml", -1, 1
        for moved, read, whole in self._readings(name, tuple(rest)):
            found, at = _nearest(read.marked, whole)
            if found - moved >= nearest:
                file, nearest, line = read.name, found - moved, at
        return f"{file}, line {line}"

    def _readings(self, name: str, rest: Place) -> Iterator[tuple[int, Read, Place]]:
        """Yield where a place may stand: by how much it moved, in which file, and where there."""
        for read in self._files.get(name, []):
            yield 0, read, rest
        node: Any = self.values.get(name)
        for length in range(len(rest) + 1):
            if id(node) in self._origins:
                read, path = self._origins[id(node)]
                yield len(path) - length, read, path + rest[length:]
            inside = isinstance(node, dict | list) and length < len(rest)
            try:
                node = node[rest[length]] if inside else None
            except (KeyError, IndexError, TypeError):
                return

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
