"""What the demo has, production has not: no clock that moves, no mailbox, no cast."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASKED = """
import json
import django
from django.conf import settings
django.setup()
from django.core.management import get_commands
from django.urls import Resolver404, resolve
def known(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
print(json.dumps({
    "mode": settings.ZAIRYU_MODE,
    "apps": [app for app in settings.INSTALLED_APPS if "demo" in app],
    "middleware": [one for one in settings.MIDDLEWARE if "demo" in one],
    "clock": settings.ZAIRYU_CLOCK,
    "mail": settings.EMAIL_BACKEND,
    "paths": [path for path in ("/demo/", "/demo/mail", "/demo/clock") if known(path)],
    "commands": sorted({"seed", "cast", "day", "prepare_demo"} & set(get_commands())),
}))
"""


def _settings(name: str, folder: Path) -> dict:
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"zairyu.config.settings.{name}",
        "ZAIRYU_SECRET_KEY": "a key for this test only, long enough to pass the check of Django",
        "ZAIRYU_VAR": str(folder),
        "PYTHONPATH": str(ROOT / "src"),
    }
    said = subprocess.run(
        [sys.executable, "-c", ASKED], env=told, capture_output=True, text=True, cwd=folder
    )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


@pytest.mark.slow
def test_production_has_neither_the_clock_nor_the_mailbox_nor_the_cast(tmp_path):
    said = _settings("production", tmp_path)
    assert said["mode"] == "production"
    assert said["apps"] == []
    assert said["middleware"] == []
    assert said["clock"] == "zairyu.ui.clock.system"
    assert said["mail"].endswith("smtp.EmailBackend")
    assert said["paths"] == []
    assert said["commands"] == []


@pytest.mark.slow
def test_the_demo_has_all_of_them(tmp_path):
    said = _settings("demo", tmp_path)
    assert said["apps"] == ["zairyu.demo"]
    assert said["middleware"] == ["zairyu.demo.middleware.bar"]
    assert said["clock"] == "zairyu.demo.clock.shifted"
    assert said["paths"] == ["/demo/", "/demo/mail", "/demo/clock"]
    assert said["commands"] == ["cast", "day", "prepare_demo", "seed"]


@pytest.mark.parametrize("room", ["portal", "desk", "casework", "people", "notices", "ui"])
def test_no_other_room_knows_of_the_demo(room):
    texts = [file.read_text() for file in (ROOT / "src/zairyu" / room).rglob("*.py")]
    assert not [text for text in texts if "zairyu.demo" in text]
