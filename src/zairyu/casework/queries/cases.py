"""Which cases a person may see, and what may be said of one. A door starts here."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from zairyu.casework import numbers
from zairyu.casework.facts import Facts, facts_of
from zairyu.casework.models import Case, Decision
from zairyu.law import lifecycle, stay
from zairyu.law.dates import legal_day
from zairyu.law.tables import Text
from zairyu.people.organisations import queries as organisations
from zairyu.words.catalogue import catalogue

if TYPE_CHECKING:
    from zairyu.people.models import OfficerPost, Person


def visible_to(person: "Person", on: date | None = None) -> QuerySet[Case]:
    """Return the cases on whose near side a person stands, newest first.

    The portal's only source of cases: what one filed and has not let go, what is about oneself,
    and what belongs to an organisation one belongs to. Who left it sees nothing of it any more.
    """
    own = Q(filer=person, let_go_at=None, organisation=None) | Q(applicant=person)
    if houses := organisations.organisations_of(person, on):
        own |= Q(organisation__in=houses, let_go_at=None)
    return Case.objects.filter(own).select_related("receipt", "mandate").order_by("-id")


def mine(person: "Person", on: date | None = None) -> QuerySet[Case]:
    """Return the cases that a person looks after, or that are about them; no colleague's."""
    return visible_to(person, on).filter(Q(filer=person) | Q(applicant=person))


def of_organisation(organisation_id: int) -> QuerySet[Case]:
    """Return the cases of an organisation, newest first; who calls has checked who asks."""
    found = Case.objects.filter(organisation_id=organisation_id, let_go_at=None)
    return found.select_related("receipt", "mandate", "filer").order_by("-id")


def let_go_of(person: "Person") -> QuerySet[Case]:
    """Return the cases that a person filed for others and that go on without them."""
    found = Case.objects.filter(filer=person, let_go_at__isnull=False)
    return found.exclude(applicant=person).select_related("submission").order_by("-id")


def without_own(cases: QuerySet[Case], post: "OfficerPost") -> QuerySet[Case]:
    """Return cases without those in which the officer of a post has a part."""
    mine = Q(applicant__isnull=False, applicant=post.person_id)
    return cases.exclude(filer_id=post.person_id).exclude(mine)


def in_charge_of(post: "OfficerPost") -> QuerySet[Case]:
    """Return the cases of a post's office: the desk's only source of cases.

    What an officer filed, or what is about them, is not among them.
    """
    found = without_own(Case.objects.filter(office=post.office), post)
    return found.select_related("officer", "receipt")


def of_submission(submission_id: int) -> Case | None:
    """Return the case that a submission became."""
    return Case.objects.filter(submission_id=submission_id).first()


def case_of_submission(submission: Any) -> Case | None:
    """Return the case that a submission became; who calls has checked whose it is."""
    return of_submission(submission.pk)


def number_shown(case: Case) -> str:
    """Return the receipt number as people read it."""
    return numbers.shown(case.number)


def state_shown(case: Case) -> lifecycle.State:
    """Return the state that the filer may see: a refusal not yet notified is an examination."""
    state = lifecycle.state(case.state)
    if state.shown_until_notified:
        return lifecycle.state(_plain_exam(state))
    return state


def _plain_exam(state: lifecycle.State) -> str:
    known = lifecycle.CASE.states
    shown = state.shown_until_notified or state.id
    return shown if shown in known else "in-examination"


def decision_of(case: Case) -> Decision | None:
    """Return the decision that stands, for the desk."""
    return case.decisions.filter(replaced_at=None).order_by("-id").first()


def decision_told(case: Case) -> Decision | None:
    """Return the decision as far as the filer may know it: a refusal only once it is notified."""
    decision = decision_of(case)
    if decision is None or (decision.outcome == "refuse" and decision.notified_at is None):
        return None
    return decision


def special_period_of(case: Case) -> stay.SpecialPeriod | None:
    """Return the special period of a case: as it runs, or as it ended.

    It ends when the permission takes effect, a refusal has been notified, the case is withdrawn,
    or the two months end; never with the decision itself.

    Law: ICRRA art. 20(6), 21(4).
    """
    if case.expires_on is None or case.procedure not in ("change", "extension"):
        return None
    return stay.special_period(
        case.procedure,
        case.current_period or None,
        case.expires_on,
        case.filed_on,
        decided_on=_effective_on(case),
        withdrawn_on=_withdrawn_on(case),
    )


def _effective_on(case: Case) -> date | None:
    decision = decision_of(case)
    if decision is None or decision.effective_at is None:
        return None
    return legal_day(decision.effective_at)


def _withdrawn_on(case: Case) -> date | None:
    if case.state not in ("withdrawn", "turned-away") or case.ended_at is None:
        return None
    return legal_day(case.ended_at)


@dataclass(frozen=True)
class Next:
    """What happens next, in the words of the law's table, and whether the filer must act."""

    text: Text
    must_act: bool
    due_on: date | None
    days_left: int | None
    kind: str  # documents, payment, returns, counter, receipt, wait, over


# Applications whose result is a certificate: nothing is permitted, so nothing takes effect.
CERTIFICATES = ("coe", "work-qualification-certificate")
_KINDS = {
    "additional-documents-requested": "documents",
    "awaiting-payment": "payment",
    "awaiting-return-documents": "returns",
    "awaiting-counter-pickup": "counter",
}


def _of_certificate(case: Case, state: lifecycle.State) -> Text | None:
    if case.procedure not in CERTIFICATES:
        return None
    return catalogue().get(f"casework.next.{state.id}")


def what_next(case: Case, on: date) -> Next:
    """Return the sentence that says what happens next and whether one must act."""
    state = state_shown(case)
    kind = _KINDS.get(state.id, "wait" if case.open else "over")
    must_act = state.must_act
    if state.id == "issued" and case.procedure == "coe" and case.delivery == "email":
        kind, must_act = "receipt", True
    text = _of_certificate(case, state) or state.next_step
    due_on = case.due_on if kind in ("documents", "payment", "returns") else None
    left = (due_on - on).days if due_on else None
    return Next(text, must_act, due_on, left, kind)


__all__ = [
    "CERTIFICATES",
    "Facts",
    "Next",
    "case_of_submission",
    "decision_of",
    "decision_told",
    "facts_of",
    "in_charge_of",
    "mine",
    "number_shown",
    "of_organisation",
    "of_submission",
    "special_period_of",
    "state_shown",
    "visible_to",
    "what_next",
]
