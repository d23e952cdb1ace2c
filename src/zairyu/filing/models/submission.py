"""A submission: an application as it was filed, sealed for good."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Submission(models.Model):
    """What was filed, when, by whom, read with which law and which form; never changed.

    `digest` covers the answers and the digests of all files, so that a later look can prove that
    this is what was filed. `once` is the key of the press on the button: a second press finds it.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "content": "sealed; destroyed with the row",
        "summary": "sealed; destroyed with the row",
    }
    IMPERSONAL = (
        "key", "category", "procedure", "status", "activity", "current_status", "permits",
        "digest", "law_version", "form_digest", "filed_at", "once",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    draft = models.OneToOneField(
        "filing.Draft", on_delete=models.SET_NULL, null=True, related_name="submission"
    )
    owner = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    filer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=40)
    procedure = models.CharField(max_length=40)
    status = models.CharField(max_length=60)
    activity = models.CharField(max_length=60, blank=True, default="", db_default="")
    current_status = models.CharField(max_length=60, blank=True)
    permits = models.JSONField(default=list)
    content = models.BinaryField()  # answers and facts, sealed
    summary = models.BinaryField()  # what an office needs at every turn, sealed
    digest = models.CharField(max_length=64)
    law_version = models.CharField(max_length=64)
    form_digest = models.CharField(max_length=64)
    filed_at = models.DateTimeField()
    once = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        """Return the key."""
        return self.key
