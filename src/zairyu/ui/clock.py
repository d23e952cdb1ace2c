"""The clock. Only doors and commands read it, once, and pass the instant down as `at`."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils.module_loading import import_string


def system() -> datetime:
    """Return the instant that the machine's clock shows, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the instant that counts in this deployment (the demo's clock can be moved)."""
    instant: datetime = import_string(settings.ZAIRYU_CLOCK)()
    return instant
