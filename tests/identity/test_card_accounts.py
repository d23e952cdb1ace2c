"""Cards of accounts: linked, renewed, lost, ended by date, forgotten; who the holder is."""

from datetime import date, datetime, timedelta

import pytest
from tests.identity.cards import LINH, other_person, refused

from zairyu.identity import factors
from zairyu.identity.jpki import credentials, names, rows
from zairyu.identity.models import CardCredential, CardTransaction, IdentityProof
from zairyu.people.models import Person
from zairyu.privacy.actions import leaving

pytestmark = pytest.mark.django_db


def test_a_registration_proves_name_birth_sex_and_address(desk, at):
    done = desk.run("register", desk.card())
    said = credentials.asserted(done.ref, at)
    assert done.person_id is None
    assert (said.name, said.birth_on, said.sex) == ("NGUYEN　THI　LINH", date(2001, 3, 9), "2")
    assert said.address == "東京都新宿区西新宿二丁目８番１号"


def test_a_birth_date_whose_day_is_unknown_is_no_date_and_still_compared(desk, linh, at):
    of = desk.card(other_person("day", born="319850000"))
    done = desk.run("register", of)
    said = credentials.asserted(done.ref, at)
    assert (said.birth_on, said.birth_said) == (None, "19850000")
    credentials.attach(done.ref, linh, at)
    desk.run("relink", desk.card(other_person("day-two", born="319850000")), linh)
    with refused("other_person"):
        desk.deliver("relink", desk.card(other_person("day-three", born="319850101")), linh)


def test_the_card_signs_in_to_its_account(desk, linked, linh, at):
    done = desk.run("login", linked)
    card = credentials.active_card(linh, at.date())
    assert (done.purpose, done.person_id) == ("login", linh.pk)
    assert (card.last_used_at, card.status_source) == (at, "crl")


def test_a_linked_card_is_a_second_factor_until_it_ends(
    linked, linh, at, django_assert_num_queries
):
    with django_assert_num_queries(1):
        person = factors.told(Person.objects.all(), at).get()
        assert factors.has_second_factor(person)
    assert factors.needs_card(linh, at)
    credentials.report_lost(linh, at)
    assert not factors.has_second_factor(factors.told(Person.objects.all(), at).get())


def test_its_last_second_counts_and_the_next_does_not_though_no_worker_was_there(linked, linh):
    card = credentials.active(linh)
    last = card.not_after
    for moment, counts in ((last, True), (last + timedelta(seconds=1), False)):
        person = factors.told(Person.objects.all(), moment).get()
        assert factors.has_second_factor(person) is counts
        assert factors.card_lapsed(person) is not counts
        assert factors.needs_card(linh, moment) is counts
    card.refresh_from_db()
    assert card.state == "active"


def test_with_a_code_generator_beside_it_the_card_is_not_needed(linked, linh, at):
    factors.enrol(linh, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    assert factors.has_second_factor(linh)
    assert not factors.needs_card(linh, at)


def test_a_renewed_card_takes_the_place_of_the_old_one(desk, linked, linh, at):
    """Birth and sex are equal, the name in another spelling; the address may have changed."""
    new = desk.card(
        other_person("linh-spelt", name="Nguyen Thi  Linh", address="大阪府大阪市北区１")
    )
    with refused("unknown_card"):
        desk.deliver("login", new)
    card = credentials.relink(desk.run("relink", new, linh).ref, linh, at)
    old = CardCredential.objects.exclude(pk=card.pk).get()
    assert (old.state, card.state, card.supersedes) == ("superseded", "active", old)
    assert IdentityProof.objects.count() == 2
    assert desk.run("login", new).person_id == linh.pk
    with refused("card_ended"):
        desk.deliver("login", linked)


@pytest.mark.parametrize(
    "what", [{"name": "NGUYEN　THI　LAN"}, {"born": "420010310"}, {"sex": "1"}], ids=str
)
def test_a_card_of_somebody_else_is_not_linked(what, desk, linked, linh):
    with refused("other_person"):
        desk.deliver("relink", desk.card(other_person("sister" + str(what), **what)), linh)


def test_after_a_loss_a_new_card_is_linked_and_the_lost_one_stays_lost(desk, linked, linh, at):
    credentials.report_lost(linh, at)
    new = desk.card(other_person("linh-third"))
    credentials.relink(desk.run("relink", new, linh).ref, linh, at)
    assert [one.state for one in credentials.cards_of(linh)] == ["active", "lost"]
    assert not credentials.report_lost(Person.objects.create_user("x@example.org"), at)


def test_a_relink_is_used_once_and_by_its_own_person(desk, linked, linh, at):
    ref = desk.run("relink", desk.card(other_person("linh-again")), linh).ref
    other = Person.objects.create_user("other@example.org")
    with refused("other_person"):
        credentials.relink(ref, other, at)
    credentials.relink(ref, linh, at)
    with refused("tx_spent"):
        credentials.relink(ref, linh, at)


def test_the_last_day_of_a_card_counts_in_full_and_then_it_ends(linked, linh):
    last = credentials.last_day(credentials.active(linh))
    assert last == date(2027, 1, 3)  # 40 days: 23:59:59 in Japan
    assert credentials.active_card(linh, last)
    assert credentials.active_card(linh, last + timedelta(days=1)) is None
    evening = datetime.fromisoformat("2027-01-03T14:59:59+00:00")
    assert credentials.expire_due(evening) == 0
    assert credentials.expire_due(evening + timedelta(seconds=1)) == 1
    assert not factors.has_second_factor(linh)


def test_what_was_proved_is_forgotten_after_a_day_and_the_errand_after_ninety(desk, at):
    done = desk.run("register", desk.card())
    waiting = desk.open("login")
    credentials.tidy_cards(at + timedelta(hours=23))
    assert credentials.asserted(done.ref)
    assert CardTransaction.objects.get(rid=waiting.rid).state == "expired"
    credentials.tidy_cards(at + timedelta(hours=25))
    assert credentials.asserted(done.ref) is None
    row = CardTransaction.objects.get(ref=done.ref)
    assert (row.card, bytes(row.asserted), len(row.texts)) == ({}, b"", 2)
    credentials.tidy_cards(at + rows.KEPT_FOR + timedelta(seconds=1))
    assert CardTransaction.objects.count() == 0


def test_whoever_has_a_renewed_card_can_leave_and_nothing_of_the_cards_stays(
    desk, linked, linh, at
):
    new = desk.card(other_person("linh-again"))
    credentials.relink(desk.run("relink", new, linh).ref, linh, at)
    leaving.ask_leaving(linh, at=at)
    leaving.carry_out(at + timedelta(days=60))
    assert (
        CardCredential.objects.count() == CardTransaction.objects.filter(person=linh).count() == 0
    )
    assert not [one for one in IdentityProof.objects.all() if bytes(one.asserted) or one.serial]


NAMES = [
    ("NGUYEN　THI　LINH", "Nguyen Thi Linh", "", True),
    ("LINH NGUYEN THI", "NGUYEN　THI　LINH", "", True),
    ("ＫＩＭ　ＭＩＮＪＵＮ", "Kim Minjun", "", True),
    ("王　■華", "王　瓊華", "0010", True),
    ("王　■華", "王　瓊蘭", "0010", False),
    ("王　■華", "王　瓊華", "0000", False),
    ("KIM MINJUN", "KIM MINJI", "", False),
    ("KIM", "KIM MINJUN", "", False),
]


@pytest.mark.parametrize(("one", "other", "replaced", "same"), NAMES)
def test_two_spellings_are_one_name_or_two(one, other, replaced, same):
    assert names.may_be_same(one, other, replaced) is same
    assert names.may_be_same(other, one, "", replaced) is same


def test_all_personas_of_the_test_authority_can_be_read(desk, at):
    for key in ("replaced", "long-name"):
        from zairyu_card.virtual import PERSONAS

        done = desk.run("register", desk.card(PERSONAS[key]))
        assert credentials.asserted(done.ref, at).name == PERSONAS[key].name
    assert LINH.municipality == "Shinjuku-ku"
