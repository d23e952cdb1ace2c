"""Accounts at other providers (OpenID Connect) that sign in to accounts here.

Never here: a token, a code, what a provider says of a person. That is used and dropped.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.identity.keys import new_key


class FederatedIdentity(models.Model):
    """What a provider calls a person, and which account here that is."""

    PERSONAL: ClassVar[dict[str, str]] = {"sub": "destroyed with the row"}
    IMPERSONAL = ("key", "provider", "issuer", "linked_at", "last_used_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="federated"
    )
    provider = models.CharField(max_length=40)  # its short name in the settings
    issuer = models.CharField(max_length=255)
    sub = models.CharField(max_length=255)  # as the issuer says it; no other meaning
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "sub"], name="one_account_per_subject"),
            models.UniqueConstraint(fields=["person", "issuer"], name="one_subject_per_issuer"),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
