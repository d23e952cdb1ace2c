"""A web process has read its tables before the first visitor comes."""

import os
import subprocess
import sys

import pytest

SERVED = """
from datetime import date
import zairyu.config.wsgi
from zairyu.law import read
from zairyu.questionnaire.form import form
before = read.table.cache_info().misses
form("change", "engineer-humanities-international", (), date(2026, 11, 24))
form("extension", "business-manager", (), date(2026, 11, 24))
print(before, read.table.cache_info().misses - before)
"""


@pytest.mark.slow
def test_no_table_is_left_to_be_read_by_the_first_form():
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.test"}
    asked = [sys.executable, "-c", SERVED]
    said = subprocess.run(asked, capture_output=True, text=True, check=False, env=told)
    assert not said.stderr
    read, left = map(int, said.stdout.split())
    assert read > 50
    assert left == 0
