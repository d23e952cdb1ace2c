"""Letters owed and sent. The row is the queue: it is written in the transaction of the act."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One letter to one address, fixed in its words when it was owed.

    `next_at` is the instant from which a worker may take it; taking it moves `next_at` to the end
    of the lease, so a worker that dies leaves the letter to the next one.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "address": "sealed; emptied",
        "body": "sealed; emptied",
    }
    IMPERSONAL = (
        "key", "kind", "about", "audience", "occasion", "language", "subject", "version",
        "owed_at", "next_at", "attempts", "sent_at", "failed_at", "failure", "waits",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)  # the chain of the record, such as case:<key>
    audience = models.CharField(max_length=20)
    occasion = models.CharField(max_length=60, blank=True)  # a reminder's own name: sent once
    language = models.CharField(max_length=20)
    address = models.BinaryField()
    subject = models.CharField(max_length=200)
    body = models.BinaryField()
    version = models.CharField(max_length=16)  # of the texts it was written with
    owed_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, blank=True)  # a class or an SMTP code, never a text
    waits = models.BooleanField(default=False, db_default=False)  # for a file that goes with it

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="notices_due",
                condition=Q(sent_at=None, failed_at=None),
            ),
            models.Index(fields=["about", "id"], name="notices_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "kind", "audience", "occasion"],
                name="notices_once",
                condition=~Q(occasion=""),
            )
        ]

    def __str__(self) -> str:
        """Return which letter this is, without its reader."""
        return f"{self.kind} {self.key}"


class Attachment(models.Model):
    """A file that goes with a letter. It lies sealed where it was made; here stands only where.

    A letter waits until all of its files are there.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("name", "media_type", "about", "path", "bound", "digest", "ready_at")

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=80)  # what the reader saves it as: it names nobody
    media_type = models.CharField(max_length=80)
    about = models.CharField(max_length=80)  # what it is a print of, such as certificate:<key>
    path = models.CharField(max_length=200, blank=True)
    bound = models.CharField(max_length=100, blank=True)  # what its seal is bound to
    digest = models.CharField(max_length=64, blank=True)  # SHA-256: which file was sent
    ready_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="attachments_awaited", condition=Q(ready_at=None))
        ]

    def __str__(self) -> str:
        """Return what is attached to which letter."""
        return f"{self.about} of {self.notice_id}"
