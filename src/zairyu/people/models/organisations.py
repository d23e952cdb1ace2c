"""Organisations, who belongs to them, officers' posts, and who acts for whom."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Organisation(models.Model):
    """An employer, school, corporation or support organisation (所属機関 and the like)."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("key", "name", "kind", "corporate_number", "since", "until")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)  # the id of a category of staff, from the law's tables
    corporate_number = models.CharField(max_length=13, blank=True)  # 法人番号
    since = models.DateField()
    until = models.DateField(null=True)  # last day that counts

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Membership(models.Model):
    """A person's place in an organisation, from a day until a last day."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("role", "since", "until")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT)
    role = models.CharField(max_length=20)  # staff, manager
    since = models.DateField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        """Return the row's number."""
        return f"membership {self.pk}"


class OfficerPost(models.Model):
    """An officer's post at an office: officer (審査官) or supervisor (決裁者)."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("office", "rank", "since", "until")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="posts")
    office = models.CharField(max_length=40)  # id of law.offices
    rank = models.CharField(max_length=20)  # officer, supervisor
    since = models.DateField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        """Return rank and office."""
        return f"{self.rank} at {self.office}"


class Mandate(models.Model):
    """What one person entrusted to another: to file and follow applications for them."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("key", "since", "until", "given_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    giver = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="given")
    agent = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="held")
    since = models.DateField()
    until = models.DateField(null=True)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the key."""
        return self.key
