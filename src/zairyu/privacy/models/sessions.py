"""The sessions of an account: where it is signed in just now."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.people.keys import new_key


class OpenSession(models.Model):
    """One browser in which a person is signed in; the row goes with the session."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "session_key": "destroyed with the row",
        "device": "destroyed with the row",
        "network": "destroyed with the row",
        "country": "destroyed with the row",
    }
    IMPERSONAL = ("key", "since", "last_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)  # of the session it stands for
    device = models.CharField(max_length=40, blank=True)  # kind of browser and system
    network = models.CharField(max_length=50, blank=True)  # the prefix, never the whole address
    country = models.CharField(max_length=2, blank=True)
    since = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)  # to within ten minutes

    def __str__(self) -> str:
        """Return the key."""
        return self.key
