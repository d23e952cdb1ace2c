"""The pages of `docs/forms`, made from the tables: the points, and the rules of every part.

`python -m zairyu.questionnaire.docs docs/forms` writes them.
"""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zairyu.law.docs.markdown import table
from zairyu.law.tables import READ_ON
from zairyu.questionnaire.parts import Field, Part, part, part_ids
from zairyu.questionnaire.points import SHEET
from zairyu.questionnaire.rules import printed_at

_HEAD = (
    "<!-- Made by `python -m zairyu.questionnaire.docs docs/forms`; change the tables instead. -->"
)
_KINDS = {
    "A": "A: advanced academic research (i)(a)",
    "B": "B: advanced specialised or technical activities (i)(b)",
    "C": "C: advanced business management (i)(c)",
}


def _listed(field: Field, row: Mapping[str, Any]) -> str:
    if "count" in row:
        steps = ", ".join(f"{n}: {points}" for n, points in enumerate(row["count"], 1))
        return f"by how many are chosen ({steps}; more count as the last)"
    named = {choice.value: choice.label["en"].rpartition(":")[0] for choice in field.choices}
    points = (f"{named[value]} {n}" for value, n in row["choices"].items() if n)
    return "<br>".join(points)


def _limits(row: Mapping[str, Any]) -> Iterator[str]:
    for names, wanted in row.get("needs", {}).items():
        yield f"only with `{names.replace('|', '` or `')}`: {', '.join(wanted)}"
    for value, bands in row.get("ages", {}).items():
        yield f"{value} only at {', '.join(bands)}"
    if "above" in row:
        above = row["above"]
        yield f"`{above['cost']}` above {above['percent']} % of `{above['sales']}`"
    if "once_with" in row:
        yield f"not counted again beside `{row['once_with']}`"


def _points_page(on: date) -> str:
    sheet = part(SHEET, on)
    counted, fields = sheet.points, {one.id: one for one in sheet.fields}
    floor = counted["salary_floor"]
    rows = (
        (
            f"`{item}`",
            fields[item].label["ja"],
            ", ".join(row["kinds"]),
            _listed(fields[item], row),
            "<br>".join(_limits(row)),
            row.get("confidence", sheet.confidence),
        )
        for item, row in counted["items"].items()
    )
    lines = [
        "# Points of highly skilled professionals",
        "",
        _HEAD,
        "",
        f"Version of {sheet.since}. Source: {counted['source']}.",
        "",
        *(f"- {words}" for words in _KINDS.values()),
        f"- Pass mark: {counted['pass_mark']} points.",
        f"- For {' and '.join(floor['asked'])} an annual salary below {floor['yen']:,} yen fails.",
        "- A special highly skilled professional (J-Skip) counts no points.",
        "- Nothing is decided by the total: below the pass mark a person is told so and may file.",
        "",
        *table(("item", "on the sheet", "for", "points", "counts only", "confidence"), rows),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_said, value)) if len(value) < 9 else f"{len(value)} fields"
    return "" if value is None else f"`{value}`" if isinstance(value, str) else str(value)


def _rules_of(each: Part) -> Iterator[tuple[Any, ...]]:
    for one in each.fields:
        for field, of in ((one, ""), *((column, f"{one.id}.") for column in one.columns)):
            for rule, wanted in field.rules:
                yield f"`{of}{field.id}`", rule, _said(wanted), printed_at(field)
    for row in each.rules:
        (rule,) = row.keys() - {"when", "source", "since", "ends_on"}
        when = f"; when {_said(row['when'])}" if "when" in row else ""
        yield "(part)", rule, _said(row[rule]) + when, row.get("source", "")


def _rules_page(on: date) -> str:
    lines = [
        "# Rules of the forms",
        "",
        _HEAD,
        "",
        "Beside what the type of a question asks (a day that exists, a number of so many digits, a",
        "choice of the list) and what is required, these rules hold. `rules.py` has those of one",
        "question, `across.py` those over several answers; docs/problems.md has the words.",
        "",
    ]
    for id in sorted(part_ids()):
        found = list(_rules_of(part(id, on)))
        if found:
            lines += [f"## {id}", "", *table(("field", "rule", "of", "item or source"), found)]
    return "\n".join(lines).rstrip() + "\n"


def pages(on: date = READ_ON) -> dict[str, str]:
    """Return the pages by their file names."""
    return {"points.md": _points_page(on), "rules.md": _rules_page(on)}


def write(folder: Path) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (folder / name).write_text(page, encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Write the pages into the folder that is named."""
    parser = argparse.ArgumentParser(
        prog="python -m zairyu.questionnaire.docs", description=__doc__
    )
    parser.add_argument("folder", type=Path, help="where the pages go")
    write(parser.parse_args(arguments).folder)


if __name__ == "__main__":
    main()
