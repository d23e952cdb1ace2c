"""Copies of what we hold of a person: asked for, made by the worker, fetched, gone."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.people.keys import new_key


class DataCopy(models.Model):
    """One copy. The row is the order to make it: it is owed until `made_at` is written."""

    PERSONAL: ClassVar[dict[str, str]] = {"path": "file destroyed, emptied"}
    IMPERSONAL = (
        "key", "language", "size", "asked_at", "next_at", "attempts", "made_at", "until",
        "fetched_at", "failed_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="data_copies"
    )
    language = models.CharField(max_length=20)
    path = models.CharField(max_length=200, blank=True)  # of the file in the vault
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    next_at = models.DateTimeField()  # from when on a worker may take it
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)  # afterwards the file is destroyed
    fetched_at = models.DateTimeField(null=True)  # the last time
    failed_at = models.DateTimeField(null=True)  # given up

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="data_copies_owed",
                condition=models.Q(made_at=None, failed_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_copy_is_made",
                condition=models.Q(made_at=None, failed_at=None),
            )
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
