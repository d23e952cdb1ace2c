"""Forged tokens: what is in the second QR code of a paper, or pasted, or shown on a phone."""

from datetime import date

import cbor2
from tests.forged import world
from tests.forged.entry import table
from tests.forged.token_makers import (
    appended,
    bare_credential,
    by,
    changed,
    claiming,
    credential_posing,
    cut,
    deep,
    headed,
    hmac_tag,
    late,
    list_posing,
    near_the_end,
    no_tag,
    noughts,
    of_another,
    other_curve,
    other_demo,
    other_demo_id,
    other_trust,
    raw_token,
    signed_as_der,
    text,
    told,
    trust_posing,
    turned,
    under_our_id,
    unprotected,
)
from tests.forged.world import (
    ADDRESS,
    CODE,
    DAY,
    FACTS,
    GONE,
    LISTS,
    NOON,
    OTHER,
    as_text,
    genuine,
    key,
    made,
)

from zairyu.proof import token
from zairyu.proof.token import Place

REFUSED, ENDED, UNTOLD = "refused", "ended", "untold"
BIT, CLAIMS = "one bit of the genuine token turned", "claims changed, signature kept"
OURS = "signed by our own key, as a thief of it would"
FORGED = "forged"

BITS = {
    "one bit: the tag": (BIT, turned(0, 0), REFUSED, "malformed", FORGED),
    "one bit: the header": (BIT, turned(0.012, 1), REFUSED, "malformed", FORGED),
    "one bit: the key's id": (BIT, turned(0.03, 2), REFUSED, "key-unknown", FORGED),
    "one bit: the claims, early": (BIT, turned(0.2, 0), REFUSED, "bad-signature", FORGED),
    "one bit: the claims, in the middle": (BIT, turned(0.5, 0), REFUSED, "bad-signature", FORGED),
    "one bit: the signature, first half": (BIT, turned(0.8, 5), REFUSED, "bad-signature", FORGED),
    "one bit: the signature, its last": (BIT, turned(1, 0), REFUSED, "bad-signature", FORGED),
    "one bit, near the signature": (BIT, near_the_end, REFUSED, "bad-signature", FORGED),
}  # fmt: skip
CHANGED = {
    "another's name": (
        CLAIMS, changed(facts=FACTS | {"name": "MALLORY"}), REFUSED, "bad-signature", FORGED),
    "a later last day": (
        CLAIMS, changed(until=date(2030, 1, 1)), REFUSED, "bad-signature", FORGED),
    "no last day": (CLAIMS, changed(until=None), REFUSED, "bad-signature", FORGED),
    "another card": (
        CLAIMS, changed(facts=FACTS | {"card_last4": "00AA"}), REFUSED, "bad-signature", FORGED),
    "another kind": (CLAIMS, changed(kind="permission"), REFUSED, "bad-signature", FORGED),
    "another code": (CLAIMS, changed(code=OTHER), REFUSED, "bad-signature", FORGED),
    "another status place": (
        CLAIMS, changed(status=Place(LISTS + "1", 9)), REFUSED, "bad-signature", FORGED),
}  # fmt: skip
SIGNED = {
    "a stranger's key": (
        "signed by a key of nobody", lambda: as_text(made(world.MALLORY)),
        REFUSED, "key-unknown", FORGED),
    "a stranger's key under our key's id": (
        "signed by a key of nobody, header copied", under_our_id,
        REFUSED, "bad-signature", FORGED),
    "another's signature": (
        "claims of one genuine token, signature of another", of_another,
        REFUSED, "bad-signature", FORGED),
    "a signature of noughts": (
        "r = s = 0, which some libraries took", noughts, REFUSED, "bad-signature", FORGED),
    "a signature in DER": (
        "of another length than 64 bytes", signed_as_der, REFUSED, "malformed", FORGED),
    "wrong curve": ("signed on P-384, named ES256", other_curve, REFUSED, "bad-signature", FORGED),
    "alg none": ("algorithm: nothing", headed(alg=None), REFUSED, "wrong-algorithm", FORGED),
    "alg left out": ("no algorithm named", headed(alg=...), REFUSED, "wrong-algorithm", FORGED),
    "another algorithm": ("ES384 named", headed(alg=-35), REFUSED, "wrong-algorithm", FORGED),
    "a shared secret": ("HS256 named, so that our public key would be the secret",
                        headed(alg=5), REFUSED, "wrong-algorithm", FORGED),
    "no key named": ("no id in the header", headed(kid=...), REFUSED, "malformed", FORGED),
    "a key brought along": (
        "a header with the forger's certificate, under an unknown id",
        headed(kid=b"12345678", jwk=b"x"), REFUSED, "key-unknown", FORGED),
    "a header that must be understood": (
        "crit", headed(crit=[9]), REFUSED, "wrong-type", FORGED),
    "a header that nobody signed": (
        "the key named outside of the signature", unprotected, REFUSED, "malformed", FORGED),
    "not tagged as signed": ("four parts without a tag", no_tag, REFUSED, "malformed", FORGED),
    "tagged as a MAC": ("COSE_Mac0 instead of COSE_Sign1", hmac_tag, REFUSED, "malformed", FORGED),
    "our key for lists": (OURS, by("lists"), REFUSED, "key-for-another-use", FORGED),
    "our key for documents": (OURS, by("documents"), REFUSED, "key-for-another-use", FORGED),
    "our key for credentials": (OURS, by("credentials"), REFUSED, "key-for-another-use", FORGED),
}  # fmt: skip
KEYS = {
    "compromised key": (
        "the key is told to be lost since tomorrow",
        told(state="compromised", compromised_at=world.seconds(NOON + DAY)),
        REFUSED, "key-compromised"),
    "expired key": (
        "the key was retired the day before the token's date",
        told(until=world.seconds(NOON - DAY)), REFUSED, "key-retired"),
    "future key": (
        "the key is in use from tomorrow on",
        told(since=world.seconds(NOON + DAY)), REFUSED, "key-not-yet"),
    "backdated before the key": (
        OURS, by("tokens", issued_at=NOON.replace(year=2019)), REFUSED, "key-not-yet"),
    "token of another issuer": (
        "signed by the key of another deployment", other_demo, REFUSED, "key-unknown", FORGED),
    "token of another issuer under our key's id": (
        "the demo's key, our id in the header", other_demo_id, REFUSED, "bad-signature", FORGED),
    "demo's token and trust list": (
        "a sample issuer's token, brought with its own trust list", other_trust,
        UNTOLD, "trust-list-by-another-root"),
    "another issuer's name": (
        OURS, by("tokens", issuer="https://evil.example"), REFUSED, "another-issuer"),
}  # fmt: skip
DATED = {
    "from tomorrow": (OURS, by("tokens", issued_at=NOON + DAY), REFUSED, "from-the-future"),
    "over since yesterday": (
        OURS, by("tokens", until=date(2026, 11, 23)), ENDED, "over", FORGED),
    "the day after the last day": (
        "the genuine token, one day too late; lists of that day", late(70), ENDED, "over"),
    "clock a day behind": (
        "the genuine token of today, checked yesterday", late(-1), REFUSED, "from-the-future"),
    "clock a day behind, lists of today": (
        "nothing that is kept can be of tomorrow", lambda: as_text(genuine(), NOON - DAY),
        UNTOLD, "trust-list-from-the-future"),
}  # fmt: skip
PLACES = {
    "wrong status index: of one that ended": (
        OURS, by("tokens", status=Place(LISTS + "1", GONE)), ENDED, "ended-early"),
    "wrong status index: beyond the list": (
        OURS, by("tokens", status=Place(LISTS + "1", 64)), REFUSED, "no-such-place"),
    "wrong status index: far beyond": (
        OURS, by("tokens", status=Place(LISTS + "1", 1 << 62)), REFUSED, "no-such-place"),
    "wrong status index: below nought": (
        OURS, claiming(status={"status_list": {"idx": -1, "uri": LISTS + "1"}}),
        REFUSED, "malformed", FORGED),
    "wrong status index: a text": (
        OURS, claiming(status={"status_list": {"idx": "5", "uri": LISTS + "1"}}),
        REFUSED, "malformed", FORGED),
    "another list of ours": (
        OURS, by("tokens", status=Place(LISTS + "2", 5)), UNTOLD, "no-list"),
    "a list of another site": (
        OURS, by("tokens", status=Place("https://evil.example/v/status/1", 5)),
        REFUSED, "status-elsewhere"),
    "a list of a site that begins as ours": (
        OURS, by("tokens", status=Place("http://localhost:8000.evil/v/status/1", 5)),
        REFUSED, "status-elsewhere"),
    "no status place": (OURS, by("tokens", status=None), UNTOLD, "no-status"),
}  # fmt: skip
SHAPES = {
    "huge claims": (
        "a name of 3,000 signs, signed by our key", by("tokens", facts={"name": "A" * 3000}),
        REFUSED, "too-large", FORGED),
    "a huge text": ("5,000 signs after ZRY1:", text(token.PREFIX + "A" * 5000),
                    REFUSED, "too-large", FORGED),
    "deep nesting": ("lists in lists, 50 deep", deep(50), REFUSED, "malformed", FORGED),
    "very deep nesting": ("lists in lists, 900 deep", deep(900), REFUSED, "malformed", FORGED),
    "a claim twice": (
        "two names in one map",
        lambda: as_text(raw_token({1: -7, 4: key("tokens").kid}, bytes.fromhex("a206010602"))),
        REFUSED, "malformed", FORGED),
    "an endless text": (
        "a CBOR text of no stated length",
        lambda: as_text(raw_token({1: -7, 4: key("tokens").kid}, bytes.fromhex("a1067f6161ff"))),
        REFUSED, "malformed", FORGED),
    "a length of exabytes": (
        "bytes of 2^62 announced", lambda: as_text(b"\xd2\x5b\x40" + bytes(7)),
        REFUSED, "malformed", FORGED),
    "claims that are no map": (
        "a list", lambda: as_text(raw_token({1: -7, 4: key("tokens").kid}, cbor2.dumps([1]))),
        REFUSED, "malformed", FORGED),
    "an instant beyond time": (OURS, claiming(exp=1 << 60), REFUSED, "malformed", FORGED),
    "a date as a fraction": (OURS, claiming(iat=1.5), REFUSED, "malformed", FORGED),
    "no facts": (OURS, claiming(facts=None), REFUSED, "malformed", FORGED),
    "a code that is a number": (OURS, claiming(cti=7), REFUSED, "malformed", FORGED),
    "cut short": ("half of it", cut(150), REFUSED, "malformed", FORGED),
    "something behind the end": ("a byte more", appended, REFUSED, "malformed", FORGED),
    "signs that base45 has not": (
        "small letters", text(token.PREFIX + "abc"), REFUSED, "malformed", FORGED),
    "a number that base45 cannot hold": (
        ":::", text(token.PREFIX + ":::"), REFUSED, "malformed", FORGED),
}  # fmt: skip
POSING = {
    "status list as token": (
        "our own signed list", list_posing, REFUSED, "wrong-type", FORGED),
    "credential as token": (
        "a wallet's credential after ZRY1:", credential_posing, REFUSED, "malformed", FORGED),
    "a credential's signed part alone": (
        "handed in as a text", bare_credential, REFUSED, "not-ours", "elsewhere"),
    "trust list as proof": ("our own signed list", trust_posing, REFUSED, "not-ours", "elsewhere"),
    "health certificate": (
        "a token of another kind, HC1:", text("HC1:NCFOXN%TS3DH3ZSUZK"),
        REFUSED, "not-ours", "elsewhere"),
    "QR of another site": (
        "an address that looks like the counter's",
        text(f"https://zairyu.example.evil/v/{CODE}"), REFUSED, "not-ours-address", "elsewhere"),
    "QR of a site that begins as ours": (
        "localhost:8000.evil", text(f"http://localhost:8000.evil/v/{CODE}"),
        REFUSED, "not-ours-address", "elsewhere"),
    "QR with our site as a user's name": (
        "our address before an @", text(f"http://localhost:8000@evil.example/v/{CODE}"),
        REFUSED, "not-ours-address", "elsewhere"),
    "QR of another page of ours": (
        "an address of ours that is not the counter", text(f"{ADDRESS}/elsewhere/{CODE}"),
        REFUSED, "not-ours-address", "elsewhere"),
    "QR with a script": (
        "javascript:", text("javascript:alert(1)"), REFUSED, "not-ours", "elsewhere"),
    "QR of a wireless network": (
        "WIFI:", text("WIFI:S:cafe;P:secret;;"), REFUSED, "not-ours", "elsewhere"),
    "noise": ("bytes of nobody", lambda: as_text(b"\x93noise"), REFUSED, "malformed", FORGED),
}  # fmt: skip

ENTRIES = table("token", BITS | CHANGED | SIGNED | KEYS | DATED | PLACES | SHAPES | POSING)
