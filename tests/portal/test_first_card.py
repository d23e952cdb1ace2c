"""A first card is compared with what an officer admitted; a linked one freezes contact."""

# ruff: noqa: F811
from datetime import date, timedelta

import pytest
from tests.portal.carding import begin, finish, read
from tests.portal.test_card_links import (  # noqa: F401
    browser,
    cards_are_trusted,
    joined,
    linh,
    sign_in_whole,
)
from zairyu_card.words import CardTrouble

from zairyu.identity.jpki import credentials
from zairyu.identity.models import IdentityProof
from zairyu.law.problem import Refusal
from zairyu.people import guards, registered, registering

pytestmark = pytest.mark.django_db
BORN = date(1990, 1, 15)


def by_papers(at, *, name="NGUYEN THI LINH", born=BORN, sex=""):
    """Linh, whom an officer admitted after comparing papers; no card was ever linked."""
    person = joined("linh", at)
    admit(person, at, name, born, sex)
    return person


def admit(person, at, name="NGUYEN THI LINH", born=BORN, sex=""):
    """Have an officer admit papers."""
    paper = registering.Paper("カード.pdf", "application/pdf", b"%PDF-1.4\n%%EOF")
    said = registering.Stated(name, born, sex)
    one = registering.state(person, "foreign-national", said, [paper], at=at)
    registering.admit(one, by=joined("rahman", at), at=at)


# What the officer admitted, whether Linh's card (born 1990-01-15, female) can be linked, and why.
ADMITTED = [
    ({}, True, "name and birth as on the card; sex was not asked"),
    ({"sex": "female"}, True, "all three"),
    ({"name": "Linh  Ｎｇｕｙｅｎ Thi"}, True, "another order, width and case"),
    ({"name": "NGUYEN THI LAN"}, False, "another name"),
    ({"name": "NGUYEN LINH"}, False, "a part of the name is missing"),
    ({"born": date(1990, 1, 16)}, False, "another day of birth"),
    ({"sex": "male"}, False, "another sex"),
]


@pytest.mark.parametrize(("said", "links", "_why"), ADMITTED, ids=[row[2] for row in ADMITTED])
def test_a_first_card_is_compared_with_what_an_officer_admitted(browser, at, said, links, _why):
    person = by_papers(at, **said)
    sign_in_whole(browser, at)
    assert linked_by(browser, at) is links
    assert bool(credentials.cards_of(person)) is links


def linked_by(browser, at):
    rid = begin(browser, "relink", going="/me/cards/")
    try:
        code = read(browser, rid, at)
    except CardTrouble:
        assert browser.get(f"/card/errand/{rid}/").status_code == 403
        return False
    return finish(browser, rid, code).status_code == 302


def test_whoever_was_admitted_before_proofs_were_left_links_a_first_card_too(browser, at):
    person = by_papers(at)
    IdentityProof.objects.all().delete()
    sign_in_whole(browser, at)
    assert linked_by(browser, at)
    assert sorted(person.identity_proofs.values_list("method", flat=True)) == ["card", "counter"]


def test_a_card_is_not_linked_where_nobody_has_admitted_anything(browser, at):
    joined("linh", at)
    sign_in_whole(browser, at)
    assert not linked_by(browser, at)


def test_what_an_officer_has_proved_lies_sealed(at):
    proof = by_papers(at).identity_proofs.get()
    assert (proof.method, bytes(proof.asserted).find(b"LINH")) == ("counter", -1)


# ---- a day in which contact stays as it is


def relinked(browser, at):
    sign_in_whole(browser, at)
    rid = begin(browser, "relink")
    finish(browser, rid, read(browser, rid, at, state="renewed"))


def test_after_a_card_was_linked_contact_stays_as_it_is_for_a_day(browser, linh, at, clock):
    admit(linh, at)
    relinked(browser, at)
    assert "月25日" in browser.get("/me/cards/").content.decode()
    one = registered.own(linh)[0]
    new = {"address": "東京都新宿区西新宿１", "telephone": "0312345678"}
    said = browser.post(f"/register/own/{one.key}/change", new)
    assert said.status_code == 422
    assert "電話番号と支払いに関する内容は変更できません" in said.content.decode()
    assert "月25日" in said.content.decode()
    email = browser.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    assert "変更できません" in email.content.decode()
    linh.refresh_from_db()
    with pytest.raises(Refusal, match="frozen"):
        registering.state_category(linh, one.category, name="L", birth_on=BORN, papers=[], at=at)
    clock.shift(timedelta(hours=24))
    assert browser.post(f"/register/own/{one.key}/change", new).status_code == 302


def test_a_linked_card_does_not_shorten_a_freeze_that_runs(linh, at):
    guards.freeze(linh, 72, at=at)
    guards.freeze(linh, 24, at=at)
    assert linh.frozen_until == at + timedelta(hours=72)
