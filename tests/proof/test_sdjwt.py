"""A credential of a wallet: what it says, who holds it, and how it can fail to count."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from zairyu.proof import jose, sdjwt
from zairyu.proof.disclosing import digest_of, put_together, read_disclosure
from zairyu.proof.jose import Refused
from zairyu.proof.sdjwt import Asked
from zairyu.proof.signing import KeyInMemory, base64url, from_base64url, from_jwk
from zairyu.proof.token import Place

EXAMPLES = Path(__file__).parent / "examples"
SPEC_KEY = from_jwk(  # SD-JWT VC, section 3.3: doc-signer-05-25-2022
    {
        "kty": "EC",
        "crv": "P-256",
        "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
        "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
    }
)
AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
ISSUER, HOLDER, MALLORY = (KeyInMemory(ec.generate_private_key(ec.SECP256R1())) for _ in range(3))
BODY = {
    "iss": "https://zairyu.example",
    "vct": "https://zairyu.example/credentials/pending",
    "iat": int(AT.timestamp()),
    "exp": int(AT.timestamp()) + 86_400,
    "status": {"status_list": {"idx": 7, "uri": "https://zairyu.example/v/status/1"}},
}
HIDDEN = {"name": "NGUYEN THI LINH", "birth": "1995-05-03", "special_period": True}
WHOLE = sdjwt.made(ISSUER, BODY, HIDDEN, HOLDER.public)
ASKED = Asked("x509_hash:abc", "nonce-1")


def ours(_signed):
    return ISSUER.public


def shown(names=("name",), asked=ASKED, key=HOLDER, at=AT):
    return sdjwt.bound(sdjwt.shown(WHOLE, names), key.sign, asked, at)


def check(text, at=AT, asked=ASKED, finds=ours):
    return sdjwt.checked(text, finds, at, asked)


def test_the_holder_shows_what_is_wanted_and_nothing_else():
    found = check(shown())
    assert found.claims == {"name": "NGUYEN THI LINH"}
    assert found.bound
    assert (found.issuer, found.type) == (BODY["iss"], BODY["vct"])
    assert found.status == Place("https://zairyu.example/v/status/1", 7)
    assert found.ends_at == AT + timedelta(days=1)


def test_what_is_hidden_stands_nowhere_in_what_is_shown():
    text = shown()
    signed = jose.taken_apart(text.split("~")[0], sdjwt.TYP)
    said = json.dumps(signed.payload)
    assert not any(word in said for word in ("LINH", "1995", "special_period", "birth"))
    assert "1995" not in "".join(from_base64url(each).decode() for each in text.split("~")[1:-1])


def test_every_credential_has_as_many_digests_whatever_it_says():
    few = sdjwt.made(ISSUER, BODY, {"name": "A"}, HOLDER.public)
    numbers = {
        len(jose.taken_apart(each.split("~")[0], sdjwt.TYP).payload["_sd"]) for each in (few, WHOLE)
    }
    assert numbers == {sdjwt.DIGESTS}


def test_two_credentials_of_one_thing_share_no_digest():
    one, other = (sdjwt.made(ISSUER, BODY, HIDDEN, HOLDER.public) for _ in range(2))
    first, second = (
        set(jose.taken_apart(each.split("~")[0], sdjwt.TYP).payload["_sd"]) for each in (one, other)
    )
    assert not first & second


def test_whose_and_how_long_can_not_be_hidden_by_us():
    with pytest.raises(ValueError, match="exp"):
        sdjwt.made(ISSUER, {}, {"exp": 1}, HOLDER.public)


def changed(text, place, **said):
    """Return a text with its signed part changed, as somebody without our key would."""
    head, *rest = text.split("~")
    parts = head.split(".")
    body = json.loads(from_base64url(parts[place])) | said
    parts[place] = base64url(json.dumps(body).encode())
    return "~".join([".".join(parts), *rest])


def made_with(hidden=None, key=ISSUER, **body):
    """Return a credential that our own key signed, in which something is wrong."""
    said = {**BODY, **body}
    kept = {name: value for name, value in said.items() if value is not ...}
    whole = sdjwt.made(key, kept, hidden or HIDDEN, HOLDER.public)
    return sdjwt.bound(whole, HOLDER.sign, ASKED, AT)


def smuggled(name, value):
    """Return a credential of ours in which a claim that must be readable lies behind a digest."""
    text = base64url(json.dumps(["salt", name, value]).encode())
    body = {key: said for key, said in BODY.items() if key != name} | {"_sd": [digest_of(text)]}
    return f"{jose.sign({'typ': sdjwt.TYP}, body, ISSUER.sign)}~{text}~"


def nested(depth):
    """Return a credential whose disclosures lie inside each other."""
    text, value = "", 1
    texts = []
    for _ in range(depth):
        text = base64url(json.dumps(["salt", "a", value]).encode())
        texts.append(text)
        value = {"_sd": [digest_of(text)]}
    body = {**BODY, "a": value}
    return "~".join([jose.sign({"typ": sdjwt.TYP}, body, ISSUER.sign), *texts, ""])


WRONG = {
    "a bit of the claims": (lambda: changed(shown(), 1, exp=9**10), "bad-signature"),
    "signed by another": (lambda: made_with(key=MALLORY), "bad-signature"),
    "no algorithm": (lambda: changed(shown(), 0, alg="none"), "wrong-algorithm"),
    "the public key as a secret": (lambda: changed(shown(), 0, alg="HS256"), "wrong-algorithm"),
    "another kind of document": (lambda: changed(shown(), 0, typ="JWT"), "wrong-type"),
    "expired": (lambda: made_with(exp=int(AT.timestamp())), "expired"),
    "from tomorrow": (lambda: made_with(iat=int(AT.timestamp()) + 86_400), "not-yet"),
    "not before tomorrow": (lambda: made_with(nbf=int(AT.timestamp()) + 86_400), "not-yet"),
    "no type": (lambda: made_with(vct=...), "malformed"),
    "a day that is no number": (lambda: made_with(iat="now"), "malformed"),
    "a day beyond all calendars": (lambda: made_with(exp=10**30), "malformed"),
    "a status nowhere": (lambda: made_with(status={"status_list": {"idx": -1, "uri": "x"}}),
                         "malformed"),
    "a claim of somebody else's credential": (
        lambda: sdjwt.bound(
            sdjwt.shown(WHOLE, ["name"]) + base64url(b'["s","birth","1980-01-01"]') + "~",
            HOLDER.sign, ASKED, AT),
        "not-of-this"),
    "a claim twice": (
        lambda: sdjwt.bound(
            sdjwt.shown(WHOLE, ["name"]) + sdjwt.shown(WHOLE, ["name"]).split("~")[1] + "~",
            HOLDER.sign, ASKED, AT),
        "disclosed-twice"),
    "the end hidden": (lambda: smuggled("exp", 9**10), "hidden"),
    "disclosures inside each other for ever": (lambda: nested(40), "malformed"),
    "a claim that is no list": (lambda: sdjwt.shown(WHOLE, []) + base64url(b'{"a":1}') + "~",
                                "malformed"),
    "no holder's answer": (lambda: sdjwt.shown(WHOLE, ["name"]), "not-bound"),
    "answered with another key": (lambda: shown(key=MALLORY), "binding-bad-signature"),
    "answered for another checker": (lambda: shown(asked=Asked("x509_hash:x", "nonce-1")),
                                     "binding-for-another"),
    "answered to another question": (lambda: shown(asked=Asked("x509_hash:abc", "nonce-0")),
                                     "binding-replayed"),
    "answered an hour ago": (lambda: shown(at=AT - timedelta(hours=1)), "binding-old"),
    "more shown than was answered for": (
        lambda: "~".join([*sdjwt.shown(WHOLE, ["name", "birth"]).split("~")[:-1],
                          shown().split("~")[-1]]),
        "binding-of-another"),
    "a huge text": (lambda: "a" * 300_000, "too-large"),
    "no credential": (lambda: "ZRY1:ABC", "malformed"),
    "nothing": (lambda: "", "malformed"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_right_is_refused_with_its_reason(what):
    text, reason = WRONG[what]
    with pytest.raises(Refused) as refusal:
        check(text())
    assert refusal.value.reason == reason


def test_any_flipped_bit_of_what_is_signed_is_refused():
    text = shown()
    for place in range(0, text.index("~"), 29):
        flipped = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        with pytest.raises(Refused):
            check(flipped)


def test_the_example_of_openid4vci_holds():
    text = (EXAMPLES / "openid4vci-1.0-credential.txt").read_text()
    found = sdjwt.checked(text, lambda _signed: SPEC_KEY, AT)
    assert found.type == "https://credentials.example.com/identity_credential"
    assert found.claims["given_name"] == "John"
    assert found.claims["address"]["locality"] == "Anytown"
    assert not found.bound


def test_the_example_of_rfc_9901_holds():
    """It has another type than a credential has, and hides elements of a list."""
    *parts, answer = (EXAMPLES / "rfc9901-presentation.txt").read_text().strip().split("~")
    signed = jose.verified(parts[0], "example+sd-jwt", lambda _signed: SPEC_KEY)
    claims = put_together(signed.payload, [read_disclosure(each) for each in parts[1:]], sdjwt.OPEN)
    assert claims["nationalities"] == ["US"]
    assert claims["family_name"] == "Doe"
    assert "birthdate" not in claims
    holder = from_jwk(claims["cnf"]["jwk"])
    bound = jose.verified(answer, sdjwt.BINDING_TYP, lambda _signed: holder)
    assert bound.payload["sd_hash"] == digest_of("~".join([*parts, ""]))
