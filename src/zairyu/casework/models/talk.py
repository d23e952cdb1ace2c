"""What the two sides of the counter say to each other: messages, requests, a withdrawal."""

from typing import ClassVar

from django.db import models


class Message(models.Model):
    """A message in a case, from the office or to it."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "sealed; emptied"}
    IMPERSONAL = ("key", "side", "at", "read_at")

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=10)  # who speaks: office, filer
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    text = models.BinaryField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return which message this is."""
        return self.key


class Request(models.Model):
    """A request for further papers (資料提出通知): its items are answered one by one."""

    PERSONAL: ClassVar[dict[str, str]] = {"note": "sealed; emptied"}
    IMPERSONAL = ("key", "number", "state", "due_on", "requested_at", "ended_at")

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveSmallIntegerField()  # the first, second … of the case
    state = models.CharField(max_length=20, default="open")  # open, answered, paper, given-up
    officer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    note = models.BinaryField()  # what is asked, in the officer's words
    due_on = models.DateField()
    requested_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="request_number")]

    def __str__(self) -> str:
        """Return which request this is."""
        return self.key


class RequestItem(models.Model):
    """One paper or explanation that is asked for, with its answer."""

    PERSONAL: ClassVar[dict[str, str]] = {"asked": "sealed; emptied", "answer": "sealed; emptied"}
    IMPERSONAL = ("key", "number", "paper", "kind", "required", "answered_at")

    key = models.CharField(max_length=40, unique=True)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    paper = models.CharField(max_length=80, blank=True)  # id of a known paper, where it is one
    kind = models.CharField(max_length=10)  # file, text
    required = models.BooleanField(default=True)
    asked = models.BinaryField()  # name and reason, in the officer's words
    answer = models.BinaryField(default=bytes)  # text of the answer; files are filing's uploads
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="item_number")]

    def __str__(self) -> str:
        """Return which item this is."""
        return self.key


class Withdrawal(models.Model):
    """An application taken back (取下げ), and what the person was shown before."""

    PERSONAL: ClassVar[dict[str, str]] = {"reason": "sealed; emptied", "shown_until": "emptied"}
    IMPERSONAL = ("at", "paper")

    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.BinaryField()
    shown_until = models.DateField(null=True)  # the end of the lawful stay that was told
    paper = models.BooleanField(default=False)  # a signed letter at the office

    def __str__(self) -> str:
        """Return which case was withdrawn."""
        return f"withdrawal of {self.case_id}"
