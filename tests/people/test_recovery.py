"""Getting access back: two proofs, a time to stop it, a letter to every channel."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from tests.people.signing import PASSWORD, SECRET, link_in, newest_letter, second, sign_in

from zairyu.casework import recoveries
from zairyu.identity import factors
from zairyu.identity.browsers import Browser
from zairyu.notices import queries as letters
from zairyu.people import guards, queries, recovering

pytestmark = pytest.mark.django_db
NEW = "quite another long secret"
HERE = Browser("192.0.2.0/24", "Firefox, Linux")


def begin(client, *lost, name="linh@example.com"):
    answer = client.post("/recover/", {"name": name, "lost": list(lost)})
    return answer["Location"]


def mailed_code():
    return re.search(r"\n  (\S{4}-\S{4})\n", newest_letter().text)[1]


def codes_of(person):
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()


def test_a_forgotten_password_takes_mail_and_app_and_three_days(client, linh, at, clock):
    way = begin(client, "password")
    code = mailed_code()
    client.post(way, {"mail": code})
    assert newest_letter().kind == "recovery-code", "one proof moves nothing"
    client.post(way, {"app": factors.code(SECRET, at)})
    page = client.get(way).content.decode()
    assert "2026年11月27日（金）" in page
    waiting = newest_letter()
    assert (waiting.kind, waiting.to) == ("recovery-waiting", "linh@example.com")
    assert client.post(way, {"password": NEW}).status_code == 200
    linh.refresh_from_db()
    assert linh.check_password(PASSWORD), "not before the time is over"

    clock.shift(timedelta(hours=72))
    done = client.post(way, {"password": NEW})
    assert done["Location"] == "/me"
    linh.refresh_from_db()
    assert linh.check_password(NEW)
    assert client.get("/me/language").status_code == 200, "signed in with what was shown"
    assert newest_letter().kind == "recovery-done"


def test_one_press_in_the_mail_stops_it_also_after_it_was_done(client, linh, at, clock):
    way = begin(client, "password")
    client.post(way, {"mail": mailed_code(), "app": factors.code(SECRET, at)})
    stop = link_in(newest_letter())
    clock.shift(timedelta(hours=72))
    client.post(way, {"password": NEW})
    client.logout()
    assert "新しいパスワードも使えなくします" in client.get(stop).content.decode()
    linh.refresh_from_db()
    assert linh.check_password(NEW), "opening the link alone stops nothing"
    client.post(stop)
    linh.refresh_from_db()
    assert not linh.has_usable_password()
    assert newest_letter().kind == "recovery-stopped"


def test_whoever_stops_it_in_time_has_lost_nothing(client, linh, at, clock):
    way = begin(client, "password")
    client.post(way, {"mail": mailed_code(), "app": factors.code(SECRET, at)})
    client.post(link_in(newest_letter()))
    clock.shift(timedelta(hours=73))
    client.post(way, {"password": NEW})
    linh.refresh_from_db()
    assert linh.check_password(PASSWORD)


# What was lost, which proofs are shown; whether that is enough, and how many hours to wait.
TABLE = [
    ("password", ["mail"], None),
    ("password", ["mail", "mail"], None),
    ("password", ["mail", "app"], 72),
    ("password", ["mail", "recovery-code"], 72),
    ("password", ["app", "recovery-code"], 72),
    ("password", ["mail", "passkey"], 0),
    ("password", ["card", "mail"], 0),
    ("password", ["counter", "mail"], 0),
    ("password", ["password", "mail"], "refused"),
    ("phone", ["password", "mail"], 72),
    ("phone", ["password", "recovery-code"], 72),
    ("phone", ["app", "mail"], "refused"),
    ("phone", ["password", "card"], 0),
    ("email", ["password", "app"], 72),
    ("email", ["mail", "password"], "refused"),
    ("email", ["counter", "password"], 0),
]


@pytest.mark.parametrize(("lost", "shown", "hours"), TABLE)
def test_which_proofs_are_enough_and_how_long_it_takes(linh, at, lost, shown, hours):
    recovery = recoveries.begin(linh, [lost], browser=HERE, at=at)
    if hours == "refused":
        with pytest.raises(recovering.Refusal):
            recoveries.show(recovery, shown[0], at=at)
        return
    enough = [recoveries.show(recovery, proof, at=at) for proof in shown]
    if hours is None:
        assert not any(enough)
        assert recovery.ready_at is None
    else:
        assert recovery.ready_at == at + timedelta(hours=hours)
        assert recovering.is_ready(recovery, at) == (hours == 0)


def test_whoever_lost_everything_waits_with_the_code_of_the_counter_alone(linh, at):
    recovery = recoveries.begin(linh, ["password", "phone", "email"], browser=HERE, at=at)
    assert recoveries.show(recovery, "counter", at=at)
    assert recovery.ready_at == at + timedelta(hours=72)


def test_a_lost_phone_is_taken_off_and_everything_else_ends(client, linh, at, clock):
    thief = client.__class__()
    thief.force_login(linh)
    way = begin(client, "phone")
    client.post(way, {"password": PASSWORD, "mail": mailed_code()})
    clock.shift(timedelta(hours=72))
    done = client.post(way, {})
    assert done["Location"] == "/account/2fa/"
    assert not queries.has_second_factor(linh)
    assert thief.get("/me/language").status_code == 302, "every session has ended"
    linh = queries.person(linh.key)
    with pytest.raises(guards.Refusal):
        guards.refuse_if_frozen(linh, at=at + timedelta(hours=73))
    guards.refuse_if_frozen(linh, at=at + timedelta(hours=97))


def test_a_lost_mailbox_is_replaced_once_the_new_one_is_shown(client, linh, at, clock):
    way = begin(client, "email")
    client.post(way, {"password": PASSWORD, "app": factors.code(SECRET, at)})
    clock.shift(timedelta(hours=72))
    client.post(way, {"do": "address", "email": "linh@new.example"})
    letter = newest_letter()
    assert letter.to == "linh@new.example"
    assert client.post(way, {}).status_code == 422, "not before it is shown"
    client.post(way, {"do": "code", "code": mailed_code()})
    client.post(way, {})
    linh.refresh_from_db()
    assert linh.email == "linh@new.example"
    told = {one.to for one in letters.mailbox() if one.kind == "recovery-done"}
    assert told == {"linh@example.com", "linh@new.example"}


def test_a_code_from_the_counter_needs_no_wait_and_fits_once(client, linh, sato, at):
    code = recovering.give_counter_code(linh, office="tokyo", by=sato, at=at)
    way = begin(client, "password", "phone")
    client.post(way, {"counter": code, "mail": mailed_code()})
    assert "password" in client.get(way).content.decode()
    client.post(way, {"password": NEW})
    linh.refresh_from_db()
    assert linh.check_password(NEW)
    recovery = recoveries.begin(linh, ["password"], browser=HERE, at=at)
    assert not recovering.check(recovery, "counter", code, at=at)


def test_nobody_lets_themselves_in_at_the_counter(sato, at):
    with pytest.raises(recovering.Refusal):
        recovering.give_counter_code(sato, office="tokyo", by=sato, at=at)


def test_a_passkey_or_a_card_shown_in_this_browser_is_the_first_proof(client, linh, at):
    client.force_login(linh)
    session = client.session
    session["account_authentication_methods"] = [{"method": "card", "at": at.timestamp()}]
    session.save()
    way = begin(client, "password", name="")
    client.post(way, {"mail": mailed_code()})
    assert client.post(way, {"password": NEW}).status_code == 302
    linh.refresh_from_db()
    assert linh.check_password(NEW)


def test_a_weak_new_password_is_said_at_its_field_and_nothing_is_done(client, linh, sato, at):
    code = recovering.give_counter_code(linh, office="tokyo", by=sato, at=at)
    way = begin(client, "password")
    client.post(way, {"counter": code, "mail": mailed_code()})
    answer = client.post(way, {"password": "short"})
    assert answer.status_code == 422
    assert "12文字" in answer.content.decode()


def test_of_a_name_nobody_has_the_pages_are_the_same_and_no_proof_fits(client, linh, at):
    pages = {}
    for name in ("linh@example.com", "nobody@example.com"):
        client.cookies.clear()
        way = begin(client, "password", name=name)
        seen = [client.get(way), client.post(way, {"mail": "0000-0000"}),
                client.post(way, {"app": "000000"}), client.post(way, {})]  # fmt: skip
        pages[name] = [(one.status_code, plain(one)) for one in seen]
    assert pages["linh@example.com"] == pages["nobody@example.com"]
    assert len([one for one in letters.mailbox() if one.kind == "recovery-code"]) == 1


def plain(answer):
    return re.sub(r'value="[^"]*"|/recover/[^"]*', "", answer.content.decode())


def test_somebody_else_does_not_see_it(client, linh):
    way = begin(client, "password")
    assert client.__class__().get(way).status_code == 404


def test_a_stranger_cannot_fill_a_mailbox(client, linh):
    for _ in range(6):
        begin(client, "password")
    assert len([one for one in letters.mailbox() if one.kind == "recovery-code"]) == 3


def test_guessing_proofs_waits_as_at_the_sign_in(client, linh):
    way = begin(client, "password")
    for number in range(5):
        client.post(way, {"app": f"{number:06}"})
    assert "秒後" in client.post(way, {"app": "999999"}).content.decode()


def test_not_me_ends_sessions_and_asks_for_a_new_password(client, linh, at):
    sign_in(client)
    second(client, at)
    cache.clear()
    other = client.__class__(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"})
    sign_in(other)
    second(other, at)
    letter = newest_letter()
    assert letter.kind == "new-device"
    assert "Safari, iPhone" in letter.text
    link = link_in(letter)
    assert client.get(link).status_code == 200
    assert other.get("/me/language").status_code == 200, "looking ends nothing"
    client.post(link)
    assert other.get("/me/language").status_code == 302
    cache.clear()
    sign_in(client)
    second(client, at)
    assert client.get("/me")["Location"] == reverse("account_change_password")


def test_the_first_device_and_one_that_is_known_are_told_to_nobody(client, linh, at):
    for _ in range(2):
        cache.clear()
        sign_in(client)
        second(client, at)
        client.post(reverse("account_logout"))
    assert not [one for one in letters.mailbox() if one.kind == "new-device"]


def test_the_address_signs_in_and_so_does_the_id(client, linh, at):
    assert sign_in(client, linh.auth_id)["Location"] == reverse("mfa_authenticate")


def test_a_change_of_address_begun_before_is_not_confirmed_in_the_frozen_day_nor_after_it(
    client, linh, at, clock
):
    client.force_login(linh)
    client.post(reverse("account_email"), {"action_add": "", "email": "thief@example.com"})
    mail = newest_letter()
    assert (mail.kind, mail.to) == ("confirm-address", "thief@example.com")
    client.logout()
    recovery = recoveries.begin(linh, ["password"], browser=HERE, at=at)
    for proof in ("card", "mail"):  # enough at once
        recoveries.show(recovery, proof, at=at)
    recoveries.finish(recovery, at=at)
    for hours in (1, 25):
        clock.shift(timedelta(hours=hours))
        client.post(link_in(mail))
        linh.refresh_from_db()
        assert linh.email == "linh@example.com", hours


def test_an_address_is_moved_as_ever_where_nothing_is_frozen(client, linh):
    client.force_login(linh)
    client.post(reverse("account_email"), {"action_add": "", "email": "new@example.com"})
    client.post(link_in(newest_letter()))
    linh.refresh_from_db()
    assert linh.email == "new@example.com"
