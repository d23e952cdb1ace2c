"""A person's statement of who they are, its proofs, the answer; and what is kept on the way."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Registration(models.Model):
    """A registration (利用者情報登録): stated by a person, then admitted, declined, ended.

    A person has one in each category at most that waits, and one that is admitted.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "details": "sealed; emptied",
        "reason": "sealed; emptied",
    }
    IMPERSONAL = ("key", "category", "state", "proved_by", "until", "stated_at", "decided_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="registrations"
    )
    category = models.CharField(max_length=40)  # id of law.categories
    state = models.CharField(max_length=20, default="stated")  # stated, admitted, declined, ended
    proved_by = models.CharField(max_length=20, default="papers")  # papers, card
    # The last day on which it counts: of a lawyer or scrivener the last day of the certificate.
    until = models.DateField(null=True)
    details = models.BinaryField()  # who it is and where they live or work, sealed
    stated_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.BinaryField(default=b"")  # why it was declined, in the officer's words, sealed

    class Meta:
        indexes = [
            models.Index(fields=["state", "stated_at"], name="registrations_waiting"),
            models.Index(fields=["state", "until"], name="registrations_ending"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "category"],
                condition=models.Q(state="stated"),
                name="one_registration_waits",
            ),
            models.UniqueConstraint(
                fields=["person", "category"],
                condition=models.Q(state="admitted"),
                name="one_registration_counts",
            ),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Proof(models.Model):
    """A paper that proves what a registration states; the file lies sealed in the vault."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "file_name": "sealed; emptied",
        "path": "the file is destroyed",
        "sha256": "destroyed with the row",
    }
    IMPERSONAL = ("key", "media_type", "size", "pages", "place")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    registration = models.ForeignKey(
        "people.Registration", on_delete=models.PROTECT, related_name="proofs"
    )
    file_name = models.BinaryField()  # sealed
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        """Return the key."""
        return self.key
