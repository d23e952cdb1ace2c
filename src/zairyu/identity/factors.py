"""Second factors: whether there is one, and codes for people whose secret is known."""

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

STEP_SECONDS = 30
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: "AbstractBaseUser") -> bool:
    """Say whether a person has a code generator or a passkey; recovery codes alone do not count."""
    return bool(Authenticator.objects.filter(user=user.pk, type__in=SECOND).exists())


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
