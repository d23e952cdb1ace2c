"""From the result into one's hands: the fee, the post, the counter, the certificate by mail."""

from datetime import timedelta

import pytest
from tests.casework.office import approved, fresh, paid, printed

from zairyu.casework import actions, queries
from zairyu.certificates.press import set_next_pdf

pytestmark = pytest.mark.django_db


def html(client, address, language="ja", status=200):
    answer = client.get(address, {"lang": language})
    assert answer.status_code == status
    return answer.content.decode()


def test_the_order_says_number_amount_charge_and_day(linh, cast, lodged, at):
    case = approved(lodged(), cast, at)
    page = html(linh, f"/cases/{case.key}/fee")
    for words in ("56,000円", "550円", "56,550円", "2026年12月8日（火）まで・あと14日"):
        assert words in page
    assert "まだ、このページから納めることはできません" in page
    assert "収納を行う会社との接続が、まだありません" in page


def test_short_and_late_payments_are_told_apart(linh, cast, lodged, at, clock):
    case = approved(lodged(), cast, at)
    order = queries.order_of(case)
    actions.record_payment(order.key, 50_000, at.date(), "BANK-1", by=cast.sato, at=at)
    page = html(linh, f"/cases/{case.key}/fee")
    assert "不足しています" in page
    assert "6,550円" in page


def test_a_paid_fee_says_so_and_asks_for_nothing(linh, cast, lodged, at):
    case = paid(approved(lodged(), cast, at), cast, at)
    page = html(linh, f"/cases/{case.key}/fee")
    assert "手数料は納付済みです" in page
    assert "まだ、このページから納めることはできません" not in page


def test_without_an_order_there_is_no_fee_page(linh, lodged):
    html(linh, f"/cases/{lodged().key}/fee", status=404)


def test_by_post_the_list_is_exact_and_the_passport_stays_at_home(linh, cast, lodged, at):
    case = paid(approved(lodged(procedure="change"), cast, at), cast, at)
    page = html(linh, f"/cases/{case.key}/receive")
    assert page.count("<li>") >= 2
    for item in queries.returns_of(case):
        assert item.name["ja"] in page
    assert "2026年12月8日（火）まで・あと14日" in page
    assert "旅券（パスポート）は送らないでください" in page
    assert queries.number_shown(case) in page
    actions.record_return_documents(case.key, ["residence-card"], by=cast.sato, at=at)
    page = html(linh, f"/cases/{case.key}/receive")
    assert "に届きました" in page
    assert "入っていませんでした" in page


def test_the_tracking_number_is_told(linh, cast, lodged, at):
    case = paid(approved(lodged(procedure="change"), cast, at), cast, at)
    wanted = [item.paper for item in queries.returns_of(case)]
    actions.record_return_documents(case.key, wanted, by=cast.sato, at=at)
    printed(case, cast, at)
    actions.dispatch(case.key, "1234-5678-9012", by=cast.sato, at=at)
    assert "1234-5678-9012" in html(linh, f"/cases/{case.key}/receive")
    assert "完了" in html(linh, f"/cases/{case.key}/")


def test_at_the_counter_it_says_where_when_and_what_to_bring(linh, cast, lodged, at):
    case = paid(approved(lodged(delivery="counter"), cast, at), cast, at)
    page = html(linh, f"/cases/{case.key}/receive", "en")
    for words in ("Collect it at the counter", "Passport", "The permission takes effect"):
        assert words in page
    assert "by Mon 1 February 2027" in page


def test_before_a_result_there_is_nothing_to_receive(linh, lodged):
    html(linh, f"/cases/{lodged().key}/receive", status=404)


@pytest.fixture
def issued(cast, lodged, at):
    return fresh(approved(lodged(procedure="coe", delivery="email"), cast, at, period="P1Y"))


def test_whoever_holds_the_link_registers_receipt_without_an_account(client, issued):
    sent = queries.ecoe_of(issued)
    page = html(client, f"/ecoe/{sent.key}/", "en")
    assert "Register receipt" in page
    assert "NGUYEN" not in page
    answer = client.post(f"/ecoe/{sent.key}/", follow=True)
    assert "受領を登録しました" in answer.content.decode() or "Receipt was registered" in (
        answer.content.decode()
    )
    assert fresh(issued).state == "delivered"
    again = client.post(f"/ecoe/{sent.key}/", follow=True)
    assert again.status_code == 200
    assert "button--lg" not in again.content.decode()


def test_until_it_is_registered_the_page_of_the_case_says_so(linh, issued):
    page = html(linh, f"/cases/{issued.key}/")
    assert "受領を登録してください" in page
    assert "お手元に届くまでお待ちください" not in page
    assert f"/cases/{issued.key}/certificate" in page
    linh.post(f"/ecoe/{queries.ecoe_of(issued).key}/")
    assert "行うことはありません" in html(linh, f"/cases/{issued.key}/")


def test_the_link_speaks_the_readers_language(client, issued):
    sent = queries.ecoe_of(issued)
    answer = client.get(f"/ecoe/{sent.key}/", headers={"Accept-Language": "pt-BR,pt;q=0.9"})
    assert '<html lang="en">' in answer.content.decode()
    assert '<html lang="ja-x-easy">' in html(client, f"/ecoe/{sent.key}/", "ja-x-easy")


def test_a_wrong_link_opens_nothing(client):
    html(client, "/ecoe/nothing/", status=404)
    html(client, "/ecoe/nothing/pdf", status=404)
    assert client.post("/ecoe/nothing/").status_code == 404


def test_the_certificate_opens_as_a_pdf_from_the_link(client, issued, at):
    sent = queries.ecoe_of(issued)
    assert "being made" in html(client, f"/ecoe/{sent.key}/pdf", "en")
    while set_next_pdf(at):
        pass
    answer = client.get(f"/ecoe/{sent.key}/pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"


def test_a_certificate_that_is_over_is_told_and_cannot_be_registered(client, issued, clock):
    sent = queries.ecoe_of(issued)
    clock.move_to("2027-03-01T03:00:00Z")
    page = html(client, f"/ecoe/{sent.key}/")
    assert "もう使えません" in page
    answer = client.post(f"/ecoe/{sent.key}/")
    assert answer.status_code == 422
    assert fresh(issued).state == "issued"


def test_once_the_card_is_in_hand_the_old_stay_is_no_longer_shown(client, cast, lodged, at, clock):
    later = at + timedelta(days=10)  # the card's date has passed, the special period ran
    case = paid(approved(lodged(delivery="counter"), cast, at), cast, at)
    clock.move_to(later)
    client.force_login(cast.linh)
    assert "日本にいられる期間" in html(client, f"/cases/{case.key}/")
    printed(case, cast, later)
    actions.hand_over(case.key, "passport", by=cast.sato, at=later)
    page = html(client, f"/cases/{case.key}/")
    assert "日本にいられる期間" not in page
    assert "state-box--good" in page
    assert "窓口でお渡ししました" in html(client, f"/cases/{case.key}/receive")
