"""The points of highly skilled professionals (高度人材ポイント), counted from answers by a table.

The table stands in the part of the point sheet (`points-hsp`), in the version of a day. What is
counted decides nothing: below the pass mark a person is told so, and may file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.questionnaire.parts import Part, part

SHEET = "points-hsp"
Said = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One item of the sheet: the points of its answer, and why an answer does not count.

    `why` is `age` (the line does not count at this age), `ratio` (not above the limit), `once` (the
    same support is counted already), or empty.
    """

    item: str
    points: int
    why: str = ""


@dataclass(frozen=True)
class Points:
    """The points of one sheet, item by item; `floor_missed` says that the salary is too low."""

    kind: str
    lines: tuple[Line, ...]
    pass_mark: int
    floor_missed: bool = False

    @property
    def total(self) -> int:
        """The sum of all items."""
        return sum(line.points for line in self.lines)

    @property
    def short(self) -> int:
        """How many points are missing to the pass mark."""
        return max(self.pass_mark - self.total, 0)

    @property
    def standard(self) -> str:
        """Whether the standard is `reached`, or missed by points (`short`) or by the `salary`."""
        if self.floor_missed:
            return "salary"
        return "short" if self.short else "reached"

    def why(self, item: str) -> str:
        """Return why the answer to an item does not count, or an empty text."""
        return next((line.why for line in self.lines if line.item == item), "")


def _needs_met(row: Said, said: Said) -> bool:
    return all(
        any(said.get(name) in wanted for name in names.split("|"))
        for names, wanted in row.get("needs", {}).items()
    )


def over_limit(row: Said, said: Said) -> bool:
    """Say whether a cost is above its share of the sales; true while an amount is missing.

    >>> row = {"above": {"cost": "rd_cost", "sales": "sales", "percent": 3}}
    >>> over_limit(row, {"rd_cost": 3, "sales": 100}), over_limit(row, {"rd_cost": 4, "sales": 100})
    (False, True)
    """
    above = row["above"]
    cost, sales = said.get(above["cost"]), said.get(above["sales"])
    if cost is None or sales is None:
        return True
    return bool(cost * 100 > sales * above["percent"])


def _line(item: str, row: Said, said: Said) -> Line:
    answer = said.get(item)
    if "count" in row:
        steps = row["count"]
        chosen = min(len(answer or ()), len(steps))
        return Line(item, steps[chosen - 1] if chosen else 0)
    points = row["choices"].get(answer, 0)
    if not points or not _needs_met(row, said):
        return Line(item, 0)
    age = said.get("age")
    if age is not None and age not in row.get("ages", {}).get(answer, [age]):
        return Line(item, 0, "age")
    if "above" in row and not over_limit(row, said):
        return Line(item, 0, "ratio")
    twin = row.get("once_with")
    if twin and row["choices"].get(said.get(twin), 0):
        return Line(item, 0, "once")
    return Line(item, points)


def counted(table: Said, said: Said, kind: str) -> Points:
    """Return the points of answers (by the ids of the items) for one kind of activity."""
    rows = {item: row for item, row in table["items"].items() if kind in row["kinds"]}
    asked = table["salary_floor"]["asked"].get(kind, "")
    return Points(
        kind,
        tuple(_line(item, row, said) for item, row in rows.items()),
        table["pass_mark"],
        said.get(asked) == "no" and said.get(_salary(rows)) == "not-applicable",
    )


def _salary(rows: Mapping[str, Said]) -> str:
    return next(item for item in rows if item.startswith("annual_salary"))


def total(answers: Said, kind: str, on: date) -> Points:
    """Return the points of a sheet on a day; `answers` by the ids of the items.

    Law: Ministerial Ordinance on highly skilled professionals (2014 Ministry of Justice Ordinance
    37), art. 1: 70 points; for (b) and (c) also an annual salary of 3,000,000 yen.

    >>> points = total({"academic_background_b": "doctor", "age": "under-30"}, "B",
    ...                date(2026, 11, 24))
    >>> points.total, points.short
    (45, 25)
    """
    return counted(part(SHEET, on).points, answers, kind)


def band_of(table: Said, age: int) -> str:
    """Return the band of the table in which an age falls."""
    bands = table["ages"]
    return str(next(one["band"] for one in bands if age <= one.get("to", age)))


def sheet_of(parts: Iterable[Part]) -> Part | None:
    """Return the point sheet among the parts of a form, or nothing."""
    return next((one for one in parts if one.points), None)


def said_on(sheet: Part, answers: Said) -> dict[str, Any]:
    """Return the answers of a sheet by the ids of its fields."""
    return {
        key.removeprefix(f"{sheet.id}."): value
        for key, value in answers.items()
        if key.startswith(f"{sheet.id}.")
    }


def of_sheet(sheet: Part, answers: Said) -> Points | None:
    """Return the points of a form's answers; nothing while the kind is open or none are needed."""
    said = said_on(sheet, answers)
    if "points_kind" not in said or said.get("special_highly_skilled") == "yes":
        return None
    return counted(sheet.points, said, said["points_kind"])


def _worked_out(sheet: Part, answers: Said) -> Iterator[tuple[str, Any]]:
    points, said = of_sheet(sheet, answers), said_on(sheet, answers)
    if points is not None:
        yield f"{sheet.id}.total", points.total
        yield f"{sheet.id}.standard", points.standard
    cost, sales = said.get("rd_cost"), said.get("sales")
    if cost is not None and sales:
        whole, rest = divmod(cost * 10_000 // sales, 100)
        yield f"{sheet.id}.rd_ratio", f"{whole}.{rest:02}%"


def reckoned(parts: Iterable[Part], answers: Said) -> dict[str, Any]:
    """Return what a form works out from its answers, by the keys of the fields."""
    sheet = sheet_of(parts)
    return dict(_worked_out(sheet, answers)) if sheet else {}
