"""The demo: one laptop, SQLite, mails shown on a page, a clock that can be moved."""

import sys
from pathlib import Path

from zairyu.config.settings.base import *  # noqa: F403
from zairyu.config.settings.base import INSTALLED_APPS, MIDDLEWARE, VAR, ZAIRYU_CARD

# The companion lies beside the service and is no part of it; only the demo and the tests, which
# play with virtual cards, can import it.
sys.path.append(str(Path(__file__).resolve().parents[4] / "companion"))

ZAIRYU_MODE = "demo"
SECRET_KEY = "demo only: this key protects nothing"  # noqa: S105
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "zairyu.demo"]
MIDDLEWARE = [*MIDDLEWARE, "zairyu.demo.middleware.bar"]
ZAIRYU_CLOCK = "zairyu.demo.clock.shifted"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
VAULT_KEY_FOLDER = VAR / "keys"
ZAIRYU_CARD = {**ZAIRYU_CARD, "profile": "demo", "revocation": "zairyu.demo.cards.Revocations"}
