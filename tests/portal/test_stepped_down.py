"""The trap of the special period: the card ends with the stay, and the case goes on."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.casework.office import fresh
from tests.filing.making import pdf
from tests.making.standing import files_as
from tests.people.signing import PASSWORD, SECRET, second, sign_in

from zairyu.audit.queries import rows_of
from zairyu.casework import actions, queries
from zairyu.casework.actions import ItemAsked
from zairyu.identity import factors
from zairyu.identity.addresses import confirm
from zairyu.identity.models import CardCredential
from zairyu.people import levels
from zairyu.people.actions import join

pytestmark = pytest.mark.django_db
TAX = ItemAsked("住民税の納税証明書", "納税の状況を確かめるため")


@pytest.fixture
def linh(db, at):
    """Linh, with a password and an app."""
    return join("l@example.com", name="LINH", password=PASSWORD, at=at, totp_secret=SECRET)


def give_card(person, at, state="active"):
    return CardCredential.objects.create(
        person=person, issuer_ski="00", serial=str(person.pk), spki_sha256="0" * 64,
        policy_oid="1.2.3", not_before=at - timedelta(days=300), not_after=at, state=state,
        first_seen_at=at - timedelta(days=300),
    )  # fmt: skip


GOES_ON = {"withdraw", "answer-request", "pay", "collect"}
# Who: which card there is, whether there is a second factor; then what each may do.
LEVELS = [
    ("a card that counts and an app", "active", True, {"file", *GOES_ON}),
    ("the card has expired", "expired", True, GOES_ON),
    ("the card was revoked", "revoked", True, GOES_ON),
    ("the card is lost", "lost", True, GOES_ON),
    ("registered without a card", "", True, {"file", *GOES_ON}),
    ("the card has expired and there is nothing else", "expired", False, set()),
    ("a password alone", "", False, set()),
]


@pytest.mark.parametrize(("card", "app", "allowed"), [row[1:] for row in LEVELS],
                         ids=[row[0] for row in LEVELS])  # fmt: skip
def test_what_each_level_of_proof_may_do(linh, at, card, app, allowed):
    if card:
        give_card(linh, at, card)
    if not app:
        factors.drop(linh, but_passkeys=False)
    acts = ("file", *GOES_ON)
    assert {act for act in acts if levels.may(linh, act, "foreign-national")} == allowed
    assert levels.may(linh, "look")


def test_a_licence_does_not_stand_on_the_card(linh, at):
    give_card(linh, at, "expired")
    assert levels.may(linh, "file", "lawyer-scrivener")
    with pytest.raises(ValueError, match="no such act"):
        levels.may(linh, "fly")


@pytest.fixture
def waiting(lodged, cast, at):
    """Linh's case: her card ended with the stay, the special period runs, papers are asked for."""
    case = lodged()
    give_card(cast.linh, at - timedelta(days=1), "expired")
    actions.start_examination(case.key, by=cast.sato, at=at)
    actions.request_documents(case.key, [TAX], date(2026, 12, 8), "", by=cast.sato, at=at)
    return fresh(case)


@pytest.fixture
def signed_in(client, cast, at):
    """Linh, signed in as she can without the card: by password and app."""
    cache.clear()  # codes that other tests have used
    factors.enrol(cast.linh, SECRET)
    cast.linh.set_password(PASSWORD)
    cast.linh.save()
    confirm(cast.linh, cast.linh.email)
    sign_in(client, cast.linh.email)
    assert second(client, at).status_code == 302
    return client


def test_a_card_that_ended_does_not_silence_the_case(signed_in, waiting, cast):
    [item] = queries.requests_of(waiting)[0].items
    paper = SimpleUploadedFile("納税証明書.pdf", pdf(), "application/pdf")
    page = f"/cases/{waiting.key}/requests"
    sent = signed_in.post(page, {"do": "send", f"paper.{item.key}": paper})
    assert sent.status_code == 302
    done = signed_in.post(page, {"do": "hand-in"}, follow=True)
    assert "資料を提出しました。" in done.content.decode()
    assert fresh(waiting).state == "additional-documents-received"
    noted = [row for row in rows_of(f"case:{waiting.key}") if row.verb == "stepped-down-sign-in"]
    assert [row.by for row in noted] == [cast.linh.key] * 2
    office = queries.timeline_of_office(fresh(waiting), "ja")
    assert "カードの有効期間が終わっていたため" in office[0].text


def test_withdrawing_works_and_is_noted_a_new_filing_waits_for_the_card(signed_in, waiting, cast):
    page = f"/cases/{waiting.key}/withdraw"
    answer = signed_in.post(page, {"reason": "帰国します。", "confirmed": "yes"})
    assert answer.status_code == 302
    assert fresh(waiting).state == "withdrawn"
    files_as(cast.linh, "foreign-national")
    answer = signed_in.get("/apply")
    assert answer["Location"] == reverse("card-ended")
    html = signed_in.get(reverse("card-ended")).content.decode()
    assert "求められた資料を出すこと" in html


def test_with_the_card_in_hand_nothing_is_noted(signed_in, waiting, cast, at):
    give_card_again = CardCredential.objects.get(person=cast.linh)
    give_card_again.state, give_card_again.not_after = "active", at + timedelta(days=1)
    give_card_again.save()
    signed_in.post(f"/cases/{waiting.key}/messages", {"text": "こんにちは。"})
    assert not [r for r in rows_of(f"case:{waiting.key}") if r.verb == "stepped-down-sign-in"]


def test_the_card_ends_at_once_at_the_question_and_not_with_the_next_turn_of_the_worker(
    client, linh, at, clock
):
    files_as(linh, "foreign-national")
    give_card(linh, at)
    client.force_login(linh)
    assert client.get("/apply").get("Location", "").startswith("/guide")
    clock.shift(timedelta(seconds=1))
    assert client.get("/apply")["Location"] == "/account/card-ended/"
