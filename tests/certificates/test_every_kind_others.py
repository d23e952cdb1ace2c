"""The credential of every kind, read by code that is not ours: openvc-core and sd-jwt."""

import json

import pytest
from jwcrypto.jwk import JWK
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from sd_jwt.verifier import SDJWTVerifier
from tests.certificates.documents import DOCUMENTS
from tests.proof.issuer import new_key

from zairyu.certificates import actions
from zairyu.certificates.facts import shown
from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.wallet import types
from zairyu.proof import sdjwt
from zairyu.proof.sdjwt import Asked, called
from zairyu.proof.signing import jwk

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ASKED = Asked("x509_hash:a-bank", "nonce-of-now")


@pytest.mark.parametrize("kind", CERTIFIED)
def test_others_read_the_credential_of_each_kind_and_all_its_facts(db, at, kind):
    claims, around = DOCUMENTS[kind]
    row = actions.issue(kind, f"case:{kind}", claims, around.get("until"), at)
    key, holder = issuer().key("credentials", at), new_key()
    body = types.body(row, ("https://x.example/v/status/1", 4), at)
    text = sdjwt.made(key, body, types.claims_of(row), holder.public)
    text = sdjwt.bound(text, holder.sign, ASKED, at)
    wanted = {called(name): fact for name, fact in shown(kind, claims).items()}
    assert wanted

    found = SdJwtVcProofSuite().verify(
        text,
        public_key_jwk=jwk(key.public),
        audience=ASKED.audience,
        nonce=ASKED.nonce,
        require_key_binding=True,
        expected_vct=types.vct(kind),
        now=at,
    )
    assert found.key_bound
    assert wanted.items() <= found.claims.items()

    def finds(_issuer, _header):
        return JWK.from_json(json.dumps(jwk(key.public)))

    theirs = SDJWTVerifier(text, finds, ASKED.audience, ASKED.nonce).get_verified_payload()
    assert wanted.items() <= theirs.items()
    assert theirs["status"] == {"status_list": {"idx": 4, "uri": "https://x.example/v/status/1"}}
