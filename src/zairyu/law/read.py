"""Reads tables. The only module that knows that tables are YAML.

The reader is strict: a key that stands twice is an error that names the line, and words such as
`no`, `on` and `2026-10-01` stay what they look like (words and days, never booleans by accident).
"""

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zairyu.law.amend import NotAdded, amended

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


AMENDMENTS = "data/amendments"


class TableFault(ValueError):
    """A table cannot be read: the message names the file, the line and the mend."""


class _Strict(_Loader):  # type: ignore[misc]
    """The safe loader, without yes/no/on/off as booleans."""


_Strict.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in _Loader.yaml_implicit_resolvers.items()
}
_Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


class _Reading:
    """One text, built straight from its events: half the time of the way over nodes."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self._loader = _Strict(text)
        self._next: Callable[[], Any] = self._loader.get_event
        self._plain: dict[str, Any] = {}
        self._anchors: dict[str, Any] = {}

    def all(self) -> Any:
        """Return what the text says; nothing for an empty one."""
        try:
            self._next()  # the stream begins
            if isinstance(self._next(), yaml.StreamEndEvent):
                return None
            found = self._value(self._next())
            self._next()  # the document ends
            if not isinstance(self._next(), yaml.StreamEndEvent):
                raise TableFault(f"{self.name}: a table is one document; take the `---` away")
            return found
        finally:
            self._loader.dispose()

    def _value(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self._anchors[str(event.anchor)]
        if event.tag is not None:
            raise TableFault(f"{self._place(event)}: take the tag {event.tag} away")
        if isinstance(event, yaml.ScalarEvent):
            found = self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            found = self._mapping()
        else:
            found = self._sequence()
        if event.anchor:
            self._anchors[event.anchor] = found
        return found

    def _scalar(self, event: Any) -> Any:
        value = event.value
        if not event.implicit[0]:
            return value
        word = str(value)
        if word not in self._plain:
            self._plain[word] = self._word(word)
        return self._plain[word]

    def _word(self, value: str) -> Any:
        for tag, rule in _Strict.yaml_implicit_resolvers.get(value[:1], ()):
            if rule.match(value):
                return self._made(tag, value)
        return value

    def _made(self, tag: str, value: str) -> Any:
        try:
            return self._loader.construct_object(yaml.ScalarNode(tag, value))
        except ValueError:
            raise TableFault(f"{self.name}: {value} is no day of the calendar") from None

    def _mapping(self) -> dict[Hashable, Any]:
        found: dict[Hashable, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._value(event)
            if isinstance(key, dict | list):
                raise TableFault(f"{self._place(event)}: a key is a word; write one")
            if key in found:
                said = f"the key {key!r} stands twice; keep one of them"
                raise TableFault(f"{self._place(event)}: {said}")
            found[key] = self._value(self._next())
        return found

    def _sequence(self) -> list[Any]:
        found = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._value(event))
        return found

    def _place(self, event: Any) -> str:
        return f"{self.name}, line {event.start_mark.line + 1}"


def read(text: str, name: str = "<text>") -> Any:
    """Return what a YAML text says.

    Raises:
        TableFault: the text is not a table, or a key stands twice.
    """
    try:
        return _Reading(text, name).all()
    except (yaml.YAMLError, KeyError) as fault:
        raise TableFault(f"{name}: {fault}") from fault


Path = tuple[Any, ...]


@dataclass
class Marked:
    """A table with the line of every place in it, and what could not be read, by line."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read_marked(text: str, name: str = "<text>") -> Marked:
    """Return what a YAML text says and where; for readers who check, and go on after a fault.

    >>> for line, fault in read_marked("a: 1\\nb: 2026-02-30\\na: 2").faults:
    ...     print(line, fault)
    2 2026-02-30 is no day of the calendar; write one that exists
    3 the key a stands twice, first in line 1; keep one of them
    """
    loader, found = _Strict(text), Marked()
    loader.name = name
    try:
        node = loader.get_single_node()
        found.value = _marked(loader, node, (), found) if node else None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        said = f"this is no YAML ({fault.problem}); mend the indent, quotes or brackets"
        found.faults.append((mark.line + 1 if mark else 1, said))
    finally:
        loader.dispose()
    return found


def _marked(loader: Any, node: yaml.Node, path: Path, found: Marked) -> Any:
    line = node.start_mark.line + 1
    found.lines.setdefault(path, line)
    if isinstance(node, yaml.MappingNode):
        return _marked_mapping(loader, node, path, found)
    if isinstance(node, yaml.SequenceNode):
        rows = enumerate(node.value)
        return [_marked(loader, row, (*path, place), found) for place, row in rows]
    try:
        return loader.construct_object(node)
    except ValueError:
        said = f"{node.value} is no day of the calendar; write one that exists"
        found.faults.append((line, said))
        return None


def _marked_mapping(loader: Any, node: yaml.MappingNode, path: Path, found: Marked) -> Any:
    value: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key, line = loader.construct_object(key_node, deep=True), key_node.start_mark.line + 1
        if key in value:
            first = found.lines[(*path, key)]
            said = f"the key {key} stands twice, first in line {first}; keep one of them"
            found.faults.append((line, said))
            continue
        found.lines[(*path, key)] = line
        value[key] = _marked(loader, value_node, (*path, key), found)
    return value


@cache
def amendments(room: str) -> tuple[Any, ...]:
    """Return the folders of the changes laid over the tables of a room, in order of name."""
    folder = files(room).joinpath(AMENDMENTS)
    if not folder.is_dir():
        return ()
    return tuple(
        sorted((one for one in folder.iterdir() if one.is_dir()), key=lambda one: one.name)
    )


def _changes(room: str, path: str) -> Iterator[tuple[str, Any]]:
    for folder in amendments(room):
        change = folder.joinpath(path.removeprefix("data/"))
        if change.is_file():
            name = f"{room}/{AMENDMENTS}/{folder.name}/{change.name}"
            yield name, read(change.read_text(encoding="utf-8"), name)


@cache
def table(room: str, path: str) -> Any:
    """Return a table of a room, such as `table("zairyu.law", "data/fees.yaml")`; read once.

    The changes of the law that lie in `data/amendments` are laid over it. The value is shared:
    nobody changes it.
    """
    file = files(room).joinpath(path)
    found = read(file.read_text(encoding="utf-8"), f"{room}/{path}") if file.is_file() else None
    for name, change in _changes(room, path):
        try:
            found = change if found is None else amended(found, change)
        except NotAdded as fault:
            raise TableFault(f"{name}: {fault}") from None
    if found is None:
        raise FileNotFoundError(f"{room}/{path}")
    return found


def _names(folder: Any) -> set[str]:
    if not folder.is_dir():
        return set()
    return {item.name for item in folder.iterdir() if item.name.endswith(".yaml")}


def tables(room: str, folder: str) -> dict[str, Any]:
    """Return all tables of a folder of a room by file name without ending, in order of name."""
    names = _names(files(room).joinpath(folder))
    top, _, inside = folder.partition("/")
    if top == "data":
        names |= {name for one in amendments(room) for name in _names(one.joinpath(inside))}
    return {name.removesuffix(".yaml"): table(room, f"{folder}/{name}") for name in sorted(names)}
