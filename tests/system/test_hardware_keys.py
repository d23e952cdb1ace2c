"""The issuer's keys in a hardware module: SoftHSM stands in for one, by the same interface.

What comes out of it is judged by OpenSSL, which is not ours.
"""

import os
import subprocess
from datetime import UTC, datetime, timedelta

import pkcs11
import pytest
from pkcs11 import Attribute, ObjectClass
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING
from tests.system.test_poppler import pdfsig

from zairyu.certificates import actions, keys, press, queries
from zairyu.certificates.anew import sign_anew
from zairyu.certificates.apps import keys_are_there
from zairyu.certificates.keys import IssuerKeysMissing, ceremonies, register
from zairyu.proof import trust
from zairyu.proof.signing import USES, der, verifies

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
SPAN = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))
PIN = "271828"


@pytest.fixture(scope="module")
def token(tmp_path_factory) -> dict[str, str]:
    """A module with one token in it, and how the settings name them."""
    home = tmp_path_factory.mktemp("hsm")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home / 'tokens'}\n")
    (home / "pin").write_text(f"{PIN}\n")
    os.environ["SOFTHSM2_CONF"] = str(home / "softhsm2.conf")
    made = ["softhsm2-util", "--init-token", "--free", "--label", "zairyu", "--so-pin", "31415926"]
    subprocess.run([*made, "--pin", PIN], check=True, capture_output=True)
    return {"module": LIBRARY, "token": "zairyu", "pin_file": str(home / "pin")}


@pytest.fixture
def place(token, settings, tmp_path):
    """A ring whose private halves lie in the module."""
    settings.ZAIRYU_PKCS11 = token
    settings.VAULT_KEY_FOLDER = tmp_path / "keys"
    keys.make(keys.folder(), "Hardware", *SPAN, "pkcs11")
    return keys.folder()


@pytest.mark.parametrize("use", USES)
def test_each_key_signs_in_the_module_and_openssl_agrees(place, at, tmp_path, use):
    key = keys.issuer().key(use, at)
    assert verifies(key.public, key.sign(b"proof"), b"proof")
    for name, certificate in (("root", keys.issuer().root), ("leaf", key.certificate)):
        (tmp_path / f"{name}.pem").write_text(pem(certificate))
    assert openssl(
        "verify", "-x509_strict", "-CAfile", tmp_path / "root.pem", tmp_path / "leaf.pem"
    )
    (tmp_path / "data").write_bytes(b"proof")
    (tmp_path / "signature").write_bytes(der(key.sign(b"proof")))
    public = openssl("x509", "-pubkey", "-noout", "-in", tmp_path / "leaf.pem")
    (tmp_path / "public.pem").write_text(public)
    said = ["-verify", tmp_path / "public.pem", "-signature", tmp_path / "signature"]
    assert "Verified OK" in openssl("dgst", "-sha256", *said, tmp_path / "data")


def test_no_private_half_leaves_the_module_or_lies_in_a_file(place, token):
    assert not (place / "private").exists()
    found = pkcs11.lib(LIBRARY).get_token(token_label="zairyu")
    kid = bytes.fromhex(keys.issuer().register.root().kid)
    named = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: kid}
    keys.issuer().key("tokens", SPAN[0])  # the module is open
    session = keys.issuer().store.module._opened()
    (half,) = session.get_objects(named)
    assert found.label == "zairyu"
    assert half[Attribute.NEVER_EXTRACTABLE]
    assert half[Attribute.SENSITIVE]
    with pytest.raises(pkcs11.AttributeSensitive):
        half[Attribute.VALUE]


def test_a_certificate_is_issued_printed_and_signed_anew_by_the_module(db, place, at, tmp_path):
    pending = actions.issue("pending", ABOUT, PENDING, LAST_DAY, at)
    assert press.set_next_pdf(at)
    assert "Signature is Valid." in pdfsig(queries.pdf(ABOUT, pending.key), tmp_path)
    assert queries.verify(pending.code, at).state == "pending"
    later = at + timedelta(hours=1)
    lost = keys.issuer().key("documents", at).name
    assert ceremonies.compromise(place, lost, later)
    assert sign_anew(register.read(place).find(lost), later, by="system").documents == 1
    assert press.set_next_pdf(later)
    assert "Signature is Valid." in pdfsig(queries.pdf(ABOUT, pending.key), tmp_path)
    (tmp_path / "root.pem").write_text(pem(keys.issuer().root))
    (tmp_path / "crl").write_bytes(keys.crl(later))
    told = ["-inform", "DER", "-in", tmp_path / "crl", "-CAfile", tmp_path / "root.pem"]
    assert "Key Compromise" in openssl("crl", "-text", *told)


def test_the_ring_goes_on_when_the_session_breaks_and_in_a_child_of_the_process(place, at):
    key = keys.issuer().key("tokens", at)
    assert verifies(key.public, key.sign(b"1"), b"1")
    keys.issuer().store.module._session.close()  # as when the module was unplugged for a moment
    assert verifies(key.public, key.sign(b"2"), b"2")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, key.sign(b"3"))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert verifies(key.public, os.read(reading, 64), b"3")
    assert verifies(key.public, key.sign(b"4"), b"4")


def test_a_module_that_does_not_answer_stops_the_start_and_says_why(place, settings, at, tmp_path):
    assert [each.id for each in keys_are_there()] == ["certificates.W001"]  # a list of January
    keys.trust_list(at)
    assert keys_are_there() == []
    for change, told in (
        ({"token": "another"}, "NoSuchToken"),
        ({"pin_file": str(tmp_path / "nowhere")}, "FileNotFoundError"),
        ({"module": "/usr/lib/nothing.so"}, "does not answer"),
        ({"pin_file": ""}, "lack pin_file"),
    ):
        settings.ZAIRYU_PKCS11 = {**settings.ZAIRYU_PKCS11, **change}
        (place / "ring.json").touch()  # another process sees a ring as it is now
        (error,) = keys_are_there()
        assert told in error.msg
        assert PIN not in error.msg
    with pytest.raises(IssuerKeysMissing):
        keys.issuer()


def test_a_retired_key_is_destroyed_in_the_module(place, at):
    old = keys.issuer().key("tokens", at).name
    ceremonies.rotate(place, ["tokens"], at, at)
    ceremonies.destroy(place, old, at + timedelta(days=1))
    with pytest.raises(IssuerKeysMissing, match="no private half"):
        keys.issuer().opened(register.read(place).find(old))
    assert trust.read(keys.trust_list(at), keys.issuer().root, at).key(old, "tokens", SPAN[0])


def pem(certificate) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM).decode()


def openssl(*said) -> str:
    done = subprocess.run(["openssl", *map(str, said)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
