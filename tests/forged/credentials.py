"""Forged credentials: what a wallet, or somebody who is none, shows. All are SD-JWT.

Each maker takes the question that is asked, so that one forgery goes through every door: alone it
answers a question of its own, at the counter just what the counter asked.
"""

from datetime import timedelta

from tests.forged import world
from tests.forged.credential_makers import (
    added,
    bare,
    body,
    bound,
    by_public_key,
    chained,
    deep_disclosure,
    empty_parts,
    for_another,
    hidden_end,
    of,
    of_the_other,
    of_yesterday,
    other_digest,
    private_holder,
    redisclosed,
    reworded,
    shown_less,
    shown_more,
    signed_head,
    spoiled,
    token_posing,
    trust_posing,
    twice,
    unsigned_answer,
)
from tests.forged.entry import ALONE, WALLET, table
from tests.forged.world import (
    DAY,
    HIDDEN,
    HOLDER,
    MALLORY,
    NOON,
    answered,
    carried,
    credential,
    elsewhere,
    key,
)

from zairyu.proof.signing import jwk

REFUSED, ENDED, UNTOLD = "refused", "ended", "untold"
BOTH = (*ALONE, WALLET)
SIGN, OURS = "one sign changed", "signed by our own key, as a thief of it would"
HEAD = "header written anew over the genuine claims"

CHANGED = {
    "one sign of the header": (SIGN, spoiled(0, 8), REFUSED, "malformed"),
    "one sign of the claims": (SIGN, spoiled(1, 2), REFUSED, "malformed"),
    "one sign of the signature": (SIGN, spoiled(2, 40), REFUSED, "bad-signature"),
    "a later end": ("claims changed", reworded(1, exp=4_000_000_000), REFUSED, "bad-signature"),
    "another holder's key": (
        "claims changed", reworded(1, cnf={"jwk": jwk(MALLORY.public)}),
        REFUSED, "bad-signature"),
    "another kind": (
        "claims changed", reworded(1, vct="http://localhost:8000/credentials/coe"),
        REFUSED, "bad-signature"),
    "another's name": (
        "a claim beside the signature changed", redisclosed("name", "MALLORY"),
        REFUSED, "not-of-this"),
    "added disclosure": ("a claim laid beside it", of(added), REFUSED, "not-of-this"),
    "a disclosure twice": ("one claim shown twice", of(twice), REFUSED, "disclosed-twice"),
    "deep nesting": ("a claim 60 lists deep", of(deep_disclosure), REFUSED, "malformed"),
    "another digest": ("MD5 named for the claims", of(other_digest), REFUSED, "wrong-digest"),
}  # fmt: skip
SIGNED = {
    "alg none": (HEAD, signed_head({"alg": "none"}), REFUSED, "wrong-algorithm"),
    "alg none in capitals": (HEAD, signed_head({"alg": "NONE"}), REFUSED, "wrong-algorithm"),
    "our public key as a secret": ("HS256", of(by_public_key), REFUSED, "wrong-algorithm"),
    "no signature": (HEAD, signed_head({}), REFUSED, "bad-signature"),
    "wrong curve": ("signed on P-384, named ES256", signed_head({}, world.P384()),
                    REFUSED, "bad-signature"),
    "another's signature": ("a stranger under our key's id", signed_head({}, MALLORY),
                            REFUSED, "bad-signature"),
    "a stranger's key": (
        "signed by a key of nobody", of(lambda: credential(MALLORY)), REFUSED, "key-unknown"),
    "a key brought along": (
        "jwk in the header", signed_head({"kid": MALLORY.name, "jwk": jwk(HOLDER.public)}, MALLORY),
        REFUSED, "key-unknown"),
    "another's certificate": (
        "x5c of another deployment, our key's id",
        lambda asked: chained()(asked), REFUSED, "another-certificate"),
    "a header that must be understood": (HEAD, signed_head({"crit": ["b64"]}, MALLORY),
                                         REFUSED, "wrong-type"),
    "our key for tokens": (OURS, of(lambda: credential(key("tokens"))),
                           REFUSED, "key-for-another-use"),
    "token of another issuer": (
        "the demo of somebody", of(lambda: credential(elsewhere().key("credentials", NOON))),
        REFUSED, "key-unknown"),
    "another issuer's name": (OURS, body(iss="https://evil.example"), REFUSED, "another-issuer"),
    "another type of document": (
        OURS, signed_head({"typ": "vc+sd-jwt"}, MALLORY), REFUSED, "wrong-type"),
}  # fmt: skip
DATED = {
    "from tomorrow": (OURS, body(iat=world.seconds(NOON + DAY)), REFUSED, "not-yet"),
    "not before tomorrow": (OURS, body(nbf=world.seconds(NOON + DAY)), REFUSED, "not-yet"),
    "over": (OURS, body(exp=world.seconds(NOON - DAY)), ENDED, "expired"),
    "its last second": (OURS, body(exp=world.seconds(NOON)), ENDED, "expired"),
    "backdated before the key": (OURS, body(iat=1_500_000_000), REFUSED, "key-not-yet"),
    "an end that is a text": (OURS, body(exp="2099"), REFUSED, "malformed"),
    "the end behind a digest": (OURS, of(hidden_end), REFUSED, "hidden"),
    "a status place below nought": (
        OURS, body(status={"status_list": {"idx": -1, "uri": world.LISTS + "1"}}),
        REFUSED, "malformed"),
    "a huge claim": ("a name of 300,000 signs",
                     of(lambda: credential(hidden=HIDDEN | {"name": "A" * 300_000})),
                     REFUSED, "too-large"),
}  # fmt: skip
# Alone, nobody asks a question: whether the answer is to it can be told at the counter only.
ASKED = {
    "foreign key binding": (
        "the answer is by another key than the holder's", bound(by=MALLORY),
        REFUSED, "binding-bad-signature", "", BOTH),
    "key binding without a signature": (
        "alg none", unsigned_answer, REFUSED, "binding-wrong-algorithm", "", BOTH),
    "key binding of another credential": (
        "of the same holder", of_the_other, REFUSED, "binding-of-another", "", BOTH),
    "added disclosure after the answer": (
        "a claim laid beside it that the holder did not show", shown_more,
        REFUSED, "binding-of-another", "", BOTH),
    "a claim taken away after the answer": (
        "it was shown to somebody else", shown_less, REFUSED, "binding-of-another", "", BOTH),
    "a holder's private key in it": (
        OURS, of(private_holder), REFUSED, "malformed", "", BOTH),
    "wrong nonce": (
        "the answer of yesterday", of_yesterday, REFUSED, "binding-replayed", "", (WALLET,)),
    "wrong audience": (
        "the answer for another bank", for_another, REFUSED, "binding-for-another", "", (WALLET,)),
    "an old answer": (
        "of eleven minutes ago", bound(at=NOON - timedelta(minutes=11)),
        REFUSED, "binding-old", "", (WALLET,)),
    "an answer from tomorrow": (
        "the wallet's clock is off by a day", bound(at=NOON + DAY),
        REFUSED, "binding-old", "", (WALLET,)),
    "no answer of the holder": (
        "a copy of the credential alone", bare, REFUSED, "not-bound", "", (WALLET,)),
    "a nonce that is a list": (
        "the answer says [nonce]", lambda asked: answered(carried(), asked, nonce=[asked.nonce]),
        REFUSED, "binding-replayed", "", (WALLET,)),
}  # fmt: skip
POSING = {
    "token as credential": ("our own token, spelled otherwise", token_posing,
                            REFUSED, "malformed"),
    "trust list as credential": ("our own signed list", trust_posing, REFUSED, "wrong-type"),
    "three empty parts": ("eyJ.eyJ.x~", empty_parts, REFUSED, "malformed"),
}  # fmt: skip

ENTRIES = table("credential", CHANGED | SIGNED | DATED | POSING, doors=BOTH) + table(
    "credential", ASKED
)
