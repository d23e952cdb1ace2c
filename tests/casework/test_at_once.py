"""Two people at the same moment: one wins, the other is told, nothing is done twice."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.casework.office import (
    approved,
    fresh,
    grant,
    make_cast,
    recommended,
    refusal,
    sealed_submission,
)

from zairyu.audit.queries import first_broken_row, rows_of
from zairyu.casework import actions, queries
from zairyu.casework.actions.lodge import receive
from zairyu.casework.models import Decision, Recommendation
from zairyu.law.dates import legal_day
from zairyu.law.problem import Refusal
from zairyu.notices import actions as notices
from zairyu.notices.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Return what each act gave, or the refusal it met; all begin at the same moment."""
    ready = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            results[place] = act()
        except Refusal as refused:
            results[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def refused(results: list[Any]) -> list[Any]:
    return [one for one in results if isinstance(one, Refusal)]


def a_case(at, **kinds):
    cast = make_cast()
    return cast, receive(sealed_submission(cast.linh, at, **kinds), by=cast.linh, at=at)


def test_two_supervisors_who_decide_at_once_make_one_decision(at):
    cast, case = a_case(at)
    recommended(case, cast, at, grant())
    results = at_once(
        lambda: actions.approve(case.key, by=cast.mori, at=at),
        lambda: actions.approve(case.key, by=cast.ono, at=at),
    )
    assert len(refused(results)) == 1
    assert Decision.objects.count() == 1
    assert case.orders.count() == 1
    assert [row.verb for row in rows_of(f"case:{case.key}")].count("approve") == 1
    assert first_broken_row() is None


def test_a_refusal_and_a_send_back_at_once_leave_one_outcome(at):
    cast, case = a_case(at)
    recommended(case, cast, at, refusal())
    results = at_once(
        lambda: actions.refuse(case.key, by=cast.mori, at=at),
        lambda: actions.send_back(case.key, "もう一度", by=cast.ono, at=at),
    )
    assert len(refused(results)) == 1
    state = fresh(case).state
    assert (state, Decision.objects.count()) in (("refused", 1), ("in-examination", 0))


def test_two_officers_who_recommend_at_once_leave_one_recommendation(at):
    cast, case = a_case(at)
    actions.start_examination(case.key, by=cast.sato, at=at)
    results = at_once(
        lambda: actions.recommend(case.key, grant(period="P1Y"), by=cast.sato, at=at),
        lambda: actions.recommend(case.key, grant(period="P5Y"), by=cast.mori, at=at),
    )
    assert len(refused(results)) == 1
    assert Recommendation.objects.count() == 1


def test_a_withdrawal_and_a_decision_at_once_cannot_both_be(at):
    cast, case = a_case(at)
    recommended(case, cast, at, grant())
    results = at_once(
        lambda: actions.withdraw_at_office(case.key, "取下書", by=cast.sato, at=at),
        lambda: actions.send_back(case.key, "もう一度", by=cast.mori, at=at),
    )
    assert len(refused(results)) == 1


def test_the_same_money_recorded_twice_at_once_moves_the_case_once(at):
    cast, case = a_case(at)
    case = approved(case, cast, at)
    order = queries.order_of(case)
    today = legal_day(at)
    results = at_once(
        lambda: actions.record_payment(order.key, 56550, today, "A", by=cast.sato, at=at),
        lambda: actions.record_payment(order.key, 56550, today, "B", by=cast.mori, at=at),
    )
    assert refused(results) == []
    assert sorted(one.verdict for one in results) == ["double", "full"]
    verbs = [row.verb for row in rows_of(f"case:{case.key}")]
    assert verbs.count("confirm-payment") == 1


def test_two_workers_send_a_letter_once(at):
    a_case(at)
    owed = Notice.objects.count()
    claimed: list[str] = []

    def worker() -> None:
        while (notice := notices.claim_next(at)) is not None:
            claimed.append(notice.key)

    at_once(worker, worker, worker)
    assert len(claimed) == len(set(claimed)) == owed
