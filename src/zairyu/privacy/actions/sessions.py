"""Verbs of sessions: note that one is used, end one, end all but this one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.crypto import constant_time_compare

from zairyu.audit.actions import record
from zairyu.identity.browsers import Browser
from zairyu.privacy.models import OpenSession
from zairyu.privacy.networks import country_of

if TYPE_CHECKING:
    from zairyu.people.models import Person

EVERY = timedelta(minutes=10)  # how exactly it is known when a session was used last
_NOTED = "noted"  # in the session: its key when it was noted, and when that was
MARK = "zairyu_begun"  # in the session: after how many seconds it ends by itself


def note(session: SessionBase, browser: Browser, at: datetime) -> None:
    """Note that a session with somebody signed in is used; at most every ten minutes."""
    person_pk = session.get(SESSION_KEY)
    if person_pk is None or session.session_key is None:
        return
    key, last = session.get(_NOTED, ("", ""))
    if key == session.session_key and at - datetime.fromisoformat(last) < EVERY:
        return
    told = {
        "session_key": session.session_key,
        "device": browser.words[:40],
        "network": browser.network,
        "country": country_of(browser.network),
        "last_at": at,
    }
    if not (key and OpenSession.objects.filter(session_key=key, person=person_pk).update(**told)):
        OpenSession.objects.update_or_create(
            session_key=session.session_key,
            defaults={**told, "person_id": person_pk},
            create_defaults={**told, "person_id": person_pk, "since": at},
        )
    session[_NOTED] = [session.session_key, at.isoformat()]


@dataclass(frozen=True)
class Signed:
    """A session of a person, as its page shows it."""

    row: OpenSession
    here: bool  # whether it is the one that asks


def _store(key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def _alive(row: OpenSession, person: "Person", at: datetime) -> bool:
    """Say whether a session still signs in: it is there, is this account's, and is not asleep."""
    held = _store(row.session_key).load()
    if str(held.get(SESSION_KEY)) != str(person.pk):
        return False
    told = str(held.get(HASH_SESSION_KEY, ""))
    if not constant_time_compare(told, person.get_session_auth_hash()):
        return False
    mark = held.get(MARK)
    if not mark:
        return True
    idle = timedelta(seconds=mark["idle"]) + EVERY
    return at.timestamp() < mark["until"] and at - row.last_at < idle


def sessions_of(person: "Person", here: str | None, at: datetime) -> list[Signed]:
    """Return where a person is signed in, this session first, then the one used last."""
    rows = OpenSession.objects.filter(person=person).order_by("-last_at")
    found = [Signed(row, row.session_key == here) for row in rows if _alive(row, person, at)]
    return sorted(found, key=lambda one: not one.here)


@transaction.atomic
def end_session(person: "Person", key: str, *, at: datetime) -> bool:
    """End one session of a person; say whether it was there."""
    row = OpenSession.objects.filter(person=person, key=key).first()
    if row is None:
        return False
    _end(row, person, at)
    return True


@transaction.atomic
def end_others(person: "Person", here: str | None, *, at: datetime) -> int:
    """End all sessions of a person but the one that asks; return how many."""
    rows = list(OpenSession.objects.filter(person=person).exclude(session_key=here or ""))
    for row in rows:
        _end(row, person, at)
    return len(rows)


def _end(row: OpenSession, person: "Person", at: datetime) -> None:
    _store(row.session_key).delete()
    record(f"person:{person.key}", "end-session", at=at, by=person.key, session=row.key)
    row.delete()


def sweep(at: datetime) -> int:
    """Forget rows whose session has ended by itself; return how many."""
    old = OpenSession.objects.filter(last_at__lt=at - timedelta(days=1))
    return old.delete()[0]
