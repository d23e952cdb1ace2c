"""`python -m tests.forged` writes docs/forged.md; with `--check` it fails where that is stale."""

import os
import sys
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zairyu.config.settings.test")
django.setup()
page = import_module("tests.forged.page")
if "--check" in sys.argv:
    sys.exit("make docs: forged.md is stale" if page.stale() else 0)
page.PAGE.write_text(page.made(), encoding="utf-8")
print(f"{len(page.ENTRIES)} forgeries: {dict(page.counted())}")
