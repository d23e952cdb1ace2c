"""Rules over several answers of a form: sums, choices of one, order, what hangs on another part.

Each rule stands in the table of its part, by its name, with its `source` where that is not the form
itself. Unless the form cannot be filled in like this, a rule only asks to look again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.law.dates import add_period, age_on
from zairyu.law.problem import Problem
from zairyu.questionnaire.conditions import Answers, holds
from zairyu.questionnaire.form import Form
from zairyu.questionnaire.parts import Field, Part
from zairyu.questionnaire.points import band_of, of_sheet
from zairyu.questionnaire.rules import later, problem
from zairyu.questionnaire.wages import minimum_wage

Asked = Mapping[str, Field]
Rule = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """What a rule looks at: the form, one of its parts, what is asked and answered, the day."""

    form: Form
    part: Part
    asked: Asked
    answers: Answers
    context: Answers
    on: date

    def field(self, name: str) -> Field | None:
        """Return a field of the part that is asked, or nothing."""
        return self.asked.get(f"{self.part.id}.{name}")

    def answer(self, name: str) -> Any:
        """Return the answer to a field of the part that is asked, or nothing."""
        field = self.field(name)
        return self.answers.get(field.key) if field else None

    def column(self, path: str) -> list[Any]:
        """Return what stands in a column (`table.column`) of the rows of a table."""
        table, _, column = path.partition(".")
        return [row[column] for row in self.answer(table) or () if row.get(column) is not None]


def _one_of(rule: Rule, case: Case) -> Iterator[Problem]:
    fields = [field for name in rule["at-least-one-of"] if (field := case.field(name))]
    if fields and not any(one.key in case.answers for one in fields):
        yield problem(fields[0], "one-of", other=fields[-1].name)


def _positive(rule: Rule, case: Case) -> Iterator[Problem]:
    fields = [field for name in rule["any-positive"] if (field := case.field(name))]
    given = [case.answers[one.key] for one in fields if one.key in case.answers]
    if fields and len(given) == len(fields) and not any(given):
        yield problem(fields[0], "any-positive")


def _order(rule: Rule, case: Case) -> Iterator[Problem]:
    first, last = (case.field(name) for name in rule["not-after"])
    if first is None or last is None or not {first.key, last.key} <= case.answers.keys():
        return
    if later(case.answers[first.key], case.answers[last.key]):
        yield problem(first, "not-after", other=last.name)


def _in_family(rule: Rule, case: Case) -> Iterator[Problem]:
    name, table = rule["supporter-in-family-table"][0], rule["supporter-in-family-table"][2]
    keys = (key for key in case.answers if key.endswith(f".{table}"))
    rows = next((case.answers[key] for key in keys), None)
    field = case.field(name)
    if field and field.key in case.answers and not rows:
        yield problem(field, "supporter-not-in-family", warns=True)


def _sum_positive(rule: Rule, case: Case) -> Iterator[Problem]:
    path = rule["sum-positive"]
    field = case.field(path.partition(".")[0])
    amounts = case.column(path)
    if field and amounts and not sum(amounts):
        yield problem(field, "sum-positive")


def _sum_at_most(rule: Rule, case: Case) -> Iterator[Problem]:
    path, most = rule["sum-at-most"]["of"], rule["sum-at-most"]["most"]
    field, whole = case.field(path.partition(".")[0]), sum(case.column(path))
    if field and whole > most:
        told = {"limit": most, "sum": whole}
        yield problem(field, "hours-over-limit", "", True, rule["source"], **told)


def _span_at_most(rule: Rule, case: Case) -> Iterator[Problem]:
    row = rule["span-at-most"]
    field = case.field(row["years"])
    years, months = case.answer(row["years"]), case.answer(row["months"])
    if field and years is not None and years * 12 + (months or 0) > row["most_years"] * 12:
        told = {"limit": row["most_years"]}
        yield problem(field, "stay-over-limit", "", True, rule["source"], **told)


def _not_below(rule: Rule, case: Case) -> Iterator[Problem]:
    own, other = rule["not-below"]
    field, against = case.field(own), case.field(other)
    one, two = case.answer(own), case.answer(other)
    if field and against and one is not None and two is not None and one < two:
        yield problem(field, "pay-below-japanese", "", True, rule["source"], other=against.name)


def _minimum_wage(rule: Rule, case: Case) -> Iterator[Problem]:
    row = rule["minimum-wage"]
    field, hourly = case.field(row["hourly"]), case.answer(row["hourly"])
    address = next((said for name in row["places"] if (said := case.answer(name))), "")
    least = minimum_wage(str(address), case.on) if address else None
    if field and hourly is not None and least is not None and hourly < least:
        yield problem(field, "pay-below-minimum", "", True, rule["source"], least=least)


def _permission(rule: Rule, case: Case) -> Iterator[Problem]:
    field = case.field(rule["permission-for"])
    beside = "extra-status-activity-permit" in case.form.permits
    if field and case.answer(field.id) == "yes" and not beside:
        yield problem(field, "permission-needed", "", True, rule["source"])


def _card_status(rule: Rule, case: Case) -> Iterator[Problem]:
    field, held = case.field(rule["as-begun"]), case.context.get("current_status")
    said = case.answer(rule["as-begun"])
    if field and held and said and said != held:
        yield problem(field, "status-not-as-begun", warns=True)


def _covers(rule: Rule, case: Case) -> Iterator[Problem]:
    name, period = rule["covers-stay"]
    field, wanted, ends = case.field(name), case.answer(period), case.answer(name)
    if field is None or not str(wanted).startswith("P") or not ends or str(ends) < str(case.on):
        return
    if date.fromisoformat(str(ends)) < add_period(case.on, str(wanted)):
        yield problem(field, "passport-short", warns=True)


def _age_told(sheet: Part, case: Case) -> Iterator[Problem]:
    field, band = case.field("age"), case.answer("age")
    born = next((v for k, v in case.answers.items() if k.endswith(".date_of_birth")), None)
    if field is None or band is None or not isinstance(born, str) or len(born) != 10:
        return
    age = age_on(date.fromisoformat(born), case.on)
    if band_of(sheet.points, age) != band:
        yield problem(field, "points-age-differs", warns=True, age=age)


def _points(_rule: Rule, case: Case) -> Iterator[Problem]:
    """Yield what the point sheet has to tell; nothing of it stops a filing."""
    sheet, source = case.part, case.part.points["source"]
    points = of_sheet(sheet, {key: case.answers[key] for key in case.asked if key in case.answers})
    if points is None:
        return
    yield from _age_told(sheet, case)
    for line in points.lines:
        field = case.field(line.item)
        if field and line.why:
            yield problem(field, f"points-{line.why}", "", True, source)
    floor = case.field(sheet.points["salary_floor"]["asked"].get(points.kind, ""))
    if floor and points.floor_missed:
        least = sheet.points["salary_floor"]["yen"]
        yield problem(floor, "points-salary-floor", "", True, source, least=least)
    total = case.field("total")
    if total and points.short and _filled_in(case):
        told = {"total": points.total, "limit": points.pass_mark, "short": points.short}
        yield problem(total, "points-below", "", True, source, **told)


def _filled_in(case: Case) -> bool:
    own = (one for one in case.asked.values() if one.part == case.part.id and one.required)
    return all(one.key in case.answers for one in own)


RULES: Mapping[str, Callable[[Rule, Case], Iterator[Problem]]] = {
    "at-least-one-of": _one_of,
    "any-positive": _positive,
    "not-after": _order,
    "supporter-in-family-table": _in_family,
    "sum-positive": _sum_positive,
    "sum-at-most": _sum_at_most,
    "span-at-most": _span_at_most,
    "not-below": _not_below,
    "minimum-wage": _minimum_wage,
    "permission-for": _permission,
    "as-begun": _card_status,
    "covers-stay": _covers,
    "points": _points,
}


def of_part(
    form: Form, part_id: str, asked: Asked, answers: Answers, context: Answers, on: date
) -> Iterator[Problem]:
    """Yield what is wrong between several answers of one part."""
    part = next(one for one in form.parts if one.id == part_id)
    case = Case(form, part, asked, answers, context, on)
    for rule in part.rules:
        when = rule.get("when", {})
        if when and not holds(when, part_id, answers, context):
            continue
        for name, check in RULES.items():
            if name in rule:
                yield from check(rule, case)
