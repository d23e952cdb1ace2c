"""Getting access back, with the letters that tell every channel of it."""

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import transaction

from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param
from zairyu.people import recovering
from zairyu.words import codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zairyu.identity.browsers import Browser
    from zairyu.people.models import Person, Recovery

STOP = "zairyu.recovery.stop"
_NOBODY = Receiver("nobody@invalid", "ja")


class _Undone(Exception):
    """Takes back what was written only to take as long as for somebody."""


def stop_link(recovery: "Recovery") -> str:
    """Return the link that stops a recovery with one press."""
    token = signing.dumps(recovery.key, salt=STOP)
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/recover/stop/{token}/"


def running(person: "Person", *, at: datetime) -> "tuple[Recovery, str] | None":
    """Return the recovery of an account that waits, with the path that stops it, if there is one.

    The one that is ready first counts: that is until when it can be stopped.
    """
    found = recovering.running_of(person, at=at).order_by("ready_at").first()
    return (found, urlsplit(stop_link(found)).path) if found is not None else None


def stopping(token: str) -> str:
    """Return the key of the recovery that a link stops.

    Raises:
        BadSignature: the link is not whole, or too old.
    """
    key: str = signing.loads(token, salt=STOP, max_age=30 * 86400)
    return key


def _tell(recovery: "Recovery", kind: str, shown: dict[str, Param], at: datetime) -> None:
    person = recovery.person
    if person is None:
        return
    old = Receiver(person.email, person.language)
    owe(kind, old, shown, at=at, about=f"person:{person.key}")


def _what(recovery: "Recovery") -> Param:
    return {"list": [{"say": f"people.recovery.lost-{each}"} for each in recovery.lost]}


@transaction.atomic
def begin(
    person: "Person | None", lost: "Sequence[str]", *, browser: "Browser", at: datetime
) -> "Recovery":
    """Begin, and owe the mail with the code; of nobody's account a letter is written and dropped.

    Raises:
        Refusal: it is not said what was lost.
    """
    begun = recovering.begin(person, lost, browser=browser, at=at)
    shown: dict[str, Param] = {
        "code": codes.grouped(begun.code or "0" * recovering.CODE_SIGNS),
        "link": stop_link(begun.recovery),
    }
    if begun.code:
        _tell(begun.recovery, "recovery-code", shown, at)
    elif begun.recovery.code_sha256:
        try:
            with transaction.atomic():
                owe("recovery-code", _NOBODY, shown, at=at, about="account")
                raise _Undone
        except _Undone:
            pass
    return begun.recovery


@transaction.atomic
def show(recovery: "Recovery", proof: str, *, at: datetime) -> bool:
    """Count a proof; with the second one tell every channel what waits, and until when.

    Raises:
        Refusal: it is a proof of what was lost.
    """
    enough = recovering.shown(recovery, proof, at=at)
    if enough and recovery.ready_at is not None and recovery.ready_at > at:
        ready: Param = {"moment": recovery.ready_at.isoformat()}
        shown = {"ready": ready, "what": _what(recovery), "link": stop_link(recovery)}
        _tell(recovery, "recovery-waiting", shown, at)
    return enough


@transaction.atomic
def stop(recovery: "Recovery", *, at: datetime) -> bool:
    """Stop a recovery and tell every channel; say whether there was something to stop."""
    stopped = recovering.stop(recovery, at=at)
    if stopped:
        moment: Param = {"moment": at.isoformat()}
        link = f"{settings.PUBLIC_ADDRESS.rstrip('/')}/recover/"
        _tell(recovery, "recovery-stopped", {"moment": moment, "link": link}, at)
    return stopped


def tell_new_address(recovery: "Recovery", email: str, *, at: datetime) -> None:
    """Owe the code that shows that a new address is theirs."""
    with transaction.atomic():
        code = recovering.name_address(recovery, email)
        shown: dict[str, Param] = {"code": code, "link": stop_link(recovery)}
        owe("recovery-code", Receiver(email, "ja"), shown, at=at, about="account")


@transaction.atomic
def finish(recovery: "Recovery", *, at: datetime) -> "Person":
    """Replace what was lost, and tell the old and the new address.

    Raises:
        Refusal: it is not time yet, or something is missing.
    """
    person = recovery.person
    before = Receiver(person.email, person.language) if person else _NOBODY
    found = recovering.finish(recovery, at=at)
    until = found.frozen_until or at
    shown: dict[str, Param] = {
        "moment": {"moment": at.isoformat()},
        "what": _what(recovery),
        "until": {"moment": until.isoformat()},
        "link": stop_link(recovery),
    }
    for address in dict.fromkeys((before.address, found.email)):
        to = Receiver(address, found.language)
        owe("recovery-done", to, shown, at=at, about=f"person:{found.key}")
    return found
