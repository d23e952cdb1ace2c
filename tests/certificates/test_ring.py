"""The ring of keys: which one signs when, which ones count, and what a lost one takes with it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from zairyu.certificates import keys
from zairyu.certificates.keys import (
    IssuerKeysMissing,
    adopting,
    ceremonies,
    copies,
    profile,
    publishing,
    register,
)
from zairyu.proof import trust
from zairyu.proof.signing import USES, KeyInMemory, verifies

DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2036, 1, 1, tzinfo=UTC)
PASSPHRASE = "six words that nobody else knows"


@pytest.fixture
def place(tmp_path, settings):
    """A ring of a deployment of its own."""
    settings.VAULT_KEY_FOLDER = tmp_path / "keys"
    keys.make(keys.folder(), "Test", START, END)
    return keys.folder()


def listed(at, anchor=None):
    return trust.read(keys.trust_list(at), anchor or keys.issuer().root, at)


@pytest.mark.parametrize("use", USES)
def test_each_use_has_a_key_of_its_own_that_signs(place, at, use):
    key = keys.issuer().key(use, at)
    assert verifies(key.public, key.sign(b"proof"), b"proof")
    assert listed(at).key(key.kid, use, at).public == key.public
    for other in set(USES) - {use}:
        assert keys.issuer().key(other, at).kid != key.kid
        with pytest.raises(trust.KeyRefused, match="nothing else"):
            listed(at).key(key.name, other, at)


def test_a_key_is_announced_before_it_signs_and_the_one_before_signs_until_then(place, at):
    before = keys.issuer().key("tokens", at)
    (fresh,) = ceremonies.rotate(place, ["tokens"], at + 2 * DAY, at)
    early = listed(at)
    assert keys.issuer().key("tokens", at + DAY).kid == before.kid
    assert keys.issuer().key("tokens", at + 2 * DAY).name == fresh.kid
    assert early.key(fresh.kid, "tokens", at + 2 * DAY)  # a list of today knows it by then
    with pytest.raises(trust.KeyRefused, match="not in use yet"):
        early.key(fresh.kid, "tokens", at)


def test_what_a_retired_key_signed_in_its_time_goes_on_to_count(place, at):
    old = keys.issuer().key("tokens", at)
    ceremonies.rotate(place, USES, at + 2 * DAY, at)
    later = listed(at + 300 * DAY)
    assert later.key(old.kid, "tokens", at).state(at + 300 * DAY) == "retired"
    with pytest.raises(trust.KeyRefused, match="no longer in use"):
        later.key(old.kid, "tokens", at + 3 * DAY)
    assert old.kid in keys.issuer().publics


def test_nothing_that_a_lost_key_signed_counts_whatever_date_it_bears(place, at):
    lost = keys.issuer().key("documents", at)
    fresh = ceremonies.compromise(place, lost.name, at)
    assert keys.issuer().key("documents", at).name == fresh.kid
    for signed_at in (START, at, at + DAY):
        with pytest.raises(trust.KeyRefused, match="not been safe"):
            listed(at).key(lost.kid, "documents", signed_at)
    revoked = x509.load_der_x509_crl(keys.crl(at))
    row = revoked.get_revoked_certificate_by_serial_number(lost.certificate.serial_number)
    assert row.extensions[0].value.reason == x509.ReasonFlags.key_compromise
    assert row.revocation_date_utc == at
    token = keys.issuer().key("tokens", at)
    ceremonies.compromise(place, token.name, at)
    assert [each.kid in keys.issuer().publics for each in (token, lost)] == [True, False]


def test_before_a_lost_key_there_is_no_key_to_sign_in_its_name(place, at):
    lost = keys.issuer().key("documents", at)
    ceremonies.compromise(place, lost.name, at)
    with pytest.raises(IssuerKeysMissing, match="no key for documents"):
        keys.issuer().key("documents", at - DAY)


def test_a_key_that_was_only_announced_can_be_lost_too(place, at):
    (coming,) = ceremonies.rotate(place, ["tokens"], at + 2 * DAY, at)
    fresh = ceremonies.compromise(place, coming.kid, at + DAY)
    assert keys.issuer().key("tokens", at + 3 * DAY).name == fresh.kid
    assert keys.issuer().key("tokens", at + DAY).name == fresh.kid


def test_a_key_is_lost_once(place, at):
    lost = keys.issuer().key("tokens", at).name
    assert ceremonies.compromise(place, lost, at)
    assert ceremonies.compromise(place, lost, at) is None
    with pytest.raises(IssuerKeysMissing, match="no key 00"):
        ceremonies.compromise(place, "00" * 8, at)


def test_who_knows_the_old_root_alone_can_follow_to_the_new_one(place, at):
    old = keys.issuer().root
    token_key = keys.issuer().key("tokens", at)
    ceremonies.change_root(place, END + 3000 * DAY, at + 2 * DAY, at)
    assert keys.issuer().root != old
    for anchor in (old, keys.issuer().root):
        followed = listed(at, anchor)
        assert followed.anchors == (old, keys.issuer().root)
        assert followed.key(token_key.kid, "tokens", at)
    below = keys.issuer().key("documents", at + 2 * DAY)
    assert below.issuer_chain == (keys.issuer().root,)
    assert keys.issuer().key("documents", at).issuer_chain == (old,)
    assert x509.load_der_x509_crl(keys.crl(at)).issuer == old.subject
    late = keys.crl(at + 5 * DAY, signed_at=at)  # printed late, with the key of its instant
    assert x509.load_der_x509_crl(late).issuer == old.subject
    ceremonies.change_root(place, END + 6000 * DAY, at + 9 * DAY, at + 7 * DAY)
    assert listed(at + 7 * DAY, old).number > 3


def test_a_stranger_s_root_leads_nowhere(place, at, tmp_path):
    keys.make(tmp_path / "forger", "Test", START, END)
    forger = keys.read(tmp_path / "forger")
    with pytest.raises(trust.TrustRefused, match="a root that you do not know"):
        listed(at, forger.root)


def test_a_key_that_signs_is_not_destroyed_and_a_retired_one_is(place, at):
    old = keys.issuer().key("tokens", at).name
    with pytest.raises(IssuerKeysMissing, match="in use"):
        ceremonies.destroy(place, old, at)
    ceremonies.rotate(place, ["tokens"], at, at)
    ceremonies.destroy(place, old, at + DAY)
    assert not (place / "private" / f"{old}.key.pem").exists()
    assert bytes.fromhex(old) in keys.issuer().publics


def test_a_root_kept_elsewhere_is_wanted_for_ceremonies_and_not_for_signing(place, at, tmp_path):
    kid = keys.issuer().register.root().kid
    before, stick = listed(at), tmp_path / "stick"
    stick.mkdir()
    (place / "private" / f"{kid}.key.pem").rename(stick / f"{kid}.key.pem")
    assert keys.issuer().key("tokens", at).sign(b"proof")
    assert listed(at + 5 * DAY).issued_at == before.issued_at  # nobody could renew it
    with pytest.raises(IssuerKeysMissing, match="private half"):
        ceremonies.rotate(place, USES, at, at)
    ceremonies.rotate(place, USES, at + 7 * DAY, at + 5 * DAY, ceremonies.kept_in(stick))
    assert listed(at + 5 * DAY).issued_at == at + 5 * DAY


def test_the_list_is_signed_anew_each_day_and_when_the_clock_was_set_back(place, at):
    first = listed(at).issued_at
    assert listed(at + timedelta(hours=23)).issued_at == first
    assert listed(at + DAY).issued_at == at + DAY
    assert listed(at - 3 * DAY).issued_at == at - 3 * DAY


def test_certificates_say_what_the_profile_says(place, at):
    root, document = keys.issuer().root, keys.issuer().key("documents", at).certificate
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert document.signature_hash_algorithm.name == "sha256"
    usage = document.extensions.get_extension_for_class(x509.KeyUsage)
    assert (usage.critical, usage.value.digital_signature) == (True, True)
    assert usage.value.content_commitment
    extended = document.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(extended) == [profile.DOCUMENT_SIGNING]
    token = keys.issuer().key("tokens", at).certificate
    assert not token.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    for leaf in (document, token):
        leaf.verify_directly_issued_by(root)
        named = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert named.get_values_for_type(x509.UniformResourceIdentifier) == [
            "http://localhost:8000"
        ]


def test_a_ring_that_does_not_hold_together_says_so(place):
    (place / "ring.json").write_text("{")
    with pytest.raises(IssuerKeysMissing, match="does not hold together"):
        keys.issuer()
    (place / "ring.json").unlink()
    settings_say_production = pytest.raises(IssuerKeysMissing, match="make_issuer_keys")
    with settings_say_production:
        keys.read(place)


def test_a_private_half_that_is_another_key_does_not_sign(place, at):
    kid = keys.issuer().register.of("tokens")[0].kid
    other = keys.issuer().register.of("lists")[0].kid
    files = place / "private"
    (files / f"{kid}.key.pem").write_bytes((files / f"{other}.key.pem").read_bytes())
    with pytest.raises(IssuerKeysMissing, match="another key"):
        keys.issuer().key("tokens", at)


def test_two_ceremonies_at_once_do_not_undo_each_other(place, at):
    before = register.read(place)
    ceremonies.rotate(place, ["tokens"], at, at)
    ceremonies.rotate(place, ["lists"], at, at)
    after = register.read(place)
    assert len(after.keys) == len(before.keys) + 2
    assert after.number == before.number + 2
    assert publishing.dates(place).number == after.number


def test_keys_of_the_release_before_are_taken_onto_the_ring(settings, tmp_path, at):
    settings.VAULT_KEY_FOLDER = tmp_path
    old = tmp_path / "issuer"
    old.mkdir()
    made = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("root", "signer", "token")}
    for name, private in made.items():
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (old / f"{name}.key.pem").write_bytes(pem)
    root = profile.root(KeyInMemory(made["root"]), "Old root", START, END)
    above = (root, KeyInMemory(made["root"]))
    signer = profile.leaf(
        "documents", made["signer"].public_key(), "Old", above, START, "http://localhost:8000"
    )
    for name, certificate in (("root", root), ("signer", signer)):
        (old / f"{name}.crt.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    spki = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    retired = ec.generate_private_key(ec.SECP256R1()).public_key()
    (old / "token-2025.pub.pem").write_bytes(retired.public_bytes(*spki))
    issuer = keys.issuer()
    assert not adopting.of_before(old)
    assert issuer.root == root
    assert issuer.key("documents", at).certificate == signer
    assert issuer.key("tokens", at).kid == keys.key_id(made["token"].public_key())
    assert keys.key_id(retired) in issuer.publics
    assert issuer.key("credentials", at).certificate.issuer == root.subject
    assert listed(at, root).keys


def test_a_copy_brings_all_keys_back_and_only_its_passphrase_opens_it(place, at, tmp_path):
    folder = place.parent
    (folder / "vault.current").write_text("0badcafe")
    kid = keys.issuer().key("tokens", at).name
    sealed = copies.copy(folder, PASSPHRASE)
    assert b"PRIVATE KEY" not in sealed
    with pytest.raises(copies.CopyRefused, match="never overwritten"):
        copies.restore(sealed, PASSPHRASE, folder, at)
    gone = tmp_path / "gone"
    folder.rename(gone)
    for wrong, words, told in (
        (sealed, "another passphrase than the one", "passphrase is another"),
        (sealed[:-1], PASSPHRASE, "changed"),
        (sealed[:40], PASSPHRASE, "cut short"),
        (b"PK" + sealed, PASSPHRASE, "no copy"),
    ):
        with pytest.raises(copies.CopyRefused, match=told):
            copies.restore(wrong, words, folder, at)
        assert not folder.exists()
    assert kid in copies.restore(sealed, PASSPHRASE, folder, at)
    assert keys.issuer().key("tokens", at).name == kid
    assert (folder / "vault.current").read_text() == "0badcafe"
    assert (place / "private" / f"{kid}.key.pem").stat().st_mode & 0o077 == 0


def test_a_copy_without_a_key_that_should_sign_is_not_laid_down(place, at, tmp_path):
    kid = keys.issuer().key("lists", at).name
    (place / "private" / f"{kid}.key.pem").unlink()
    sealed = copies.copy(place.parent, PASSPHRASE)
    place.parent.rename(tmp_path / "gone")
    with pytest.raises(copies.CopyRefused, match=kid):
        copies.restore(sealed, PASSPHRASE, place.parent, at)
    assert not place.parent.exists()
    with pytest.raises(copies.CopyRefused, match="20 signs"):
        copies.copy(tmp_path / "gone", "short")


def test_the_register_holds_nothing_secret(place):
    said = json.loads((place / "ring.json").read_text())
    assert {name for key in said["keys"] for name in key} == {
        "kid",
        "use",
        "since",
        "certified",
        "jwk",
    }
    assert all(set(key["jwk"]) == {"kty", "crv", "x", "y"} for key in said["keys"])
    root = keys.issuer().root
    assert (
        trust.fingerprint(root).replace(" ", "").lower() == root.fingerprint(hashes.SHA256()).hex()
    )
