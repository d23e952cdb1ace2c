"""An upload: one file that somebody sent, looked into and sealed."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Upload(models.Model):
    """A paper or a photo. It belongs to a draft until filing, then to the submission.

    `slot` says what it is sent as: `paper:<id>`, `photo`, `photo-original`, `request:<key>`.
    A file that was taken out stays a while (`removed_at`), so that it can be put back.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "name": "sealed; destroyed with the row",
        "path": "the file is destroyed",
        "sha256": "destroyed with the row",
        "frame": "destroyed with the row",
    }
    IMPERSONAL = (
        "key", "slot", "media_type", "size", "pages", "look", "place", "sent_at", "removed_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    draft = models.ForeignKey(
        "filing.Draft", on_delete=models.PROTECT, null=True, related_name="uploads"
    )
    submission = models.ForeignKey(
        "filing.Submission", on_delete=models.PROTECT, null=True, related_name="uploads"
    )
    slot = models.CharField(max_length=80)
    name = models.BinaryField()  # the file's name as it was sent, sealed
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(default=1)
    look = models.JSONField(default=list)  # what to look at again: [[code, parameters], …]
    frame = models.JSONField(default=dict)  # of a photo: zoom, x, y, and whether it was settled
    path = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
