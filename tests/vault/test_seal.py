"""Sealing: only what was sealed, about the same thing, with a key of the ring, opens."""

import contextlib
import json
import stat
import subprocess
import sys

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from zairyu import vault
from zairyu.vault import files, keyring


@pytest.fixture
def ring(tmp_path, settings):
    settings.VAULT_KEY_FOLDER = tmp_path / "keys"
    yield tmp_path / "keys"
    keyring._current.cache_clear()


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_was_sealed_opens_again(data, about):
    assert vault.open(vault.seal(data, about), about) == data


def test_two_seals_of_the_same_text_differ_and_neither_shows_it():
    one, two = (vault.seal(b"NGUYEN THI LINH", "a") for _ in range(2))
    assert one != two
    assert b"NGUYEN" not in one


def test_a_text_sealed_about_one_thing_does_not_open_about_another():
    with pytest.raises(vault.CannotOpen):
        vault.open(vault.seal(b"x", "draft:1"), "draft:2")


@pytest.mark.parametrize("place", [0, 1, 4, 5, 16, 17, -1])
def test_a_changed_byte_anywhere_is_noticed(place):
    sealed = bytearray(vault.seal(b"an answer", "a"))
    sealed[place] ^= 1
    with pytest.raises(vault.CannotOpen):
        vault.open(bytes(sealed), "a")


@pytest.mark.parametrize("nothing", [b"", b"\x01", b"\x01" * 20])
def test_what_is_no_seal_is_refused_and_not_a_crash(nothing):
    with pytest.raises(vault.CannotOpen):
        vault.open(nothing, "a")


def test_values_keep_their_signs_even_those_that_no_letter_has():
    value = {"name": "髙﨑𠮷", "list": [1, None, "\udc80"]}
    assert vault.open_json(vault.seal_json(value, "a"), "a") == value
    assert json.dumps(value)


def test_after_a_new_key_old_seals_open_and_new_ones_use_it(ring):
    old = vault.seal(b"x", "a")
    call_command("add_vault_key")
    new = vault.seal(b"x", "a")
    assert old[1:5] != new[1:5]
    assert vault.open(old, "a") == vault.open(new, "a") == b"x"
    assert len(list(ring.glob("vault-*.key"))) == 2


def test_a_key_that_left_the_ring_takes_its_seals_with_it(ring):
    sealed = vault.seal(b"x", "a")
    for file in ring.glob("vault-*.key"):
        file.unlink()
    keyring._key.cache_clear()
    with pytest.raises(vault.CannotOpen, match="not on the ring"):
        vault.open(sealed, "a")


def test_only_we_may_read_the_keys(ring):
    vault.seal(b"x", "a")
    for file in ring.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_in_production_no_key_is_made_by_itself(ring, settings):
    settings.ZAIRYU_MODE = "production"
    with pytest.raises(keyring.NoKeys):
        vault.seal(b"x", "a")
    assert not ring.exists()
    call_command("add_vault_key")
    assert vault.open(vault.seal(b"x", "a"), "a") == b"x"


SEALING = """
import sys
from django.conf import settings
settings.configure(ZAIRYU_MODE="test", VAULT_KEY_FOLDER=sys.argv[1])
from zairyu import vault
sys.stdin.read(1)  # all start at the same moment
print(vault.seal(b"x", "a")[1:5].hex())
"""


@pytest.mark.slow
def test_processes_that_start_at_once_agree_on_the_first_key(ring):
    line = [sys.executable, "-c", SEALING, str(ring)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with contextlib.ExitStack() as stack:
        at_work = [stack.enter_context(subprocess.Popen(line, **pipes)) for _ in range(4)]
        for one in at_work:
            one.stdin.write("!")
            one.stdin.flush()
        keys = {one.communicate(timeout=60)[0].strip() for one in at_work}
    assert len(keys) == 1
    assert len(keys.pop()) == 8
    assert len(list(ring.glob("vault-*.key"))) == 1


def test_a_file_lies_sealed_under_a_name_that_says_nothing(settings):
    path = files.store(b"%PDF-1.7 secret", "proof:1")
    on_disk = (settings.VAR / "files" / path).read_bytes()
    assert b"secret" not in on_disk
    assert path.startswith("vault/")
    assert "proof" not in path
    assert files.load(path, "proof:1") == b"%PDF-1.7 secret"


def test_a_file_that_is_gone_or_about_something_else_does_not_open():
    path = files.store(b"x", "proof:1")
    with pytest.raises(vault.CannotOpen):
        files.load(path, "proof:2")
    files.remove(path)
    files.remove(path)
    with pytest.raises(vault.CannotOpen):
        files.load(path, "proof:1")
