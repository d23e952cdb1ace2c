"""Checks the whole record and names the first row that does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from zairyu.audit import queries, triggers


class Command(BaseCommand):
    """Walks all chains and seals."""

    help = "Check every row and seal of the record; name the first that is broken."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Fail with the first broken row, seal or trigger, or say how much was checked."""
        for fault in (queries.first_broken_row(), queries.first_broken_seal()):
            if fault:
                raise CommandError(fault)
        if missing := triggers.expected(connection) - triggers.present(connection):
            raise CommandError(f"the database does not protect the record: {sorted(missing)}")
        found = queries.counts()
        self.stdout.write(
            f"whole: {found['rows']} rows on {found['chains']} chains, {found['seals']} seals"
        )
