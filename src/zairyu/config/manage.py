"""The command `zairyu` (and manage.py): acts for a terminal or a timer, and checking proofs.

Whoever only checks proofs (`verify`, `fetch`) needs neither settings nor Django: it is not loaded.
"""

import os
import sys
from importlib import import_module

from zairyu.checker import command


def main() -> None:
    """Run the command that was asked for."""
    if sys.argv[1:2] and sys.argv[1] in command.VERBS:
        sys.exit(command.main(sys.argv[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zairyu.config.settings.production")
    import_module("django.core.management").execute_from_command_line(sys.argv)
