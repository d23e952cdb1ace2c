"""Devices that a person signed in from with every factor: each carries a random cookie of ours."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from zairyu.identity.browsers import Browser
from zairyu.identity.keys import digest, new_secret
from zairyu.identity.models import KnownDevice

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def of(person: "AbstractBaseUser") -> QuerySet[KnownDevice]:
    """Return the devices of a person that count, the latest first."""
    return KnownDevice.objects.filter(person_id=person.pk, ended_at=None).order_by("-last_at")


def known(person: "AbstractBaseUser | None", browser: Browser) -> KnownDevice | None:
    """Return the device that a browser is to a person, if they signed in from it before."""
    if not browser.token:
        return None
    pk = person.pk if person is not None else 0  # asked alike whether there is an account or not
    rows = KnownDevice.objects.filter(person_id=pk, ended_at=None)
    return rows.filter(token_sha256=digest(browser.token)).first()


def remember(
    person: "AbstractBaseUser", browser: Browser, *, at: datetime
) -> tuple[KnownDevice, str, bool]:
    """Know a browser from now on; return the device, its cookie's word, whether it is new.

    A browser that a person told us to forget gets another word: the old one stays worthless.
    """
    found = known(person, browser)
    if found is not None:
        found.last_at, found.network = at, browser.network
        found.save(update_fields=["last_at", "network"])
        return found, browser.token, False
    token = browser.token
    spent = KnownDevice.objects.filter(person_id=person.pk, token_sha256=digest(token))
    if not token or spent.exists():
        token = new_secret()
    made = KnownDevice.objects.create(
        person_id=person.pk,
        token_sha256=digest(token),
        words=browser.words[:40],
        network=browser.network,
        first_at=at,
        last_at=at,
    )
    return made, token, True


def forget(person: "AbstractBaseUser", key: str, *, at: datetime) -> bool:
    """Forget one device; say whether it was there."""
    return bool(of(person).filter(key=key).update(ended_at=at))


def forget_all(person: "AbstractBaseUser", *, at: datetime) -> int:
    """Forget all devices of a person; return how many."""
    return of(person).update(ended_at=at)
