"""Seeds the demo: the cast and its cases, through the acts; a second time does nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from zairyu.demo.standing import planted
from zairyu.ui import clock


class Command(BaseCommand):
    """Makes the cast and the cases of the demo, as far as they are not there."""

    help = __doc__
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        """Seed once."""
        if planted():
            self.stdout.write("The seed stands already.")
            return
        # What plants is loaded only now: the second time has to be quick.
        import_string("zairyu.demo.seed.plant")(clock.now())
        self.stdout.write("Seeded: the cast, and cases in different states.")
