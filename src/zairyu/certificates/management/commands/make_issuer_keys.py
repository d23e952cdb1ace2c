"""Makes the ring that proofs are signed with, once, when a person asks for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.certificates import keys
from zairyu.proof import trust

LONGEST = 40  # signs of a name: a certificate's has room for sixty-four with what stands behind


class Command(BaseCommand):
    """Makes a root and, below it, a key for each use, in files or in a hardware module."""

    help = "Make the keys of the issuer; there must be none yet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the name in the certificates, how long they hold, and where the keys lie."""
        parser.add_argument("--name", required=True, help="the issuer's name, as checkers see it")
        parser.add_argument("--years", type=int, default=10, help="how long the root holds")
        parser.add_argument("--store", choices=["files", "pkcs11"], default="files")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the keys, say where they lie and what the root's fingerprint is; print no key."""
        place = keys.folder()
        if place.exists():
            raise CommandError(f"{place} is there already; keys are never overwritten")
        if len(options["name"]) > LONGEST:
            raise CommandError(f"the name has {LONGEST} signs at most")
        since = datetime.now(UTC) - timedelta(hours=1)  # clocks of checkers are not ours
        until = since + timedelta(days=365 * options["years"])
        try:
            keys.make(place, options["name"], since, until, options["store"])
        except keys.IssuerKeysMissing as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"the keys of the issuer are in {place}; keep a copy of the folder safe")
        print_of_root = trust.fingerprint(keys.issuer().root)
        self.stdout.write(f"publish the fingerprint of the root (SHA-256): {print_of_root}")
