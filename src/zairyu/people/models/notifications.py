"""What organisations tell the office: use, further users, further pledges, periodic reports."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class UseNotification(models.Model):
    """A notification of use (利用申出), or what follows it; the periodic report (定期報告) is one.

    `kind`: new, users, pledges, report. `content` holds what was typed: the organisation, its
    users to be, what each pledged. Nothing of it counts before an office has approved it.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "content": "sealed; emptied",
        "reason": "sealed; emptied",
        "ticket_digest": "emptied",
    }
    IMPERSONAL = (
        "key", "number", "kind", "category", "state", "version", "office", "language",
        "proposal", "started_at", "keep_until", "sent_at", "decided_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    number = models.CharField(max_length=20, blank=True)  # given when it is sent
    kind = models.CharField(max_length=10)
    category = models.CharField(max_length=40)  # id of law.categories
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="notifications"
    )
    stated_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ticket_digest = models.CharField(max_length=64, blank=True)  # of the link in the first mail
    # draft, sent, asked (the organisation has to answer), proposed (a second officer has to
    # confirm), approved, declined, given-up
    state = models.CharField(max_length=12, default="draft")
    version = models.PositiveIntegerField(default=1)  # counts the moves: two cannot both win
    office = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=20, default="ja")
    content = models.BinaryField()
    started_at = models.DateTimeField()
    keep_until = models.DateField()  # last day an unsent one is kept
    sent_at = models.DateTimeField(null=True)
    proposal = models.CharField(max_length=10, blank=True)  # approve, decline
    proposed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.BinaryField(default=b"")  # what the office asked or why it declined, sealed

    class Meta:
        indexes = [
            models.Index(fields=["office", "state", "sent_at"], name="notifications_waiting"),
            models.Index(fields=["state", "keep_until"], name="notifications_to_go"),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class NotificationPaper(models.Model):
    """A paper handed in with a notification; the file lies sealed in the vault."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "file_name": "sealed; emptied",
        "path": "the file is destroyed",
        "sha256": "destroyed with the row",
    }
    IMPERSONAL = ("key", "slot", "media_type", "size", "pages", "place")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    notification = models.ForeignKey(
        "people.UseNotification", on_delete=models.CASCADE, related_name="papers"
    )
    slot = models.CharField(max_length=40)  # what it is sent as: id of a paper of the check sheet
    file_name = models.BinaryField()  # sealed
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class PledgeEntry(models.Model):
    """For which host organisation a staff member has pledged (誓約), from a day to a last day.

    The list of pledges per user (利用者別誓約機関一覧表) is read from these rows.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = (
        "key", "host_name", "host_number", "host_address", "whole_plan", "since", "until",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, related_name="pledges"
    )
    host_name = models.CharField(max_length=200)
    host_number = models.CharField(max_length=13, blank=True)  # its corporate number
    host_address = models.CharField(max_length=200, blank=True)
    whole_plan = models.BooleanField(default=False)  # the host entrusts the whole support plan
    since = models.DateField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        """Return the key."""
        return self.key
