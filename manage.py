#!/usr/bin/env python3
"""Runs an act from a terminal, with the settings of the demo unless told otherwise."""

import os

from zairyu.config.manage import main

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zairyu.config.settings.demo")
    main()
