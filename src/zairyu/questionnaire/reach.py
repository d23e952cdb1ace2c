"""Which sections an answer can change: conditions and rules look across sections.

Saving one section then reckons that section and those its changed answers reach, not the whole
form. What reaches what is a matter of the form alone, so it is worked out once for each.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from zairyu.questionnaire.form import Form
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.rules import compared

Edges = dict[str, set[str]]


def _asked_of(field: Field) -> Iterator[str]:
    """Yield the keys of the answers that a question hangs on, or is compared with."""
    conditions = [*field.when, *(when for column in field.columns for when in column.when)]
    for when in conditions:
        for entry in when:
            for name in entry.split("|"):
                if not name.startswith("context."):
                    yield f"{field.part}.{name.partition('.')[0]}"
    yield from (f"{field.part}.{name}" for name in compared(field))


def _named(value: Any) -> Iterator[str]:
    """Yield every name that stands anywhere in a rule."""
    if isinstance(value, str):
        yield from (name.partition(".")[0] for name in value.split("|"))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _named(key)
            yield from _named(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner)


def _groups(form: Form) -> Iterator[list[str]]:
    """Yield the fields that a rule of a part judges together, in whatever part they stand."""
    for part in form.parts:
        for rule in part.rules:
            names = set(_named(rule))
            beside = [key for key in form.fields if key.partition(".")[2] in names]
            yield [key for key in beside if key.startswith(f"{part.id}.")] + [
                key for key in beside if form.fields[key].type == "table"
            ]


def _edges(form: Form) -> Edges:
    found: Edges = {}
    for field in form.fields.values():
        for key in _asked_of(field):
            found.setdefault(key, set()).add(field.key)
    for group in _groups(form):
        for key in group:
            found.setdefault(key, set()).update(group)
    return found


@lru_cache(maxsize=512)
def _reached(form: Form) -> Mapping[str, frozenset[str]]:
    """Return, for each key of an answer, the sections whose state it can change."""
    edges = _edges(form)
    places = {one.key: section.key for section in form.sections for one in section.fields}
    found = {}
    for start in {*places, *edges}:
        seen, waiting = {start}, [start]
        while waiting:
            fresh = edges.get(waiting.pop(), set()) - seen
            seen |= fresh
            waiting += fresh
        found[start] = frozenset(places[key] for key in seen if key in places)
    return found


def sections_reached(form: Form, changed: Iterable[str]) -> set[str]:
    """Return the keys of the sections whose state changed answers can change."""
    reached = _reached(form)
    return {section for key in changed for section in reached.get(key, ())}
