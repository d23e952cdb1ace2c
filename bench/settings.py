"""Settings of the measures: as the demo (argon2, WAL), with empty views beside the real ones."""

from zairyu.config.settings.demo import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ZAIRYU_CLOCK = "zairyu.ui.clock.system"
