"""That somebody wants to leave: a week to think it over, then the account is anonymised."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.people.keys import new_key


class Leaving(models.Model):
    """One wish to close the account; taken back, or carried out once its day has come."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("key", "asked_at", "due_at", "undone_at", "done_at", "held_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leavings"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    undone_at = models.DateTimeField(null=True)  # taken back by the person
    done_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)  # when its day came and something stood in the way

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_leaving_waits",
                condition=models.Q(undone_at=None, done_at=None, held_at=None),
            )
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
