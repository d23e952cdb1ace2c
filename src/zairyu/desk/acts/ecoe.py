"""Acts on an electronic certificate of eligibility: resend, correct, put on paper, cancel."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zairyu.casework import actions, queries
from zairyu.desk.acts.base import Act, Doing, plain
from zairyu.desk.acts.issue import worded
from zairyu.desk.sheet import Box
from zairyu.law import lifecycle

if TYPE_CHECKING:
    from zairyu.casework.models import Case, ECoe


@dataclass(frozen=True)
class EcoeAct(Act):
    """An act that the table of moves of the certificate allows, not that of the case."""

    def possible(self, case: "Case") -> Collection[str]:
        """Return what can happen to the certificate as it stands."""
        sent = sent_of(case)
        return lifecycle.ECOE.events_from(sent.state) if sent is not None else ()


def sent_of(case: "Case") -> "ECoe | None":
    """Return the electronic certificate of a case, if there is one.

    Every act asks; the case that a page has read keeps the answer, also that there is none.
    """
    return getattr(case, "ecoe", None) if case.procedure == "coe" else None


def _resend(doing: Doing) -> object:
    return actions.resend_ecoe(doing.case.key, by=doing.by, at=doing.at)


def _address(doing: Doing) -> object:
    address, reason = doing.sheet["address"], doing.sheet["reason"]
    return actions.correct_ecoe_address(doing.case.key, address, reason, by=doing.by, at=doing.at)


def _paper(doing: Doing) -> object:
    return actions.ecoe_to_paper(doing.case.key, doing.sheet["delivery"], by=doing.by, at=doing.at)


def _cancel(doing: Doing) -> object:
    return actions.cancel_ecoe(doing.case.key, doing.sheet["reason"], by=doing.by, at=doing.at)


def _ways(_case: "Case", _on: date) -> list[Box]:
    return [Box("delivery", "choice", choices=worded("desk.ecoe.delivery", ("post", "counter")))]


def _can_go_back(case: "Case") -> bool:
    return "give-out-on-paper" in lifecycle.events_from(case.state)


def _mails(case: "Case", _on: date) -> dict[str, Any]:
    sent = sent_of(case)
    return {
        "mails": queries.mails_of(case),
        "address_now": queries.receiver_of(sent) if sent is not None else "",
    }


_TEMPLATE = "desk/ecoe.html"

ACTS = (
    EcoeAct("ecoe-resend", ("resend-ecoe",), _resend, more=_mails, sure=True, template=_TEMPLATE),
    EcoeAct(
        "ecoe-address",
        ("correct-ecoe-address",),
        _address,
        plain(Box("address"), Box("reason", "area", hint="desk.ecoe-address.reason-hint")),
        more=_mails,
        sure=True,
        template=_TEMPLATE,
    ),
    EcoeAct("ecoe-paper", ("change-ecoe-to-paper",), _paper, _ways, _can_go_back, sure=True),
    EcoeAct(
        "ecoe-cancel",
        ("cancel-ecoe",),
        _cancel,
        plain(Box("reason", "area")),
        more=_mails,
        rank="supervisor",
        sure=True,
        template=_TEMPLATE,
    ),
)
