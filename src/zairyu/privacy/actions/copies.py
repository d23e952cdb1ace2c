"""Verbs of copies: order one, make the one that waits longest, fetch it, destroy it after a day.

The row is the order, as everywhere in the house: a worker claims it, makes the archive outside any
transaction, and tells. One that dies leaves the row to the next when the lease ends.
"""

import io
import logging
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from zairyu.audit.actions import record
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.notices.actions import Receiver, owe
from zairyu.privacy import readable
from zairyu.privacy.gather import Attached, as_json, cases_about, gather
from zairyu.privacy.models import DataCopy
from zairyu.vault import CannotOpen, files
from zairyu.words import say

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import Person

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
KEPT = timedelta(days=1)
PAUSE = timedelta(hours=12)  # between two copies of one person
LAST_ATTEMPT = 5
SCHEMA = "zairyu-data-copy/1"
Form = Callable[["Case", "Person", datetime], bytes | None]


def _about(copy: DataCopy) -> str:
    return f"data-copy:{copy.key}"


def latest(person: "Person") -> DataCopy | None:
    """Return the copy that a person ordered last."""
    return DataCopy.objects.filter(person=person).order_by("-pk").first()


@transaction.atomic
def order_copy(person: "Person", *, language: str, at: datetime) -> DataCopy:
    """Order a copy of everything that we hold of a person.

    Raises:
        Refusal: one is being made, or the last one was made a moment ago.
    """
    last = latest(person)
    if last and last.made_at and last.path and at - last.made_at < PAUSE:
        raise Refusal(Problem("privacy.copy-there"))
    try:
        with transaction.atomic():
            made = DataCopy.objects.create(
                person=person, language=language, asked_at=at, next_at=at
            )
    except IntegrityError:
        raise Refusal(Problem("privacy.copy-waits")) from None
    record(f"person:{person.key}", "order-copy", at=at, by=person.key, copy=made.key)
    return made


def make_next(at: datetime, form: Form = lambda _case, _person, _at: None) -> bool:
    """Make the copy that waits longest; return whether there was one.

    `form` gives an application as the paper form, where it can be set.
    """
    copy = _claim(at)
    if copy is None:
        return False
    try:
        data = archive(copy, at, form)
    except Exception as fault:  # the row waits and is tried again; the worker goes on
        log.warning("copy %s failed: %s", copy.key, type(fault).__name__)
        _postpone(copy, at)
        return True
    _made(copy, data, at)
    return True


def _claim(at: datetime) -> DataCopy | None:
    waiting = DataCopy.objects.filter(made_at=None, failed_at=None, next_at__lte=at)
    copy = waiting.select_related("person").order_by("next_at", "pk").first()
    if copy is None:
        return None
    mine = waiting.filter(pk=copy.pk, attempts=copy.attempts)
    if not mine.update(next_at=at + LEASE, attempts=F("attempts") + 1):
        return None
    copy.attempts += 1
    return copy


def _postpone(copy: DataCopy, at: datetime) -> None:
    over = copy.attempts >= LAST_ATTEMPT
    DataCopy.objects.filter(pk=copy.pk).update(
        next_at=at + timedelta(minutes=2**copy.attempts), failed_at=at if over else None
    )


@transaction.atomic
def _made(copy: DataCopy, data: bytes, at: datetime) -> None:
    path = files.store(data, _about(copy))
    DataCopy.objects.filter(pk=copy.pk).update(
        path=path, size=len(data), made_at=at, until=at + KEPT
    )
    person = copy.person
    record(f"person:{person.key}", "make-copy", at=at, by="system", copy=copy.key)
    link = str(settings.PUBLIC_ADDRESS).rstrip("/") + "/me/data/copy"
    told: dict[str, Any] = {"link": link, "until": {"moment": (at + KEPT).isoformat()}}
    owe("data-copy-ready", Receiver(person.email, person.language), told, at=at,
        about=f"person:{person.key}")  # fmt: skip


def archive(copy: DataCopy, at: datetime, form: Form) -> bytes:
    """Return the archive: data for machines, a page for people, and the files."""
    found = gather(copy.person, legal_day(at))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        about = {"schema": SCHEMA, "made_at": at.isoformat(), "person": copy.person.key}
        whole.writestr("data.json", as_json(found, about))
        whole.writestr("data.html", readable.page(found, copy.language, at))
        whole.writestr("README.txt", say("privacy.copy.readme", copy.language))
        for one in [*found.files, *_forms(copy, form, at)]:
            _put(whole, one)
    return out.getvalue()


def _forms(copy: DataCopy, form: Form, at: datetime) -> list[Attached]:
    found = []
    for case in cases_about(copy.person):
        pdf = form(case, copy.person, at)
        if pdf is not None:
            found.append(Attached(f"applications/{case.number}.pdf", partial(bytes, pdf)))
    return found


def _put(whole: zipfile.ZipFile, one: Attached) -> None:
    """Put a file in; one that can no longer be opened is named with nothing in it."""
    try:
        whole.writestr(one.name, one.read())
    except CannotOpen:
        whole.writestr(f"{one.name}.missing", b"")


@transaction.atomic
def fetch_copy(person: "Person", key: str, *, at: datetime) -> bytes | None:
    """Return the archive of a person's own copy while its day lasts; that is recorded."""
    copy = DataCopy.objects.filter(person=person, key=key, until__gt=at).exclude(path="").first()
    if copy is None:
        return None
    DataCopy.objects.filter(pk=copy.pk).update(fetched_at=at)
    record(f"person:{person.key}", "fetch-copy", at=at, by=person.key, copy=key)
    return files.load(copy.path, _about(copy))


@transaction.atomic
def drop_copy(copy: DataCopy, *, by: str, at: datetime) -> None:
    """Destroy the archive of a copy; that it was there stays known."""
    files.remove_after([copy.path])
    DataCopy.objects.filter(pk=copy.pk).update(path="", until=None)
    record(f"person:{copy.person.key}", "destroy-copy", at=at, by=by, copy=copy.key)


def sweep(at: datetime) -> int:
    """Destroy the archives whose day is over; return how many."""
    over = DataCopy.objects.filter(until__lte=at).exclude(path="").select_related("person")
    found = list(over[:100])
    for copy in found:
        drop_copy(copy, by="system", at=at)
    return len(found)
