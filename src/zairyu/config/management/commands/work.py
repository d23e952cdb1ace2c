"""The worker: sends letters, tells watches, sets PDFs, seals the hour, does what a day brings.

Any number of workers may run. What one has claimed and did not finish, because it was stopped or
killed, comes back to the others when the lease ends.
"""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from time import monotonic
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils.module_loading import import_string

from zairyu.audit.actions import seal_hour
from zairyu.casework import joinings
from zairyu.casework.actions import timers
from zairyu.casework.enclosing import enclose_ready
from zairyu.casework.organisations import timers as organisations
from zairyu.casework.sharing import telling
from zairyu.certificates.press import set_next_pdf
from zairyu.certificates.statuses.publishing import renew_next
from zairyu.certificates.wallet import sweeping as wallets
from zairyu.identity import events, guesses
from zairyu.identity.jpki.credentials import tidy_cards
from zairyu.law.dates import legal_day
from zairyu.notices.actions import send_next
from zairyu.people.keeping import sweep
from zairyu.privacy.actions import copies, leaving, sessions
from zairyu.ui.clock import now
from zairyu.ui.copies import form_of_case

log = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)
TIMERS_EVERY = timedelta(hours=1)
# Letters or PDFs in one turn, and for how long, so that neither waits long for the other: whoever
# watches a proof hears of a change within five seconds.
AT_ONCE, SECONDS_AT_ONCE = 50, 1.0
UNDER_WAY_SECONDS = 0.1  # how long to rest while a message is on its way to a machine


def make_next_copy(at: datetime) -> bool:
    """Make the copy of somebody's data that waits longest, with the forms as they were filed."""
    return copies.make_next(at, form_of_case)


def forget_copies(at: datetime) -> int:
    """Destroy the copies whose day is over."""
    return copies.sweep(at)


def forget_sessions(_at: datetime) -> None:
    """Destroy sessions that have ended, with what visitors of the guide answered in them."""
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()


class Command(BaseCommand):
    """Work until told to stop; with --once, until nothing is left to do."""

    help = "Send letters, set PDFs, seal the hour, remind: until stopped, or once."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing done yet."""
        super().__init__(*args, **kwargs)
        self._stop = threading.Event()
        self._minute: datetime | None = None
        self._timers: tuple[date, datetime] | None = None
        self._pusher = telling.Pusher()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --once."""
        parser.add_argument("--once", action="store_true", help="stop when nothing is left to do")

    def handle(self, *_: Any, **options: Any) -> None:
        """Take turns; a signal ends the work after the step at hand."""
        if threading.current_thread() is threading.main_thread():
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, self._told_to_stop)
        while not self._stop.is_set():
            close_old_connections()
            done = self.turn()
            if done:
                continue
            if options["once"] and not self._pusher.busy:
                break
            under_way = UNDER_WAY_SECONDS if self._pusher.busy else settings.WORK_PAUSE_SECONDS
            self._stop.wait(under_way)
        self._pusher.close()

    def _told_to_stop(self, *_: int | FrameType | None) -> None:
        self._stop.set()

    def turn(self) -> int:
        """Do what is due now; return how many things were done.

        Readers are told first, and again after each step that had something to do: it took time.
        """
        done = self._tell()
        for step in (send_next, set_next_pdf, make_next_copy):
            if drained := self._drain(step):
                done += drained + self._tell()
        done += self._drain(renew_next)
        at = now()
        done += int(self._step(enclose_ready, at) or 0)
        if self._minute is None or not timedelta(0) <= at - self._minute < MINUTE:
            self._minute = at
            self._step(sweep, at)
            self._step(forget_copies, at)
            self._step(tidy_cards, at)
            self._step(wallets.sweep, at)
            self._step(seal_hour, at)
        if self._timers_due(at):
            self._timers = (legal_day(at), at)
            self._step(forget_sessions, at)
            self._step(sessions.sweep, at)
            self._step(events.sweep, at)
            self._step(guesses.sweep, at)
            self._step(leaving.forget_letters, at)
            done += int(self._step(timers.run, at) or 0)
            done += int(self._step(telling.run, at) or 0)
            done += int(self._step(joinings.run, at) or 0)
            done += int(self._step(organisations.run, at) or 0)
            done += int(self._step(leaving.carry_out, at) or 0)
        return done

    def _tell(self) -> int:
        """Tell readers of changes, by letter and by message; return how many things were done."""
        return self._drain(telling.write_next) + int(self._step(self._pusher.turn, now()) or 0)

    def _timers_due(self, at: datetime) -> bool:
        """Say whether timers run: on a new day at once, else every hour to catch up."""
        if self._timers is None:
            return True
        day, last = self._timers
        return day != legal_day(at) or not timedelta(0) <= at - last < TIMERS_EVERY

    def _drain(self, step: Callable[[datetime], bool]) -> int:
        until = monotonic() + SECONDS_AT_ONCE
        for done in range(AT_ONCE):
            if self._stop.is_set() or monotonic() > until or not self._step(step, now()):
                return done
        return AT_ONCE

    def _step(self, step: Callable[[datetime], Any], at: datetime) -> Any:
        """Do one step; whatever fails is told, and never ends the worker."""
        try:
            return step(at)
        except Exception as fault:
            log.error("%s: %s; the next turn tries again", step.__name__, type(fault).__name__)
            return None
