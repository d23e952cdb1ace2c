"""Verbs of the standing watch: a reader asks for it, confirms, ends it; the holder ends it too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from zairyu import vault
from zairyu.audit import actions as audit
from zairyu.certificates.models import Share, Watch
from zairyu.certificates.sharing import addresses, events
from zairyu.certificates.sharing.queries import is_over
from zairyu.law.problem import Problem, Refusal
from zairyu.people.keys import new_key

WAYS = ("mail", "push")
MOST_LIVING = 5  # of one share: it is meant for one reader
CONFIRM_WITHIN = timedelta(days=2)
NAME = 80


class WatchRefused(Refusal):
    """There can be no such watch; the problem says why."""


@dataclass(frozen=True)
class Asked:
    """What a reader typed who wants to be told of changes."""

    way: str
    name: str
    address: str


def trouble(asked: Asked) -> list[Problem]:
    """Return what is wrong with what a reader typed, each thing at its field."""
    found = []
    if asked.way not in WAYS:
        found.append(Problem("watches.no-way", at="way"))
    if not asked.name:
        found.append(Problem("watches.no-name", at="name"))
    elif len(asked.name) > NAME:
        found.append(Problem("watches.name-long", at="name", params={"most": NAME}))
    if asked.way == "mail" and not _is_mail(asked.address):
        found.append(Problem("watches.no-mail", at="mail"))
    if asked.way == "push" and (code := addresses.objection(asked.address)):
        found.append(Problem(f"watches.{code}", at="push"))
    return found


def _is_mail(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 200


@transaction.atomic
def ask(share: Share, asked: Asked, language: str, at: datetime) -> Watch:
    """Ask to be told of changes of a share; nothing is told before the address is confirmed.

    A machine is asked to confirm by its first signed message; a mailbox by a letter, which the room
    above owes.

    Raises:
        WatchRefused: the holder did not agree, the share is over, or there are too many.
    """
    held = Share.objects.select_for_update().select_related("certificate").get(pk=share.pk)
    certificate = held.certificate
    if not held.watchable or is_over(held, at) or certificate.ended_at is not None:
        raise WatchRefused(Problem("watches.not-open"))
    if problems := trouble(asked):
        raise WatchRefused(problems[0])
    if held.watches.filter(ended_at=None).count() >= MOST_LIVING:
        raise WatchRefused(Problem("watches.too-many", params={"most": MOST_LIVING}))
    key = new_key()
    watch = Watch.objects.create(
        key=key,
        share=held,
        way=asked.way,
        address=vault.seal(asked.address.encode(), f"watch:{key}:address"),
        name=vault.seal(asked.name.encode(), f"watch:{key}:name"),
        language=language,
        asked_at=at,
    )
    if watch.way == "push":
        events.owe(watch, "confirm", key, at)
    return watch


def token(watch: Watch) -> str:
    """Return what stands in the links of a reader's letters: only they can confirm and end.

    >>> watched("made-up.0123456789abcdef0123456789abcdef") is None
    True
    """
    return f"{watch.key}.{_mark(watch.key)}"


def _mark(key: str) -> str:
    return salted_hmac("zairyu.watch", key, algorithm="sha256").hexdigest()[:32]


def watched(typed: str) -> Watch | None:
    """Return the watch that a link leads to."""
    key, _, mark = typed.partition(".")
    if not constant_time_compare(mark, _mark(key)):
        return None
    found = Watch.objects.filter(key=key).select_related("share__certificate", "share__holder")
    return found.first()


def link(watch: Watch) -> str:
    """Return the address where a reader confirms or ends a watch."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/v/watch/{token(watch)}/"


@transaction.atomic
def confirm(watch: Watch, at: datetime) -> bool:
    """Let a watch begin; say whether it does so now. The holder is told by the room above."""
    still = Watch.objects.filter(pk=watch.pk, confirmed_at=None, ended_at=None)
    if at > watch.asked_at + CONFIRM_WITHIN or not still.update(confirmed_at=at):
        return False
    _record(watch, "begin-watch", at, "reader")
    return True


@transaction.atomic
def end(watch: Watch, why: str, at: datetime, *, by: str) -> bool:
    """End a watch; from now on nothing is told. Say whether it was still living."""
    if not Watch.objects.filter(pk=watch.pk, ended_at=None).update(ended_at=at, ended_why=why):
        return False
    _record(watch, "end-watch", at, by, why=why)
    return True


def _record(watch: Watch, verb: str, at: datetime, by: str, **ids: str) -> None:
    chain = f"person:{watch.share.holder.key}"
    audit.record(chain, verb, at=at, by=by, watch=watch.key, share=watch.share.key, **ids)


def run(at: datetime) -> int:
    """End the watches that nobody confirmed in time; return how many."""
    late = Watch.objects.filter(ended_at=None, confirmed_at=None, asked_at__lt=at - CONFIRM_WITHIN)
    return late.update(ended_at=at, ended_why="unconfirmed")
