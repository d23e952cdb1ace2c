"""From the decision into the person's hands: print, post, counter, e-mail."""

from typing import ClassVar

from django.db import models


class PrintCheck(models.Model):
    """What was printed on a card or certificate, compared field by field with the decision."""

    PERSONAL: ClassVar[dict[str, str]] = {"fields": "sealed; emptied"}
    IMPERSONAL = ("key", "at", "same", "differing")

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="prints")
    officer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fields = models.BinaryField()  # field -> [decided, printed]
    same = models.BooleanField()
    differing = models.JSONField(default=list)  # names of fields only

    def __str__(self) -> str:
        """Return which comparison this is."""
        return self.key


class ReturnItem(models.Model):
    """One paper that the person sends in before the card is posted (送付書類)."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("number", "paper", "arrived_at", "missing")

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="returns")
    number = models.PositiveSmallIntegerField()
    paper = models.CharField(max_length=60)
    arrived_at = models.DateTimeField(null=True)
    missing = models.BooleanField(default=False)  # an officer looked, and it was not there

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "paper"], name="return_once")]

    def __str__(self) -> str:
        """Return which paper of which case."""
        return f"{self.case_id} {self.paper}"


class Dispatch(models.Model):
    """A card or certificate handed to the post (発送)."""

    PERSONAL: ClassVar[dict[str, str]] = {"tracking": "emptied", "address": "sealed; emptied"}
    IMPERSONAL = ("key", "contents", "at", "delivered_at", "came_back_at")

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="dispatches")
    officer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    tracking = models.CharField(max_length=40)
    address = models.BinaryField()
    contents = models.JSONField(default=list)  # ids of what is in it
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    came_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return which dispatch this is."""
        return self.key


class HandOver(models.Model):
    """A card or certificate given at the counter (窓口交付), after the identity was checked."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("key", "identity", "receiver", "fee_stamps", "contents", "at")

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="handovers")
    officer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    identity = models.CharField(max_length=40)  # what was looked at: passport, residence-card …
    receiver = models.CharField(max_length=20)  # applicant, agent, legal-representative
    fee_stamps = models.BooleanField(default=False)
    contents = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return which hand-over this is."""
        return self.key


class ECoe(models.Model):
    """An electronic certificate of eligibility on its way (電子在留資格認定証明書)."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "receiver": "sealed; emptied",
        "handed_to": "sealed; emptied",
    }
    IMPERSONAL = (
        "key", "state", "sent_at", "valid_until", "registered_at", "handed_on_at", "ended_at",
        "used_at", "used_office",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)  # opens the receipt page without signing in
    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="ecoe")
    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=20)
    receiver = models.BinaryField()  # the address that it was sent to
    sent_at = models.DateTimeField()
    valid_until = models.DateField()
    registered_at = models.DateTimeField(null=True)
    handed_on_at = models.DateTimeField(null=True)
    handed_to = models.BinaryField(default=bytes)
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # at landing, once
    used_office = models.CharField(max_length=40, blank=True, default="", db_default="")
    used_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "valid_until"], name="ecoe_ending")]

    def __str__(self) -> str:
        """Return which certificate this is."""
        return f"electronic certificate of {self.case_id}"
