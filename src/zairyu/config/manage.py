"""The command `zairyu` (and manage.py): acts for a terminal or a timer."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zairyu.config.settings.production")
    execute_from_command_line(sys.argv)
