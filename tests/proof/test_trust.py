"""The trust list: what is read, what is refused, and that each refusal says why in plain words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from tests.proof.issuer import ADDRESS, NOON, new_key

from zairyu.proof import entries, jose, trust
from zairyu.proof.entries import TrustedKey
from zairyu.proof.refusals import SENTENCES
from zairyu.proof.signing import USES, KeyInMemory, base64url

DAY = timedelta(days=1)
SINCE = NOON - 100 * DAY


def certified(key: KeyInMemory, name: str, above: KeyInMemory | None = None) -> x509.Certificate:
    """Return a certificate of a key, by its own or by another."""
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, one)]) for one in (name, "R")]
    issuer = names[1] if above else names[0]
    builder = x509.CertificateBuilder(issuer, names[0], key.public, x509.random_serial_number())
    builder = builder.not_valid_before(SINCE).not_valid_after(NOON + 9000 * DAY)
    ca = above is None or name == "R2"
    builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), True)
    return builder.sign((above or key).private, hashes.SHA256())


ROOT = new_key()
ANCHOR = certified(ROOT, "R")
KEYS = {use: new_key() for use in USES}
LISTED = [
    TrustedKey(key.name, use, key.public, SINCE, certificate=certified(key, f"our {use}", ROOT))
    for use, key in KEYS.items()
]


def payload(listed=LISTED, **changes):
    root = TrustedKey(ROOT.name, "root", ROOT.public, SINCE, certificate=ANCHOR)
    said = {
        "iss": ADDRESS,
        "name": "Test",
        "number": 7,
        "iat": int(NOON.timestamp()),
        "ttl": 86400,
        "exp": int((NOON + 30 * DAY).timestamp()),
        "anchors": [entries.written(root, NOON)],
        "keys": [entries.written(key, NOON) for key in listed],
        "places": {"counter": f"{ADDRESS}/v/"},
    }
    return said | changes


def text(root=ROOT, **changes) -> str:
    return trust.write(payload(**changes), root)


def reason(said: str, at=NOON, anchor=ANCHOR) -> str:
    with pytest.raises(trust.TrustRefused) as refused:
        trust.read(said, anchor, at)
    assert str(refused.value).endswith((".", "."))
    assert "Traceback" not in str(refused.value)
    return refused.value.reason


def test_a_list_is_read_with_the_root_and_tells_its_age():
    found = trust.read(text(), ANCHOR, NOON)
    assert (found.issuer, found.number, found.age(NOON + DAY)) == (ADDRESS, 7, DAY)
    assert found.renew_at == NOON + DAY
    assert set(found.keys) == {key.name for key in KEYS.values()}
    named = found.key(KEYS["tokens"].kid, "tokens", NOON)
    assert named.certificate == LISTED[1].certificate


def spoiled(place: int) -> str:
    """Return the list with one sign of one of its three parts changed."""
    parts = text().split(".")
    middle = len(parts[place]) // 2
    other = "A" if parts[place][middle] != "A" else "B"
    parts[place] = parts[place][:middle] + other + parts[place][middle + 1 :]
    return ".".join(parts)


def unsigned(algorithm: str) -> str:
    head = base64url(jose.written({"alg": algorithm, "typ": trust.TYP, "kid": ROOT.name}))
    return f"{head}.{base64url(jose.written(payload()))}."


def by_p384() -> str:
    other = ec.generate_private_key(ec.SECP384R1())
    signed = lambda data: other.sign(data, ec.ECDSA(hashes.SHA256()))[:64]  # noqa: E731
    return jose.sign({"typ": trust.TYP, "kid": ROOT.name}, payload(), signed)


WRONG = {
    "nothing": ("", "list-malformed"),
    "another document of ours": (
        jose.sign({"typ": "statuslist+jwt", "kid": ROOT.name}, payload(), ROOT.sign),
        "list-wrong-type",
    ),
    "no algorithm": (unsigned("none"), "list-wrong-algorithm"),
    "another algorithm": (unsigned("HS256"), "list-wrong-algorithm"),
    "no signature": (unsigned("ES256"), "list-bad-signature"),
    "one sign of the payload": (spoiled(1), ("list-malformed", "list-bad-signature")),
    "one sign of the signature": (spoiled(2), ("list-malformed", "list-bad-signature")),
    "another curve": (by_p384(), "list-bad-signature"),
    "a stranger's root": (text(new_key()), "list-by-another-root"),
    "huge": ("e" * 300_000, "list-too-large"),
    "too many roots on the way": (
        jose.sign(
            {"typ": trust.TYP, "kid": ROOT.name, "x5c": [entries.x5c(ANCHOR)] * 9},
            payload(),
            ROOT.sign,
        ),
        "list-malformed",
    ),
    "a later version": (
        jose.sign({"typ": trust.TYP, "kid": ROOT.name}, payload() | {"zairyu_trust": 2}, ROOT.sign),
        "list-of-another-version",
    ),
    "no keys": (text(keys=None), "list-malformed"),
    "a day that is none": (text(iat="yesterday"), "list-malformed"),
    "an instant beyond time": (text(exp=10**30), "list-malformed"),
    "a key twice": (text(listed=[*LISTED, LISTED[0]]), "list-key-wrong"),
    "a key under another's id": (
        text(listed=[replace(LISTED[0], kid=LISTED[1].kid)]),
        "list-key-wrong",
    ),
    "a certificate of another key": (
        text(listed=[replace(LISTED[0], certificate=LISTED[1].certificate)]),
        "list-key-wrong",
    ),
    "a certificate by a stranger": (
        text(listed=[replace(LISTED[0], certificate=certified(KEYS["documents"], "x", new_key()))]),
        "list-key-wrong",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_list_of_ours_is_refused_and_told(name):
    said, wanted = WRONG[name]
    assert reason(said) in ((wanted,) if isinstance(wanted, str) else wanted)


@pytest.mark.parametrize(
    ("moved", "wanted"),
    [(30 * DAY, "list-expired"), (400 * DAY, "list-expired"), (-DAY, "list-from-the-future")],
)
def test_a_list_does_not_count_out_of_its_time(moved, wanted):
    assert reason(text(), NOON + moved) == wanted
    assert trust.read(text(), ANCHOR).issued_at == NOON  # without a clock its dates are only told


def test_a_use_of_tomorrow_is_passed_over():
    coming = entries.written(LISTED[0], NOON) | {"use": "seals", "kid": "x"}
    said = payload()
    found = trust.read(trust.write(said | {"keys": [*said["keys"], coming]}, ROOT), ANCHOR)
    assert len(found.keys) == len(USES)


def test_a_new_root_is_followed_from_the_old_one_and_from_no_other():
    fresh = new_key()
    crossed = certified(fresh, "R2", ROOT)
    root = KeyInMemory(fresh.private, issuer_chain=(crossed,))
    assert trust.read(text(root), ANCHOR, NOON).number == 7
    stranger = certified(new_key(), "R")
    assert reason(text(root), anchor=stranger) == "list-by-another-root"
    leaf = certified(fresh, "no authority", ROOT)  # signed by the root, yet it stands above nothing
    below = KeyInMemory(fresh.private, issuer_chain=(leaf,))
    assert reason(text(below)) == "list-by-another-root"


def test_a_key_for_documents_signs_no_list_of_keys():
    mine = KeyInMemory(KEYS["documents"].private, issuer_chain=(LISTED[0].certificate,))
    assert reason(text(mine)) == "list-by-another-root"


STATES = [
    ("in use", {}, NOON, "tokens", ""),
    ("not yet", {"since": NOON + DAY}, NOON, "tokens", "key-not-yet"),
    ("announced, on its day", {"since": NOON + DAY}, NOON + DAY, "tokens", ""),
    ("retired, in its time", {"until": NOON}, NOON - DAY, "tokens", ""),
    ("retired, afterwards", {"until": NOON}, NOON + DAY, "tokens", "key-retired"),
    ("lost, long before", {"compromised_at": NOON}, SINCE, "tokens", "key-compromised"),
    ("for another use", {}, NOON, "documents", "key-for-another-use"),
]


@pytest.mark.parametrize(("changes", "signed_at", "use", "wanted"), [s[1:] for s in STATES])
def test_a_key_counts_for_its_use_in_its_time_while_it_is_safe(changes, signed_at, use, wanted):
    found = trust.read(text(listed=[replace(LISTED[1], **changes)]), ANCHOR, NOON)
    kid = LISTED[1].kid
    if not wanted:
        assert found.key(kid, use, signed_at).kid == kid
        return
    with pytest.raises(trust.KeyRefused) as refused:
        found.key(kid, use, signed_at)
    assert refused.value.reason == wanted


def test_every_reason_has_its_sentence():
    with pytest.raises(trust.KeyRefused, match="forged, or your list is too old"):
        trust.read(text(), ANCHOR).key("00" * 8, "tokens", NOON)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
