"""The addresses of static files: with the digest of what they hold, worked out once."""

import json

import pytest
from django.test import override_settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

from zairyu.config.static import KeptAddresses

HELD = {"ui/base.css": "ui/base.0123456789ab.css"}


@pytest.fixture
def files(tmp_path):
    told = {"paths": HELD, "version": "1.1", "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(told))
    with override_settings(DEBUG=False):
        yield KeptAddresses(location=tmp_path, base_url="/static/")


def test_an_address_carries_the_digest(files):
    assert files.url("ui/base.css") == "/static/ui/base.0123456789ab.css"


def test_an_address_is_worked_out_once(files, monkeypatch):
    asked = []

    def url(self, name, force=False):
        asked.append(name)
        return f"/static/{name}?{len(asked)}"

    monkeypatch.setattr(CompressedManifestStaticFilesStorage, "url", url)
    assert files.url("a.css") == files.url("a.css")
    assert files.url("b.css") != files.url("a.css")
    assert asked == ["a.css", "b.css"]
    assert files.url("a.css", force=True) == "/static/a.css?3"


def test_a_file_that_nobody_collected_is_an_error_each_time(files):
    for _ in range(2):
        with pytest.raises(ValueError, match=r"none\.css"):
            files.url("none.css")
