"""A draft: what a person has typed so far. Nothing in it is filed."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Draft(models.Model):
    """An application that is being written; it lies here until filed, thrown away or too old.

    `version` counts every change. `progress` and `versions` say, for each section, how far it is
    and when it was last saved; they hold no answers.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"content": "sealed; destroyed with the row"}
    IMPERSONAL = (
        "key", "category", "procedure", "status", "activity", "current_status", "permits",
        "version", "versions", "progress", "state", "created_at", "saved_at", "keep_until",
        "told_at", "applicant_language", "ready_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=40)  # as what the owner files: id of law.categories
    procedure = models.CharField(max_length=40)
    status = models.CharField(max_length=60)  # wanted; for an extension the present one
    # What is done under the status, where its sheets differ by that.
    activity = models.CharField(max_length=60, blank=True, default="", db_default="")
    current_status = models.CharField(max_length=60, blank=True)
    permits = models.JSONField(default=list)  # asked for beside it: reentry-permit and the like
    content = models.BinaryField()  # answers, as typed, facts, second versions: sealed
    version = models.PositiveIntegerField(default=1)
    versions = models.JSONField(default=dict)  # section → [version, instant, who]
    progress = models.JSONField(default=dict)  # section → [state, done, total, wrong]
    state = models.CharField(max_length=10, default="open")  # open, filed
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    keep_until = models.DateField()  # last day it is kept
    told_at = models.DateTimeField(null=True)  # when the owner was told that it will go
    # On which mandate it will be filed, and in which language the applicant is written to.
    mandate = models.ForeignKey(
        "people.Mandate", on_delete=models.PROTECT, related_name="+", null=True
    )
    applicant_language = models.CharField(max_length=20, blank=True, default="", db_default="")
    ready_at = models.DateTimeField(null=True)  # when an assistant said: ready to be filed
    ready_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True
    )

    hand = "owner"  # as whose hand it was found, see filing.access; not a column
    lapsed = False  # as what it was begun nobody of this hand files any more; not a column

    # For which organisation its staff write it (empty: for oneself), and on which pledge.
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+", null=True
    )
    pledge = models.ForeignKey(
        "people.PledgeEntry",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )

    class Meta:
        indexes = [
            models.Index(fields=["owner", "state"], name="drafts_of_an_owner"),
            models.Index(fields=["state", "keep_until"], name="drafts_to_go"),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class DraftShare(models.Model):
    """A draft in the hands of the agent of a mandate: they see, edit and file it.

    Until it is taken back, the mandate ends, or its last day has passed.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("key", "since", "until", "shared_at", "ended_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    draft = models.ForeignKey("filing.Draft", on_delete=models.CASCADE, related_name="shares")
    mandate = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)  # last day that counts
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(ended_at=None), name="one_hand_at_a_time"
            )
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
