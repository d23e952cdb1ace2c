"""The texts of all rooms, by key and language.

Each room keeps its own in `texts/*.yaml`: a key, and below it one text per language. A key begins
with the name of its room, problems with `problem.`. Languages are whole BCP 47 tags.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from zairyu.law.read import tables
from zairyu.law.saying import LANGUAGES as LANGUAGES

DEFAULT = "ja"

Text = Mapping[str, str]


class UnknownText(KeyError):
    """No room has a text under this key."""


@cache
def catalogue() -> dict[str, Text]:
    """Return every text of every room by its key."""
    rooms = sorted(item.name for item in files("zairyu").iterdir() if item.is_dir())
    found: dict[str, Text] = {}
    for room in rooms:
        if room.startswith("_"):
            continue
        for name, texts in tables(f"zairyu.{room}", "texts").items():
            twice = found.keys() & (texts or {}).keys()
            if twice:
                raise ValueError(f"{room}/texts/{name}.yaml: {sorted(twice)} stand twice")
            found.update(texts or {})
    return found


def pick(text: Text, language: str) -> str:
    """Return a text in a language; where a table lacks it, in Japanese (a test finds the lack)."""
    return text.get(language) or text[DEFAULT]


def say(key: str, language: str, /, **params: object) -> str:
    """Return the text under a key in a language, its `{names}` filled in.

    Raises:
        UnknownText: no such key.
    """
    try:
        text = catalogue()[key]
    except KeyError:
        raise UnknownText(key) from None
    worded = pick(text, language)
    return worded.format_map(params) if params else worded
