"""The one table of the demo: how far its clock is moved."""

from typing import ClassVar

from django.db import models


class ClockShift(models.Model):
    """How many days the demo's clock runs ahead of the machine's; there is one row at most."""

    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL = ("days",)

    days = models.IntegerField(default=0)
