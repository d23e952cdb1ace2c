"""Prints who can sign in to the demo, and how."""

import unicodedata
from typing import Any

from django.core.management.base import BaseCommand

from zairyu.demo.cast import cast, code_now, password


class Command(BaseCommand):
    """Prints the cast: role, name, e-mail address, code of this half minute; then the password."""

    help = __doc__
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        """Print the table."""
        rows = [("role", "name", "e-mail", "code now")]
        rows += [(one.role, one.name, one.email, code_now(one)) for one in cast()]
        widths = [max(_width(row[at]) for row in rows) for at in range(4)]
        for row in rows:
            cells = (
                cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)
            )
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write(f"\nPassword of everybody: {password()}")
        self.stdout.write("Codes change every 30 seconds; the page /demo/ shows the current ones.")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
