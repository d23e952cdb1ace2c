"""Getting access back: what was lost, which proofs were shown, when it takes effect."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class Recovery(models.Model):
    """One try to get access to an account back; without a person where there is no account."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "network": "emptied",
        "device": "emptied",
        "new_email": "sealed; emptied",
    }
    IMPERSONAL = (
        "key", "lost", "proofs", "state", "code_sha256", "code_until", "email_code_sha256",
        "email_shown", "begun_at", "ready_at", "until", "ended_at",
    )  # fmt: skip

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    # None: nobody has this name. The pages are the same, and no proof ever fits.
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, related_name="recoveries"
    )
    lost = models.JSONField(default=list)  # password, phone, email
    proofs = models.JSONField(default=list)  # in the order in which they were shown
    # proving, waiting, ready; or done, stopped, over
    state = models.CharField(max_length=12, default="proving")
    code_sha256 = models.CharField(max_length=64, blank=True)  # sent to the registered address
    code_until = models.DateTimeField(null=True)
    new_email = models.BinaryField(default=b"")  # the address that shall count from then on, sealed
    email_code_sha256 = models.CharField(max_length=64, blank=True)  # sent to the new address
    email_shown = models.BooleanField(default=False)  # the new address is theirs
    network = models.CharField(max_length=50, blank=True)  # its prefix
    device = models.CharField(max_length=40, blank=True)
    begun_at = models.DateTimeField(db_index=True)
    ready_at = models.DateTimeField(null=True)  # from then on things may be replaced
    until = models.DateTimeField()  # the end of the step that is waited for
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="recoveries_that_run")]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class CounterCode(models.Model):
    """A code that an officer gave to a person whose card they looked at; a proof for one hour."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("code_sha256", "office", "given_at", "until", "used_at")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    code_sha256 = models.CharField(max_length=64)
    office = models.CharField(max_length=40)
    given_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return the row's number."""
        return f"counter code {self.pk}"
