"""What a person sent after the session had ended, kept for half an hour."""

from typing import ClassVar

from django.db import models

from zairyu.people.keys import new_key


class KeptPost(models.Model):
    """One form as it was sent, sealed; offered to the same person after signing in again."""

    PERSONAL: ClassVar[dict[str, str]] = {"typed": "sealed; destroyed with the row"}
    IMPERSONAL = ("key", "path", "kept_at", "until")

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE)
    path = models.CharField(max_length=500)
    typed = models.BinaryField()
    kept_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Return the key."""
        return self.key
