"""What happened to the sign-in of an account: what worked, what failed, what was ended."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from zairyu.identity.browsers import Browser
from zairyu.identity.models import AuthEvent, KnownDevice

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

OK, WRONG, WAITS, ENDED, NOT_ME = "ok", "wrong", "waits", "ended", "not-me"
KEPT = timedelta(days=400)


def note(
    person: "AbstractBaseUser",
    method: str,
    result: str,
    *,
    browser: Browser,
    at: datetime,
    device: KnownDevice | None = None,
) -> AuthEvent:
    """Note what happened."""
    return AuthEvent.objects.create(
        person_id=person.pk,
        method=method,
        result=result,
        network=browser.network,
        device=browser.words[:40],
        known_device=device,
        at=at,
    )


def latest(person: "AbstractBaseUser", most: int = 50) -> list[AuthEvent]:
    """Return what happened to an account lately, the latest first."""
    return list(AuthEvent.objects.filter(person_id=person.pk).order_by("-at", "-pk")[:most])


def event_of(person: "AbstractBaseUser", number: int) -> AuthEvent | None:
    """Return one event of a person."""
    return AuthEvent.objects.filter(pk=number, person_id=person.pk).first()


def sweep(at: datetime) -> int:
    """Forget what is older than a year and a little; return how much."""
    return AuthEvent.objects.filter(at__lt=at - KEPT).delete()[0]
