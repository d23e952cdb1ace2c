"""The mail of the electronic certificate: the signed PDF goes with it, and counts."""

import hashlib
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from tests.casework.ecoe import electronic, mails, press, sent_of
from tests.notices.mail import Box

from zairyu.casework import actions
from zairyu.casework.enclosing import FILE_NAME, certificate, enclose_ready
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.lifecycle import MoveRefused
from zairyu.notices import attaching
from zairyu.notices import queries as notices
from zairyu.notices.actions import send_next
from zairyu.notices.models import Attachment, Notice

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KIND = "electronic-coe-issued"
SUBJECT = "電子在留資格認定証明書の交付"
__all__ = ["electronic"]


def leave(at):
    """Let the worker do what it does in a turn."""
    press(at)
    enclose_ready(at)
    while send_next(at):
        pass


@pytest.fixture
def arrived(servers, electronic, at):
    """What arrived at the mail server once the press was ready."""
    box = servers.start(Box())
    leave(at)
    (found,) = [mail for _, mail in box.mails if SUBJECT in str(mail["subject"])]
    return found


def test_the_letter_waits_until_the_press_has_set_the_pdf(servers, electronic, at):
    box = servers.start(Box())
    while send_next(at):
        pass
    (letter,) = mails(electronic, KIND)
    assert letter.sent_at is None
    assert all(SUBJECT not in str(mail["subject"]) for _, mail in box.mails)
    assert [one.kind for one in notices.waiting_for_files(at + timedelta(minutes=1))] == [KIND]
    assert enclose_ready(at) == 0
    leave(at)
    (letter,) = mails(electronic, KIND)
    assert letter.sent_at == at
    assert notices.waiting_for_files(at + timedelta(minutes=1)) == []


def test_files_that_never_come_hold_no_later_letter_back(electronic, at, monkeypatch):
    monkeypatch.setattr(attaching, "AT_ONCE", 3)
    letter = Notice.objects.get(attachments__isnull=False)
    awaited = letter.attachments.get().about
    Attachment.objects.all().delete()
    for never in range(7):
        attaching.expect([letter.pk], [certificate(f"never-{never}")])
    attaching.expect([letter.pk], [certificate(awaited.removeprefix("certificate:"))])
    press(at)
    enclose_ready(at)
    waiting = Attachment.objects.filter(ready_at=None)
    assert sorted(one.about for one in waiting) == [f"certificate:never-{n}" for n in range(7)]


def test_a_letter_that_waits_too_long_is_listed_without_an_address(electronic, clock, at):
    clock.move_to(at + timedelta(hours=2))
    out = StringIO()
    call_command("check_letters", stdout=out)
    assert "electronic-coe-issued" in out.getvalue()
    assert "1 letters have waited for a file" in out.getvalue()
    assert "@" not in out.getvalue()


def test_the_mail_carries_the_signed_pdf_and_its_name_names_nobody(arrived, electronic):
    (file,) = list(arrived.iter_attachments())
    assert (file.get_filename(), file.get_content_type()) == (FILE_NAME, "application/pdf")
    pdf = file.get_content()
    assert pdf.startswith(b"%PDF")
    assert b"ETSI.CAdES.detached" in pdf
    (letter,) = mails(electronic, KIND)
    assert letter.files[0].digest == hashlib.sha256(pdf).hexdigest()


def test_a_mail_that_was_translated_still_carries_what_counts(arrived, electronic, at):
    """The text may become anything on its way; the file and the code say what is so."""
    text = arrived.get_body(("plain",)).get_content()
    assert "自動で翻訳されたり" in text
    assert "translates or garbles this text, the certificate does not change" in " ".join(
        text.split()
    )
    garbled = text.replace("NGUYEN THI LINH", "NGUYÊN thị Rinh").replace("2027", "2072")
    assert garbled != text
    (file,) = list(arrived.iter_attachments())
    pdf = file.get_content()
    verdict = certificates.verify_file(hashlib.sha256(pdf).hexdigest(), pdf, at)
    assert (verdict.state, verdict.facts["name"]) == ("valid", "NGUYEN THI LINH")


def test_the_file_lies_sealed_and_only_once(electronic, at):
    press(at)
    enclose_ready(at)
    (row,) = Attachment.objects.all()
    assert row.path
    assert row.path == sent_of(electronic).certificate.pdf_path


def test_a_file_that_was_made_anew_meanwhile_is_waited_for_again(servers, electronic, at):
    servers.start(Box())
    press(at)
    enclose_ready(at)
    Attachment.objects.update(path="vault/00/gone")
    while send_next(at):
        pass
    assert Notice.objects.get(kind=KIND).waits
    leave(at + timedelta(minutes=10))
    assert mails(electronic, KIND)[0].sent_at == at + timedelta(minutes=10)


def test_an_officer_sends_it_again_with_its_file(electronic, cast, at):
    before = sent_of(electronic)
    actions.resend_ecoe(electronic.key, by=cast.sato, at=at)
    first, second = mails(electronic, KIND)
    assert (first.to, second.to) == ("linh@example.com", "linh@example.com")
    assert first.files[0].about == second.files[0].about
    assert sent_of(electronic).key == before.key  # the same link


def test_the_filer_sends_it_again_a_few_times_a_day(electronic, cast, at):
    for _ in range(5):
        actions.send_ecoe_again(electronic.key, by=cast.linh, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.send_ecoe_again(electronic.key, by=cast.linh, at=at)
    assert caught.value.problem.code == "case.mails-enough"
    actions.send_ecoe_again(electronic.key, by=cast.linh, at=at + timedelta(days=1, minutes=1))
    assert len(mails(electronic, KIND)) == 7


@pytest.mark.parametrize("who", ["mallory", "osaka"])
def test_nobody_else_sends_it_again(electronic, cast, at, who):
    for act in (actions.resend_ecoe, actions.send_ecoe_again):
        with pytest.raises(CaseUnknown):
            act(electronic.key, by=getattr(cast, who), at=at)


def test_what_was_cancelled_is_not_sent_again(electronic, cast, at):
    actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.mori, at=at)
    with pytest.raises((CaseRefused, MoveRefused)):
        actions.resend_ecoe(electronic.key, by=cast.sato, at=at)
