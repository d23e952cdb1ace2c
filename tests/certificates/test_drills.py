"""The drills of the keys, played whole; and that they never touch keys that are in use."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from zairyu.casework.drilling import Holders
from zairyu.certificates.drills import DRILLS, DrillFailed, Stage


@pytest.fixture
def stage(db, settings, tmp_path):
    """A stage with keys of its own."""
    settings.VAULT_KEY_FOLDER = tmp_path / "keys"
    told: list[str] = []
    return Stage(datetime(2026, 11, 24, 3, tzinfo=UTC), told.append, Holders())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "things"), [("rotation", 28), ("compromise", 26), ("restore", 14)]
)
def test_a_drill_ends_well(stage, name, things):
    DRILLS[name](stage)
    assert stage.played == things


def test_a_drill_stops_at_the_first_thing_that_is_not_so(stage):
    stage.must("this", 1, 1)
    with pytest.raises(DrillFailed, match="it must be 2"):
        stage.must("that", 1, 2)
    assert stage.played == 1


@pytest.mark.parametrize("scene", ["zairyu-drill-x", "keys", ".."])
def test_a_drill_is_never_played_with_the_keys_of_a_deployment(scene, tmp_path):
    with pytest.raises(CommandError, match="thrown away"):
        call_command("drill", "compromise", scene=tmp_path / scene)
