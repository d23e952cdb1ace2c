"""The standing watch: who agreed, who confirmed, what is told to whom, once, and when it ends."""

import time
from datetime import timedelta

import pytest
from tests.casework.office import approved, fresh, paid, printed
from tests.casework.sharing import proof_of, shared, watched
from tests.certificates.hooks import Hook, running

from zairyu.casework import actions, proofs
from zairyu.casework import queries as cases
from zairyu.casework.sharing import acts, readers, telling
from zairyu.certificates import actions as certificates
from zairyu.certificates import queries as answers
from zairyu.certificates.keys import issuer
from zairyu.certificates.models import Delivery, Share, Watch
from zairyu.certificates.sharing import delivering, message, queries, watches
from zairyu.certificates.sharing.push import Answer
from zairyu.certificates.sharing.watches import Asked, WatchRefused
from zairyu.law.dates import legal_day
from zairyu.notices import queries as notices
from zairyu.privacy.actions import leaving
from zairyu.privacy.gather import gather
from zairyu.proof import jose

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAIL = Asked("mail", "あおば銀行", "ishii@bank.example")


@pytest.fixture
def case(lodged):
    return lodged()


def told(watch):
    return list(watch.deliveries.order_by("id").values_list("event", flat=True))


def letters(holder, kind):
    return [one for one in notices.about(f"person:{holder.key}") if one.kind == kind]


def withdraw(case, cast, at):
    actions.withdraw(case.key, "帰国します", confirmed=True, by=cast.linh, at=at)


def test_without_the_holders_consent_nobody_watches(case, at):
    share = shared(case, at, watch=False)
    assert not answers.verify(share.code, at).watchable
    with pytest.raises(WatchRefused):
        readers.ask_to_watch(share, MAIL, "ja", at)
    assert not Watch.objects.exists()


def test_nothing_is_told_before_the_address_is_confirmed(case, cast, at):
    watch = readers.ask_to_watch(shared(case, at), MAIL, "ja", at)
    letter = letters(cast.linh, "watch-confirm")[0]
    assert letter.to == "ishii@bank.example"
    assert watches.link(watch) in letter.text
    assert "NGUYEN" not in letter.text
    withdraw(case, cast, at)
    assert told(watch) == []


def test_the_holder_is_told_who_watches(case, cast, at):
    watched(shared(case, at), at)
    (letter,) = letters(cast.linh, "watch-begun")
    assert letter.to == cast.linh.email
    assert "あおば銀行" in letter.text


def test_confirming_twice_or_too_late_begins_nothing(case, cast, at):
    watch = readers.ask_to_watch(shared(case, at), MAIL, "ja", at)
    assert not readers.confirm(watch, at + 3 * DAY)
    assert readers.confirm(watch, at + DAY)
    assert not readers.confirm(watch, at + DAY)
    assert len(letters(cast.linh, "watch-begun")) == 1
    late = readers.ask_to_watch(shared(case, at), MAIL, "ja", at)
    assert watches.run(at + 3 * DAY) == 1
    late.refresh_from_db()
    assert late.ended_why == "unconfirmed"


def test_a_link_that_was_not_given_out_opens_nothing(case, at):
    watch = watched(shared(case, at), at)
    assert watches.watched(watches.token(watch)) == watch
    assert watches.watched(f"{watch.key}.{'0' * 32}") is None
    assert watches.watched(watch.key) is None


def test_the_card_ends_and_the_permission_takes_effect_exactly_two_messages(case, cast, at):
    """Grant a watch, let the card's day pass, decide and send the card: two messages, no more."""
    share = shared(case, at)
    watch = watched(share, at)
    telling.run(at + 7 * DAY)  # the last day on the card
    assert told(watch) == []
    for _ in range(3):
        telling.run(at + 8 * DAY)
    assert told(watch) == ["pending-started"]
    later = at + 9 * DAY
    granted = paid(approved(case, cast, later), cast, later)
    assert told(watch) == ["pending-started"]  # a decision is nobody else's business
    actions.record_return_documents(
        granted.key, [item.paper for item in cases.returns_of(granted)], by=cast.sato, at=later
    )
    printed(fresh(granted), cast, later)
    actions.dispatch(granted.key, "1234-5678-9012", by=cast.sato, at=later)
    assert told(watch) == ["pending-started", "ended"]
    watch.refresh_from_db()
    assert watch.ended_why == "proof"


@pytest.mark.parametrize("by", ["holder", "share", "reader"])
def test_after_its_end_a_watch_is_told_nothing(case, cast, at, by):
    share = shared(case, at)
    watch = watched(share, at)
    if by == "holder":
        acts.end_watch(share.key, watch.key, by=cast.linh, at=at)
    elif by == "share":
        acts.end_share(share.key, by=cast.linh, at=at)
    else:
        watches.end(watch, "reader", at, by="reader")
    withdraw(case, cast, at + DAY)
    assert told(watch) == []


def test_what_waits_to_be_told_is_not_told_after_the_holder_ends_it(case, cast, at):
    share = shared(case, at)
    watch = watched(share, at)
    telling.run(at + 8 * DAY)
    acts.end_watch(share.key, watch.key, by=cast.linh, at=at + 8 * DAY)
    assert not telling.write_next(at + 8 * DAY)


def test_a_watch_ends_by_itself_with_the_last_day_of_the_share(case, cast, at):
    watch = watched(shared(case, at, days=7), at)
    telling.run(at + 8 * DAY)
    watch.refresh_from_db()
    assert watch.ended_why == "share"
    assert told(watch) == []  # though the card's day has passed on the same day


def test_the_two_months_are_over_and_the_reader_is_told(case, cast, at):
    share = shared(case, at, days=365)
    watch = watched(share, at)
    end = proof_of(case).holds_until
    while (day := at + 60 * DAY).date() <= end:
        at += DAY
    telling.run(day)
    assert told(watch) == ["pending-started", "ended"]
    assert telling.run(day) == 0


def test_a_newer_version_is_told_and_the_code_shows_it(case, cast, at):
    share = shared(case, at)
    watch = watched(share, at)
    newer = proofs.certify_pending(fresh(case), at + DAY, "system")
    assert told(watch) == ["replaced"]
    assert answers.verify(share.code, at + DAY).state == "pending"
    share.refresh_from_db()
    assert share.certificate == newer
    certificates.end(f"case:{case.key}", "revoked", at + 2 * DAY)
    assert told(watch) == ["replaced", "revoked"]


def test_the_letter_to_a_reader_names_no_person_and_no_outcome(case, cast, at):
    watch = watched(shared(case, at), at)
    withdraw(case, cast, at + DAY)
    assert telling.write_next(at + DAY)
    assert not telling.write_next(at + DAY)
    (letter,) = letters(cast.linh, "watch-ended")
    assert letter.to == "ishii@bank.example"
    for word in ("NGUYEN", "取下げ", "取り下げ", "withdrawn", "不許可", "許可"):
        assert word not in letter.text
    assert Delivery.objects.get(watch=watch).letter == letter.key


def test_a_message_is_signed_by_the_key_of_credentials_and_names_only_the_watch(case, cast, at):
    watch = watched(shared(case, at), at, "push", "http://127.0.0.1:1/hook")
    withdraw(case, cast, at + DAY)
    row = Delivery.objects.get(watch=watch, event="ended")
    text = message.written(row, "http://127.0.0.1:1/hook", at + DAY)
    key = issuer().key("credentials", at + DAY)
    said = jose.verified(text, "secevent+jwt", lambda _: key.public)
    assert said.header["kid"] == key.name
    assert said.payload["jti"] == row.key
    assert said.payload["sub_id"] == {"format": "opaque", "id": watch.key}
    assert list(said.payload["events"].values()) == [{"state": "ended"}]
    assert "exp" not in said.payload  # RFC 8417: an event is no token to come in with
    assert case.key not in str(said.payload)


def turns(pusher, at, count=40):
    """Let the pusher work until nothing is on its way."""
    for _ in range(count):
        pusher.turn(at)
        if not pusher.busy:
            return
        time.sleep(0.02)


def test_a_machine_confirms_by_taking_the_first_message_and_is_told_the_second(case, cast, at):
    with running(Hook()) as hook:
        asked = Asked("push", "あおば銀行", hook.address)
        watch = readers.ask_to_watch(shared(case, at), asked, "ja", at)
        pusher = telling.Pusher()
        turns(pusher, at)
        watch.refresh_from_db()
        assert watch.confirmed_at == at
        assert len(letters(cast.linh, "watch-begun")) == 1
        withdraw(case, cast, at + DAY)
        turns(pusher, at + DAY)
        pusher.close()
    assert len(hook.kept) == 2
    assert not Delivery.objects.filter(sent_at=None).exists()


def test_a_machine_that_is_down_is_tried_with_longer_pauses_and_given_up(case, cast, at):
    share = shared(case, at)
    watch = watched(share, at, "push", "http://127.0.0.1:1/hook")
    withdraw(case, cast, at)
    waits, now = [], at
    while (row := delivering.claim("push", now)) is not None:
        key = row.key
        telling.settle(row, Answer(False, why="500"), now)
        row.refresh_from_db()
        if row.failed_at:
            break
        waits.append(row.next_at - now)
        now = row.next_at
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=5)
    assert sum(waits, timedelta()) > 2 * timedelta(hours=20)
    assert row.key == key  # the same message each time
    assert len(letters(cast.linh, "watch-undelivered")) == 1
    (shown,) = queries.watches_of(share)
    assert shown.told[0].failed_at
    assert shown.key == watch.key


def test_a_machine_that_is_gone_ends_its_watch(case, cast, at):
    watch = watched(shared(case, at), at, "push", "http://127.0.0.1:1/hook")
    telling.run(at + 8 * DAY)
    row = delivering.claim("push", at + 8 * DAY)
    telling.settle(row, Answer(False, gone=True, why="410"), at + 8 * DAY)
    watch.refresh_from_db()
    assert watch.ended_why == "gone"


def test_two_workers_take_a_message_once_and_a_killed_one_leaves_it(case, cast, at):
    watched(shared(case, at), at, "push", "http://127.0.0.1:1/hook")
    withdraw(case, cast, at)
    assert delivering.claim("push", at) is not None
    assert delivering.claim("push", at) is None
    assert delivering.claim("push", at + delivering.LEASE) is not None


def test_a_share_is_watched_by_a_few_at_most(case, at):
    share = shared(case, at)
    for _ in range(watches.MOST_LIVING):
        readers.ask_to_watch(share, MAIL, "ja", at)
    with pytest.raises(WatchRefused):
        readers.ask_to_watch(share, MAIL, "ja", at)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (Asked("", "x", "a@b.example"), "watches.no-way"),
        (Asked("mail", "", "a@b.example"), "watches.no-name"),
        (Asked("mail", "x" * 81, "a@b.example"), "watches.name-long"),
        (Asked("mail", "x", "not an address"), "watches.no-mail"),
        (Asked("push", "x", "http://bank.example/"), "watches.no-https"),
    ],
)
def test_what_a_reader_typed_wrong_stands_at_its_field(asked, problem):
    assert problem in [one.code for one in watches.trouble(asked)]


def test_a_copy_of_my_data_names_who_watches_and_leaving_destroys_it(case, cast, at):
    share = shared(case, at)
    watched(share, at)
    readers.looked(share.code, "pending", "JP", at)
    found = gather(cast.linh, legal_day(at)).tables
    assert found["certificates.Share"][0]["label"] == "みずほ支店"
    assert found["certificates.Watch"][0]["address"] == "ishii@bank.example"
    assert found["certificates.Look"][0]["country"] == "JP"
    withdraw(case, cast, at)
    leaving.ask_leaving(cast.linh, at=at + DAY)
    leaving.carry_out(at + 60 * DAY)
    assert not Share.objects.exists()
    assert not Watch.objects.exists()
