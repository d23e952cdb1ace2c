"""What the applicant says of an application that somebody else filed for them."""

from typing import ClassVar

from django.db import models


class Confirmation(models.Model):
    """The question to the applicant and the answer; one row a case that an agent filed.

    `state`: asked, right (it is right), wrong (something is wrong), denied (I did not ask for
    this).
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "note": "sealed; emptied",
        "address": "sealed; emptied",
    }
    IMPERSONAL = ("state", "language", "asked_at", "answered_at", "way")

    case = models.OneToOneField(
        "casework.Case", on_delete=models.PROTECT, related_name="confirmation"
    )
    state = models.CharField(max_length=10, default="asked")
    language = models.CharField(max_length=20, default="ja")
    address = models.BinaryField(default=bytes)  # to which the applicant is written, sealed
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, blank=True)  # account, link
    note = models.BinaryField(default=bytes)  # what is wrong, in their words, sealed

    def __str__(self) -> str:
        """Return which case and how it stands."""
        return f"{self.case_id} {self.state}"
