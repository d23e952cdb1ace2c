"""Nobody waits for another machine while holding a transaction; the guard itself is tried out."""

import ast
import re
import socket
from pathlib import Path

import pytest
from django.db import transaction
from tests.notices.mail import Box
from tests.source import statements

from zairyu.notices import actions
from zairyu.notices.actions import Receiver

SRC = Path(__file__).resolve().parents[2] / "src" / "zairyu"
CALLERS = {
    "smtplib",
    "http",
    "urllib",
    "requests",
    "httpx",
    "ftplib",
    "imaplib",
    "asyncio",
    "urllib3",
}
SAID = {"number": "東オン 7K4M-9Q2X-35", "procedure": "在留期間更新許可申請", "link": "https://x/c"}


def owe(at):
    to = Receiver("linh@example.com", "ja")
    actions.owe("about-use-of-system", to, SAID, at=at, about="case:abc")


@pytest.mark.django_db
def test_a_letter_sent_inside_a_transaction_would_be_found(servers, at):
    box = servers.start(Box())
    owe(at)
    letter = actions.opened(actions.claim_next(at))
    with pytest.raises(pytest.fail.Exception, match="inside a transaction"), transaction.atomic():
        actions.deliver(letter)
    assert box.mails == []
    actions.deliver(letter)
    assert len(box.mails) == 1


@pytest.mark.django_db
def test_in_production_the_mail_server_is_not_called_inside_a_transaction(servers, settings, at):
    box = servers.start(Box())
    owe(at)
    letter = actions.opened(actions.claim_next(at))
    settings.ZAIRYU_MODE = "production"
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        actions.deliver(letter)
    assert box.mails == []


def test_another_machine_cannot_be_called_from_a_test():
    with socket.socket() as sock, pytest.raises(pytest.fail.Exception, match="another machine"):
        sock.connect(("192.0.2.1", 25))


def loaded(path: Path) -> set[str]:
    """Return what a module loads that could call another machine."""
    found = set()
    for node in statements(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return {
        name
        for name in found
        if name.partition(".")[0] in CALLERS or name.endswith(("mail", "stamps.requests_client"))
    }


# Who may call another machine, and whom: a mail server, who answers for revocation of cards, the
# provider of sign-ins and the time-stamp server that a deployment has configured, and the machines
# of readers who watch a proof (public ones by https only). Nobody else loads
# what could call; `proof/stamps.py` awaits a library that is told to fetch nothing, and the command
# of a checker, which is no part of the service, fetches the lists.
CALLING = {
    "notices/actions.py": {"smtplib", "django.core.mail"},
    "identity/jpki/revocation/fetch.py": {"urllib.request"},
    "identity/oidc/calls.py": {"requests"},
    "checker/fetching.py": {"urllib.request", "urllib.error"},
    "certificates/sharing/push.py": {"urllib3.connection", "urllib3.exceptions", "urllib3.util"},
    "certificates/stamping.py": {"pyhanko.sign.timestamps.requests_client"},
    "proof/stamps.py": {"asyncio"},
}


def test_only_three_doors_lead_to_other_machines():
    harmless = {"http", "urllib.parse"}
    found = {
        str(path.relative_to(SRC)): names
        for path in SRC.rglob("*.py")
        if (names := loaded(path) - harmless)
    }
    assert found == CALLING
    code = "".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py"))
    assert not re.findall(r"create_connection|AF_INET|\.connect\(", code)
