"""What somebody without an account has typed on the way to one: sealed, and for days only."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Joining(models.Model):
    """One registration on its way, from the first page until the password is set.

    The key is kept by the session of one browser; the mail carries a link of its own
    (people.links). Swept when it ends, whatever was typed.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"typed": "sealed; destroyed with the row"}
    IMPERSONAL = (
        "key", "category", "proved_by", "begun_at", "until", "mails", "joined_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    category = models.CharField(max_length=40)  # id of law.categories
    proved_by = models.CharField(max_length=20, blank=True)  # papers, card; empty until chosen
    typed = models.BinaryField()
    begun_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    mails = models.PositiveSmallIntegerField(default=0)  # how many were owed for it
    joined_at = models.DateTimeField(null=True)  # the link was used: it fits once
    # Whoever has an account already and adds a category begins signed in.
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True)

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class JoiningProof(models.Model):
    """A paper sent on the way; the file lies sealed in the vault."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "file_name": "sealed; destroyed with the row",
        "path": "the file is destroyed, unless a registration has taken it over",
    }
    IMPERSONAL = ("key", "media_type", "pages", "place")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    joining = models.ForeignKey("people.Joining", on_delete=models.CASCADE, related_name="proofs")
    file_name = models.BinaryField()  # sealed
    media_type = models.CharField(max_length=40)
    pages = models.PositiveSmallIntegerField(default=1)
    path = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        """Return the key."""
        return self.key
