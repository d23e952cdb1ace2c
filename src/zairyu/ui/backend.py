"""Who is signed in: read once a request, together with what proves them at that moment."""

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend

from zairyu.identity import factors
from zairyu.ui.clock import now

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Checks a password as the library does; reads the person in one query."""

    def get_user(self, user_id: int) -> "AbstractBaseUser | None":
        """Return the person of a session, if they may still sign in."""
        found = factors.told_of(user_id, now())
        return found if found is not None and self.user_can_authenticate(found) else None
