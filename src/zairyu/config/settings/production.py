"""Production: secrets come from the environment or from files, cookies want https."""

import os

from zairyu.config.settings.base import *  # noqa: F403
from zairyu.config.settings.base import VAR

ZAIRYU_MODE = "production"
SECRET_KEY = os.environ["ZAIRYU_SECRET_KEY"]
ZAIRYU_BEHIND_PROXY = os.environ.get("ZAIRYU_PROXIES", "") == "1"
# Off unless asked for: an applicant must not file on a sheet that may be wrong.
ZAIRYU_UNCONFIRMED_FORMS = os.environ.get("ZAIRYU_UNCONFIRMED_FORMS", "") == "1"
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
ZAIRYU_COOKIE_PREFIX = "__Host-"
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
VAULT_KEY_FOLDER = os.environ.get("ZAIRYU_KEYS", str(VAR / "keys"))
