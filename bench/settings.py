"""Settings of the measures: as the demo (argon2, WAL) without its bar, and with empty views."""

from zairyu.config.settings.demo import *  # noqa: F403
from zairyu.config.settings.demo import MIDDLEWARE

ROOT_URLCONF = "bench.urls"
ZAIRYU_CLOCK = "zairyu.ui.clock.system"
MIDDLEWARE = [one for one in MIDDLEWARE if one != "zairyu.demo.middleware.bar"]
