"""The agency's limits: told before typing, dated, switched by a setting; abroad bars nobody."""

from datetime import date, timedelta

import pytest
from tests.casework.office import approved, fresh

from zairyu.casework import actions, queries
from zairyu.law.switches import limits_on

pytestmark = pytest.mark.django_db

WORDS = {
    "pc-only": "パソコンからの利用だけに対応しています",
    "filer-in-japan": "申請する方が日本にいるときだけ提出できます",
    "closed-on-last-day": "在留期間の満了日の当日は、オンラインで申請できません",
}
PHONE_ABROAD = {
    "REMOTE_ADDR": "203.0.113.9",
    "HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Mobile",
    "HTTP_ACCEPT_LANGUAGE": "vi-VN",
}
READING = [
    "",
    "done",
    "number",
    "show",
    "filed",
    "requests",
    "messages",
    "fee",
    "receive",
]


@pytest.mark.parametrize("turned", [True, False])
@pytest.mark.parametrize(("name", "words"), list(WORDS.items()))
def test_each_limit_is_turned_by_a_setting_and_told_on_the_front_page(
    client, settings, name, words, turned
):
    settings.ZAIRYU_SWITCHES = {name: turned}
    page = client.get("/", {"lang": "ja"}).content.decode()
    assert (words in page) is turned


def test_each_limit_has_its_days():
    def told(on):
        return [name for name, _ in limits_on(on) if name in WORDS]

    assert told(date(2026, 1, 4)) == ["pc-only", "filer-in-japan", "closed-on-last-day"]
    assert told(date(2026, 1, 5)) == ["filer-in-japan", "closed-on-last-day"]
    assert told(date(2019, 7, 24)) == []


def test_reading_and_receiving_from_a_phone_abroad_is_never_barred(
    linh, cast, lodged, settings, clock, at
):
    settings.ZAIRYU_SWITCHES = dict.fromkeys(WORDS, True)
    case = approved(lodged(), cast, at)
    clock.move_to(at + timedelta(days=20))  # the day on the card has passed as well
    linh.force_login(cast.linh)
    for name in ["", *READING]:
        answer = linh.get(f"/cases/{case.key}/{name}", **PHONE_ABROAD)
        assert answer.status_code == 200, name
    said = {"text": "海外にいます。"}
    assert linh.post(f"/cases/{case.key}/messages", said, **PHONE_ABROAD).status_code == 302
    assert [one.text for one in queries.messages_of(case)] == ["海外にいます。"]


def test_checking_and_the_electronic_certificate_work_from_a_phone_abroad(
    client, cast, lodged, settings, at
):
    settings.ZAIRYU_SWITCHES = dict.fromkeys(WORDS, True)
    case = lodged(procedure="coe", delivery="email", status="spouse-child-japanese")
    actions.start_examination(case.key, by=cast.sato, at=at)
    proposal = actions.Proposal("grant", "資格に当たる。", "spouse-child-japanese", "P1Y")
    actions.recommend(case.key, proposal, by=cast.sato, at=at)
    actions.approve(case.key, by=cast.mori, at=at)
    sent = queries.ecoe_of(case)
    for path in (f"/ecoe/{sent.key}/", "/v/", f"/v/{sent.certificate.code}"):
        assert client.get(path, **PHONE_ABROAD).status_code == 200, path
    assert client.post(f"/ecoe/{sent.key}/", **PHONE_ABROAD).status_code == 302
    assert fresh(case).state == "delivered"
