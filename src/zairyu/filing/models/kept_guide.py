"""Answers to the guide that somebody wants to keep: found by a random key, for ninety days."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class KeptGuide(models.Model):
    """What was answered to the guide, sealed; whoever has the key can read it.

    It has an owner from the moment somebody who is signed in wants to begin a draft from it.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"answers": "sealed; destroyed with the row"}
    IMPERSONAL = ("key", "kept_at", "keep_until")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True)
    answers = models.BinaryField()
    kept_at = models.DateTimeField()
    keep_until = models.DateField(db_index=True)  # last day it is kept

    def __str__(self) -> str:
        """Return the key."""
        return self.key
