"""Links that open once: made for a mail, found by their token, used up by the first who opens."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import F

from zairyu.people.models import OneTimeLink

DAYS = 14
MOST_TRIES = 5


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make(purpose: str, about: str, *, at: datetime, days: int = DAYS) -> str:
    """Return the token of a new link; only its digest is kept, so it cannot be read back."""
    token = secrets.token_urlsafe(24)
    OneTimeLink.objects.create(
        digest=_digest(token),
        purpose=purpose,
        about=about,
        made_at=at,
        until=at + timedelta(days=days),
    )
    return token


def find(token: str, purpose: str, *, at: datetime) -> OneTimeLink | None:
    """Return a link that can still be opened; looking at it does not use it up.

    Mail programs look at links before people do, so only a press opens it.
    """
    return OneTimeLink.objects.filter(
        digest=_digest(token),
        purpose=purpose,
        used_at=None,
        until__gt=at,
        tries__lt=MOST_TRIES,
    ).first()


def miss(link: OneTimeLink) -> int:
    """Count a wrong answer at a link; return how many are left before it closes for good."""
    OneTimeLink.objects.filter(pk=link.pk).update(tries=F("tries") + 1)
    link.refresh_from_db(fields=["tries"])
    return max(MOST_TRIES - link.tries, 0)


def use(link: OneTimeLink, *, at: datetime) -> bool:
    """Use a link up; of two who press at once one gets True."""
    waiting = OneTimeLink.objects.filter(pk=link.pk, used_at=None, tries__lt=MOST_TRIES)
    return bool(waiting.update(used_at=at))


def close(about: str, purpose: str) -> None:
    """Let nobody open the links about something any more."""
    OneTimeLink.objects.filter(about=about, purpose=purpose, used_at=None).delete()


def made_since(about: str, moment: datetime) -> int:
    """Return how many links about something were made since a moment."""
    return OneTimeLink.objects.filter(about=about, made_at__gte=moment).count()


def sweep(at: datetime) -> int:
    """Destroy links that have been over for a month."""
    return OneTimeLink.objects.filter(until__lt=at - timedelta(days=30)).delete()[0]
