"""What wallets are offered and hold, and what they were asked at the counter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class WalletOffer(models.Model):
    """An offer to put a certificate into a wallet: one code, one use, some minutes.

    Of the code and of the token that takes its place only digests are kept; what the holder is
    shown meanwhile lies sealed beside them and goes with the first use.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"secret": "sealed; emptied"}
    IMPERSONAL = (
        "key", "code_sha256", "tries", "made_at", "until", "used_at", "token_sha256",
        "token_until", "issued", "event",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)  # in the address of the offer
    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.CASCADE, related_name="wallet_offers"
    )
    holder = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    code_sha256 = models.CharField(max_length=64, unique=True)
    secret = models.BinaryField(default=bytes)  # the code and the number that the holder types
    tries = models.PositiveSmallIntegerField(default=0)  # wrong numbers
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    token_sha256 = models.CharField(max_length=64, null=True, unique=True)
    token_until = models.DateTimeField(null=True)
    issued = models.PositiveSmallIntegerField(default=0)  # credentials
    event = models.CharField(max_length=30, blank=True)  # what the wallet said of it afterwards

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["until"], name="wallet_offer_open", condition=Q(issued=0))]

    def __str__(self) -> str:
        """Return which offer this is, without its code."""
        return self.key


class WalletCredential(models.Model):
    """One credential in one wallet: its place in a status list, never the credential itself.

    The place is its own: who is shown a wallet today and a PDF tomorrow cannot tell by it that
    both are of one person.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"holder_key": "emptied"}
    IMPERSONAL = (
        "key", "status_list", "status_index", "issued_at", "ended_at", "ended_why",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)
    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.CASCADE, related_name="wallet_credentials"
    )
    offer = models.ForeignKey(WalletOffer, on_delete=models.CASCADE, related_name="credentials")
    holder_key = models.CharField(max_length=43)  # RFC 7638, of the key in the wallet
    status_list = models.PositiveSmallIntegerField()
    status_index = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # by the holder; else it ends with the certificate
    ended_why = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "status_index"], name="wallet_place"),
            models.UniqueConstraint(
                fields=["offer", "holder_key"], name="wallet_key_once", condition=~Q(holder_key="")
            ),
        ]

    def __str__(self) -> str:
        """Return which credential this is."""
        return self.key


class WalletNonce(models.Model):
    """A nonce that a wallet has used: it counts once. Nobody's row until then."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("digest", "used_at")

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Return when it was used."""
        return f"{self.used_at}"


class WalletCheck(models.Model):
    """What a checker asked a wallet at the counter, for some minutes, and the answer meanwhile.

    The row is destroyed within the hour: who was checked by whom is kept nowhere.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"answer": "sealed; destroyed with the row"}
    IMPERSONAL = ("key", "state", "nonce", "purpose", "asked_at", "until", "answered_at")

    key = models.CharField(max_length=40, unique=True)  # the page of the checker
    state = models.CharField(max_length=40, unique=True)  # the same, as the wallet knows it
    nonce = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        """Return when was asked."""
        return f"{self.asked_at}"
