"""Who acts for whom: mandates with their papers, assistants, and links that open once."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Mandate(models.Model):
    """What one person entrusts to another: which procedures, which acts, from when until when.

    One side asks, the other confirms. Either may have no account yet: then the address lies here,
    and its mark finds the row again when that address gets an account. Whoever asks does not learn
    before the answer whether there is one. No procedures named means all of them.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "giver_name": "sealed; emptied",
        "giver_address": "sealed; emptied",
        "giver_mark": "emptied",
        "agent_address": "sealed; emptied",
        "agent_mark": "emptied",
    }
    IMPERSONAL = (
        "key", "language", "procedures", "acts", "since", "until", "state", "asked_at",
        "given_at", "ended_at", "suspended_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    giver = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="given", null=True
    )
    giver_name = models.BinaryField(default=bytes)  # sealed; as the agent calls the giver
    giver_address = models.BinaryField(default=bytes)  # sealed
    giver_mark = models.CharField(max_length=64, blank=True, default="", db_index=True)
    language = models.CharField(max_length=20, default="ja")  # in which the giver is written to
    agent = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="held", null=True
    )
    agent_address = models.BinaryField(default=bytes)  # sealed
    agent_mark = models.CharField(max_length=64, blank=True, default="", db_index=True)
    procedures = models.JSONField(default=list)  # ids of law.procedures; empty: all
    acts = models.JSONField()  # of people.mandates.ACTS
    since = models.DateField()
    until = models.DateField(null=True)  # last day that counts
    state = models.CharField(max_length=10)  # asked, confirmed, declined, ended
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True
    )
    asked_at = models.DateTimeField(null=True)  # empty: given without having been asked for
    given_at = models.DateTimeField(null=True)  # when the giver confirmed it
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True
    )
    suspended_at = models.DateTimeField(null=True)  # the applicant said: I did not ask for this

    class Meta:
        indexes = [
            models.Index(fields=["giver", "state"], name="mandates_given"),
            models.Index(fields=["agent", "state"], name="mandates_held"),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class MandatePaper(models.Model):
    """A paper that proves a mandate: letter of attorney, family register, medical certificate."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "file_name": "sealed; emptied",
        "path": "the file is destroyed",
        "sha256": "destroyed with the row",
    }
    IMPERSONAL = ("key", "kind", "media_type", "size", "pages", "added_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    mandate = models.ForeignKey("people.Mandate", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30)  # of people.mandates.PAPERS
    file_name = models.BinaryField()  # sealed
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Assistant(models.Model):
    """Somebody who prepares the drafts of an agent and may not file them."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "address": "sealed; emptied",
        "address_mark": "emptied",
    }
    IMPERSONAL = ("key", "state", "since", "until", "asked_at", "ended_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    agent = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="assistants")
    helper = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="assists", null=True
    )
    address = models.BinaryField(default=bytes)  # sealed; to which the invitation went
    address_mark = models.CharField(max_length=64, blank=True, default="", db_index=True)
    state = models.CharField(max_length=10, default="asked")  # asked, confirmed, ended
    since = models.DateField()
    until = models.DateField(null=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["helper", "state"], name="assistants_of_agents")]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class OneTimeLink(models.Model):
    """A link that somebody got by mail and that opens once; only the digest of its token lies here.

    `about` is the chain of the record it opens, such as `case:<key>` or `mandate:<key>`.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("digest", "purpose", "about", "made_at", "until", "tries", "used_at")

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20)  # case, mandate, assistant
    about = models.CharField(max_length=80, db_index=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return what it opens."""
        return self.about
