"""List the letters that could not be delivered: key, kind, case, why; never an address."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

from zairyu.notices.actions import resend
from zairyu.notices.queries import given_up, waiting_for_files

LONG = timedelta(hours=1)  # no file that goes with a letter takes so long


class Command(BaseCommand):
    """List what was given up; with --again, owe it once more."""

    help = "List letters that could not be delivered; --again KEY owes one once more."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --again."""
        parser.add_argument("--again", metavar="KEY", help="owe this letter once more")

    def handle(self, *_: Any, **options: Any) -> None:
        """List them, or owe one again."""
        at = import_string(settings.ZAIRYU_CLOCK)()
        if options["again"]:
            if not resend(options["again"], at):
                raise CommandError("no such letter, or it is still waiting to be sent")
            self.stdout.write("owed once more")
            return
        gone = given_up()
        for notice in gone:
            self.stdout.write(f"{notice.key} {notice.kind} {notice.about} {notice.failure}")
        self.stdout.write(f"{len(gone)} letters were given up")
        waiting = waiting_for_files(at - LONG)
        for notice in waiting:
            self.stdout.write(f"{notice.key} {notice.kind} {notice.about} waits for its file")
        self.stdout.write(f"{len(waiting)} letters have waited for a file for more than an hour")
