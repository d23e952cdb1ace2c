"""Pins an authority of cards, after a person compared its fingerprint with the published one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.identity.jpki import anchors, deployment
from zairyu.identity.jpki.assumptions import ROOTS


class Command(BaseCommand):
    """Takes one file and the fingerprint as it was published; they must agree."""

    help = "Pin an authority of My Number cards: its file, and the fingerprint J-LIS publishes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add kind, fingerprint and file."""
        parser.add_argument("kind", help="auth (signing in), sign (signatures) or residence")
        parser.add_argument("file", type=Path, help="the certificate, DER")
        parser.add_argument("--sha256", required=True, help="its fingerprint, typed from the page")

    def handle(self, *_: Any, kind: str, file: Path, sha256: str, **__: Any) -> None:
        """Pin it, and say whether the fingerprint is one that we know."""
        profile = deployment.PROFILES.get(settings.ZAIRYU_CARD["profile"])
        tests = profile is not None and profile.tests and settings.ZAIRYU_MODE != "production"
        try:
            place = anchors.store(
                Path(settings.ZAIRYU_CARD["anchors"]), kind, file.read_bytes(), sha256, tests=tests
            )
        except anchors.NoAnchor as fault:
            raise CommandError(str(fault)) from None
        known = ROOTS.get(kind, {}).get(place.stem)
        words = f"generation {known}" if known else "not among those we read elsewhere: look twice"
        self.stdout.write(f"{kind} {place.stem[:16]} is pinned ({words})")
