"""Acts that end a case: a refusal is notified, a withdrawal recorded, a grant cancelled."""

from datetime import date
from typing import TYPE_CHECKING, Any

from zairyu.casework import actions
from zairyu.desk.acts.base import Act, Doing, plain
from zairyu.desk.acts.issue import worded
from zairyu.desk.sheet import Box

if TYPE_CHECKING:
    from zairyu.casework.models import Case


def _refusal(doing: Doing) -> object:
    return actions.notify_refusal(doing.case.key, doing.sheet["how"], by=doing.by, at=doing.at)


def _how(_case: "Case", _on: date) -> list[Box]:
    return [Box("how", "choice", choices=worded("desk.refusal", ("handed-over", "sent")))]


def _withdraw(doing: Doing) -> object:
    reason = doing.sheet["reason"]
    return actions.withdraw_at_office(doing.case.key, reason, by=doing.by, at=doing.at)


def _until(case: "Case", on: date) -> dict[str, Any]:
    return {"lawful_until": actions.lawful_after_withdrawal(case, on)}


def _cancel(doing: Doing) -> object:
    return actions.cancel_unpaid(doing.case.key, doing.sheet["reason"], by=doing.by, at=doing.at)


def _lapse(doing: Doing) -> object:
    return actions.lapse(doing.case.key, doing.sheet["reason"], by=doing.by, at=doing.at)


_REASON = plain(Box("reason", "area"))
_SUPERVISOR = "supervisor"

ACTS = (
    Act("refusal", ("confirm-refusal-notified",), _refusal, _how, sure=True),
    Act(
        "withdraw",
        ("withdraw-at-office",),
        _withdraw,
        _REASON,
        more=_until,
        sure=True,
        template="desk/withdraw.html",
    ),
    Act("cancel-unpaid", ("cancel-grant-unpaid",), _cancel, _REASON, rank=_SUPERVISOR, sure=True),
    Act("lapse", ("lapse",), _lapse, _REASON, rank=_SUPERVISOR, sure=True),
)
