"""Registrations on their way and their letters: the link, the ID; reminders of last days."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from zairyu.casework.actions.each import each
from zairyu.law.dates import legal_day
from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param
from zairyu.people import joining as acts
from zairyu.people import keys, links, queries, registered

if TYPE_CHECKING:
    from zairyu.people.models import Joining, Person, Registration

_BEFORE = (60, 30, 7)  # days before the last one
_LATE = timedelta(days=30)  # for so long a day without a worker is made up for


def _address(path: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


@transaction.atomic
def send_link(joining: "Joining", *, at: datetime) -> None:
    """Owe the letter with the link; whose address is known already is told so, and nobody else.

    Raises:
        Refusal: too many were asked for.
    """
    said = acts.typed(joining)
    token = acts.make_link(joining, at=at)
    known = queries.person_with(said.email)
    if known is not None:
        params: dict[str, Param] = {"link": _address("/recover/")}
        to = Receiver(known.email, known.language)
        owe("address-in-use", to, params, at=at, about=f"person:{known.key}")
        return
    last = legal_day(at + timedelta(days=acts.link_days(joining)))
    params = {"link": _address(f"/register/link/{token}/"), "day": {"day": last.isoformat()}}
    to = Receiver(said.email, said.language)
    owe("registration-received", to, params, at=at, about=f"joining:{joining.key}")


@transaction.atomic
def become(
    token: str, password: str, read: acts.Read, *, at: datetime
) -> "tuple[Person, Registration]":
    """Make the account that a link stands for, and owe the letter with its ID.

    Raises:
        Refusal: the link was used, or somebody has the address meanwhile.
    """
    person, registration = acts.become(token, password, read, at=at)
    send_id(person, at=at)
    return person, registration


def send_id(person: "Person", *, at: datetime) -> None:
    """Owe the letter that tells somebody their own ID."""
    params: dict[str, Param] = {
        "id": keys.auth_id_shown(person.auth_id),
        "link": _address("/account/login/"),
    }
    to = Receiver(person.email, person.language)
    owe("authentication-id", to, params, at=at, about=f"person:{person.key}")


def run(at: datetime) -> int:
    """Remind of last days of certificates, tell what is over, destroy what nobody went on with."""
    today = legal_day(at)
    by_key = {
        one.key: one for one in registered.ending(today - _LATE, today + timedelta(days=_BEFORE[0]))
    }
    gone = acts.sweep(at) + links.sweep(at)
    return gone + each(by_key, lambda key: _last_day(by_key[key], today, at))


@transaction.atomic
def _last_day(one: "Registration", today: date, at: datetime) -> int:
    if one.until is None:
        return 0
    left = (one.until - today).days
    params: dict[str, Param] = {
        "day": {"day": one.until.isoformat()},
        "link": _address("/register/"),
    }
    kind, occasion = "registration-ended", f"{one.key}-over"
    if left >= 0:
        step = min(day for day in _BEFORE if left <= day)
        kind, occasion, params = "registration-ending", f"{one.key}-{step}", params | {"days": left}
    to = Receiver(one.person.email, one.person.language)
    about = f"person:{one.person.key}"
    return int(bool(owe(kind, to, params, at=at, about=about, occasion=occasion)))
