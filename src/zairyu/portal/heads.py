"""What every page of a case begins with: which case, how it stands, what comes next."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from zairyu.casework import queries
from zairyu.casework.queries import Facts, Next
from zairyu.certificates import queries as certificates
from zairyu.certificates.queries import Paper
from zairyu.law import offices, procedures, statuses
from zairyu.law.dates import legal_day
from zairyu.law.lifecycle import ECOE, State
from zairyu.law.offices import Office
from zairyu.law.procedures import Procedure
from zairyu.people.queries import person_at
from zairyu.portal.bar import Bar, bar
from zairyu.words import Text

if TYPE_CHECKING:
    from zairyu.casework.models import Case

_ICONS = {"soon": "act", "wait": "wait", "good": "ok", "over": "ended"}
_ENDED = ("closed", "withdrawn", "turned-away", "lapsed")
_PROOFS = ("pending", "receipt")


@dataclass
class Head:
    """A case as its filer sees it. What costs a query is asked for only when a page shows it."""

    case: "Case"
    today: date

    @property
    def key(self) -> str:
        """The random key in the address."""
        return self.case.key

    @property
    def number(self) -> str:
        """The receipt number as people read it."""
        return queries.number_shown(self.case)

    @cached_property
    def procedure(self) -> Procedure:
        """The procedure, as it stood on the day of filing."""
        return procedures.procedure(self.case.procedure, self.case.filed_on)

    @cached_property
    def status_name(self) -> Text | str:
        """The status of residence asked for, in words."""
        if not self.case.status:
            return ""
        return statuses.held(self.case.status, self.case.filed_on).name

    @cached_property
    def office(self) -> Office:
        """The office that examines."""
        return offices.office(self.case.office)

    @cached_property
    def counter(self) -> Office:
        """The office whose counter hands over the result."""
        return offices.office(self.case.pickup or self.case.office)

    @cached_property
    def state(self) -> State:
        """The state that the filer may see."""
        return queries.state_shown(self.case)

    @cached_property
    def next(self) -> Next:
        """What happens next."""
        return queries.what_next(self.case, self.today)

    @cached_property
    def facts(self) -> Facts:
        """Who the application is for, and the stay."""
        return queries.facts_of(self.case)

    @property
    def kind(self) -> str:
        """How the state is drawn: soon (act), wait, good (done) or over."""
        if self.next.must_act:
            return "soon"
        if self.state.id in _ENDED:
            return "over"
        return "good" if self.state.headline_id == "done" else "wait"

    @property
    def icon(self) -> str:
        """The icon of the state."""
        return _ICONS[self.kind]

    @property
    def pending(self) -> bool:
        """Whether the application is pending in law."""
        return self.state.pending_in_law

    @property
    def next_step(self) -> Text:
        """What happens next, in words; an electronic certificate waits for its receipt."""
        if self.next.kind == "receipt":
            return ECOE.state(ECOE.initial).next_step
        return self.next.text

    @property
    def undecided(self) -> bool:
        """Whether the result is still to come, as far as the filer knows."""
        return self.state.headline_id in ("filed", "exam", "papers")

    @property
    def may_withdraw(self) -> bool:
        """Whether the filer may still take the application back here."""
        return self.state.id in (
            "submitted",
            "received",
            "in-examination",
            "additional-documents-requested",
            "additional-documents-received",
        )

    @cached_property
    def decided(self) -> bool:
        """Whether a decision was told."""
        return queries.decision_told(self.case) is not None

    @cached_property
    def has_ecoe(self) -> bool:
        """Whether an electronic certificate was issued."""
        electronic = self.case.procedure == "coe" and self.case.delivery == "email"
        told = electronic and self.state.headline_id == "done"
        return told and queries.ecoe_of(self.case) is not None

    @cached_property
    def refused(self) -> bool:
        """Whether a refusal was told."""
        if self.state.id != "closed":
            return False
        decision = queries.decision_told(self.case)
        return decision is not None and decision.outcome == "refuse"

    @cached_property
    def stay(self) -> Bar | None:
        """The picture of the stay, while the application is pending."""
        if not self.pending or self.case.expires_on is None:
            return None
        period = queries.special_period_of(self.case)
        if period is None or not period.eligible:
            return None
        return bar(self.case.filed_on, self.case.expires_on, period, self.today)

    @cached_property
    def papers(self) -> list[Paper]:
        """Certificates and letters, newest first."""
        return certificates.papers_of(f"case:{self.key}", self.today)

    @property
    def proof(self) -> Paper | None:
        """The proof that holds now: pending, or received."""
        live = (each for each in self.papers if each.kind in _PROOFS and each.state == "live")
        return next(live, None)

    @property
    def to_do(self) -> str:
        """The name of the page where one acts now, or nothing."""
        pages = {
            "documents": "portal:requests",
            "payment": "portal:fee",
            "returns": "portal:receive",
            "counter": "portal:receive",
            "receipt": "portal:certificate",
        }
        return pages.get(self.next.kind, "")


def head_of(request: HttpRequest, key: str, today: date) -> Head:
    """Return one's own case; for anybody else it does not exist."""
    case = queries.visible_to(person_at(request), today).filter(key=key).first()
    if case is None:
        raise Http404
    return Head(case, today)


def heads_of(
    request: HttpRequest, today: date, limit: int, *, running: bool | None = None, before: str = ""
) -> list[Head]:
    """Return one's own cases, newest first: those that run, those that are over, or all.

    `before` is the key of the last case of the page before.
    """
    found = queries.mine(person_at(request), today)
    if before:
        found = found.filter(pk__lt=found.filter(key=before).order_by().values("pk")[:1])
    if running is not None:
        found = found.filter(open=running)
    return [Head(case, today) for case in found[:limit]]


def frame(head: Head, here: str = "", **shown: Any) -> dict[str, Any]:
    """Return what the templates of a case need, with the text that names the page."""
    return {"head": head, "case": head.case, "today": head.today, "here": here, **shown}


def day_of(at: Any) -> date:
    """Return the day in Japan on which an instant falls."""
    return legal_day(at)
