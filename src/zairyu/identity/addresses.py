"""E-mail addresses that somebody has shown to be theirs."""

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def confirm(user: "AbstractBaseUser", email: str) -> None:
    """Note that an address is a person's own and the one they sign in with."""
    EmailAddress.objects.update_or_create(
        user_id=user.pk, email=email.lower(), defaults={"verified": True, "primary": True}
    )


def move(user: "AbstractBaseUser", email: str) -> None:
    """Let a new address, which was shown to be theirs, take the place of all others."""
    EmailAddress.objects.filter(user_id=user.pk).delete()
    confirm(user, email)


def forget_begun(user: "AbstractBaseUser") -> None:
    """Forget the addresses that somebody wanted to move to and has not confirmed yet."""
    EmailAddress.objects.filter(user_id=user.pk, verified=False, primary=False).delete()


def is_confirmed(user: "AbstractBaseUser") -> bool:
    """Say whether a person has an address that was confirmed."""
    return bool(EmailAddress.objects.filter(user_id=user.pk, verified=True).exists())
