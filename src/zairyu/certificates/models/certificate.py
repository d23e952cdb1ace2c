"""What was certified, and the letters that were set: each row keeps what it says, sealed."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

_PERSONAL = {
    "contents": "sealed; emptied",
    "photo_path": "file destroyed, emptied",
    "pdf_path": "file destroyed, emptied",
}
_IMPERSONAL = (
    "key",
    "kind",
    "about",
    "language",
    "pdf_digest",
    "pdf_set_at",
    "pdf_due_at",
    "pdf_attempts",
    "signed_anew_at",
)


class Printed(models.Model):
    """Whatever becomes a PDF: set and signed by a job, kept encrypted, known by its digest."""

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=80, db_index=True)  # such as "case:<key>"
    language = models.CharField(max_length=16, default="ja")  # the holder's, beside ja and en
    contents = models.BinaryField()  # the claims or the data of the letter, sealed by the vault
    photo_path = models.CharField(max_length=200, blank=True)
    pdf_path = models.CharField(max_length=200, blank=True)
    pdf_digest = models.CharField(max_length=64, blank=True, db_index=True)  # SHA-256
    pdf_set_at = models.DateTimeField(null=True)
    pdf_due_at = models.DateTimeField(null=True)  # when to try (again); no instant: nothing owed
    pdf_attempts = models.PositiveSmallIntegerField(default=0)
    signed_anew_at = models.DateTimeField(null=True)  # by another key, because the first was lost

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Certificate(Printed):
    """One thing certified: its claims are fixed and signed once; only its end is written later."""

    PERSONAL = _PERSONAL | {"token": "emptied; the code then answers that it has ended"}
    IMPERSONAL = (
        *_IMPERSONAL,
        "code",
        "procedure",
        "version",
        "issued_at",
        "holds_until",
        "ended_at",
        "ended_why",
        "status_list",
        "status_index",
    )

    code = models.CharField(max_length=20, unique=True)  # 確認コード
    procedure = models.CharField(max_length=40, blank=True)  # a case may end with two permits
    version = models.PositiveSmallIntegerField(default=1)
    token = models.BinaryField()  # COSE_Sign1, ES256: what a checker may see, signed
    issued_at = models.DateTimeField()
    holds_until = models.DateField(null=True)  # last day that still counts; none: no end of its own
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)
    status_list = models.PositiveSmallIntegerField()  # where anyone reads whether it still holds:
    status_index = models.PositiveIntegerField()  # a random place, so that places tell nothing

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="certificate_status_place"
            )
        ]
        indexes = [
            models.Index("pdf_due_at", name="certificate_pdf_owed", condition=Q(pdf_path="")),
            models.Index(
                fields=["status_list", "ended_at", "status_index"],
                name="certificate_no_longer",
                condition=Q(ended_at__isnull=False),
            ),
        ]

    def past(self, on: date) -> bool:
        """Say whether the last day that counts has passed."""
        return self.holds_until is not None and on > self.holds_until

    def holds(self, on: date) -> bool:
        """Say whether it neither was ended nor is past its last day."""
        return self.ended_at is None and not self.past(on)


class Letter(Printed):
    """One letter to a person: an order, a list of papers, a refusal, a number to carry."""

    PERSONAL = _PERSONAL
    IMPERSONAL = (*_IMPERSONAL, "made_at")

    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index("pdf_due_at", name="letter_pdf_owed", condition=Q(pdf_path=""))]


class FormerFile(models.Model):
    """A PDF that was signed anew: who kept the one of before is still answered at the counter."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("digest", "replaced_at")

    # What it was a print of: one of the two.
    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, related_name="former_files", null=True
    )
    letter = models.ForeignKey(
        Letter, on_delete=models.CASCADE, related_name="former_files", null=True
    )
    digest = models.CharField(max_length=64, db_index=True)  # SHA-256
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certificate=None, letter__isnull=False)
                | Q(certificate__isnull=False, letter=None),
                name="former_file_of_one",
            )
        ]

    def __str__(self) -> str:
        """Return whose file it was, without its digest."""
        return f"former file of {self.certificate_id or self.letter_id}"
