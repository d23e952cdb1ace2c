"""Counts checks by day and answer. Counts wait in the process for some seconds.

A check then costs no write, and never waits for somebody's filing. A process that is killed loses
the counts of its last seconds: they are statistics, not records.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from threading import Lock
from time import monotonic

from django.db import IntegrityError, transaction
from django.db.models import F

from zairyu.law.dates import legal_day
from zairyu.verify.models import CheckCount

WAIT = timedelta(seconds=5)
MOST = 200


class Tally:
    """The counts that are not written yet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._counts: Counter[tuple[date, str]] = Counter()
        self._written = monotonic()

    def count(self, state: str, at: datetime) -> None:
        """Count one check, and write what has waited long enough."""
        with self._lock:
            self._counts[legal_day(at), state] += 1
            late = monotonic() - self._written > WAIT.total_seconds()
            full = sum(self._counts.values()) >= MOST
        if late or full:
            self.write()

    def write(self) -> None:
        """Write the counts that wait."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._written = monotonic()
        for (day, state), checks in counts.items():
            _add(day, state, checks)


def _add(day: date, state: str, checks: int) -> None:
    row = CheckCount.objects.filter(day=day, state=state)
    if row.update(checks=F("checks") + checks):
        return
    try:
        with transaction.atomic():
            CheckCount.objects.create(day=day, state=state, checks=checks)
    except IntegrityError:  # another process was first
        row.update(checks=F("checks") + checks)


tally = Tally()
