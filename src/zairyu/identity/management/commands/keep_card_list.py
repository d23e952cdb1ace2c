"""Keeps revocation lists that an operator fetched, each under the part it is for."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.identity.jpki.revocation import lists


class Command(BaseCommand):
    """Takes files of lists; what is signed by nobody we trust is kept, and never believed."""

    help = "Keep revocation lists (DER) of My Number cards for `lists-in-folder`."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add kind and files."""
        parser.add_argument("kind", choices=("auth", "sign"))
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *_: Any, kind: str, files: list[Path], **__: Any) -> None:
        """Keep each; one that cannot be read stops with its name."""
        for file in files:
            try:
                lists.keep(Path(settings.ZAIRYU_CARD["lists"]), kind, file.read_bytes())
            except ValueError:
                raise CommandError(f"{file.name} is no revocation list") from None
        self.stdout.write(f"{len(files)} lists are kept")
