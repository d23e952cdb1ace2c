"""The demo's clock: the machine's, moved by whole days."""

from datetime import datetime, timedelta

from zairyu.demo.models import ClockShift
from zairyu.ui.clock import system


def days_moved() -> int:
    """Return by how many days the demo is ahead (or, below zero, behind)."""
    return ClockShift.objects.values_list("days", flat=True).first() or 0


def shifted() -> datetime:
    """Return the instant that counts in the demo."""
    return system() + timedelta(days=days_moved())
