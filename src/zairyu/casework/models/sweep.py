"""How far the proofs of pending applications were looked at again after a change of the tables."""

from typing import ClassVar

from django.db import models


class LawSweep(models.Model):
    """One version of the tables, and up to which case its proofs were looked at again."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("version", "reached", "renewed", "began_at", "done_at")

    version = models.CharField(max_length=40, unique=True)  # as law.version.law_version
    reached = models.BigIntegerField(default=0)  # the last case that was looked at
    renewed = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return which version and how far."""
        return f"{self.version} {self.reached}"
