"""What a person asks about a look at their file, and what the office answers."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from zairyu.people.keys import new_key


class LookQuestion(models.Model):
    """A question about one look at a file, as a row of the record tells it, and its answer."""

    PERSONAL: ClassVar[dict[str, str]] = {"said": "sealed; emptied", "answer": "sealed; emptied"}
    IMPERSONAL = ("key", "chain", "place", "office", "asked_at", "answered_at")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="look_questions"
    )
    chain = models.CharField(max_length=80)  # the chain of the record …
    place = models.PositiveIntegerField()  # … and the row of it that is asked about
    office = models.CharField(max_length=40)  # whose officer looked: it answers
    said = models.BinaryField()  # in the person's words, sealed
    asked_at = models.DateTimeField()
    answer = models.BinaryField(default=b"")  # in the office's words, sealed
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "chain", "place"], name="one_question_a_look")
        ]
        indexes = [
            models.Index(
                fields=["office", "asked_at"],
                name="look_questions_open",
                condition=models.Q(answered_at=None),
            )
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
