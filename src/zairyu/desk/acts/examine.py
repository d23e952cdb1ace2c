"""Acts of the examination: take, write, ask for papers, go on, send elsewhere."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zairyu.casework import actions
from zairyu.desk.acts.base import Act, Doing, plain
from zairyu.desk.sheet import Box
from zairyu.law import offices
from zairyu.law.problem import Problem
from zairyu.words.catalogue import catalogue

if TYPE_CHECKING:
    from zairyu.casework.models import Case

ROWS = 5  # papers that one request can ask for
_USUAL_DAYS = 14


def _take(doing: Doing) -> object:
    return actions.start_examination(doing.case.key, by=doing.by, at=doing.at)


def _message(doing: Doing) -> object:
    return actions.send_message(doing.case.key, doing.sheet["text"], by=doing.by, at=doing.at)


def _resume(doing: Doing) -> object:
    return actions.resume(doing.case.key, by=doing.by, at=doing.at)


def _go_on(doing: Doing) -> object:
    return actions.go_on_without(doing.case.key, doing.sheet["reason"], by=doing.by, at=doing.at)


def _paper(doing: Doing) -> object:
    what = doing.sheet["what"]
    return actions.record_paper_documents(doing.case.key, what, by=doing.by, at=doing.at)


def _turn_away(doing: Doing) -> object:
    return actions.turn_away(doing.case.key, doing.sheet["rule"], by=doing.by, at=doing.at)


def _transfer(doing: Doing) -> object:
    office, reason = doing.sheet["office"], doing.sheet["reason"]
    return actions.transfer(doing.case.key, office, reason, by=doing.by, at=doing.at)


def _more_time(doing: Doing) -> object:
    return actions.extend_due_date(doing.case.key, doing.sheet["due"], by=doing.by, at=doing.at)


def _offices(case: "Case", _on: date) -> Sequence[Box]:
    others = [(one.id, one.name) for one in offices.online_offices() if one.id != case.office]
    return [Box("office", "select", choices=others), Box("reason", "area")]


def _asked(_case: "Case", on: date) -> Sequence[Box]:
    due = Box("due", "day", hint="desk.request.due-hint")
    due.typed = [(on + timedelta(days=_USUAL_DAYS)).isoformat()]
    rows: list[Box] = []
    kinds = [(kind, catalogue()[f"desk.request.{kind}"]) for kind in ("file", "text")]
    for row in range(1, ROWS + 1):
        name = Box(f"name{row}", needed=row == 1, label="desk.request.name")
        why = Box(f"why{row}", needed=row == 1, label="desk.request.why")
        kind = Box(f"kind{row}", "select", needed=False, choices=kinds, label="desk.request.kind")
        kind.typed = ["file"]
        rows += [name, why, kind]
    return [*rows, due, Box("note", "area", needed=False)]


def items(doing: Doing) -> list[actions.ItemAsked]:
    """Return the papers that were typed into the rows of a request, with a reason for each."""
    found: list[actions.ItemAsked] = []
    sheet = doing.sheet
    for row in range(1, ROWS + 1):
        name, why = sheet[f"name{row}"], sheet[f"why{row}"]
        if name and not why:
            sheet.box(f"why{row}").problems.append(Problem("desk.why-wanted", at=f"why{row}"))
        elif name:
            found.append(actions.ItemAsked(name, why, kind=sheet[f"kind{row}"] or "file"))
    return found


def _request(doing: Doing) -> object:
    found = items(doing)
    if doing.sheet.problems:
        return None
    due, note = doing.sheet["due"], doing.sheet["note"] or ""
    return actions.request_documents(doing.case.key, found, due, note, by=doing.by, at=doing.at)


def _rows(_case: "Case", _on: date) -> dict[str, object]:
    numbers = range(1, ROWS + 1)
    return {"rows": [(row, f"name{row}", f"why{row}", f"kind{row}") for row in numbers]}


def _asks(case: "Case") -> bool:
    return case.state == "additional-documents-requested"


ACTS = (
    Act("take", ("start-examination",), _take),
    Act("message", ("office-message",), _message, plain(Box("text", "area"))),
    Act(
        "request",
        ("request-additional-documents",),
        _request,
        _asked,
        more=_rows,
        template="desk/request.html",
    ),
    Act("resume", ("resume-examination",), _resume),
    Act("paper", ("record-paper-documents",), _paper, plain(Box("what", "area"))),
    Act("more-time", ("go-on-without-documents",), _more_time, plain(Box("due", "day")), _asks),
    Act("go-on", ("go-on-without-documents",), _go_on, plain(Box("reason", "area"))),
    Act("transfer", ("transfer",), _transfer, _offices, sure=True),
    Act("turn-away", ("turn-away",), _turn_away, plain(Box("rule", "area")), sure=True),
)
