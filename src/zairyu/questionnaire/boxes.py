"""The boxes in which an answer is typed: their names, and how a kept value stands in them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from zairyu.questionnaire.parts import Field

SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "date": ("y", "m", "d", "era"),
    "birth-date": ("y", "m", "d", "era", "unknown"),
    "year-month": ("y", "m", "era", "unknown"),
    "period": ("y", "m"),
    "name-roman": ("one",),
    **dict.fromkeys(
        ("choice", "country", "multi-choice", "status-of-residence", "period-of-stay"), ("find",)
    ),
}
_DAYS = ("date", "birth-date", "year-month")


@lru_cache(maxsize=8192)
def _names(type: str, base: str) -> dict[str, str]:
    return {"": base, **{suffix: f"{base}.{suffix}" for suffix in SUFFIXES.get(type, ())}}


def names_of(field: Field, base: str) -> dict[str, str]:
    """Return the HTTP names of the boxes of a field by suffix; `base` is its own name.

    A day may also come whole under the bare name, as machines send it.
    """
    return _names(field.type, base)


def typed_in(field: Field, base: str, typed: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return what was typed in the boxes of a field, by suffix; empty where none came."""
    if not typed:
        return {}
    return {
        suffix: list(typed[name])
        for suffix, name in _names(field.type, base).items()
        if name in typed
    }


def typed_from(field: Field, value: Any) -> dict[str, list[str]]:
    """Return how a kept value stands in the boxes of its field, by suffix: the way back of `read`.

    A value of another shape (an old version of the part) stands as text where text is possible.
    """
    if value is None:
        return {}
    if field.type == "multi-choice":
        return {"": [str(one) for one in value] if isinstance(value, list) else [str(value)]}
    if field.type == "period":
        found = re.fullmatch(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?", str(value))
        return {"y": [found[1] or ""], "m": [found[2] or ""]} if found else {"y": [str(value)]}
    if field.type == "name-roman":  # a name of one word was kept because it was said to be one
        return {"": [str(value)]} | ({} if " " in str(value) else {"one": ["yes"]})
    if field.type in _DAYS:
        return _day_boxes(field, str(value))
    return {"": [str(value)]}


def _day_boxes(field: Field, value: str) -> dict[str, list[str]]:
    if value == "unknown":
        return {"unknown": ["ymd"]}
    year, month, day = (*value.split("-"), "", "")[:3]
    boxes = {"y": [year], "m": [month.lstrip("0")], "d": [day.lstrip("0")]}
    if field.type == "year-month":
        del boxes["d"]
        boxes["unknown"] = [] if month else ["m"]
    if field.type == "birth-date":
        boxes["unknown"] = [] if day else ["d" if month else "md"]
    return boxes
