"""The lists in which anyone reads whether a proof still holds, as they were signed last."""

from django.db import models


class StatusList(models.Model):
    """One list of states: which places are decoys, and the signed bytes that are handed out.

    Everything in it is published, but for the seed, which says which places are decoys.
    """

    PERSONAL: dict[str, str] = {}
    IMPERSONAL = ("number", "size", "seed", "opened_at", "due_at", "signed_at", "jwt", "cwt")

    number = models.PositiveSmallIntegerField(unique=True)  # stands in its address
    size = models.PositiveIntegerField()  # places, decoys among them
    seed = models.BinaryField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # when to sign anew; moved on by whoever claims it
    signed_at = models.DateTimeField(null=True)
    jwt = models.TextField(blank=True)
    cwt = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"status list {self.number}"
