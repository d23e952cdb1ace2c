"""The officer's recommendation as a form, and how it reads to the one who decides."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zairyu.casework import queries
from zairyu.casework.actions import Proposal
from zairyu.desk.opened import papers_of
from zairyu.desk.sheet import Box, Sheet
from zairyu.desk.wordings import verdict
from zairyu.law import periods, procedures, statuses
from zairyu.words import LANGUAGES, pick, say_span
from zairyu.words.catalogue import Text

if TYPE_CHECKING:
    from zairyu.casework.models import Case, Recommendation

ROWS = (1, 2, 3)  # grounds, each with its fact and its evidence
_WHY = "permit-reason-"
_WITH_PERIOD = ("coe", "change", "extension", "acquisition")


def _spans(offered: tuple[str, ...]) -> list[tuple[str, Text]]:
    return [(one, {each: say_span(one, each) for each in LANGUAGES}) for one in offered]


def _verdicts(kind: str, on: date) -> list[tuple[str, Text]]:
    return [(outcome, verdict(kind, outcome, on)) for outcome in ("grant", "refuse")]


def status_of(case: "Case") -> str:
    """Return the status of residence that a grant would give."""
    facts = queries.facts_of(case)
    return case.status or facts.wanted_status or facts.current_status


def sheet_of(case: "Case", on: date, language: str) -> Sheet:
    """Return the empty form of a recommendation."""
    boxes = [Box("outcome", "choice", choices=_verdicts(case.procedure, on))]
    if case.procedure in _WITH_PERIOD:
        allowed = periods.grantable(status_of(case), on)
        boxes.append(
            Box("period", "select", False, "desk.recommend.period-hint", choices=_spans(allowed))
        )
    for permit in queries.permits_of(case):
        title = procedures.procedure(permit.kind, on).title
        choices = [
            (outcome, {each: f"{pick(title, each)}: {pick(words, each)}" for each in LANGUAGES})
            for outcome, words in _verdicts(permit.kind, on)
        ]
        label = "desk.recommend.permit"
        boxes.append(Box(f"permit-{permit.kind}", "choice", False, choices=choices, label=label))
        boxes.append(
            Box(f"{_WHY}{permit.kind}", "area", False, label="desk.recommend.permit-reason")
        )
    boxes.append(Box("conditions", "area", False, "desk.recommend.conditions-hint"))
    papers = [(one.key, f"{one.name}（{one.file_name}）") for one in papers_of(case, language)]
    for row in ROWS:
        first = row == 1
        boxes += [
            Box(f"ground{row}", needed=first, label="desk.recommend.ground"),
            Box(f"fact{row}", needed=first, label="desk.recommend.fact"),
            Box(f"paper{row}", "select", False, choices=papers, label="desk.recommend.paper"),
        ]
    return Sheet("desk.recommend", boxes)


def _grounds(sheet: Sheet) -> str:
    """Return the grounds, one a line: what, the fact, the evidence."""
    lines = []
    for row in ROWS:
        ground, fact, paper = (sheet[f"{name}{row}"] for name in ("ground", "fact", "paper"))
        if not ground:
            continue
        names = dict(sheet.box(f"paper{row}").choices)
        more = [f"事実：{fact}"] if fact else []
        more += [f"証拠：{names[paper]}"] if paper else []
        lines.append(f"{ground}（{'、'.join(more)}）" if more else ground)
    return "\n".join(lines)


def proposal(case: "Case", sheet: Sheet) -> Proposal:
    """Return what the officer proposes, as the office's act takes it."""
    has_period = any(box.name == "period" for box in sheet.boxes)
    asked = [box.name for box in sheet.boxes if box.name.startswith(_WHY)]
    kinds = [name.removeprefix(_WHY) for name in asked]
    return Proposal(
        outcome=sheet["outcome"],
        reasons=_grounds(sheet),
        status=status_of(case),
        period=(sheet["period"] or "") if has_period else "",
        conditions=sheet["conditions"] or "",
        permits={kind: sheet[f"permit-{kind}"] or "" for kind in kinds},
        permit_reasons={kind: sheet[f"{_WHY}{kind}"] or "" for kind in kinds},
    )


@dataclass(frozen=True)
class Said:
    """A recommendation in words."""

    outcome: Text
    status: Text | None
    period: str
    permits: list[tuple[Text, Text, str]]  # title, verdict, why it is refused


def told(case: "Case", found: "Recommendation", language: str) -> Said:
    """Return what a recommendation proposes, in words."""
    on = case.filed_on
    why = queries.permit_reasons_of(case, found)
    permits = [
        (procedures.procedure(kind, on).title, verdict(kind, outcome, on), why.get(kind, ""))
        for kind, outcome in found.permits.items()
    ]
    return Said(
        verdict(case.procedure, found.outcome, on),
        statuses.held(found.status, on).name if found.status else None,
        say_span(found.period, language) if found.period else "",
        permits,
    )
