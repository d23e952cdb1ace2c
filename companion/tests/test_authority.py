"""The test authority: certificates of the real shapes, under names and policies of our own."""

import stat
from datetime import timedelta

import pytest
from conftest import AT
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from zairyu_card.jpki import JpkiRsa
from zairyu_card.keys import Key
from zairyu_card.transport import InProcess
from zairyu_card.virtual import PERSONAS, POLICIES, Authority, persona_from
from zairyu_card.virtual.__main__ import options
from zairyu_card.virtual.authority import VARIANTS

LINH = PERSONAS["linh"]


def leaf(authority, key, variant="", persona=LINH):
    held = authority.card(persona, AT, variant).holdings[key]
    return x509.load_der_x509_certificate(held.certificate)


def has(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind)


@pytest.mark.parametrize("key", list(Key))
def test_a_root_says_test_in_its_name(authority, key):
    root = authority.root(key)
    assert "JPKI-TEST" in root.subject.rfc4514_string()
    assert "TEST ONLY" in root.subject.rfc4514_string()
    assert has(root, x509.BasicConstraints).critical
    root.verify_directly_issued_by(root)


def test_the_certificate_to_sign_in_says_nothing_of_the_person(authority):
    found = leaf(authority, Key.AUTH)
    assert [one.rfc4514_attribute_name for one in found.subject] == ["C", "CN"]
    assert len(list(found.subject)[1].value) == 23
    with pytest.raises(x509.ExtensionNotFound):
        has(found, x509.SubjectAlternativeName)
    usage = has(found, x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (True, False)
    assert list(has(found, x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.CLIENT_AUTH]


def test_the_certificate_to_sign_documents_carries_six_things(authority):
    found = leaf(authority, Key.SIGN)
    names = has(found, x509.SubjectAlternativeName).value
    said = {one.type_id.dotted_string[-1]: one.value[2:].decode() for one in names}
    assert list(said) == ["1", "4", "3", "5", "2", "6"]
    assert (said["1"], said["4"], said["3"]) == (LINH.name, LINH.born, "2")
    assert len(said["2"]) == len(LINH.name)
    assert has(found, x509.KeyUsage).value.content_commitment


@pytest.mark.parametrize("key", list(Key))
def test_every_leaf_has_its_policy_its_point_and_its_issuer(authority, key):
    found = leaf(authority, key)
    policies = has(found, x509.CertificatePolicies)
    assert policies.critical
    assert [one.policy_identifier for one in policies.value] == [POLICIES[key]]
    assert not POLICIES[key].dotted_string.startswith("1.2.392")
    (point,) = has(found, x509.CRLDistributionPoints).value
    assert "Shinjuku-ku CRLDP" in point.full_name[0].value.rfc4514_string()
    known = has(found, x509.AuthorityKeyIdentifier).value
    assert known.authority_cert_serial_number == authority.root(key).serial_number
    assert found.not_valid_after_utc.strftime("%H:%M:%S") == "14:59:59"
    assert found.not_valid_after_utc.date() == (AT + timedelta(days=40)).date()


def test_an_expired_card_and_one_that_is_not_good_yet(authority):
    assert leaf(authority, Key.AUTH, "expired").not_valid_after_utc < AT
    assert leaf(authority, Key.AUTH, persona=PERSONAS["expired"]).not_valid_after_utc < AT
    assert leaf(authority, Key.AUTH, "not-yet").not_valid_before_utc > AT


def test_a_rogue_authority_has_the_same_name_and_another_key(authority):
    found, root = leaf(authority, Key.AUTH, "rogue"), authority.root(Key.AUTH)
    assert found.issuer == root.subject
    with pytest.raises(InvalidSignature):
        found.verify_directly_issued_by(root)
    found.verify_directly_issued_by(authority.issuer_of(Key.AUTH, "rogue"))


def test_wrong_usage_and_an_authority_as_leaf(authority):
    assert has(leaf(authority, Key.AUTH, "wrong-usage"), x509.KeyUsage).value.content_commitment
    assert has(leaf(authority, Key.AUTH, "ca-leaf"), x509.BasicConstraints).value.ca


def test_a_revoked_card_stands_on_its_municipality_list_and_in_the_answer(authority):
    gone, good = leaf(authority, Key.AUTH, "revoked"), leaf(authority, Key.AUTH)
    listed = authority.revocations(Key.AUTH, AT, "Shinjuku-ku")
    assert listed.is_signature_valid(authority.root(Key.AUTH).public_key())
    assert listed.get_revoked_certificate_by_serial_number(gone.serial_number)
    assert listed.get_revoked_certificate_by_serial_number(good.serial_number) is None
    (part,) = has(listed, x509.IssuingDistributionPoint).value.full_name
    assert part == has(gone, x509.CRLDistributionPoints).value[0].full_name[0]
    for one, status in ((gone, "REVOKED"), (good, "GOOD")):
        told = ocsp.load_der_ocsp_response(authority.answer(Key.AUTH, one, AT))
        assert told.certificate_status.name == status


def test_every_persona_and_variant_makes_a_card(authority):
    for persona in PERSONAS.values():
        assert leaf(authority, Key.AUTH, persona=persona)
    for variant in VARIANTS:
        assert authority.card(LINH, AT, variant)
    with pytest.raises(ValueError, match="no such variant"):
        authority.card(LINH, AT, "golden")


def test_a_locked_card_has_no_tries(authority):
    locked = JpkiRsa(InProcess(authority.card(LINH, AT, "locked")))
    locked.select()
    assert (locked.tries(Key.AUTH), locked.tries(Key.SIGN)) == (0, 0)


def test_what_is_kept_is_found_again_by_its_owner_only(tmp_path):
    place = tmp_path / "keys"
    first = Authority.kept(place, AT)
    card = first.card(LINH, AT)
    card.holdings[Key.AUTH].left = 1
    first.keep_tries(LINH, card)
    again = Authority.kept(place, AT).card(LINH, AT).holdings[Key.AUTH]
    assert (again.certificate, again.left) == (card.holdings[Key.AUTH].certificate, 1)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in place.iterdir()} == {0o600}


def test_a_persona_from_a_file(tmp_path):
    said = tmp_path / "someone.json"
    said.write_text('{"key":"x","name":"LEE　ANN","born":"419900102","sex":"2","address":"東京都"}')
    assert persona_from(said).name_map == "0000000"
    said.write_text('{"key":"x","number":"123456789012"}')
    with pytest.raises(ValueError, match="number"):
        persona_from(said)


def test_the_command_knows_its_words():
    said = options().parse_args(["--persona", "expired", "--port", "40000"])
    assert (said.persona, said.port, said.variant) == ("expired", 40000, "")
