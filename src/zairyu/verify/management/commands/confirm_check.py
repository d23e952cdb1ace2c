"""Says whether a printed record of a check is ours, and what the answer was."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.certificates import queries
from zairyu.ui.answers import STATES
from zairyu.words import TOKYO


class Command(BaseCommand):
    """Confirms a record by its number; nothing about checks is kept, the number proves itself."""

    help = "Confirm the number on a printed record of a check."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for what stands on the print."""
        parser.add_argument("number", help="the number of the check, such as V-93KD-27QX")
        parser.add_argument("code", help="the code of the proof")
        parser.add_argument("minute", help="when it was checked in Tokyo, as 2026-12-02T10:15")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the answer that the record proves.

        Raises:
            CommandError: the time cannot be read, or the record is not ours.
        """
        try:
            at = datetime.fromisoformat(options["minute"]).replace(tzinfo=TOKYO)
        except ValueError:
            raise CommandError("write the time as 2026-12-02T10:15") from None
        state = queries.confirms(options["number"], options["code"], STATES, at)
        if not state:
            raise CommandError("this record is not ours: number, code and time do not fit together")
        self.stdout.write(f"the record is ours; the answer was: {state}")
