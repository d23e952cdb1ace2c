"""The fee: by the day of receipt and the period granted; short, double and late told apart."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.casework.office import approved, fresh, grant, recommended

from zairyu.casework import actions, queries
from zairyu.casework.actions.pay import verdict
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.dates import legal_day
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db


def pay(case, cast, at, amount, reference="BANK-1", paid_on=None):
    order = queries.order_of(case)
    return actions.record_payment(
        order.key, amount, paid_on or legal_day(at), reference, by=cast.sato, at=at
    )


@pytest.mark.parametrize(
    ("period", "amount", "charge"),
    [("P3M", 10000, 330), ("P1Y", 27000, 330), ("P3Y", 56000, 550), ("P5Y", 65000, 550)],
)
def test_the_fee_follows_the_period_granted(lodged, cast, at, period, amount, charge):
    case = approved(lodged(), cast, at, period=period)
    order = queries.order_of(case)
    assert (order.amount_yen, order.charge_yen) == (amount, charge)
    assert (case.state, order.due_on.isoformat()) == ("awaiting-payment", "2026-12-08")


def test_what_was_received_on_the_eve_pays_the_old_fee_with_stamps(lodged, cast, at):
    eve = datetime(2026, 9, 30, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo
    case = approved(lodged(eve), cast, at, period="P5Y")
    order = queries.order_of(case)
    assert (order.amount_yen, order.charge_yen, order.state) == (5500, 0, "stamps")
    assert case.state == "awaiting-return-documents"
    assert [item.paper for item in queries.returns_of(case)] == [
        "residence-card",
        "fee-form",
        "reply-envelope",
    ]


def test_a_minute_later_the_new_fee_is_due(lodged, cast, at):
    first = datetime(2026, 9, 30, 15, 0, tzinfo=UTC)  # midnight in Tokyo
    case = approved(lodged(first), cast, at, period="P5Y")
    assert queries.order_of(case).amount_yen == 65000


def test_a_permit_beside_adds_its_own_fee(lodged, cast, at):
    case = lodged(procedure="change", permits=("reentry-permit",))
    proposal = grant(period="P1Y", permits={"reentry-permit": "grant"})
    recommended(case, cast, at, proposal)
    actions.approve(case.key, by=cast.mori, at=at)
    order = queries.order_of(case)
    assert order.amount_yen == 27000 + 3500
    assert [line["procedure"] for line in order.lines] == ["change", "reentry-permit"]


def test_a_refused_permit_costs_nothing(lodged, cast, at):
    case = lodged(procedure="change", permits=("reentry-permit",))
    proposal = grant(
        period="P1Y",
        permits={"reentry-permit": "refuse"},
        permit_reasons={"reentry-permit": "出国の予定がない。"},
    )
    recommended(case, cast, at, proposal)
    actions.approve(case.key, by=cast.mori, at=at)
    assert queries.order_of(case).amount_yen == 27000


def test_a_certificate_of_eligibility_is_free(lodged, cast, at):
    case = lodged(procedure="coe", delivery="mailing", status="spouse-child-japanese")
    case = approved(case, cast, at, status="spouse-child-japanese", period="P1Y")
    assert queries.order_of(case) is None
    assert case.state == "awaiting-return-documents"


def test_the_order_tells_number_amount_charge_and_day_by_mail_and_letter(lodged, cast, at):
    case = approved(lodged(), cast, at)
    letter = next(x for x in notices.about(f"case:{case.key}") if x.kind == "payment-request")
    for said in ("56,000円", "550円", "56,550円", "2026年12月8日（火）", "¥56,550"):
        assert said in letter.text
    assert any(p.kind == "fee-order" for p in certificates.papers_of(f"case:{case.key}"))


def test_the_full_amount_lets_the_case_go_on(lodged, cast, at):
    case = approved(lodged(), cast, at)
    payment = pay(case, cast, at, 56550)
    case = fresh(case)
    assert (payment.verdict, payment.late) == ("full", False)
    assert case.state == "awaiting-return-documents"
    assert queries.order_of(case).state == "paid"


def test_a_short_payment_waits_for_the_rest(lodged, cast, at):
    case = approved(lodged(), cast, at)
    assert pay(case, cast, at, 56000).verdict == "short"
    assert fresh(case).state == "awaiting-payment"
    assert pay(case, cast, at, 550, "BANK-2").verdict == "completed"
    assert fresh(case).state == "awaiting-return-documents"


def test_a_second_payment_is_double_and_moves_nothing(lodged, cast, at):
    case = approved(lodged(), cast, at)
    pay(case, cast, at, 56550)
    state = fresh(case).state
    assert pay(case, cast, at, 56550, "BANK-2").verdict == "double"
    assert fresh(case).state == state


def test_the_same_reference_is_not_recorded_twice(lodged, cast, at):
    case = approved(lodged(), cast, at)
    pay(case, cast, at, 100)
    with pytest.raises(CaseRefused) as caught:
        pay(case, cast, at, 100)
    assert caught.value.problem.code == "case.reference-known"


def test_too_much_is_told_and_the_case_goes_on(lodged, cast, at):
    case = approved(lodged(), cast, at)
    assert pay(case, cast, at, 60000).verdict == "over"
    assert fresh(case).state == "awaiting-return-documents"


def test_late_money_is_taken_and_told(lodged, cast, at):
    case = approved(lodged(), cast, at)
    late = at + timedelta(days=15)
    assert pay(case, cast, late, 56550).late is True
    assert fresh(case).state == "awaiting-return-documents"


def test_the_due_day_itself_is_not_late(lodged, cast, at):
    case = approved(lodged(), cast, at)
    assert pay(case, cast, at + timedelta(days=14), 56550).late is False


@pytest.mark.parametrize("amount", [0, -1])
def test_no_amount_is_no_payment(lodged, cast, at, amount):
    case = approved(lodged(), cast, at)
    with pytest.raises(CaseRefused) as caught:
        pay(case, cast, at, amount)
    assert caught.value.problem.at == "amount"


def test_a_day_of_payment_lies_between_the_order_and_today(lodged, cast, at):
    case = approved(lodged(), cast, at)
    for days, code in ((1, "case.paid-in-future"), (-1, "case.paid-before-order")):
        with pytest.raises(CaseRefused) as caught:
            pay(case, cast, at, 56550, paid_on=legal_day(at) + timedelta(days=days))
        assert caught.value.problem.code == code


def test_an_officer_of_another_office_finds_no_order(lodged, cast, at):
    case = approved(lodged(), cast, at)
    order = queries.order_of(case)
    with pytest.raises(CaseUnknown):
        actions.record_payment(order.key, 1, legal_day(at), "X", by=cast.osaka, at=at)


def test_nothing_is_posted_before_it_is_paid(lodged, cast, at):
    from zairyu.law.lifecycle import MoveRefused

    case = approved(lodged(), cast, at)
    with pytest.raises((CaseRefused, MoveRefused)):
        actions.dispatch(case.key, "1234", by=cast.sato, at=at)


def test_an_unpaid_grant_is_cancelled_by_a_supervisor_only_and_only_after_its_day(lodged, cast, at):
    case = approved(lodged(), cast, at)
    with pytest.raises(CaseRefused) as caught:
        actions.cancel_unpaid(case.key, "未納", by=cast.mori, at=at + timedelta(days=14))
    assert caught.value.problem.code == "case.not-yet-due"
    late = at + timedelta(days=15)
    with pytest.raises(CaseRefused):
        actions.cancel_unpaid(case.key, "未納", by=cast.sato, at=late)
    actions.cancel_unpaid(case.key, "未納", by=cast.mori, at=late)
    assert fresh(case).state == "refused"
    assert queries.decision_of(case).outcome == "refuse"
    assert queries.decision_told(case) is None
    with pytest.raises(CaseRefused) as caught:
        pay(case, cast, late, 56550)
    assert caught.value.problem.code == "case.order-cancelled"


@pytest.mark.parametrize(
    ("total", "already", "amount", "expected"),
    [
        (100, 0, 100, "full"),
        (100, 0, 99, "short"),
        (100, 99, 1, "completed"),
        (100, 0, 101, "over"),
        (100, 99, 2, "over"),
        (100, 100, 1, "double"),
        (100, 101, 100, "double"),
    ],
)
def test_what_a_payment_is(total, already, amount, expected):
    assert verdict(total, already, amount) == expected
