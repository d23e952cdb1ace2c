"""The tables of the record. The database refuses to change or delete a row of them."""

from typing import ClassVar

from django.db import models


class Record(models.Model):
    """One act on one chain: ids, a verb and digests, never answers or names."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("chain", "place", "at", "verb", "by", "ids", "digest", "previous", "hash")

    chain = models.CharField(max_length=80)  # case:<key> or person:<key>
    place = models.PositiveIntegerField()  # 1, 2, 3 … along the chain
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    by = models.CharField(max_length=80)  # the key of a person, or `system`, `public`
    ids = models.JSONField()
    digest = models.CharField(max_length=128, blank=True)  # of what was done: a submission, a file
    previous = models.CharField(max_length=64)  # the hash of the row before, empty for the first
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "place"], name="one_row_per_place")]

    def __str__(self) -> str:
        """Return where the row stands."""
        return f"{self.chain} {self.place}"


class Seal(models.Model):
    """The hourly seal: one Merkle root over the heads of all chains, itself chained."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("at", "up_to", "chains", "root", "previous", "hash")

    at = models.DateTimeField()
    up_to = models.BigIntegerField()  # the id of the last row that the seal covers
    chains = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        """Return which seal this is."""
        return f"seal {self.pk}"
