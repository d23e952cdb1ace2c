"""Linh's proof, and a checker's folder filled from the pages as they are served."""

import pytest
from django.test import Client
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu.certificates import actions, keys, tokens
from zairyu.checker import fetching
from zairyu.checker.keeping import Folder
from zairyu.proof.trust import fingerprint


@pytest.fixture
def pending(db, at):
    """Linh's pending certificate, just issued."""
    return actions.issue("pending", ABOUT, PENDING, LAST_DAY, at)


@pytest.fixture
def text(pending):
    """What the second code on her certificate holds."""
    return tokens.text_of(pending)


@pytest.fixture
def asked(settings):
    """What was asked of the server; and the function that asks it."""
    seen = []

    def get(address: str, media: str) -> bytes:
        assert address.startswith(settings.PUBLIC_ADDRESS)
        seen.append(address.removeprefix(settings.PUBLIC_ADDRESS))
        page = Client().get(seen[-1], headers={"accept": media})
        if page.status_code != 200:
            raise fetching.CannotFetch(str(page.status_code))
        return bytes(page.content)

    get.seen = seen
    return get


@pytest.fixture
def folder(tmp_path, pending, asked, settings, monkeypatch):
    """A folder in which the lists of now are kept."""
    monkeypatch.setenv("ZAIRYU_CHECKER", str(tmp_path / "kept"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    kept = Folder.usual()
    root = fingerprint(keys.issuer().root)
    fetching.fetched(settings.PUBLIC_ADDRESS, root, kept, asked)
    return kept
