"""Two at the same moment: each step of an errand happens once, in SQLite as in PostgreSQL."""

import pytest
from tests.casework.test_at_once import at_once, refused

from zairyu.identity.jpki import credentials, transactions
from zairyu.identity.models import CardCredential, CardTransaction, IdentityProof
from zairyu.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_of_two_claims_none_gets_anywhere(desk, linked):
    opened = desk.open("login")
    results = at_once(lambda: desk.claim(opened), lambda: desk.claim(opened))
    assert len(refused(results)) == 1
    assert CardTransaction.objects.get(rid=opened.rid).state == "aborted"


def test_of_two_results_one_counts(desk, linked):
    opened = desk.open("login")
    claimed = desk.claim(opened)
    signed = desk.sign(linked, claimed)

    def deliver():
        return transactions.result(claimed.tx_token, signed, desk.at)

    results = at_once(deliver, deliver)
    assert [one.code for one in refused(results)] == ["tx_spent"]
    assert CardTransaction.objects.get(rid=opened.rid).state == "card_done"


def test_of_two_finishes_one_counts(desk, linked):
    opened, done = desk.deliver("login", linked)

    def finish():
        return transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at)

    results = at_once(finish, finish)
    assert [one.code for one in refused(results)] == ["tx_spent"]


def test_a_registration_is_linked_once_and_a_card_to_one_account(desk, linh):
    ref = desk.run("register", desk.card()).ref
    other = Person.objects.create_user("other@example.org")
    results = at_once(
        lambda: credentials.attach(ref, linh, desk.at),
        lambda: credentials.attach(ref, other, desk.at),
    )
    assert len(refused(results)) == 1
    assert CardCredential.objects.count() == IdentityProof.objects.count() == 1


def test_two_registrations_with_one_card_give_one_account_the_card(desk, linh):
    first, second = (desk.run("register", desk.card()).ref for _ in range(2))
    other = Person.objects.create_user("other@example.org")
    results = at_once(
        lambda: credentials.attach(first, linh, desk.at),
        lambda: credentials.attach(second, other, desk.at),
    )
    assert [one.code for one in refused(results)] == ["card_taken"]
    assert CardCredential.objects.count() == 1


def test_a_loss_and_a_finish_at_once_leave_the_card_lost(desk, linked, linh):
    opened, done = desk.deliver("login", linked)
    at_once(
        lambda: transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at),
        lambda: credentials.report_lost(linh, desk.at),
    )
    assert CardCredential.objects.get().state == "lost"
