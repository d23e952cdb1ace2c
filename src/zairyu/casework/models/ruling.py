"""Recommendation, decision, and the money that follows a grant."""

from typing import ClassVar

from django.db import models


class Recommendation(models.Model):
    """What the examining officer proposes (上申), with reasons."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "reasons": "sealed; emptied",
        "conditions": "sealed; emptied",
        "permit_reasons": "sealed; emptied",
    }
    IMPERSONAL = ("key", "outcome", "status", "period", "permits", "at", "state")

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="recommendations"
    )
    officer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)  # grant, refuse
    status = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=20, blank=True)  # ISO 8601, such as P3Y
    permits = models.JSONField(default=dict)  # kind -> grant, refuse
    permit_reasons = models.BinaryField(null=True)  # kind -> why a permit is refused
    conditions = models.BinaryField(default=bytes)
    reasons = models.BinaryField()
    at = models.DateTimeField()
    state = models.CharField(max_length=12, default="waiting")  # waiting, decided, sent-back

    def __str__(self) -> str:
        """Return which recommendation this is."""
        return self.key


class Decision(models.Model):
    """What another person decided (決裁). A later one replaces it; none is ever changed."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "reasons": "sealed; emptied",
        "expires_on": "emptied",
    }
    IMPERSONAL = (
        "key", "outcome", "status", "period", "at", "effective_at", "notified_at", "replaced_at",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="decisions")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT)
    supervisor = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)
    status = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=20, blank=True)
    reasons = models.BinaryField(default=bytes)
    expires_on = models.DateField(null=True)  # the new last day of the stay, once it takes effect
    at = models.DateTimeField()
    effective_at = models.DateTimeField(null=True)  # hand-over or dispatch
    notified_at = models.DateTimeField(null=True)  # of a refusal
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["expires_on"],
                name="decision_ending",
                condition=models.Q(replaced_at=None, expires_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        """Return which decision this is."""
        return self.key


class FeeOrder(models.Model):
    """What is to be paid (手数料納付), by the day of receipt and the period granted."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = (
        "key", "number", "amount_yen", "charge_yen", "lines", "source", "due_on", "ordered_at",
        "state", "paid_yen", "settled_at",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="orders")
    amount_yen = models.PositiveIntegerField()
    charge_yen = models.PositiveIntegerField()
    lines = models.JSONField(default=list)  # {procedure, amount_yen}: what the amount is made of
    source = models.CharField(max_length=300)
    due_on = models.DateField()
    ordered_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, default="open"
    )  # open, paid, stamps, cancelled, set-off
    paid_yen = models.PositiveIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return which order this is."""
        return self.key


class Payment(models.Model):
    """Money that an officer recorded against an order."""

    PERSONAL: ClassVar[dict[str, str]] = {"reference": "emptied"}
    IMPERSONAL = ("amount_yen", "paid_on", "at", "verdict", "late")

    order = models.ForeignKey(FeeOrder, on_delete=models.PROTECT, related_name="payments")
    amount_yen = models.PositiveIntegerField()
    paid_on = models.DateField()
    reference = models.CharField(max_length=80)
    officer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10)  # full, short, completed, double, over
    late = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "reference"], name="reference_once")
        ]

    def __str__(self) -> str:
        """Return which payment of which order."""
        return f"{self.order_id} {self.verdict}"
