"""Second factors: whether there is one, and codes for people whose secret is known."""

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.db.models import QuerySet

Anybody = TypeVar("Anybody", bound="AbstractBaseUser")
_TOLD = "second_factor_told"
STEP_SECONDS = 30
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def told(users: "QuerySet[Anybody]") -> "QuerySet[Anybody]":
    """Return persons, each with the answer to `has_second_factor` read along."""
    own = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND)
    read: QuerySet[Anybody] = users.annotate(**{_TOLD: Exists(own)})
    return read


def has_second_factor(user: "AbstractBaseUser") -> bool:
    """Say whether a person has a code generator or a passkey; recovery codes alone do not count.

    Whoever is signed in was read with the answer, at the beginning of the request.
    """
    read: bool | None = getattr(user, _TOLD, None)
    return bool(read if read is not None else _asked(user))


def _asked(user: "AbstractBaseUser") -> bool:
    return bool(Authenticator.objects.filter(user=user.pk, type__in=SECOND).exists())


def has_passkey(user: "AbstractBaseUser") -> bool:
    """Say whether a person can sign in with a passkey."""
    kind = Authenticator.Type.WEBAUTHN
    return bool(Authenticator.objects.filter(user=user.pk, type=kind).exists())


def enrol(user: "AbstractBaseUser", secret: str) -> None:
    """Give a person a code generator with a known secret (the cast of the demo, tests)."""
    Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)


def code(secret: str, at: datetime) -> str:
    """Return the six digits that a code generator shows at an instant of the real clock."""
    counter = int(at.timestamp()) // STEP_SECONDS
    shown: str = format_hotp_value(hotp_value(secret, counter))
    return shown
