"""What every test has: a clock that stands still at noon in Tokyo, and no network."""

import hashlib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from bench.world import prove
from django.db import connection
from django.test import Client, TransactionTestCase

from zairyu.audit.triggers import lifted
from zairyu.filing.inspection.sandbox import GONE, SANDBOX, Answer

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Tuesday 2026-11-24, 12:00 in Tokyo


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands at noon in Tokyo on 2026-11-24; a test may move it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def at() -> datetime:
    """Return the instant at which the clock stands."""
    return NOON


@pytest.fixture(autouse=True, scope="session")
def signed_in_with_everything() -> Iterator[None]:
    """Whom a test signs in by force has shown every factor at that moment.

    A test that wants a stale proof moves the clock on.
    """
    plain = Client.force_login

    def force_login(client: Client, user: Any, backend: str | None = None) -> None:
        plain(client, user, backend)
        prove(client, user)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", force_login)
        yield


@pytest.fixture(autouse=True)
def no_call_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine, and inside a transaction nothing calls even a neighbour.

    The blocks that the tests themselves open around a test do not count. The driver of the
    database calls by itself, outside Python's sockets.
    """
    plain = socket.socket.connect

    def connect(sock: socket.socket, address: Any) -> None:
        here = sock.family == socket.AF_UNIX or str(address[0]) in ("127.0.0.1", "::1", "localhost")
        blocks = [block for block in connection.atomic_blocks if not block._from_testcase]
        if blocks or not here:
            sock.close()
            pytest.fail(
                f"called {'inside a transaction' if here else 'another machine'}: {address}"
            )
        plain(sock, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True, scope="session")
def record_may_be_emptied() -> Iterator[None]:
    """Tests that commit empty their database afterwards; the record's door opens for it."""
    teardown = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        with lifted(connection):
            teardown(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(autouse=True, scope="session")
def files_looked_into_once() -> Iterator[None]:
    """What the child has answered of a file it answers again: many tests send the same papers.

    What tests the child itself takes this away (`asked_each_time`).
    """
    plain, answers = SANDBOX.ask, dict[tuple[object, ...], Answer]()

    def ask(job: str, data: bytes, **asked: Any) -> Answer:
        key = (job, hashlib.sha256(data).digest(), *sorted(asked.items()))
        if key not in answers:
            answer = plain(job, data, **asked)
            if answer[0] == GONE:  # says something of the child, not of the file
                return answer
            answers[key] = answer
        head, body = answers[key]
        return dict(head), body

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SANDBOX, "ask", ask)
        yield


@pytest.fixture
def asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question goes to the child."""
    monkeypatch.delattr(SANDBOX, "ask")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--backwards", action="store_true", help="run the tests in reverse order")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--backwards"):
        items.reverse()
