"""The ways of a case through the office, each step with what must be so after it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.casework.office import Cast, fresh
from tests.making.visitors import Visitor

from zairyu.casework import actions, queries
from zairyu.casework.actions import ItemAsked, Mending, Proposal
from zairyu.casework.models import Case
from zairyu.certificates import queries as certificates
from zairyu.law import fees, lifecycle, periods
from zairyu.law.dates import legal_day
from zairyu.notices import queries as notices

AGENTS = (
    "lawyer-scrivener",
    "organisation-staff",
    "public-interest-corporation-staff",
    "registered-support-organisation-staff",
)
CERTIFICATES = ("coe", "work-qualification-certificate")


@dataclass
class Way:
    """A case on its way, and the clock that goes with it."""

    visitor: Visitor
    case: Case
    cast: Cast
    at: datetime
    mails: set[str] = field(default_factory=set)

    @property
    def dice(self) -> Random:
        return Random(f"{self.visitor.seed}{self.case.procedure}{self.case.status}")

    def days(self, number: int) -> None:
        self.at += timedelta(days=number, minutes=1)

    def stands(self, *states: str) -> None:
        self.case = fresh(self.case)
        assert self.case.state in states, (self.visitor, self.case.state, states)

    def told(self, *kinds: str) -> None:
        """Look at the mails that came since: exactly these kinds, none with an outcome in it."""
        found = notices.about(f"case:{self.case.key}")
        fresh_ones = [one for one in found if one.key not in self.mails]
        self.mails |= {one.key for one in fresh_ones}
        assert {one.kind for one in fresh_ones} == set(kinds), self.visitor
        for one in fresh_ones:
            assert "不許可" not in one.subject + one.text
            assert "不交付" not in one.subject + one.text

    def papers(self) -> dict[str, str]:
        """Return the documents by kind: live, ended, revoked."""
        found = certificates.papers_of(f"case:{self.case.key}", legal_day(self.at))
        return {one.kind: one.state for one in reversed(found)}


def arrived(way: Way) -> None:
    """The number is there, the proof holds, and two letters were owed."""
    way.stands("received")
    assert queries.number_shown(way.case).startswith("東オン ")
    stays = way.case.procedure in ("change", "extension")
    assert way.papers() == {"pending" if stays else "receipt": "live"}
    verdict = certificates.verify(way.case.receipt.code, way.at)
    assert verdict.state == "pending"
    way.told("submission-completed", "acceptance-number", *_to_look_at(way))


def _to_look_at(way: Way) -> tuple[str, ...]:
    """Return the letter to the applicant where another has filed: is what was filed right?"""
    for_abroad = way.case.procedure == "coe" and way.visitor.category == "relative"
    return ("confirm-application",) if way.visitor.category in AGENTS or for_abroad else ()


def examined(way: Way) -> None:
    """An officer takes it; now and then papers are asked for and handed in."""
    sato, filer = way.cast.sato, way.case.filer
    way.days(3)
    actions.start_examination(way.case.key, by=sato, at=way.at)
    way.stands("in-examination")
    way.told()
    if way.dice.random() < 0.3:
        items = [ItemAsked("納税証明書", "納税を確かめるため", kind="text")]
        actions.request_documents(way.case.key, items, None, "", by=sato, at=way.at)
        way.stands("additional-documents-requested")
        way.told("about-application-contents")
        (asked,) = queries.requests_of(way.case)
        actions.answer_text(way.case.key, asked.items[0].key, "送ります。", by=filer, at=way.at)
        actions.submit_documents(way.case.key, by=filer, at=way.at)
        way.stands("additional-documents-received")
        way.told("additional-documents-received")
        actions.resume(way.case.key, by=sato, at=way.at)
        way.stands("in-examination")


def proposal(way: Way, outcome: str = "grant") -> Proposal:
    """Return what the officer proposes: a period of the status, and each permit by itself."""
    if outcome == "refuse":
        return Proposal("refuse", "活動の継続が認められない。")
    offered = periods.grantable(way.case.status, legal_day(way.at))
    kinds = [permit.kind for permit in queries.permits_of(way.case)]
    verdicts = {kind: way.dice.choice(("grant", "grant", "refuse")) for kind in kinds}
    return Proposal(
        "grant",
        "活動は在留資格に当たる。",
        period=way.dice.choice(offered) if way.case.procedure != CERTIFICATES[1] else "",
        permits=verdicts,
        permit_reasons={kind: "必要が認められない。" for kind in kinds},
    )


def granted(way: Way) -> None:
    """Recommended by one, decided by another; the fee is that of the law to the yen."""
    way.days(10)
    proposed = proposal(way)
    actions.recommend(way.case.key, proposed, by=way.cast.sato, at=way.at)
    way.stands("recommended")
    way.told()
    actions.approve(way.case.key, by=way.cast.mori, at=way.at)
    way.case = fresh(way.case)
    states = {one.kind: one.state for one in queries.permits_of(way.case)}
    wanted = {"grant": "granted", "refuse": "refused"}
    assert states == {kind: wanted[said] for kind, said in proposed.permits.items()}
    _fee(way, proposed)


def _fee(way: Way, proposed: Proposal) -> None:
    case, order = way.case, queries.order_of(way.case)
    parts = [fees.fee_due(case.procedure, "online", case.filed_on, proposed.period or None,
                          status=case.status)]  # fmt: skip
    for permit in queries.permits_of(case).filter(state="granted"):
        parts.append(
            fees.fee_due(permit.kind, "online", case.filed_on, variant=permit.variant or None)
        )
    due = fees.summed(parts)
    assert (order is None) == (due.amount_yen == 0)
    if order is not None:
        assert (order.amount_yen, order.charge_yen) == (due.amount_yen, due.charge_yen)
        way.stands("awaiting-payment")
        way.told("examination-completed", "payment-request")
        _pay(way, order)
    elif (case.procedure, case.delivery) == ("coe", "email"):
        way.told("electronic-coe-issued")
    else:
        way.told("examination-completed", *_after_decision(case))


def _pay(way: Way, order: Any) -> None:
    way.days(2)
    total = order.amount_yen + order.charge_yen
    paid = actions.record_payment(
        order.key, total, legal_day(way.at), "BANK-1", by=way.cast.sato, at=way.at
    )
    assert paid.verdict == "full"
    way.case = fresh(way.case)
    way.told("payment-received", *_after_decision(way.case))
    assert way.papers()["payment-receipt"] == "live"


def _after_decision(case: Case) -> tuple[str, ...]:
    return ("ready-at-counter",) if case.delivery == "counter" else ()


def delivered(way: Way) -> None:
    """By mail, by post or over the counter, as it was chosen; then the month passes."""
    kind = (way.case.procedure, way.visitor.delivery)
    if kind == ("coe", "counter"):
        actions.change_delivery(way.case.key, by=way.cast.sato, at=way.at)
        way.case = fresh(way.case)
        way.told("ready-at-counter")
    if way.visitor.delivery == "email":
        _by_mail(way)
    elif way.visitor.delivery == "post":
        _by_post(way)
    else:
        _at_counter(way)
    way.stands("delivered")
    _certified(way)
    way.days(31)
    actions.close(way.case.key, at=way.at)
    way.stands("closed")


def _by_mail(way: Way) -> None:
    way.stands("issued")
    sent = queries.ecoe_of(way.case)
    actions.register_ecoe_receipt(sent.key, at=way.at)
    way.told("ecoe-receipt-registered")


def _compared(way: Way) -> None:
    printed = queries.print_data(way.case, legal_day(way.at))
    assert actions.compare_print(way.case.key, printed, by=way.cast.sato, at=way.at).same


def _by_post(way: Way) -> None:
    way.stands("awaiting-return-documents")
    wanted = [one.paper for one in queries.returns_of(way.case)]
    has_card = way.case.procedure in ("change", "extension")
    assert ("residence-card" in wanted) == has_card
    assert "passport" not in " ".join(wanted)
    assert "return-papers" in way.papers()
    way.days(4)
    missing = actions.record_return_documents(way.case.key, wanted, by=way.cast.sato, at=way.at)
    assert missing == []
    way.stands("return-documents-received")
    way.told("return-documents-received")
    _compared(way)
    sent = actions.dispatch(way.case.key, "123-45", by=way.cast.sato, at=way.at)
    assert ("old-residence-card" in sent.contents) == has_card
    way.stands("issued")
    way.told("card-dispatched")
    way.days(1)
    actions.confirm_delivery(way.case.key, by=way.cast.sato, at=way.at)


def _at_counter(way: Way) -> None:
    way.stands("awaiting-counter-pickup")
    way.days(2)
    _compared(way)
    given = actions.hand_over(way.case.key, "passport", by=way.cast.sato, at=way.at)
    first = {"coe": "coe", CERTIFICATES[1]: CERTIFICATES[1], "acquisition": "first-residence-card"}
    assert given.contents[0] == first.get(way.case.procedure, "residence-card")


def _certified(way: Way) -> None:
    """What was granted is certified and holds; the proof of the pending application has ended."""
    papers = way.papers()
    result = {"coe": "coe", CERTIFICATES[1]: "work-qualification"}
    assert papers[result.get(way.case.procedure, "permission")] == "live"
    assert papers.get("pending", papers.get("receipt")) == "ended"
    permits = {one.state for one in queries.permits_of(way.case)}
    assert ("permit" in papers) == ("granted" in permits)
    assert ("refusal" in papers) == ("refused" in permits)
    decision = queries.decision_told(way.case)
    assert decision is not None
    assert (decision.outcome, decision.effective_at is not None) == ("grant", True)
    assert queries.what_next(way.case, legal_day(way.at)).kind == "over"


def refused(way: Way) -> None:
    """Refused, and not told before it is notified; then the written notice is there."""
    way.days(10)
    actions.recommend(way.case.key, proposal(way, "refuse"), by=way.cast.sato, at=way.at)
    actions.refuse(way.case.key, by=way.cast.mori, at=way.at)
    way.stands("refused")
    assert queries.state_shown(way.case).headline["ja"] == "審査中"
    assert queries.decision_told(way.case) is None
    way.told(*([] if way.case.procedure == "coe" else ["refusal-visit"]))
    way.days(2)
    actions.notify_refusal(way.case.key, "handed-over", by=way.cast.sato, at=way.at)
    way.stands("closed")
    way.told(*(["coe-not-issued"] if way.case.procedure == "coe" else []))
    papers = way.papers()
    assert papers.get("pending", papers.get("receipt")) == "ended"
    assert "refusal" in papers
    order = queries.order_of(way.case)
    assert order is None or order.state == "cancelled"  # asked for before a correction


def withdrawn(way: Way) -> None:
    """Taken back by the filer; nothing is owed."""
    actions.withdraw(way.case.key, "", confirmed=True, by=way.case.filer, at=way.at)
    way.stands("withdrawn")
    way.told("withdrawal-received")
    assert lifecycle.state(way.case.state).terminal


def turned_away(way: Way) -> None:
    """Outside the scope: the counter is named."""
    actions.turn_away(way.case.key, "対象外", by=way.cast.sato, at=way.at)
    way.stands("turned-away")
    way.told("not-acceptable-online")


def corrected(way: Way) -> None:
    """A grant that was wrong: two supervisors take it back, and it is decided anew."""
    way.days(1)
    actions.recommend(way.case.key, proposal(way), by=way.cast.sato, at=way.at)
    actions.approve(way.case.key, by=way.cast.mori, at=way.at)
    way.mails |= {one.key for one in notices.about(f"case:{way.case.key}")}
    mending = Mending("decision", "別の申請の資料で判断した。", "職権による取消し", {})
    actions.propose_correction(way.case.key, mending, by=way.cast.mori, at=way.at)
    actions.agree_correction(way.case.key, by=way.cast.ono, at=way.at)
    way.stands("in-examination")
    way.told("decision-corrected")
