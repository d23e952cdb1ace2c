"""Tests: as the demo, but fast to sign in, with files and keys in a folder of the run."""

import tempfile
from pathlib import Path

from zairyu.config.settings.demo import *  # noqa: F403
from zairyu.config.settings.demo import DATABASES, STORAGES, ZAIRYU_CARD

ZAIRYU_MODE = "test"
VAR = Path(tempfile.mkdtemp(prefix="zairyu-test-"))
VAULT_KEY_FOLDER = VAR / "keys"
ZAIRYU_CARD = {**ZAIRYU_CARD, "anchors": VAR / "card" / "anchors", "lists": VAR / "card" / "lists"}
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: one in memory is shared between threads by other rules.
    DATABASES["default"]["NAME"] = str(VAR / "test.sqlite3")
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
