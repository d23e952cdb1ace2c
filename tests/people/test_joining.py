"""A stranger registers: as what, proved by what, a mail, a password, an ID; who may file then."""

from datetime import timedelta

import pytest
from tests.identity.conftest import authority, desk  # noqa: F401
from tests.people.signing import PASSWORD, link_in, newest_letter
from tests.people.test_registration import TYPED, pdf, sent

from zairyu.identity.jpki import credentials
from zairyu.notices import queries as letters
from zairyu.people import joining, keys, queries, registering, standing
from zairyu.people.models import Joining, Person, Registration

pytestmark = pytest.mark.django_db
NEW = "minh@example.com"
OFFICE = "東京都千代田区内神田１丁目２番３号"
CERTIFICATE = {
    "name": "TANAKA ICHIRO", "birth.y": "1980", "birth.m": "1", "birth.d": "5", "sex": "male",
    "certificate": "(行)13第2300123号", "until.y": "2027", "until.m": "3", "until.d": "31",
    "address": OFFICE, "telephone": "03-1234-5678",
}  # fmt: skip


def to_review(client, category="foreign-national", email=NEW, typed=TYPED):
    client.post("/register/choose", {"category": category})
    if category != "lawyer-scrivener":
        client.post("/register/prove", {"way": "papers"})
    files = [sent("card.pdf", pdf())]
    answer = client.post("/register/details", {**typed, "email": email, "proof": files})
    assert answer.get("Location") == "/register/review", answer.content.decode()
    return client.get("/register/review")


def ask_for_mail(client, **more):
    to_review(client, **more)
    return client.post("/register/review")


def choose_password(client, link, password=PASSWORD, **more):
    return client.post(link, {"password1": password, "password2": password, **more})


def test_a_stranger_registers_with_papers_and_waits_for_an_officer(client, sato, at):
    page = to_review(client).content.decode()
    for said in ("NGUYEN THI LINH", "1995年5月3日", "card.pdf", NEW):
        assert said in page
    assert client.post("/register/review")["Location"] == "/register/sent"
    assert NEW in client.get("/register/sent").content.decode()
    letter = newest_letter()
    assert (letter.kind, letter.to) == ("registration-received", NEW)
    assert not Person.objects.filter(email=NEW).exists(), "no account before the password"

    link = link_in(letter)
    assert client.get(link).status_code == 200
    assert not Person.objects.filter(email=NEW).exists(), "opening the link alone makes nothing"
    assert choose_password(client, link)["Location"] == "/register/"
    person = queries.person_with(NEW)
    assert newest_letter().kind == "authentication-id"
    assert keys.auth_id_shown(person.auth_id) in newest_letter().text
    page = client.get("/register/").content.decode()
    assert keys.auth_id_shown(person.auth_id) in page
    assert "職員が確認しています" in page
    assert not standing.capacities(person, at.date())

    registering.admit(Registration.objects.get(), by=sato, at=at)
    person.refresh_from_db()
    assert standing.holds(person, "foreign-national", at.date())


def test_whoever_has_read_a_card_is_admitted_at_once(client, desk, at):  # noqa: F811
    client.post("/register/choose", {"category": "foreign-national"})
    assert client.post("/register/prove", {"way": "card"})["Location"].startswith("/card/register/")
    session = client.session
    session["card_register"] = desk.run("register", desk.card()).ref
    session.save()
    assert client.get("/register/card")["Location"] == "/register/details"
    page = client.get("/register/details").content.decode()
    assert 'name="name"' not in page, "what the card has said is not asked"
    typed = {
        "name": "SOMEBODY ELSE", "card_number": "AB12345678CD", "telephone": "09012345678",
        "address": "elsewhere", "email": NEW,
    }  # fmt: skip
    assert client.post("/register/details", typed)["Location"] == "/register/review"
    client.post("/register/review")
    choose_password(client, link_in(newest_letter()))
    person = queries.person_with(NEW)
    one = Registration.objects.get()
    assert (one.state, one.proved_by) == ("admitted", "card")
    stated = registering.stated(one)
    assert "SOMEBODY" not in stated.name
    assert stated.address != "elsewhere"
    assert credentials.active_card(person, at.date()) is not None
    assert standing.may_file(person, at.date()), "the card is the second factor"
    assert client.get("/apply")["Location"] == "/guide/"


def by_card(client, desk):  # noqa: F811
    client.post("/register/choose", {"category": "legal-representative"})
    session = client.session
    session["card_register"] = desk.run("register", desk.card()).ref
    session.save()
    client.get("/register/card")
    client.post("/register/details", {"telephone": "09012345678", "email": NEW})
    client.post("/register/review")
    return link_in(newest_letter())


def test_in_another_browser_the_link_of_a_card_wants_the_code_of_the_first(
    client,
    client_class_factory,
    desk,  # noqa: F811
):
    link = by_card(client, desk)
    other = client_class_factory()
    assert 'name="code"' not in client.get(link).content.decode()
    assert 'name="code"' in other.get(link).content.decode()
    code = joining.typed(Joining.objects.get()).code
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert choose_password(other, link, code=wrong).status_code == 422
    assert not Person.objects.filter(email=NEW).exists()
    assert choose_password(other, link, code=code).status_code == 302


def test_after_five_wrong_codes_the_link_is_closed(
    client,
    client_class_factory,
    desk,  # noqa: F811
):
    link = by_card(client, desk)
    other = client_class_factory()
    code = joining.typed(Joining.objects.get()).code
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        choose_password(other, link, code=wrong)
    assert choose_password(other, link, code=code).status_code == 404


@pytest.fixture
def client_class_factory():
    from django.test import Client

    return Client


def test_an_address_in_use_looks_the_same_and_only_its_owner_is_told(client, linh):
    stranger = ask_for_mail(client)
    unknown = client.get("/register/sent").content.decode()
    client.logout()
    known = ask_for_mail(client, email=linh.email)
    assert (stranger.status_code, stranger["Location"]) == (known.status_code, known["Location"])
    page = client.get("/register/sent").content.decode()
    strip = ("csrf", NEW, linh.email)
    assert [line for line in unknown.splitlines() if not any(one in line for one in strip)] == [
        line for line in page.splitlines() if not any(one in line for one in strip)
    ]
    letter = newest_letter()
    assert (letter.kind, letter.to) == ("address-in-use", linh.email)
    assert "/register/link/" not in letter.text


def test_a_link_opens_once_and_the_newest_mail_alone_counts(client):
    ask_for_mail(client)
    first = link_in(newest_letter())
    client.post("/register/sent")
    second = link_in(newest_letter())
    assert first != second
    assert client.get(first).status_code == 404
    assert choose_password(client, second).status_code == 302
    client.logout()
    assert client.get(second).status_code == 404
    assert choose_password(client, second).status_code == 404
    assert Person.objects.filter(email=NEW).count() == 1


def test_a_link_ends_after_three_days_and_what_was_typed_is_destroyed(client, clock, at):
    ask_for_mail(client)
    link = link_in(newest_letter())
    clock.move_to(at + timedelta(days=3))
    assert client.get(link).status_code == 404
    assert joining.sweep(at + timedelta(days=3)) == 1
    assert not Joining.objects.exists()


def test_what_is_typed_lies_sealed_and_never_in_the_session(client):
    to_review(client)
    row = Joining.objects.values().get()
    assert b"NGUYEN" not in bytes(row["typed"])
    assert "NGUYEN" not in str(dict(client.session.items()))


def test_mails_are_not_sent_without_end(client):
    ask_for_mail(client)
    for _ in range(joining.MOST_MAILS - 1):
        assert client.post("/register/sent").status_code == 302
    assert client.post("/register/sent").status_code == 422
    assert len(list(letters.mailbox())) == joining.MOST_MAILS


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "12文字"),
        (NEW, NEW, "似"),
        (PASSWORD, "another", "2つのパスワードが違います"),
        ("", "", "パスワードを入力してください。"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_what_to_do(client, password, again, said):
    ask_for_mail(client)
    link = link_in(newest_letter())
    answer = client.post(link, {"password1": password, "password2": again})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Person.objects.filter(email=NEW).exists()


def test_without_a_registration_on_its_way_every_page_leads_to_the_beginning(client):
    for path in ("prove", "card", "details", "review", "sent"):
        assert client.get(f"/register/{path}")["Location"] == "/register/choose"


def test_whoever_signs_in_meanwhile_does_not_go_on_with_a_strangers_registration(client, linh):
    to_review(client)
    client.force_login(linh)
    assert client.get("/register/review")["Location"] == "/register/choose"
