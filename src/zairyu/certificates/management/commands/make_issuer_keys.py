"""Makes the keys that documents and tokens are signed with, once, when a person asks for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.certificates import keys


class Command(BaseCommand):
    """Makes a root, a signer below it and a key for tokens, in the folder of the issuer."""

    help = "Make the keys of the issuer; there must be none yet."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the name in the certificates and how long they hold."""
        parser.add_argument("--name", required=True, help="the issuer's name, as checkers see it")
        parser.add_argument("--years", type=int, default=10, help="how long the root holds")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the keys and say where they lie; print no key."""
        place = keys.folder()
        if place.exists():
            raise CommandError(f"{place} is there already; keys are never overwritten")
        since = datetime.now(UTC) - timedelta(hours=1)  # clocks of checkers are not ours
        keys.make(place, options["name"], since, since + timedelta(days=365 * options["years"]))
        self.stdout.write(f"the keys of the issuer are in {place}; keep a copy of the folder safe")
