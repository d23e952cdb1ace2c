"""Puts a new key on the ring; what was sealed with the old ones still opens."""

from typing import Any

from django.core.management.base import BaseCommand

from zairyu.vault import keyring


class Command(BaseCommand):
    """Adds a key and makes it the one in use."""

    help = "Put a new key on the ring of the vault and use it from now on."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Add the key and print its id, never the key."""
        self.stdout.write(f"key {keyring.add_key()} is in use now; keep a copy of the folder safe")
