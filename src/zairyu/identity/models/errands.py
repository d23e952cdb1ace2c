"""Errands to a card: what a browser began, what the card is to sign, how far it is."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.identity.keys import new_key


class CardTransaction(models.Model):
    """One errand, from the browser's wish to the browser's finish. Secrets are kept as digests."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "shown": "emptied",
        "card": "emptied",
        "asserted": "sealed; emptied",
        "address_sha256": "destroyed with the row",
    }
    IMPERSONAL = (
        "rid", "purpose", "ref", "state", "reason", "other_device", "ticket_sha256", "code_sha256",
        "cookie_sha256", "browser_sha256", "token_sha256", "finish_sha256", "wrong_codes", "texts",
        "client", "opened_at", "expires_at", "ended_at", "used_at",
    )  # fmt: skip

    rid = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    purpose = models.CharField(max_length=12)  # login, register, relink, stepup, submit
    ref = models.CharField(max_length=64, db_index=True)  # the door's own word for what it began
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    # pending, claimed, verifying, card_done, finished; or failed, aborted, expired
    state = models.CharField(max_length=12, default="pending")
    reason = models.CharField(max_length=40, blank=True)  # our code of what stopped it
    other_device = models.BooleanField(default=False)  # the card is at a telephone, not here
    ticket_sha256 = models.CharField(max_length=64, unique=True)
    code_sha256 = models.CharField(max_length=64, db_index=True)  # the ticket as people type it
    cookie_sha256 = models.CharField(max_length=64)
    browser_sha256 = models.CharField(max_length=64)
    address_sha256 = models.CharField(max_length=64, blank=True)
    token_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    finish_sha256 = models.CharField(max_length=64, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    texts = models.JSONField(default=list)  # the exact texts to be signed, with their keys
    shown = models.JSONField(default=dict)  # title and lines, as the person reads them
    client = models.CharField(max_length=60, blank=True)  # name and version of the program
    card = models.JSONField(default=dict)  # digests and dates of the certificate; never its body
    asserted = models.BinaryField(default=b"")  # what the signature certificate says; sealed
    opened_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()  # the end of the step that is waited for
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # when its card was linked to an account

    class Meta:
        indexes = [models.Index(fields=["browser_sha256", "state"], name="errands_of_a_browser")]

    def __str__(self) -> str:
        """Return the key."""
        return self.rid
