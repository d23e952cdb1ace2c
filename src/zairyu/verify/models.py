"""What the public counter counts: checks by day and answer, and wrong codes by network."""

from django.db import models


class CheckCount(models.Model):
    """How many checks got which answer on a day; who checked whom is kept nowhere."""

    PERSONAL: dict[str, str] = {}
    IMPERSONAL = ("day", "state", "checks")

    day = models.DateField()
    state = models.CharField(max_length=10)
    checks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "state"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.state}: {self.checks}"


class Misses(models.Model):
    """How many codes that do not exist a network asked for within one window."""

    PERSONAL = {"network": "a keyed digest, never the address; destroyed after a day"}
    IMPERSONAL = ("window", "misses")

    network = models.CharField(max_length=32)
    window = models.DateTimeField()
    misses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "window"], name="one_row_a_window"),
        ]

    def __str__(self) -> str:
        return f"{self.window}: {self.misses}"
