"""What a careful reader would object to in the parts of the forms and in the code lists.

`python -m zairyu.questionnaire.lint` prints it: the file, the line, what is so, and the mend.
"""

import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from zairyu.law.lint import Book, Fault, law_book
from zairyu.law.lint.known import known_ids
from zairyu.law.lint.shape import Shapes
from zairyu.law.read import table
from zairyu.questionnaire.codelists import OF_THE_LAW
from zairyu.questionnaire.kinds import READERS
from zairyu.questionnaire.lint_parts import Around, faults_of_part

_BARE_TYPES = ("table", "photo", "file", "signature")


def _book(folder: Path | None, name: str) -> Book:
    if folder is not None:
        return Book(folder, str(folder), name)
    return Book(files("zairyu.questionnaire").joinpath("data"), "questionnaire/data", name)


def _shapes(name: str) -> dict[str, Any]:
    shapes = table("zairyu.questionnaire", "shapes.yaml")
    return {"every": shapes["every"], **shapes[name]}


def _values(lists: Mapping[str, Any], name: str, seen: tuple[str, ...] = ()) -> list[str] | None:
    """Return the values of a list; None where another one decides them, or it turns in a ring."""
    row = lists.get(name)
    if not isinstance(row, Mapping) or name in seen:
        return None
    own = [one["value"] for one in [*row.get("items", ()), *row.get("begins_with", ())]]
    if "of" not in row:
        return own
    below = _values(lists, row["of"], (*seen, name))
    return None if below is None else own + [one for one in below if one in row.get("only", below)]


def _rests_on_itself(lists: Mapping[str, Any], name: str) -> bool:
    seen, further = set(), lists[name].get("of")
    while further in lists and further not in seen:
        seen.add(further)
        further = lists[further].get("of")
    return name in seen


def _lists(book: Book) -> Iterator[Fault]:
    for name, row in book.values.items():
        if _rests_on_itself(book.values, name):
            said = "this list rests on itself through `of`; let one of them have items of its own"
            yield Fault((name, "of"), said)
        elif "of" not in row and "items" not in row:
            yield Fault((name,), "this list is empty; write items, or `of` another list")
        below = _values(book.values, row["of"]) if "of" in row else None
        for number, value in enumerate(row.get("only", ())):
            if below is not None and value not in below:
                said = f"{row['of']} has no value {value}; take it out, or add it there"
                yield Fault((name, "only", number), said)
        seen: set[str] = set()
        for number, one in enumerate(row.get("items", ())):
            if one["value"] in seen:
                said = f"the value {one['value']} stands twice; give each its own"
                yield Fault((name, "items", number), said)
            seen.add(one["value"])


def _sheets(book: Book, law: Mapping[str, Any]) -> Iterator[Fault]:
    forms = law["forms"]
    named = {row["first"] for row in forms["procedures"].values()} | set(forms["beside"].values())
    named |= {forms["online_part"], *forms.get("sheets", ())}
    for family in forms["families"].values():
        named |= {family[part] for part in ("applicant", "organisation") if part in family}
    ids = {row["id"]: name for name, row in book.values.items()}
    for part in sorted(named - ids.keys()):
        yield Fault((next(iter(book.values)),), f"the forms name the part {part}; write its table")
    for part in sorted(ids.keys() - named):
        said = f"no form names the part {part}; name it in forms, or take it out"
        yield Fault((ids[part], "id"), said)


def faults(folder: Path | None = None) -> Iterator[str]:
    """Yield what is wrong in the parts and the code lists, or in those of another folder."""
    law = law_book().values
    parts, lists = _book(folder, "parts"), _book(folder, "codelists")
    codelists = {**lists.values, **dict.fromkeys(OF_THE_LAW)}
    known = {**known_ids(law), "types": [*READERS, *_BARE_TYPES], "codelists": codelists}
    wrong = []
    for book, name in ((parts, "parts"), (lists, "codelists")):
        wrong += book.unread
        wrong += [book.tell(fault) for fault in Shapes(book, _shapes(name), known).faults()]
    yield from wrong
    if not wrong:  # only tables of the right shape can be compared with each other
        yield from _between(parts, lists, law)


def _between(parts: Book, lists: Book, law: Mapping[str, Any]) -> Iterator[str]:
    ids = {field["id"] for row in parts.values.values() for field in _fields(row)}
    procedures = law["procedures"]["procedures"]
    beside = {key: row.get("concurrent_with", ()) for key, row in procedures.items()}
    around = Around(ids, lambda one: _values(lists.values, one), beside)
    for name, row in parts.values.items():
        yield from (parts.tell(fault) for fault in faults_of_part(name, row, around))
    yield from (parts.tell(fault) for fault in _sheets(parts, law))
    yield from (lists.tell(fault) for fault in _lists(lists))


def _fields(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for section in row["sections"]:
        yield from section["fields"]


def main() -> int:
    """Print what is wrong; return 1 where something is."""
    found = list(faults())
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    sys.stdout.write(f"{len(found)} faults\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
