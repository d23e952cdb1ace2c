"""The desk's acts on an electronic certificate: who is offered which, with a second look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.conftest import lodged
from tests.casework.ecoe import electronic, mails, sent_of
from tests.casework.office import Cast

from zairyu.casework import actions

pytestmark = pytest.mark.django_db
__all__ = ["electronic", "lodged"]
ACTS = ("ecoe-resend", "ecoe-address", "ecoe-paper")


@pytest.fixture
def cast(sato, mori, ono, okada, linh):
    """The people of the desk, as the fixtures of casework name them."""
    return Cast(linh=linh, mallory=okada, sato=sato, mori=mori, ono=ono, osaka=okada)


def do(client, case, name, **typed):
    return client.post(f"/desk/cases/{case.key}/do/{name}", typed)


def offered(client, case):
    shown = client.get(f"/desk/cases/{case.key}/").content.decode()
    return {name for name in (*ACTS, "ecoe-cancel") if f"/do/{name}" in shown}


def test_officers_mend_and_supervisors_cancel(enter, sato, mori, electronic):
    assert offered(enter(sato), electronic) == set(ACTS)
    assert offered(enter(mori), electronic) == {*ACTS, "ecoe-cancel"}


def test_all_acts_of_a_page_ask_for_the_certificate_once(enter, mori, electronic):
    client = enter(mori)
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/desk/cases/{electronic.key}/")
    assert sum('FROM "casework_ecoe"' in one["sql"] for one in seen.captured_queries) == 1


def test_a_case_without_one_offers_none_of_them(enter, sato, case):
    assert offered(enter(sato), case) == set()


@pytest.mark.parametrize(
    ("name", "typed", "left"),
    [
        ("ecoe-resend", {}, "ecoe-sent"),
        ("ecoe-address", {"address": "new@example.com", "reason": "電話"}, "ecoe-sent"),
        ("ecoe-paper", {"delivery": "counter"}, "ecoe-on-paper"),
    ],
)
def test_each_asks_once_more_and_then_does_it(enter, sato, electronic, name, typed, left):
    client, before = enter(sato), len(mails(electronic, "electronic-coe-issued"))
    asked = do(client, electronic, name, **typed)
    assert 'name="sure"' in asked.content.decode()
    assert len(mails(electronic, "electronic-coe-issued")) == before
    assert do(client, electronic, name, sure="1", **typed).status_code == 302
    assert sent_of(electronic).state == left


def test_a_wrong_address_comes_back_at_its_box(enter, sato, electronic):
    answer = do(enter(sato), electronic, "ecoe-address", sure="1", address="new", reason="電話")
    assert answer.status_code == 422
    assert 'id="address-problem"' in answer.content.decode()


def test_what_was_sent_where_stands_below_the_form(enter, sato, electronic):
    client = enter(sato)
    shown = client.get(f"/desk/cases/{electronic.key}/do/ecoe-address").content.decode()
    assert "どこに何を送ったか" in shown
    assert electronic.filer.email in shown
    assert "certificate-of-eligibility.pdf" in shown


def test_after_the_end_nothing_is_offered(enter, mori, electronic, at):
    client = enter(mori)
    actions.cancel_ecoe(electronic.key, "計画の中止", by=mori, at=at)
    assert offered(client, electronic) == set()
    assert "取消し" in client.get(f"/desk/cases/{electronic.key}/").content.decode()
