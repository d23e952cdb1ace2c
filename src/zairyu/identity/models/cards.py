"""Cards that belong to accounts, and what was proved of the persons who hold them.

Never here: a PIN, the My Number, a number of the chip, the body of a certificate.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.identity.keys import new_key


class CardCredential(models.Model):
    """The user-authentication certificate of a card that signs in to an account."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "issuer_ski": "destroyed with the row",
        "serial": "destroyed with the row",
        "spki_sha256": "destroyed with the row",
        "operator_user": "destroyed with the row",
    }
    IMPERSONAL = (
        "key", "policy_oid", "not_before", "not_after", "state", "first_seen_at", "last_used_at",
        "last_checked_at", "status_source", "ended_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cards"
    )
    issuer_ski = models.CharField(max_length=64)  # which authority, as hex
    serial = models.CharField(max_length=40)  # of the certificate, as hex
    spki_sha256 = models.CharField(max_length=64)  # digest of the public key
    policy_oid = models.CharField(max_length=80)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(db_index=True)  # the last second that counts
    state = models.CharField(
        max_length=12, default="active"
    )  # or superseded, revoked, expired, lost
    supersedes = models.ForeignKey(
        "identity.CardCredential", on_delete=models.SET_NULL, null=True, related_name="successors"
    )
    first_seen_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    last_checked_at = models.DateTimeField(null=True)  # when the revocation was asked last
    status_source = models.CharField(max_length=40, blank=True)  # who answered
    ended_at = models.DateTimeField(null=True)
    # What a certified platform operator calls the holder: the same across certificates.
    operator_user = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer_ski", "serial"], name="one_certificate_once"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state="active"),
                name="one_card_counts_per_account",
            ),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class IdentityProof(models.Model):
    """What was proved of a person at an instant, and by what."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "asserted": "sealed; emptied",
        "issuer_ski": "emptied",
        "serial": "emptied",
    }
    IMPERSONAL = ("key", "method", "proved_at", "evidence")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="identity_proofs"
    )
    method = models.CharField(max_length=20)  # card, federated, counter
    asserted = models.BinaryField()  # name, birth, sex, address, replaced characters; sealed
    issuer_ski = models.CharField(max_length=64, blank=True)  # of the signature certificate
    serial = models.CharField(max_length=40, blank=True)
    evidence = models.CharField(max_length=80, blank=True)  # key of the errand, or of a paper
    proved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-proved_at"], name="proofs_latest_first")]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
