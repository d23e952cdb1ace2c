"""Handing an electronic certificate on: links that open abroad, and who opened them."""

from typing import ClassVar

from django.db import models


class HandOn(models.Model):
    """A link by which somebody else opens an electronic certificate (転送リンク).

    Only the digest of its token finds it. The token itself is kept sealed, so that the sender can
    show the link again; `receiver` says for whom it is: traveller, family, carrier, other.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "token": "sealed; emptied",
        "name": "sealed; emptied",
        "address": "sealed; emptied",
    }
    IMPERSONAL = ("key", "digest", "receiver", "language", "made_at", "ended_at", "ended_why")

    key = models.CharField(max_length=40, unique=True)  # for the sender's page; it opens nothing
    ecoe = models.ForeignKey("casework.ECoe", on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token
    token = models.BinaryField()
    receiver = models.CharField(max_length=20)
    name = models.BinaryField(default=bytes)  # what the sender calls them
    address = models.BinaryField(default=bytes)  # empty: the sender passes the link on themselves
    language = models.CharField(max_length=16)  # of the mail, and offered first on the page
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)  # sender, or how the certificate ended

    def __str__(self) -> str:
        """Return which link this is."""
        return self.key


class HandOnLook(models.Model):
    """One opening of such a link: when, the page or the file, and from which country's network."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("at", "what", "language", "country")

    link = models.ForeignKey(HandOn, on_delete=models.PROTECT, related_name="looks")
    at = models.DateTimeField()
    what = models.CharField(max_length=10)  # page, file
    language = models.CharField(max_length=16)
    country = models.CharField(max_length=2, blank=True)  # never the address itself

    def __str__(self) -> str:
        """Return which opening of which link."""
        return f"{self.link_id} {self.what}"
