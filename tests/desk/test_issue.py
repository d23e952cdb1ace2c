"""Money, print, post and counter at the desk."""

import pytest

from zairyu.casework import actions as office
from zairyu.casework import queries
from zairyu.demo import play

TODAY = "2026-11-24"


@pytest.fixture
def granted(recommended, mori, at):
    """The case granted and waiting for its fee."""
    play.approve(recommended, mori, at)
    return play.fresh(recommended)


@pytest.fixture
def paid(granted, sato, at):
    """The case paid for, its papers awaited by post."""
    play.pay(granted, sato, at)
    return play.fresh(granted)


def _do(client, case, act, /, **typed):
    return client.post(f"/desk/cases/{case.key}/do/{act}", typed)


def _pay(client, case, amount, reference, day=TODAY):
    return _do(client, case, "fee", amount=amount, paid_on=day, reference=reference)


def test_the_fee_page_says_that_no_payment_company_is_connected(enter, sato, granted):
    page = enter(sato).get(f"/desk/cases/{granted.key}/do/fee").content.decode()
    assert "決済会社とはまだつながっていません" in page


def test_short_full_and_double_payments_are_told_apart(enter, sato, granted):
    client, order = enter(sato), queries.order_of(granted)
    total = order.amount_yen + order.charge_yen
    _pay(client, granted, str(total - 100), "A1")
    assert play.fresh(granted).state == "awaiting-payment"
    _pay(client, granted, "１００", "A2")  # full width is fine
    assert play.fresh(granted).state == "awaiting-return-documents"
    _pay(client, granted, f"{total:,}円", "A3")
    verdicts = [one.verdict for one in queries.payments_of(queries.order_of(granted))]
    assert verdicts == ["short", "completed", "double"]
    page = client.get(f"/desk/cases/{granted.key}/do/fee").content.decode()
    assert "不足" in page
    assert "二重（還付の対象）" in page


def test_a_late_payment_is_told_as_late(enter, sato, granted, clock, at):
    from datetime import timedelta

    clock.move_to(at + timedelta(days=20))
    _pay(enter(sato), granted, "100", "L1", "2026-12-13")
    assert [one.late for one in queries.payments_of(queries.order_of(granted))] == [True]


@pytest.mark.parametrize(
    ("amount", "day", "reference"),
    [("", TODAY, "A"), ("-1", TODAY, "A"), ("ten", TODAY, "A"), ("1", "2026-02-30", "A"),
     ("1", "2026-12-24", "A"), ("1", TODAY, "")],
)  # fmt: skip
def test_a_payment_with_a_fault_is_not_recorded(enter, sato, granted, amount, day, reference):
    assert _pay(enter(sato), granted, amount, reference, day).status_code == 422
    assert not queries.payments_of(queries.order_of(granted)).exists()


def test_the_same_reference_is_recorded_once(enter, sato, granted):
    client = enter(sato)
    _pay(client, granted, "100", "SAME")
    answer = _pay(client, granted, "100", "SAME")
    assert answer.status_code == 422
    assert len(queries.payments_of(queries.order_of(granted))) == 1


def test_only_what_arrived_is_recorded_and_the_rest_is_asked_again(enter, sato, paid):
    client = enter(sato)
    papers = [one.paper for one in queries.returns_of(paid)]
    _do(client, paid, "arrival", arrived=papers[:1])
    assert [one.missing for one in queries.returns_of(paid)] == [False, True]
    assert play.fresh(paid).state == "awaiting-return-documents"
    page = client.get(f"/desk/cases/{paid.key}/do/arrival").content.decode()
    assert "入っていませんでした" in page
    _do(client, paid, "arrival", arrived=papers[1:])
    assert play.fresh(paid).state == "return-documents-received"


def test_print_is_compared_field_by_field_as_printed_in_words(enter, sato, paid, at):
    from zairyu.law.dates import legal_day

    client = enter(sato)
    wanted = queries.print_data(paid, legal_day(at))
    printed = {**wanted, "nationality": "ベトナム", "birth": "1995年5月3日"}
    _do(client, paid, "print", **{**printed, "name": "NGUYEN THI LINN"})
    check, _ = queries.prints_of(paid)[0]
    assert (check.same, check.differing) == (False, ["name"])
    page = client.get(f"/desk/cases/{paid.key}/do/print").content.decode()
    assert "不一致" in page
    _do(client, paid, "print", **{**printed, "name": wanted["name"]})
    check, _ = queries.prints_of(paid)[0]
    assert check.same


def test_nothing_is_dispatched_uncompared_and_the_dispatch_asks_first(enter, sato, paid, at):
    client = enter(sato)
    play.papers_arrive(paid, sato, at)
    typed = {"tracking": "123-45-67890-1"}
    assert _do(client, paid, "dispatch", **typed, sure="1").status_code == 422
    play.print_same(paid, sato, at)
    first = _do(client, paid, "dispatch", **typed)
    assert 'name="sure"' in first.content.decode()
    assert play.fresh(paid).state == "return-documents-received"
    assert _do(client, paid, "dispatch", **typed, sure="1").status_code == 302
    assert play.fresh(paid).state == "issued"
    _do(client, paid, "deliver")
    assert play.fresh(paid).state == "delivered"


def test_the_lists_of_the_post_show_who_is_ready_and_whose_papers_are_awaited(
    enter, sato, paid, at
):
    client = enter(sato)
    page = client.get("/desk/post").content.decode()
    assert page.index("書類の到着待ち") < page.index(paid.key)
    play.papers_arrive(paid, sato, at)
    page = client.get("/desk/post").content.decode()
    assert page.index(paid.key) < page.index("書類の到着待ち")


def test_the_counter_hands_over_after_the_identity_was_checked(enter, sato, paid, at):
    client = enter(sato)
    _do(client, paid, "change-delivery")
    assert play.fresh(paid).state == "awaiting-counter-pickup"
    assert paid.key in client.get("/desk/counter").content.decode()
    play.print_same(paid, sato, at)
    answer = _do(client, paid, "hand-over", receiver="applicant", sure="1")
    assert answer.status_code == 422
    assert "確かめた書類を入力してください。" in answer.content.decode()
    typed = {"receiver": "applicant", "identity": "passport"}
    assert 'name="sure"' in _do(client, paid, "hand-over", **typed).content.decode()
    _do(client, paid, "hand-over", **typed, sure="1")
    assert play.fresh(paid).state == "delivered"


def test_a_refusal_takes_effect_only_when_its_notification_is_recorded(
    enter, sato, mori, examined, at
):
    play.recommend(examined, sato, at, "refuse")
    play.look(examined, mori, at)
    office.refuse(examined.key, by=mori, at=at)
    client = enter(sato)
    assert _do(client, examined, "refusal", sure="1").status_code == 422
    assert 'name="sure"' in _do(client, examined, "refusal", how="sent").content.decode()
    assert play.fresh(examined).state == "refused"
    _do(client, examined, "refusal", how="sent", sure="1")
    assert play.fresh(examined).state == "closed"


def test_a_withdrawal_at_the_office_tells_what_it_does_to_the_stay(enter, sato, recommended):
    client = enter(sato)
    page = client.get(f"/desk/cases/{recommended.key}/do/withdraw").content.decode()
    assert "取り下げた後に在留できるのは" in page
    _do(client, recommended, "withdraw", reason="本人の取下書（11月24日）", sure="1")
    assert play.fresh(recommended).state == "withdrawn"
