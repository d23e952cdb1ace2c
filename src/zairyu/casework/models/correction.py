"""A decision that was wrong, or a misprint: proposed by one supervisor, agreed by another."""

from typing import ClassVar

from django.db import models


class Correction(models.Model):
    """A correction of a decision (決定の訂正): the earlier one stays, marked as replaced.

    `kind` is `decision` (examined anew) or `clerical` (the outcome stays, a spelling is mended).
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "error": "sealed; emptied",
        "ground": "sealed; emptied",
        "changes": "sealed; emptied",
    }
    IMPERSONAL = ("key", "kind", "at", "agreed_at", "state")

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="corrections")
    decision = models.ForeignKey(
        "casework.Decision", on_delete=models.PROTECT, related_name="corrections"
    )
    kind = models.CharField(max_length=10)
    error = models.BinaryField()  # what is wrong
    ground = models.BinaryField()  # the legal ground of mending it
    changes = models.BinaryField(default=bytes)  # of a misprint: field -> [was, is]
    proposer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="waiting")  # waiting, done, dropped

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                name="one_correction_waits",
                condition=models.Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        """Return which correction this is."""
        return self.key
