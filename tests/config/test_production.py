"""Production has no door that the demo or the tests have, and asks for its own keys."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

ASKED = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import Resolver404, resolve
from zairyu import vault
from zairyu.audit import triggers
from zairyu.vault.keyring import NoKeys

def answers(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False

def refused(what, kind):
    try:
        what()
    except kind:
        return True
    return False

def lift():
    with triggers.lifted(connection):
        pass

print(json.dumps({
    "mode": settings.ZAIRYU_MODE,
    "clock": settings.ZAIRYU_CLOCK,
    "apps": [app for app in settings.INSTALLED_APPS if "demo" in app],
    "middleware": [each for each in settings.MIDDLEWARE if "demo" in each],
    "doors": [path for path in ("/demo/", "/demo/mail", "/ui/catalogue") if answers(path)],
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "lift": refused(lift, RuntimeError),
    "keys": refused(lambda: vault.seal(b"x", "a"), NoKeys),
    "backends": settings.AUTHENTICATION_BACKENDS,
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """Return what a process with the settings of production says about itself."""
    home = tmp_path_factory.mktemp("production")
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.production",
        "ZAIRYU_SECRET_KEY": "a key of this test only, long enough for the check of the framework",
        "ZAIRYU_VAR": str(home),
        "ZAIRYU_KEYS": str(home / "keys"),
    }
    told.pop("DATABASE_URL", None)
    (home / "static").mkdir()
    line = [sys.executable, "-c", ASKED]
    ran = subprocess.run(line, env=told, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.slow
def test_there_is_no_clock_bar_no_mailbox_and_no_catalogue(production):
    assert production["mode"] == "production"
    assert production["clock"] == "zairyu.ui.clock.system"
    assert production["apps"] == production["middleware"] == production["doors"] == []


def test_cookies_want_https(production):
    assert production["cookies"] == [True, True]


def test_nobody_lifts_the_triggers_of_the_record(production):
    assert production["lift"]


def test_no_key_is_made_by_itself(production):
    assert production["keys"]
