"""Acts that mend a decision or a misprint: one supervisor proposes, another agrees."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zairyu.casework import actions, queries
from zairyu.casework.actions import Mending
from zairyu.desk.acts.base import Act, Doing, plain
from zairyu.desk.acts.issue import worded
from zairyu.desk.printed import shown
from zairyu.desk.sheet import Box
from zairyu.questionnaire.codelists import codelist

if TYPE_CHECKING:
    from zairyu.casework.models import Case

_EVENTS = ("correct-decision", "correct-clerical-error")
_SUPERVISOR = "supervisor"
_OF_A_PERSON = ("name", "name_own", "birth", "sex", "nationality", "address")
_OF_A_CERTIFICATE = ("name", "name_own", "birth", "nationality", "activity")


def _fields(case: "Case") -> tuple[str, ...]:
    """Return the fields that a misprint can stand in, for what is printed of a case."""
    work = case.procedure == "work-qualification-certificate"
    return _OF_A_CERTIFICATE if work else _OF_A_PERSON


def _why() -> list[Box]:
    return [Box("error", "area"), Box("ground", hint="desk.correct.ground-hint")]


def _reasons(_case: "Case", _on: date) -> Sequence[Box]:
    return _why()


def _as_they_are(case: "Case", _on: date) -> Sequence[Box]:
    """Return a box for each field, with what stands in it now."""
    facts = queries.facts_of(case)
    boxes = [_box(name) for name in _fields(case)]
    for box in boxes:
        box.typed = [getattr(facts, box.name)]
    return [*_why(), *boxes]


def _box(name: str) -> Box:
    label = f"desk.print.field.{name}"
    if name == "sex":
        return Box(name, "choice", label=label, choices=worded("desk.sex", ("male", "female")))
    if name == "nationality":
        known = [(one.value, one.label) for one in codelist("nationalities")]
        return Box(name, "select", label=label, choices=known)
    kind = "day" if name == "birth" else "text"
    return Box(name, kind, needed=name != "name_own", label=label)


def _propose(kind: str) -> Callable[[Doing], object]:
    def do(doing: Doing) -> object:
        sheet = doing.sheet
        changes = {box.name: box.text for box in sheet.boxes if box.name not in ("error", "ground")}
        mending = Mending(kind, sheet["error"], sheet["ground"], changes)
        return actions.propose_correction(doing.case.key, mending, by=doing.by, at=doing.at)

    return do


def _agree(doing: Doing) -> object:
    return actions.agree_correction(doing.case.key, by=doing.by, at=doing.at)


def _drop(doing: Doing) -> object:
    reason = doing.sheet["reason"]
    return actions.drop_correction(doing.case.key, reason, by=doing.by, at=doing.at)


def _waits(case: "Case") -> bool:
    return queries.correction_of(case) is not None


def _does_not_wait(case: "Case") -> bool:
    return not _waits(case)


def _proposed(case: "Case", on: date) -> dict[str, Any]:
    """Return what was proposed, in words."""
    found = queries.correction_of(case)
    if found is None:
        return {}
    changed = [
        (name, shown(name, was, on), shown(name, new, on))
        for name, (was, new) in found.changes.items()
    ]
    return {"proposed": found, "changed": changed}


ACTS = (
    Act(
        "correct",
        _EVENTS[:1],
        _propose("decision"),
        _reasons,
        _does_not_wait,
        rank=_SUPERVISOR,
        sure=True,
    ),
    Act(
        "mend",
        _EVENTS[1:],
        _propose("clerical"),
        _as_they_are,
        _does_not_wait,
        rank=_SUPERVISOR,
    ),
    Act(
        "agree-correction",
        _EVENTS,
        _agree,
        fits=_waits,
        more=_proposed,
        rank=_SUPERVISOR,
        sure=True,
        template="desk/correction.html",
    ),
    Act(
        "drop-correction",
        _EVENTS,
        _drop,
        plain(Box("reason", "area")),
        _waits,
        _proposed,
        rank=_SUPERVISOR,
        template="desk/correction.html",
    ),
)
