"""Makes the demo ready: database, static files, seed data; quick when all is there."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zairyu.demo.cards import agency, authority
from zairyu.demo.standing import planted
from zairyu.ui.clock import now


class Command(BaseCommand):
    """Brings the demo's database, static files and seed data up to date."""

    help = __doc__
    requires_system_checks = ()  # they would load every page, and this has to be quick

    def handle(self, *_: Any, **__: Any) -> None:
        """Do what is not done yet."""
        Path(settings.VAR).mkdir(parents=True, exist_ok=True)
        if _behind():
            call_command("migrate", interactive=False, verbosity=0)
        _collect()
        if not planted():
            self.stdout.write("Seeding the demo: the cast, and cases in different states …")
            call_command("seed", verbosity=0)
        # Whose cards are trusted here, also where the seed is of an older release.
        authority(now())
        agency(now())


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect() -> None:
    """Collect the static files if one was added, removed or changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    now = _digest()
    if mark.is_file() and mark.read_text(encoding="ascii") == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=mark.is_file())
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(now, encoding="ascii")


def _digest() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            file = Path(storage.path(name)).stat()
            seen.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return seen.hexdigest()
