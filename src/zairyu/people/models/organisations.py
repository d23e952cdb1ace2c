"""Organisations, who belongs to them, and officers' posts."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Organisation(models.Model):
    """An employer, school, corporation or support organisation (所属機関 and the like).

    It stands here from the day an office approved its notification of use (利用申出).
    """

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = (
        "key", "name", "kind", "part", "corporate_number", "prefecture", "address", "office",
        "company_class", "since", "until",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)  # the id of a category of staff, from the law's tables
    # What it is to the people it files for: employer, school, supervising-organisation, …
    part = models.CharField(max_length=40, blank=True, default="", db_default="")
    corporate_number = models.CharField(max_length=13, blank=True)  # 法人番号
    prefecture = models.CharField(max_length=5, blank=True, default="", db_default="")
    address = models.CharField(max_length=200, blank=True, default="", db_default="")
    office = models.CharField(max_length=40, blank=True, default="", db_default="")  # in charge
    # The category (カテゴリー) 1 to 4 that its papers proved, where its statuses ask for one.
    company_class = models.PositiveSmallIntegerField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)  # last day that counts

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Membership(models.Model):
    """A person's place in an organisation, from a day until a last day.

    The ID of organisation staff (利用者ID) is a matter of this row, not of the person: whoever
    belongs to two organisations holds two. `id_from` and `id_until` are empty until an office
    approved and the password is set.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"certificate_number": "emptied"}
    IMPERSONAL = (
        "key", "role", "since", "until", "approved_on", "id_from", "id_until", "certificate_until",
        "handed_over",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20)  # administrator, staff, preparer
    since = models.DateField()
    until = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    id_from = models.DateField(null=True)
    id_until = models.DateField(null=True)
    # Number of the certificate of approved intermediary (申請等取次者証明書), and its last day.
    certificate_number = models.CharField(max_length=40, blank=True, default="", db_default="")
    certificate_until = models.DateField(null=True)
    handed_over = models.BooleanField(default=False, db_default=False)  # after the last day
    successor = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["id_until"], name="membership_id_ends"),
            models.Index(fields=["organisation", "until"], name="membership_organisation"),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


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
