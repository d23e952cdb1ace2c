"""Asks a path as a persona and names the answer in a word of the tables."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from itertools import count
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from tests.access.reading import Row, personas
from tests.access.world import World

PLAIN = {
    HTTPStatus.OK: "page",
    HTTPStatus.NOT_FOUND: "nothing",
    HTTPStatus.METHOD_NOT_ALLOWED: "not-taken",
    HTTPStatus.UNPROCESSABLE_ENTITY: "wrong",
    HTTPStatus.BAD_REQUEST: "unreadable",
}
# Where one is sent, by the beginning of the address; anything else is `onward`.
SENT = (
    (r"/(account/login|desk/sign-in)/?(\?|$)", "sign-in"),
    (r"/register/(\?|$)", "register"),
    (r"/account/2fa/totp/activate/", "factor"),
    (r"/account/(2fa/)?reauthenticate/", "anew"),
    (r"/desk/cases/[^/]+/why", "why"),
)
WORDS = {*PLAIN.values(), *(word for _which, word in SENT), "onward"}
# What may be written although somebody may not: the session, and what they typed, for themselves.
NOT_COUNTED = ("django_session", "privacy_opensession", "people_keptpost")
_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_networks = count(1)


def word_for(answer: Any) -> str:
    """Return the word of the tables for an answer."""
    if answer.status_code in (301, 302, 303):
        where = answer["Location"]
        return next((word for which, word in SENT if re.match(which, where)), "onward")
    return PLAIN.get(answer.status_code, str(answer.status_code))


class Asker:
    """Everybody's browsers. An answer leaves no trace: what it wrote is taken back."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = Client(raise_request_exception=False, headers={"accept-language": "en"})
        self.sessions = {
            (persona, anew): _session(world, persona, anew)
            for persona in personas()
            for anew in (False, True)
        }

    def address(self, row: Row) -> str:
        """Return the address of a row, its gaps filled."""
        gaps = {gap: self.world.things.get(what, what) for gap, what in row.gaps.items()}
        return reverse(row.path, kwargs=gaps)

    def forged(self, row: Row, persona: str) -> int:
        """Return what a form without its token is answered."""
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        if key := self.sessions[persona, row.anew]:
            client.cookies[settings.SESSION_COOKIE_NAME] = key
        with traceless():
            return int(client.post(self.address(row), REMOTE_ADDR=_network()).status_code)

    def ask(self, row: Row, persona: str, method: str) -> tuple[str, list[str]]:
        """Return the word for the answer, and which tables were written."""
        self.client.cookies.clear()
        if key := self.sessions[persona, row.anew]:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = key
        sent = getattr(self.client, method)
        with traceless(), written() as tables:
            answer = sent(self.address(row), REMOTE_ADDR=_network())
        return word_for(answer), tables


def _network() -> str:
    number = next(_networks)
    return f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"


def _session(world: World, persona: str, anew: bool) -> str:
    """Sign somebody in with every factor: an hour ago, or a moment ago."""
    person = world.people.get(persona)
    if person is None:
        return ""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    at = time.time() - (0 if anew else 3600)
    request = SimpleNamespace(session=session)
    record_authentication(request, person, method="password")
    record_authentication(request, person, method="mfa", type="totp")
    for shown in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        shown["at"] = at
    session.save()
    return str(session.session_key)


@contextmanager
def traceless() -> Iterator[None]:
    """Take back what is written inside."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # not a block of the house
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def written() -> Iterator[list[str]]:
    """Gather the tables that are written to inside."""
    tables: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITES.match(sql)
        if found and found[1] not in NOT_COUNTED:
            tables.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables
