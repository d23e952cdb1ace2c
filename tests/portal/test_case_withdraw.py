"""A withdrawal: told first what it does to the stay, then confirmed, then done."""

import pytest
from tests.casework.office import approved, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(lodged):
    return lodged()


def test_before_the_cards_date_it_says_until_when_one_may_stay(linh, case):
    page = linh.get(f"/cases/{case.key}/withdraw").content.decode()
    assert "日本にいられるのは、在留カードの期限の2026年12月1日（火）までです" in page
    assert "元に戻すことはできません" in page
    assert "申請中証明書は使えなくなります" in page


def test_in_the_special_period_it_says_that_the_stay_ends_today(client, cast, case, clock):
    clock.move_to("2026-12-02T03:00:00Z")
    client.force_login(cast.linh)
    page = client.get(f"/cases/{case.key}/withdraw").content.decode()
    assert "特例期間が今日で終わります" in page


def test_the_safe_button_is_the_filled_one_and_stands_first(linh, case):
    page = linh.get(f"/cases/{case.key}/withdraw").content.decode()
    main = page[page.index("<main") :]
    assert main.index("取り下げずに戻る") < main.index("button--bad")
    assert main.count("button--main") == 1


def test_without_the_tick_nothing_happens_and_the_reason_is_kept(linh, case):
    answer = linh.post(f"/cases/{case.key}/withdraw", {"reason": "帰国します。"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "帰国します。" in page
    assert 'href="#confirmed"' in page
    assert fresh(case).state == "received"


def test_confirmed_it_is_done_and_the_page_says_so(linh, case):
    answer = linh.post(
        f"/cases/{case.key}/withdraw", {"reason": "", "confirmed": "yes"}, follow=True
    )
    page = answer.content.decode()
    assert "申請を取り下げました。" in page
    assert "日本にいられる期間" not in page
    assert fresh(case).state == "withdrawn"
    again = linh.post(f"/cases/{case.key}/withdraw", {"confirmed": "yes"}, follow=True)
    assert "この画面からは取り下げられません" in again.content.decode()
    assert "status-line--warn" in again.content.decode()


def test_what_is_decided_is_withdrawn_at_the_office_only(linh, cast, case, at):
    approved(case, cast, at)
    assert linh.get(f"/cases/{case.key}/withdraw").status_code == 302
    assert linh.post(f"/cases/{case.key}/withdraw", {"confirmed": "yes"}).status_code == 302
    assert fresh(case).state == "awaiting-payment"
    assert "/withdraw" not in linh.get(f"/cases/{case.key}/").content.decode()


def test_nobody_withdraws_for_another(client, cast, case):
    client.force_login(cast.mallory)
    answer = client.post(f"/cases/{case.key}/withdraw", {"confirmed": "yes"})
    assert answer.status_code == 404
    assert fresh(case).state == "received"
