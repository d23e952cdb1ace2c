"""Reads tables. The only module that knows that tables are YAML.

The reader is strict: a key that stands twice is an error that names the line, and words such as
`no`, `on` and `2026-10-01` stay what they look like (words and days, never booleans by accident).
"""

import re
from collections.abc import Hashable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TableFault(ValueError):
    """A table cannot be read: the message names the file, the line and the mend."""


class _Strict(_Loader):  # type: ignore[misc]
    """The safe loader, without twice-written keys and without yes/no/on/off as booleans."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    loader.flatten_mapping(node)
    found: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            mark = key_node.start_mark
            raise TableFault(
                f"{mark.name}, line {mark.line + 1}: the key {key!r} stands twice; keep one of them"
            )
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Strict.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in _Loader.yaml_implicit_resolvers.items()
}
_Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(text: str, name: str = "<text>") -> Any:
    """Return what a YAML text says.

    Raises:
        TableFault: the text is not a table, or a key stands twice.
    """
    loader = _Strict(text)
    loader.name = name
    try:
        return loader.get_single_data()
    except yaml.YAMLError as fault:
        raise TableFault(f"{name}: {fault}") from fault
    finally:
        loader.dispose()


@cache
def table(room: str, path: str) -> Any:
    """Return a table of a room, such as `table("zairyu.law", "data/fees.yaml")`; read once.

    The value is shared: nobody changes it.
    """
    return read(files(room).joinpath(path).read_text(encoding="utf-8"), f"{room}/{path}")


def tables(room: str, folder: str) -> dict[str, Any]:
    """Return all tables of a folder of a room by file name without ending, in order of name."""
    found = files(room).joinpath(folder)
    if not found.is_dir():
        return {}
    names = sorted(item.name for item in found.iterdir() if item.name.endswith(".yaml"))
    return {name.removesuffix(".yaml"): table(room, f"{folder}/{name}") for name in names}
