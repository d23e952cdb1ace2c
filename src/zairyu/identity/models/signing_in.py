"""Sign-ins, the devices they were made from, and wrong guesses.

Never here: what was typed, a whole network address, a whole name of a browser.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.identity.keys import new_key


class AuthEvent(models.Model):
    """Something that happened to an account's sign-in: it worked, it failed, a session ended."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "network": "emptied",
        "device": "emptied",
    }
    IMPERSONAL = ("method", "result", "at")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="auth_events"
    )
    method = models.CharField(max_length=24)  # password+totp, passkey, card, oidc, recovery …
    result = models.CharField(max_length=24)  # our code: ok, wrong, waits, new-device, ended …
    network = models.CharField(max_length=50, blank=True)  # its prefix, never the whole address
    device = models.CharField(max_length=40, blank=True)  # in our words: kind of browser and system
    known_device = models.ForeignKey(
        "identity.KnownDevice", on_delete=models.SET_NULL, null=True, related_name="events"
    )
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="auth_events_latest_first")]

    def __str__(self) -> str:
        """Return what happened."""
        return f"{self.method}: {self.result}"


class KnownDevice(models.Model):
    """A browser from which a person signed in with every factor; it carries a random cookie."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "token_sha256": "destroyed with the row",
        "words": "destroyed with the row",
        "network": "destroyed with the row",
    }
    IMPERSONAL = ("key", "first_at", "last_at", "ended_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_devices"
    )
    token_sha256 = models.CharField(max_length=64)  # of the cookie; one cookie may know several
    words = models.CharField(max_length=40, blank=True)
    network = models.CharField(max_length=50, blank=True)  # where it was seen last
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # forgotten, by the person or after "not me"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "token_sha256"], name="one_row_per_device_and_person"
            )
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Tries(models.Model):
    """Wrong guesses of one kind, and from when on the next one is looked at."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("key", "wrong", "next_at", "last_at")

    key = models.CharField(max_length=64, unique=True)  # keyed digest of kind, account, whence
    wrong = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Return the row's number."""
        return f"tries {self.pk}"
