"""The sender's page: links for others, who opened them, the mail again, another address."""

import re
from datetime import timedelta

import pytest
from tests.casework.ecoe import electronic, mails, sent_of

from zairyu.casework import actions, queries

pytestmark = pytest.mark.django_db
__all__ = ["electronic"]
MARIA = {
    "do": "hand-on", "receiver": "traveller", "name": "Maria",
    "address": "maria@example.com", "tongue": "pt",
}  # fmt: skip


@pytest.fixture
def page(linh, electronic):
    """Return a function that posts to the page of the certificate, or shows it."""

    def ask(data=None, language="ja"):
        address = f"/cases/{electronic.key}/certificate"
        return linh.post(address, data) if data else linh.get(address, {"lang": language})

    return ask


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_a_link_is_made_mailed_and_listed_under_its_name(page, electronic):
    assert page(MARIA).status_code == 302
    shown = text(page())
    for said in ("Maria", "maria@example.com", "まだ開かれていません", "/coe/"):
        assert said in shown, said
    (letter,) = mails(electronic, "ecoe-handed-on")
    assert letter.to == "maria@example.com"


def test_a_check_in_desk_gets_a_link_without_a_mail(page, electronic):
    assert (
        page({**MARIA, "receiver": "carrier", "name": "check-in", "address": ""}).status_code == 302
    )
    assert not mails(electronic, "ecoe-handed-on")
    assert re.search(r'value="http://[^"]+/coe/[^"]{32}/" readonly', text(page()))


@pytest.mark.parametrize("address", ["", "maria", "maria at example.com"])
def test_a_wrong_address_comes_back_at_its_field_with_what_was_typed(page, address):
    shown = text(page({**MARIA, "address": address}), 422)
    assert 'id="address-problem"' in shown
    assert f'value="{address}"' in shown
    assert 'value="Maria"' in shown
    assert re.search(r'<option value="pt" selected', shown)


def test_a_language_that_was_not_chosen_is_asked_for(page):
    assert 'id="language-problem"' in text(page({**MARIA, "tongue": ""}), 422)


def test_openings_are_told_with_language_and_country(page, electronic, at):
    page(MARIA)
    row = queries.link_with(queries.links_of(sent_of(electronic))[0].url.split("/")[-2], at.date())
    actions.note_look(row, "page", "pt", "BR", at=at)
    actions.note_look(row, "file", "pt", "", at=at)
    shown = text(page(language="en"))
    for said in ("Opened the certificate", "Saved the file", "Português", "Brazil", "12:00"):
        assert said in shown, said


def test_a_link_is_ended_with_one_button(page, electronic):
    page(MARIA)
    (link,) = queries.links_of(sent_of(electronic))
    page({"do": "end-link", "link": link.key})
    shown = text(page())
    assert "に終了しました" in shown
    assert "/coe/" not in shown


def test_the_mail_of_a_link_is_sent_again(page, electronic):
    page(MARIA)
    (link,) = queries.links_of(sent_of(electronic))
    page({"do": "mail-link", "link": link.key})
    assert len(mails(electronic, "ecoe-handed-on")) == 2


def test_the_mail_of_the_certificate_is_sent_again(page, electronic):
    assert page({"do": "again"}).status_code == 302
    assert len(mails(electronic, "electronic-coe-issued")) == 2


def test_another_address_wants_a_tick_first(page, electronic):
    shown = text(page({"do": "address", "new": "new@example.com"}), 422)
    assert "使えなくなることを確かめ" in shown
    assert 'value="new@example.com"' in shown
    assert '<details class="more" open>' in shown
    assert len(mails(electronic, "electronic-coe-issued")) == 1
    page({"do": "address", "new": "new@example.com", "sure": "yes"})
    assert mails(electronic, "electronic-coe-issued")[-1].to == "new@example.com"
    assert "new@example.com" in text(page())


def test_a_wrong_new_address_comes_back_at_its_own_field(page):
    shown = text(page({"do": "address", "new": "new", "sure": "yes"}), 422)
    assert 'id="new-problem"' in shown
    assert 'id="address-problem"' not in shown


@pytest.mark.parametrize("do", ["", "nothing"])
def test_a_press_of_nothing_does_nothing(page, electronic, do):
    assert page({"do": do or "x"}).status_code == 302
    assert len(mails(electronic, "electronic-coe-issued")) == 1


@pytest.mark.parametrize("do", ["end-link", "mail-link"])
def test_a_link_of_somebody_else_is_not_there(page, do):
    assert page({"do": do, "link": "nothing"}).status_code == 404


def test_what_was_cancelled_offers_nothing_more(page, electronic, cast, at):
    actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.mori, at=at)
    shown = text(page())
    assert "取消し" in shown
    assert "使用しないでください" in shown
    for form in ("hand-on", "address-form"):
        assert f'id="{form}"' not in shown


def test_handing_on_wants_the_one_who_filed(client, cast, electronic):
    client.force_login(cast.mallory)
    assert client.post(f"/cases/{electronic.key}/certificate", MARIA).status_code == 404


def test_a_mail_that_did_not_arrive_is_told(page, electronic, at):
    from zairyu.notices.models import Notice

    Notice.objects.filter(kind="electronic-coe-issued").update(failed_at=at)
    assert "に届きませんでした" in text(page())


def test_on_the_day_after_the_last_one_it_is_over_before_any_worker_says_so(
    page, linh, cast, clock, at
):
    page(MARIA)
    clock.move_to(at + timedelta(days=93))
    linh.force_login(cast.linh)
    shown = text(page())
    assert "有効期間経過" in shown
    assert "/coe/" not in shown
