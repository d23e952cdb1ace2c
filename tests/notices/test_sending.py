"""A letter owed is a row; a worker sends it, whatever the mail server does."""

from datetime import timedelta

import pytest
from tests.notices.mail import Box, Dying, Refusing, Slow

from zairyu.notices import actions, queries
from zairyu.notices.actions import LAST_ATTEMPT, LEASE, Receiver
from zairyu.notices.models import Notice

pytestmark = pytest.mark.django_db

LINH = Receiver("linh@example.com", "ja")
SAID = {"number": "東オン 7K4M-9Q2X-35", "procedure": "在留期間更新許可申請", "link": "https://x/c"}


def owe(at, to=LINH, **more):
    return actions.owe("about-use-of-system", to, SAID, at=at, about="case:abc", **more)


def row() -> Notice:
    return Notice.objects.get()


def test_a_mail_server_gets_the_letter_in_plain_text_and_as_a_page(servers, at):
    box = servers.start(Box())
    key = owe(at)
    assert actions.send_next(at) is True
    assert actions.send_next(at) is False
    ((to, mail),) = box.mails
    assert to == "linh@example.com"
    assert mail["Subject"].strip() == "【Zairyu】在留申請オンラインシステムの利用について"
    assert key in mail["Message-ID"]
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_body(("plain",)).get_content()
    assert text.index("メッセージがあります") < text.index("The office has a message")
    page = mail.get_body(("html",)).get_content()
    assert '<a href="https://x/c">' in page
    assert 'lang="en"' in page
    assert row().sent_at == at


def test_the_files_of_a_letter_are_asked_for_once(servers, at, django_assert_num_queries):
    servers.start(Box())
    owe(at)
    with django_assert_num_queries(4) as asked:  # the letter, its files, the claim, the end of it
        assert actions.send_next(at)
    assert sum("notices_attachment" in one["sql"] for one in asked.captured_queries) == 1


@pytest.mark.slow
def test_a_slow_server_is_waited_for_outside_every_transaction(servers, at):
    box = servers.start(Slow())
    owe(at)
    assert actions.send_next(at) is True
    assert len(box.mails) == 1
    assert row().sent_at == at


@pytest.mark.slow
def test_a_server_that_is_too_slow_is_tried_again_later(servers, settings, at):
    settings.EMAIL_TIMEOUT = 1
    servers.start(Slow())
    owe(at)
    actions.send_next(at)
    assert row().sent_at is None
    assert row().failure in ("TimeoutError", "SMTPServerDisconnected")
    assert actions.send_next(at) is False
    assert row().next_at == at + timedelta(minutes=2)


def test_a_final_no_of_the_server_is_kept_and_not_tried_again(servers, at):
    servers.start(Refusing("550 no such mailbox"))
    owe(at)
    actions.send_next(at)
    assert (row().failed_at, row().failure) == (at, "recipient-refused-550")
    assert actions.send_next(at + timedelta(days=1)) is False


def test_a_no_for_now_is_tried_again_each_time_later(servers, at):
    servers.start(Refusing("451 come again"))
    owe(at)
    waits = []
    moment = at
    for _ in range(4):
        assert actions.send_next(moment)
        waits.append(row().next_at - moment)
        moment = row().next_at
    assert waits == [timedelta(minutes=m) for m in (2, 4, 8, 16)]
    servers.start(box := Box())
    assert actions.send_next(moment)
    assert len(box.mails) == 1


def test_after_three_days_a_letter_is_given_up_and_says_so(servers, at):
    servers.start(Refusing("451 come again"))
    owe(at)
    moment = at
    while row().failed_at is None:
        assert actions.send_next(moment)
        moment = max(row().next_at, moment)
    assert row().attempts == LAST_ATTEMPT
    assert timedelta(days=1) < row().failed_at - at < timedelta(days=4)
    assert actions.resend(row().key, moment)
    servers.start(box := Box())
    assert actions.send_next(moment)
    assert len(box.mails) == 1


def test_a_server_that_dies_in_the_middle_gets_the_letter_again(servers, at):
    box = servers.start(Dying())
    owe(at)
    actions.send_next(at)
    assert (row().sent_at, box.mails) == (None, [])
    actions.send_next(row().next_at)
    assert len(box.mails) == 1


def test_no_server_at_all_keeps_the_letter(servers, at):
    servers.point_at(1)
    owe(at)
    assert actions.send_next(at) is True
    assert (row().sent_at, row().failure) == (None, "ConnectionRefusedError")


def test_an_address_that_no_mail_can_have_does_not_stop_the_others(servers, at):
    box = servers.start(Box())
    owe(at, to=Receiver("a@b\nBcc: all@example.com", "ja"))
    owe(at)
    assert actions.send_next(at)
    assert actions.send_next(at)
    assert [to for to, _ in box.mails] == ["linh@example.com"]
    assert Notice.objects.filter(failed_at=at).count() == 1


def test_a_worker_that_dies_after_the_claim_leaves_the_letter_to_the_next(servers, at):
    box = servers.start(Box())
    owe(at)
    assert actions.claim_next(at) is not None  # and nothing more: the worker was killed here
    assert actions.send_next(at) is False
    assert actions.send_next(at + LEASE - timedelta(seconds=1)) is False
    assert actions.send_next(at + LEASE) is True
    assert len(box.mails) == 1
    assert row().attempts == 2


def test_one_letter_is_claimed_by_one_worker(at):
    owe(at)
    assert actions.claim_next(at) is not None
    assert actions.claim_next(at) is None


def test_the_letter_that_waited_longest_goes_first(servers, at):
    box = servers.start(Box())
    owe(at, to=Receiver("second@example.com", "ja"))
    owe(at - timedelta(hours=1), to=Receiver("first@example.com", "ja"))
    actions.send_next(at)
    assert box.mails[0][0] == "first@example.com"


def test_a_letter_with_an_occasion_is_owed_once(at):
    assert owe(at, occasion="day-7") is not None
    assert owe(at, occasion="day-7") is None
    assert owe(at, occasion="day-12") is not None
    assert Notice.objects.count() == 2


def test_a_letter_disappears_with_the_transaction_that_owed_it(at):
    from django.db import transaction

    with transaction.atomic():
        owe(at)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_neither_address_nor_text_lies_open_in_the_table(at):
    owe(at)
    kept = bytes(row().address) + bytes(row().body) + repr(row().__dict__).encode()
    assert b"linh@example.com" not in bytes(row().address)
    assert b"7K4M" not in kept
    (letter,) = queries.mailbox()
    assert letter.to == "linh@example.com"
    assert "7K4M" in letter.text


def test_no_log_line_names_the_reader(servers, at, caplog):
    servers.start(Refusing("550 linh@example.com is unknown here"))
    owe(at)
    actions.send_next(at)
    assert caplog.records
    assert "linh" not in caplog.text


def test_a_letter_that_breaks_in_the_making_does_not_stop_the_others(servers, at, monkeypatch):
    box = servers.start(Box())
    broken = owe(at)
    owe(at, to=Receiver("second@example.com", "ja"))
    whole = actions.deliver

    def breaking(letter, enclosed):
        if letter.key == broken:
            raise KeyError("a bug")
        whole(letter, enclosed)

    monkeypatch.setattr(actions, "deliver", breaking)
    assert actions.send_next(at)
    assert actions.send_next(at)
    assert [to for to, _ in box.mails] == ["second@example.com"]
    left = Notice.objects.get(key=broken)
    assert (left.failure, left.next_at) == ("KeyError", at + timedelta(minutes=2))


def test_what_was_given_up_is_listed_without_an_address_and_can_be_owed_again(servers, at):
    from io import StringIO

    from django.core.management import call_command

    servers.start(Refusing("550 no such mailbox"))
    key = owe(at)
    actions.send_next(at)
    out = StringIO()
    call_command("check_letters", stdout=out)
    assert f"{key} about-use-of-system case:abc recipient-refused-550" in out.getvalue()
    assert "linh" not in out.getvalue()
    call_command("check_letters", again=key, stdout=out)
    assert row().failed_at is None
