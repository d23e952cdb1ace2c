"""Status lists as they are handed out: right after every act, and not built by who asks."""

from datetime import timedelta

import pytest
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu.certificates import actions, keys, tokens
from zairyu.certificates.models import Certificate, StatusList
from zairyu.certificates.statuses import decoys, places, publishing, wallets
from zairyu.proof import check, trust


@pytest.fixture
def list_one(db):
    return StatusList.objects.get(number=1)


def believed(at):
    return trust.read(keys.trust_list(at), keys.issuer().root, at)


def read(at, form="cwt"):
    found = publishing.published(1, form, at)
    return check.read_list(found.content, believed(at))


def verdict(row, at):
    having = check.Kept(believed(at), {tokens.list_address(1): read(at)})
    return check.token_text(tokens.text_of(row), having, at)


def test_a_proof_holds_offline_until_it_is_ended(pending, at):
    assert (verdict(pending, at).state, verdict(pending, at).reason) == ("pending", "holds")
    actions.end(ABOUT, "refused", at + timedelta(seconds=1))
    later = at + timedelta(seconds=publishing.EVERY.total_seconds() + 1)
    publishing.renew_next(later)
    assert (verdict(pending, later).state, verdict(pending, later).reason) == (
        "ended",
        "ended-early",
    )
    assert verdict(pending, later).facts == {}


@pytest.mark.parametrize("why", ["effect", "refused", "withdrawn", "corrected", "revoked"])
def test_every_ending_looks_the_same_in_a_list(pending, at, why):
    actions.end(ABOUT, why, at)
    assert read(at).state(pending.status_index) == 1


def turned(at):
    """Return the decoys of the list that look ended: it was opened when the database was made."""
    row = StatusList.objects.get(number=1)
    return set(decoys.changed(bytes(row.seed), row.size, row.opened_at, at))


@pytest.mark.parametrize("form", publishing.FORMS)
def test_both_forms_say_the_same_and_how_long_they_may_be_kept(pending, at, form):
    listed = read(at, form)
    assert (listed.uri, listed.issued_at) == (tokens.list_address(1), at)
    assert listed.ttl == timedelta(seconds=60)
    assert listed.expires_at == at + timedelta(hours=24)
    assert {place for place in range(4000) if listed.state(place)} == turned(at) & set(range(4000))


def test_a_list_is_signed_by_the_worker_twice_a_minute_and_not_by_who_asks(pending, at):
    assert publishing.renew_next(at)
    assert not publishing.renew_next(at + timedelta(seconds=29))
    first = publishing.published(1, "jwt", at)
    for seconds in (1, 29, 59):
        assert publishing.published(1, "jwt", at + timedelta(seconds=seconds)) == first
    assert publishing.renew_next(at + timedelta(seconds=30))
    again = publishing.published(1, "jwt", at + timedelta(seconds=30))
    assert again.signed_at == at + timedelta(seconds=30)


def test_without_a_worker_one_request_a_half_minute_signs_it(pending, at, monkeypatch):
    signed = []
    plain = publishing.renew
    monkeypatch.setattr(publishing, "renew", lambda *given: (signed.append(given), plain(*given)))
    publishing.published(1, "jwt", at)
    late = at + timedelta(minutes=5)
    for _ in range(3):
        assert publishing.published(1, "cwt", late).signed_at == late
    assert len(signed) == 2


def test_a_clock_set_back_signs_the_list_anew(pending, at):
    publishing.renew_next(at)
    before = at - timedelta(days=30)
    assert publishing.renew_next(before)
    assert publishing.published(1, "jwt", before).signed_at == before


def test_a_list_that_does_not_exist_is_not_there(db, at):
    assert publishing.published(7, "jwt", at) is None


def test_places_are_random_and_nobody_shares_one(db, at):
    rows = [actions.issue("pending", f"case:{n}", PENDING, LAST_DAY, at) for n in range(20)]
    taken = [(row.status_list, row.status_index) for row in rows]
    assert len(set(taken)) == 20
    assert [place for _, place in taken] != sorted(place for _, place in taken)


def test_a_place_that_is_taken_is_never_given_twice(pending, at, monkeypatch):
    """The first places drawn are all Linh's: the next free one is taken."""
    stuck = iter([pending.status_index] * 3 + [pending.status_index + 4])
    monkeypatch.setattr(places, "_place", lambda seed, size: next(stuck))
    second = actions.issue("pending", "case:other", PENDING, LAST_DAY, at)
    assert second.status_index == pending.status_index + 4
    assert Certificate.objects.count() == 2


def test_a_list_that_is_well_filled_gives_way_to_a_further_one(pending, at, monkeypatch):
    monkeypatch.setattr(places, "_place", lambda seed, size: pending.status_index)
    second = actions.issue("pending", "case:other", PENDING, LAST_DAY, at)
    assert (second.status_list, second.status_index) == (2, pending.status_index)
    assert publishing.addresses() == [tokens.list_address(1), tokens.list_address(2)]


def test_places_of_wallets_that_are_all_taken_give_way_to_a_further_list(pending, at, monkeypatch):
    assert wallets.drawn(at).number == 1
    monkeypatch.setattr(wallets, "_taken", lambda number, place: number == 1)
    found = wallets.drawn(at)
    assert (found.number, found.place % places.APART) == (2, 0)


def test_decoys_turn_by_and_by_and_are_nobodys_place(pending, list_one, at):
    seed, size = bytes(list_one.seed), list_one.size
    assert not decoys.is_decoy(seed, pending.status_index)
    soon = decoys.changed(seed, size, at, at + timedelta(days=30))
    later = decoys.changed(seed, size, at, at + timedelta(days=60))
    assert 1000 < len(soon) < len(later) < size // decoys.ONE_IN
    assert set(soon) < set(later)
    assert all(decoys.is_decoy(seed, place) for place in soon[:50])


def test_a_decoy_that_turned_cannot_be_told_from_a_proof_that_ended(pending, list_one, at):
    StatusList.objects.update(opened_at=at - timedelta(days=100))
    actions.end(ABOUT, "effect", at)
    listed = read(at)
    turned = decoys.changed(bytes(list_one.seed), list_one.size, at - timedelta(days=100), at)
    assert {listed.state(place) for place in [*turned[:50], pending.status_index]} == {1}
