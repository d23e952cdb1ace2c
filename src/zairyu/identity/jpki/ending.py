"""Cards whose time will soon be over: those who sign in with them are told in time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from zairyu.identity.models import CardCredential


def ending(at: datetime, days: int) -> Sequence[CardCredential]:
    """Return the cards that sign in now and end within some days, the nearest first."""
    rows = CardCredential.objects.filter(
        state="active", not_after__gte=at, not_after__lt=at + timedelta(days=days + 1)
    )
    return list(rows.select_related("person").order_by("not_after", "pk"))
