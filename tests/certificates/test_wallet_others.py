"""What wallets are given and asked, read by code that is not ours: openvc-core and sd-jwt.

And ours reads what the specification prints.
"""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwcrypto.jwk import JWK
from openvc import openid4vci, openid4vp
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from openvc.type_metadata import validate_type_metadata
from openvc.x5c import resolve_x5c_key
from sd_jwt.verifier import SDJWTVerifier
from tests.certificates.a_wallet import parts_of

from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.wallet import asking, metadata, offers
from zairyu.proof.signing import KeyInMemory, jwk

EXAMPLES = Path(__file__).parents[1] / "proof" / "examples"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def taken(wallet, offered):
    wallet.take(offered.link, offered.number)
    return wallet


def our_key(at):
    return issuer().key("credentials", at)


def presented(wallet, at):
    """Return what the wallet sends to a bank, and the question."""
    sent = {}
    real = wallet.http

    def http(method, path, **more):
        sent.update(more.get("form") or {})
        return real(method, path, **more)

    wallet.http = http
    check = asking.start("bank", at)
    assert wallet.show(asking.link(check)).status == 200
    return sent["vp_token"], wallet.question(asking.link(asking.start("bank", at))), check


def test_openvc_reads_the_credential_and_its_binding(taken, at):
    token, _, check = presented(taken, at)
    (text,) = json.loads(token)["pending"]
    found = SdJwtVcProofSuite().verify(
        text,
        public_key_jwk=jwk(our_key(at).public),
        audience=asking.client_id(check),
        nonce=check.nonce,
        require_key_binding=True,
        expected_vct="http://localhost:8000/credentials/pending",
        now=at,
    )
    assert found.key_bound
    assert found.claims["name"] == "NGUYEN THI LINH"
    assert "birth_year" in found.claims
    assert "residence_status" not in found.claims


def test_the_working_group_s_own_code_reads_the_credential(taken, at):
    token, _, check = presented(taken, at)
    (text,) = json.loads(token)["pending"]

    def finds(_issuer, _header):
        return JWK.from_json(json.dumps(jwk(our_key(at).public)))

    checked = SDJWTVerifier(text, finds, asking.client_id(check), check.nonce)
    assert checked.get_verified_payload()["name"] == "NGUYEN THI LINH"


def test_openvc_finds_our_key_by_the_certificate_in_the_header(taken, at):
    (_, text) = taken.held[0]
    header, payload = parts_of(text.split("~")[0])
    found = resolve_x5c_key(header["x5c"], payload["iss"], trust_anchors=[issuer().root], now=at)
    ours = jwk(our_key(at).public)
    assert {name: found[name] for name in ours} == ours


def test_openvc_checks_the_whole_answer_to_our_question(taken, at):
    token, question, check = presented(taken, at)
    found = openid4vp.verify_vp_token(
        token,
        dcql_query=question["dcql_query"],
        nonce=check.nonce,
        client_id=question["client_id"],
        now=at,
        require_holder_binding=True,
        x5c_trust_anchors=[issuer().root],
    )
    assert found.presentations[0].query_id == "pending"


def test_openvc_reads_our_offer_and_our_metadata(settings, wallet, offered):
    settings.PUBLIC_ADDRESS = "https://zairyu.example"  # elsewhere than in tests it is https
    offer = openid4vci.parse_credential_offer(wallet.offer(offered.link))
    assert offer.credential_configuration_ids == ("pending",)
    said = wallet.metadata(offer.credential_issuer)
    read = openid4vci.parse_credential_issuer_metadata(said)
    assert set(read.credential_configurations_supported) == set(CERTIFIED)
    assert read.batch_size == 4


def test_openvc_accepts_the_proof_of_our_wallet_as_we_do(wallet, offered, at):
    """The oracle of the oracle: what the tests' wallet sends is what others expect."""
    nonce = wallet.nonce(wallet.metadata("http://localhost:8000"))
    key = KeyInMemory(ec.generate_private_key(ec.SECP256R1()))
    proof = wallet.proof(key, "http://localhost:8000", nonce)
    body = {"credential_configuration_id": "pending", "proofs": {"jwt": [proof]}}
    openid4vci.verify_credential_request_proofs(
        body,
        credential_issuer="http://localhost:8000",
        check_nonce=lambda said: said == nonce,
        now=at,
    )


@pytest.mark.parametrize("kind", CERTIFIED)
def test_openvc_holds_each_type_against_its_description(db, kind, at):
    said = metadata.type_of(kind)
    payload = {"vct": said["vct"]} | {
        each["path"][0]: "x" for each in said["claims"] if each["mandatory"]
    }
    validate_type_metadata(payload, vct=said["vct"], resolve=lambda _vct: json.dumps(said).encode())


@pytest.mark.parametrize("name", ["offer", "offer-two"])
def test_our_wallet_and_others_read_the_offers_of_the_specification(name):
    said = json.loads((EXAMPLES / f"openid4vci-1.0-{name}.json").read_text())
    openid4vci.parse_credential_offer(said)
    (grant,) = said["grants"]
    assert grant == offers.GRANT


def shape(said):
    """Return the names that stand in an object, and in those inside it."""
    if isinstance(said, dict):
        return {name: shape(value) for name, value in said.items()}
    return [shape(said[0])] if isinstance(said, list) and said else ""


def test_our_metadata_has_the_shape_of_the_specification(db):
    """Every name that the example has and we do not have is one that we do not offer."""
    said = json.loads((EXAMPLES / "openid4vci-1.0-metadata.json").read_text())
    ours = metadata.credential_issuer()
    lacks = set(said) - set(ours)
    assert lacks == {"authorization_servers", "deferred_credential_endpoint"}
    assert set(ours) <= set(said)
    (example,) = said["credential_configurations_supported"].values()
    for mine in ours["credential_configurations_supported"].values():
        assert set(mine) == set(example) - {"scope"}
        assert set(mine["credential_metadata"]) == set(example["credential_metadata"])
        assert shape(mine["proof_types_supported"]) == shape(example["proof_types_supported"])


def test_every_claim_has_a_name_in_the_wallet(db):
    for kind in CERTIFIED.values():
        said = metadata.type_of(kind.id)
        assert [each["path"][0] for each in said["claims"]]
        assert all(each["display"][0]["name"] for each in said["claims"])
