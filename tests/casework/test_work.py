"""The worker as a process of its own: stopped, killed, and two of them side by side."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from tests.casework.office import make_cast, sealed_submission
from tests.notices.mail import Box, Slow

from zairyu.audit.models import Seal
from zairyu.casework.actions.lodge import receive
from zairyu.certificates import queries as certificates
from zairyu.notices.actions import LEASE
from zairyu.notices.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)


def a_case(at):
    """Lodge a case whose letters are due, whatever the clock of this machine says."""
    cast = make_cast()
    case = receive(sealed_submission(cast.linh, at), by=cast.linh, at=at)
    Notice.objects.update(next_at=datetime(2020, 1, 1, tzinfo=UTC))
    return case


def test_one_turn_sends_letters_sets_pdfs_and_seals_the_hour(at, mailoutbox):
    case = a_case(at)
    call_command("work", "--once")
    assert not Notice.objects.filter(sent_at=None).exists()
    assert len(mailoutbox) == 4
    paper = certificates.papers_of(f"case:{case.key}")[0]
    assert paper.ready
    assert certificates.pdf(f"case:{case.key}", paper.key).startswith(b"%PDF")
    assert Seal.objects.count() == 1


@pytest.mark.slow
def test_a_killed_worker_leaves_its_letter_to_the_next(at, servers):
    """Killed with the letter claimed and the mail server still listening to it."""
    slow = servers.start(Slow())
    a_case(at)
    child = started(servers)
    try:
        wait_for(lambda: Notice.objects.filter(attempts=1).exists())
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=30)
    left = Notice.objects.filter(sent_at=None)
    assert left.count() == 4
    slow.mails.clear()
    box = servers.start(Box())
    from zairyu.notices.actions import send_next

    claimed = Notice.objects.get(attempts=1)
    before_the_end = claimed.next_at - LEASE
    while send_next(before_the_end):
        pass
    assert len(box.mails) == 3
    assert send_next(claimed.next_at) is True
    assert len(box.mails) == 4


@pytest.mark.slow
def test_a_worker_that_is_told_to_stop_stops_after_the_step_at_hand(at, servers):
    servers.start(Box())
    a_case(at)
    child = started(servers)
    try:
        wait_for(lambda: not Notice.objects.filter(sent_at=None).exists())
    finally:
        child.send_signal(signal.SIGTERM)
    assert child.wait(timeout=30) == 0


def started(servers) -> subprocess.Popen[bytes]:
    """Start a worker on the database of this test, with the mail server of this test."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        where = connection.settings_dict
        url = f"postgresql://{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT']}/{name}"
    else:
        url = f"sqlite:///{name}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.production",
        "ZAIRYU_SECRET_KEY": "of this test",
        "ZAIRYU_KEYS": str(settings.VAULT_KEY_FOLDER),
        "ZAIRYU_VAR": str(settings.VAR),
        "ZAIRYU_SMTP_HOST": "127.0.0.1",
        "ZAIRYU_SMTP_PORT": str(servers.settings.EMAIL_PORT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "django", "work"], env=environment, stderr=subprocess.DEVNULL
    )


def wait_for(true) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, "the worker did nothing"
        time.sleep(0.05)


def test_a_step_that_fails_never_ends_the_worker(at, monkeypatch, mailoutbox):
    from zairyu.config.management.commands import work

    def broken(_: datetime) -> bool:
        raise RuntimeError("the press broke")

    monkeypatch.setattr(work, "set_next_pdf", broken)
    a_case(at)
    call_command("work", "--once")
    assert len(mailoutbox) == 4
