"""What a holder shows to somebody by a share code, who looked, and who is told when it changes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Share(models.Model):
    """One proof shown to one reader for one purpose, with a code of its own and a last day.

    It follows its proof: when a newer version takes the place of the proof, `certificate` leads to
    that. Nothing of it stands in the record of the case: whoever else reads the case, an employer
    that filed it for instance, learns neither that there is a share nor that there is none.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "label": "sealed; emptied",
        "photo_path": "file destroyed, emptied",
    }
    IMPERSONAL = (
        "key", "code", "purpose", "contents", "watchable", "made_at", "until", "turns_on",
        "looked_at", "ended_at", "ended_why",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)  # in the addresses of its holder
    code = models.CharField(max_length=20, unique=True)  # 共有コード
    holder = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, related_name="shares"
    )
    purpose = models.CharField(max_length=20)  # of certificates.purposes
    contents = models.JSONField(default=list)  # the names of what is shown; never a value
    label = models.BinaryField(default=bytes)  # whom it is for, in the holder's own words, sealed
    photo_path = models.CharField(max_length=200, blank=True)
    watchable = models.BooleanField(default=False)  # the holder agreed to a standing watch
    made_at = models.DateTimeField()
    until = models.DateField()  # the last day on which it answers
    turns_on = models.DateField(null=True)  # from this day the application carries the stay
    looked_at = models.DateTimeField(null=True)  # when it was looked at first
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)  # holder, over, left

    class Meta:
        indexes = [
            models.Index(fields=["holder", "-id"], name="share_holder"),
            models.Index(fields=["until"], name="share_living", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        """Return which share this is, without its code."""
        return self.key


class Look(models.Model):
    """That a share was looked at: the minute, the answer, and the country of the network."""

    PERSONAL: ClassVar[dict[str, str]] = {"country": "destroyed with the row"}
    IMPERSONAL = ("minute", "state", "times")

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="looks")
    minute = models.DateTimeField()
    state = models.CharField(max_length=10)
    country = models.CharField(max_length=2, blank=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["share", "minute", "state", "country"], name="look_once_a_minute"
            )
        ]

    def __str__(self) -> str:
        """Return when which share was looked at."""
        return f"{self.share_id} {self.minute}"


class Watch(models.Model):
    """A reader of a share who is told when the state changes, by mail or by signed message.

    The holder agreed to it with the share. It begins when the reader confirmed the address, and
    ends with the share, with the proof, by the holder's button or by the reader's.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "address": "sealed; emptied",
        "name": "sealed; emptied",
    }
    IMPERSONAL = (
        "key", "way", "language", "asked_at", "confirmed_at", "ended_at", "ended_why",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)  # the reader's own name for it, too
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="watches")
    way = models.CharField(max_length=10)  # mail, push
    address = models.BinaryField()  # of mail, or of the machine
    name = models.BinaryField()  # who they say they are
    language = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        """Return which watch this is, without its reader."""
        return self.key


class Delivery(models.Model):
    """One change told to one reader: the row is the queue, and its key the id of the message.

    Written in the transaction of the change. `next_at` is the instant from which a worker may take
    it; taking it moves that to the end of the lease. Told twice, it has the same id.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = (
        "key", "event", "occasion", "at", "next_at", "attempts", "sent_at", "failed_at", "failure",
        "letter",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)
    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=20)  # confirm, pending-started, replaced, ended, revoked
    occasion = models.CharField(max_length=40)  # the certificate or the day it is about: told once
    at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, blank=True)  # a class or a status, never a text
    letter = models.CharField(max_length=40, blank=True)  # the mail that tells it

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="delivery_due",
                condition=Q(sent_at=None, failed_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["watch", "event", "occasion"], name="told_once")
        ]

    def __str__(self) -> str:
        """Return what is told to whom, by keys."""
        return f"{self.watch_id} {self.event}"
