"""The guard at the door: who guesses waits, and the owner of the account never pays for it."""

from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from zairyu.identity import devices, events, guesses
from zairyu.identity.guesses import Whence
from zairyu.notices.actions import Receiver, owe
from zairyu.people import queries
from zairyu.ui.browsers import browser_of
from zairyu.ui.clock import now, system
from zairyu.words import DEFAULT, say

if TYPE_CHECKING:
    from zairyu.people.models import Person

_KEPT = "_zairyu_whence"
WARNED = 5  # wrong codes after which the owner is told that somebody knows the password


def _account(person: "Person | None", typed: str) -> str:
    return f"person:{person.key}" if person else f"typed:{typed.strip().lower()}"


def _whence(request: HttpRequest, person: "Person | None", typed: str) -> Whence:
    browser = browser_of(request)
    device = devices.known(person, browser)
    return Whence(_account(person, typed), browser.network, device.key if device else "")


def words(until: datetime) -> str:
    """Return what is said to whoever has to wait; the same whether there is an account or not."""
    seconds = max(1, ceil((until - system()).total_seconds()))
    key = "ui.account.waits-minutes" if seconds > 90 else "ui.account.waits"
    return say(key, get_language() or DEFAULT, seconds=seconds, minutes=ceil(seconds / 60))


def take(request: HttpRequest, typed: str) -> datetime | None:
    """Take one try at a password; return until when to wait, or None: it may be looked at."""
    person = queries.person_named(typed)
    whence = _whence(request, person, typed)
    request.META[_KEPT] = (person, whence)
    return guesses.waits(whence, at=system())


def was_wrong(request: HttpRequest) -> None:
    """Count a password that was wrong; of an account that exists, note it."""
    person, whence = request.META[_KEPT]
    guesses.was_wrong(whence, at=system())
    if person is not None:
        events.note(person, "password", events.WRONG, browser=browser_of(request), at=now())


def was_right(request: HttpRequest) -> None:
    """Give the try back that a right password was charged."""
    _person, whence = request.META[_KEPT]
    guesses.was_right(whence)


def _device_key(request: HttpRequest, person: "Person") -> str:
    device = devices.known(person, browser_of(request))
    return device.key if device else ""


def take_code(request: HttpRequest, person: "Person") -> datetime | None:
    """Take one try at a code of the second factor; return until when to wait, or None."""
    return guesses.code_waits(_account(person, ""), _device_key(request, person), at=system())


def code_was_right(request: HttpRequest, person: "Person") -> None:
    """Forget the wrong codes of this device, or of all that are not known."""
    guesses.code_was_right(_account(person, ""), _device_key(request, person))


def code_was_wrong(request: HttpRequest, person: "Person") -> None:
    """Note a wrong code; tell the owner when it looks as if somebody knew the password."""
    at, device = now(), _device_key(request, person)
    events.note(person, "code", events.WRONG, browser=browser_of(request), at=at)
    account = _account(person, "")
    if not device and guesses.wrong_codes(account, "", at=system()) == WARNED:
        link = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("account_change_password")
        to = Receiver(person.email, person.language)
        owe("codes-guessed", to, {"link": link}, at=at, about=f"person:{person.key}")


def take_proof(request: HttpRequest, person: "Person | None", key: str) -> datetime | None:
    """Take one try at a proof for getting access back; return until when to wait, or None."""
    whence = _whence(request, person, key)
    account = f"recover:{whence.account}"
    return guesses.code_waits(account, whence.device or whence.network, at=system())


def proof_was_right(request: HttpRequest, person: "Person | None", key: str) -> None:
    """Forget the wrong tries of this browser's network or device."""
    whence = _whence(request, person, key)
    guesses.code_was_right(f"recover:{whence.account}", whence.device or whence.network)
