"""The world of the measures: a database of its own, the cast, their sessions and drafts."""

import os
import secrets
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

CSRF = secrets.token_hex(16)


def prepare() -> str:
    """Point this process, and the server it will start, at a fresh world; return its folder."""
    home = tempfile.mkdtemp(prefix="zairyu-bench-")
    os.environ |= {
        "ZAIRYU_VAR": home,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "ZAIRYU_ADDRESS": "http://localhost",
    }
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return home


@dataclass(frozen=True)
class Visitor:
    """A person with a session."""

    person: Any
    cookies: str


def gathered() -> dict[str, Any]:
    """Bring the cast together."""
    people = import_module("zairyu.demo.people")
    found: dict[str, Any] = people.gather(datetime.now(UTC))
    return found


def prove(client: Any, person: Any) -> None:
    """Let the session of a client say that its person has just shown password and second factor."""
    now, session = time.time(), client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": now},
        {"method": "mfa", "type": "totp", "at": now},
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def signed_in(person: Any) -> Any:
    """Return a client of Django's whose person has just shown every factor."""
    client = import_module("django.test").Client()
    client.force_login(person)
    prove(client, person)
    return client


def number(statement: str) -> int:
    """Return the one number that a statement asks for: what the server has really done."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0] or 0)


def sign_in(person: Any) -> Visitor:
    """Give a person a session without asking for the password, as tests do.

    What wants a fresh proof goes through for some minutes.
    """
    client = signed_in(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    return Visitor(person, cookies)


def ready_draft(person: Any, name: str) -> Any:
    """Return a draft of a journey that is complete, with its papers and photo, not yet filed."""
    play = import_module("zairyu.demo.play")
    journeys = import_module("zairyu.demo.journeys")
    queries = import_module("zairyu.filing.queries")
    one, at = journeys.journey(name), datetime.now(UTC)
    draft = play.draft(one, person, at)
    play.papers_for(one, draft, person, at)
    return queries.draft_of(person, draft.key)


def lodged(person: Any, name: str) -> Any:
    """Return a case that was filed through the acts."""
    play = import_module("zairyu.demo.play")
    journeys = import_module("zairyu.demo.journeys")
    return play.lodge(journeys.journey(name), person, datetime.now(UTC))
