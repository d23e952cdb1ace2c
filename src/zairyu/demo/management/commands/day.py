"""Plays a day at the office through the acts, and tells it; fails if a thing is wrong."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.demo.day import acts, ends, signed
from zairyu.demo.day.stage import Stage
from zairyu.demo.people import gather
from zairyu.demo.play import NotAsItMustBe
from zairyu.law.problem import Refusal
from zairyu.ui.clock import system


class Command(BaseCommand):
    """Plays the journeys, a refusal and a withdrawal on a database that is thrown away."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder for transcript, mails and documents."""
        parser.add_argument("--out", default="day", help="folder for what is written")

    def handle(self, *_: Any, **given: Any) -> None:
        """Play the day."""
        out = Path(given["out"])
        out.mkdir(parents=True, exist_ok=True)
        for old in [*out.glob("*.pdf"), *out.glob("*.txt")]:
            old.unlink()
        at = system()
        stage = Stage(at, gather(at), out, self.stdout.write)
        try:
            _play(stage)
        except (NotAsItMustBe, Refusal) as wrong:
            reason = wrong.problem.code if isinstance(wrong, Refusal) else str(wrong)
            raise CommandError(f"Not as it must be: {reason}") from wrong
        finally:
            (out / "transcript.txt").write_text("\n".join(stage.lines), encoding="utf-8")
        self.stdout.write(f"\nAll is as it must be. Transcript, mails and documents: {out}")


def _play(stage: Stage) -> None:
    case = acts.wife_by_mail(stage)
    acts.wife_by_post(stage)
    acts.student(stage)
    acts.president(stage)
    acts.engineer(stage)
    acts.newborn(stage)
    acts.caregiver(stage)
    acts.refused_alone(stage)
    ends.refusal(stage)
    ends.withdrawal(stage)
    ends.strangers(stage, case)
    signed.documents(stage)
