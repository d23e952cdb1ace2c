"""The guards of the table of moves, by name: what must hold before an event may happen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zairyu.casework.models import (
    Case,
    Correction,
    Decision,
    PrintCheck,
    Recommendation,
    RequestItem,
)
from zairyu.casework.refusals import refuse
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.casework.parties import Party


@dataclass(frozen=True)
class Asked:
    """What a guard may look at: the case, who acts, and when."""

    case: Case
    by: "Party"
    at: datetime


Guard = Callable[[Asked], None]
# The new stay counts from the day on which the permission takes effect: ICRRA art. 20(4), 22-2(3).
_COUNTS_FROM_EFFECT = ("change", "acquisition")


def waiting_recommendation(case: Case) -> Recommendation:
    """Return the recommendation that waits for a decision."""
    found = Recommendation.objects.filter(case=case, state="waiting").order_by("-id").first()
    if found is None:
        raise refuse("no-recommendation")
    return found


def standing_decision(case: Case) -> Decision:
    """Return the decision that stands."""
    found = Decision.objects.filter(case=case, replaced_at=None).order_by("-id").first()
    if found is None:
        raise refuse("no-decision")
    return found


def waiting_correction(case: Case) -> Correction:
    """Return the correction that waits for the agreement of a second supervisor."""
    found = Correction.objects.filter(case=case, state="waiting").first()
    if found is None:
        raise refuse("no-correction")
    return found


def correction_agreed(asked: Asked) -> None:
    """Refuse a correction to whoever proposed it: four eyes."""
    proposed = waiting_correction(asked.case)
    if asked.by.person is None or proposed.proposer_id == asked.by.person.pk:
        raise refuse("own-correction")


def another_decides(asked: Asked) -> None:
    """Refuse the decision of whoever recommended it: four eyes."""
    proposed = waiting_recommendation(asked.case)
    if asked.by.person is None or proposed.officer_id == asked.by.person.pk:
        raise refuse("own-recommendation")


def recommended_grant(asked: Asked) -> None:
    """Refuse to approve what was recommended to be refused: it is sent back instead."""
    if waiting_recommendation(asked.case).outcome != "grant":
        raise refuse("recommended-otherwise")


def recommended_refusal(asked: Asked) -> None:
    """Refuse to refuse what was recommended to be granted: it is sent back instead."""
    if waiting_recommendation(asked.case).outcome != "refuse":
        raise refuse("recommended-otherwise")


def assigned(asked: Asked) -> None:
    """Refuse to examine a case that nobody of the office has taken."""
    if asked.case.officer_id is None:
        raise refuse("not-assigned")


def all_answered(asked: Asked) -> None:
    """Refuse to hand in papers while a required item has no answer."""
    open_items = RequestItem.objects.filter(
        request__case=asked.case, request__state="open", required=True, answered_at=None
    )
    missing = list(open_items.order_by("number").values_list("number", flat=True))
    if missing:
        raise refuse("items-missing", numbers=", ".join(map(str, missing)))


def _changed_last(case: Case, decision: Decision) -> datetime:
    """Return when what is to be printed was fixed: decided, or a misprint mended since."""
    mended = case.corrections.filter(state="done", kind="clerical").order_by("-id").first()
    return max(decision.at, mended.agreed_at) if mended and mended.agreed_at else decision.at


def print_agrees(asked: Asked) -> None:
    """Refuse to give out what was not compared with the decision, or differs from it."""
    decision = standing_decision(asked.case)
    last = PrintCheck.objects.filter(case=asked.case).order_by("-id").first()
    if last is None or last.at < _changed_last(asked.case, decision):
        raise refuse("print-not-compared")
    if not last.same:
        raise refuse("print-differs", fields=", ".join(last.differing))
    waits = decision.effective_at is None and asked.case.procedure in _COUNTS_FROM_EFFECT
    if waits and legal_day(last.at) != legal_day(asked.at):
        raise refuse("print-of-another-day")


def returns_complete(asked: Asked) -> None:
    """Refuse to confirm the papers sent in while one of the list has not arrived."""
    if asked.case.returns.filter(arrived_at=None).exists():
        raise refuse("returns-missing")


def nothing_to_return(asked: Asked) -> None:
    """Refuse to post at once what waits for papers of the person."""
    if asked.case.returns.filter(arrived_at=None).exists():
        raise refuse("returns-missing")


def paid_in_full(asked: Asked) -> None:
    """Refuse to go on before the full amount has come in."""
    if asked.case.orders.filter(state="open").exists():
        raise refuse("not-paid")


GUARDS: Mapping[str, Guard] = {
    "all-answered": all_answered,
    "another-decides": another_decides,
    "assigned": assigned,
    "correction-agreed": correction_agreed,
    "nothing-to-return": nothing_to_return,
    "paid-in-full": paid_in_full,
    "print-agrees": print_agrees,
    "recommended-grant": recommended_grant,
    "recommended-refusal": recommended_refusal,
    "returns-complete": returns_complete,
}


def pass_guards(event: str, asked: Asked) -> None:
    """Let an event through, or refuse with the first of its guards that says no."""
    for name in lifecycle.event(event).guards:
        GUARDS[name](asked)
