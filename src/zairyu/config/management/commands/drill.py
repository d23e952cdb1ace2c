"""Plays a drill of the issuer's keys whole, on a database and a folder that are thrown away."""

import os
import subprocess
import sys
import tempfile
from argparse import SUPPRESS
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.casework.drilling import Holders
from zairyu.certificates.drills import DRILLS, DrillFailed, Stage

_SOURCE = Path(__file__).parents[4]
_PREFIX = "zairyu-drill-"
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)  # the day that all examples of the house show


class Command(BaseCommand):
    """Plays rotation, compromise or restore, and prints what happened."""

    help = "Play a drill of the issuer's keys; nothing of this deployment is touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which drill."""
        parser.add_argument("drill", choices=[*DRILLS, "all"])
        parser.add_argument("--scene", type=Path, help=SUPPRESS)  # the folder made for it

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the scene and play there."""
        if options["scene"] is not None:
            self._play(options["drill"], options["scene"])
            return
        for name in DRILLS if options["drill"] == "all" else [options["drill"]]:
            self._elsewhere(name)

    def _elsewhere(self, name: str) -> None:
        with tempfile.TemporaryDirectory(prefix=_PREFIX) as scene:
            told = {
                **os.environ,
                "ZAIRYU_VAR": scene,
                "ZAIRYU_HOME": scene,
                "PYTHONPATH": str(_SOURCE),
                "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.demo",
            }
            told.pop("DATABASE_URL", None)
            told.pop("ZAIRYU_TIME_STAMPS", None)
            start = [sys.executable, "-c", "from zairyu.config.manage import main; main()"]
            migrate = [*start, "migrate", "--no-input", "-v0"]
            subprocess.run(migrate, env=told, check=True)  # noqa: S603  our own program
            self.stdout.flush()
            play = [*start, "drill", name, "--scene", scene]
            played = subprocess.run(play, env=told, check=False)  # noqa: S603  our own program
        if played.returncode:
            raise CommandError(f"the drill {name} failed")

    def _play(self, name: str, scene: Path) -> None:
        folder = Path(settings.VAULT_KEY_FOLDER).resolve()
        if not (scene.name.startswith(_PREFIX) and folder.is_relative_to(scene.resolve())):
            raise CommandError("a drill is played with keys that are thrown away, and no others")
        began = monotonic()
        self.stdout.write(f"Drill: {name}")
        stage = Stage(NOON, self.stdout.write, Holders())
        try:
            DRILLS[name](stage)
        except DrillFailed as failed:
            raise CommandError(str(failed)) from None
        took = monotonic() - began
        self.stdout.write(f"\n{stage.played} things were as they must be, in {took:.1f} s")
