"""Makes the .mo files of our catalogues anew from their .po files."""

from typing import Any

from django.core.management.base import BaseCommand

from zairyu.config.catalogues import compile_all


class Command(BaseCommand):
    """Compiles the catalogues of messages."""

    help = "Compile the catalogues of messages (after a change of a .po file)."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the files and say which."""
        for written in compile_all():
            self.stdout.write(str(written))
