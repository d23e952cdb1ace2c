"""Signing in by passkey and by another provider, as far as the server works at it.

The device and the provider are played here: a device with one key, and the provider of the tests
in a thread of its own, whose work is not counted.
"""

import json
import statistics
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.clock import median, took

ORIGIN, SITE = "http://testserver", "testserver"  # as the client of Django calls this place
ASK, OUT = "/account/2fa/webauthn/login/", "/account/logout/"
GO, BACK = "/sign-in/tests/", "/sign-in/tests/return"


@dataclass(frozen=True)
class Way:
    """Medians in ms of the processor, for one way of signing in."""

    name: str
    whole: float
    bare_name: str
    bare: float

    def rows(self, argon2: float) -> str:
        """Return two rows of the table: the way, and the bare checks in it."""
        return (
            f"| {self.name} | {self.whole:.1f} | {self.whole / argon2:.2f} "
            f"| {self.whole / self.bare:.0f} |\n"
            f"| {self.bare_name} | {self.bare:.3f} | {self.bare / argon2:.4f} | 1 |\n"
        )


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


class Device:
    """A device with one passkey: it signs what the page hands it."""

    def __init__(self) -> None:
        self.key = import_module("fido2.cose").ES256
        self.ec = import_module("cryptography.hazmat.primitives.asymmetric.ec")
        self.private = self.ec.generate_private_key(self.ec.SECP256R1())
        self.number = sha256(b"bench").digest()
        self.signs = self.ec.ECDSA(import_module("cryptography.hazmat.primitives.hashes").SHA256())

    def _seen(self, flags: int) -> bytes:
        return sha256(SITE.encode()).digest() + bytes([flags, 0, 0, 0, 1])

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
        return json.dumps(said).encode()

    def made(self) -> dict[str, Any]:
        """Return the credential as the page that adds one sends it."""
        webauthn = import_module("fido2.webauthn")
        key = self.key.from_cryptography_key(self.private.public_key())
        data = webauthn.AttestedCredentialData.create(webauthn.Aaguid.NONE, self.number, key)
        whole = webauthn.AttestationObject.create(
            "none", webauthn.AuthenticatorData(self._seen(0x45) + bytes(data)), {}
        )
        response = {
            "clientDataJSON": _encoded(self._client("webauthn.create", _encoded(b"bench"))),
            "attestationObject": _encoded(bytes(whole)),
        }
        return self._credential(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def shown(self, challenge: str, person: Any) -> tuple[dict[str, Any], bytes, bytes]:
        """Return what the device answers, with what it signed and the signature."""
        client, seen = self._client("webauthn.get", challenge), self._seen(0x05)
        text = seen + sha256(client).digest()
        signature = self.private.sign(text, self.signs)
        response = {
            "clientDataJSON": _encoded(client),
            "authenticatorData": _encoded(seen),
            "signature": _encoded(signature),
            "userHandle": _encoded(
                import_module("allauth.account.utils").user_pk_to_url_str(person).encode()
            ),
        }
        return self._credential(response) | {"clientExtensionResults": {}}, text, signature

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        id = _encoded(self.number)
        return {"type": "public-key", "id": id, "rawId": id, "response": response}


_took = partial(took, clock=time.thread_time)  # the provider's thread is left out


def passkey(client: Any, person: Any, rounds: int) -> Way:
    """Sign in by passkey: the challenge, the answer, the session."""
    device = Device()
    import_module("allauth.mfa.webauthn.internal.auth").WebAuthn.add(person, "bench", device.made())
    whole, text, signature = [], b"", b""
    ajax = {"headers": {"x-requested-with": "XMLHttpRequest"}}
    for _ in range(rounds):
        _calm()
        asked, answer = _took(partial(client.get, ASK, **ajax))
        challenge = answer.json()["request_options"]["publicKey"]["challenge"]
        shown, text, signature = device.shown(challenge, person)
        sent = {"credential": json.dumps(shown)}
        done, answer = _took(partial(client.post, ASK, sent))
        _must_be_in(client, answer)
        whole.append(asked + done)
        client.post(OUT)
    public = device.private.public_key()
    bare = median(lambda: public.verify(signature, text, device.signs), rounds)
    return Way("passkey", statistics.median(whole), "one ECDSA signature checked", bare)


def _calm() -> None:
    """Forget how often this network has signed in: nobody signs in twenty times a minute."""
    import_module("django.core.cache").cache.clear()


def _must_be_in(client: Any, answer: Any) -> None:
    if "_auth_user_id" not in client.session:
        raise SystemExit(f"was not let in: {answer.status_code} {answer.headers.get('Location')}")


def provider(client: Any, person: Any, home: Path, rounds: int) -> Way:
    """Sign in by another provider: there, back, its token fetched and checked, the session."""
    settings = import_module("django.conf").settings
    openid = import_module("tests.identity.openid")
    ec = import_module("joserfc.jwk").ECKey
    file = home / "ours.pem"
    file.write_bytes(ec.generate_key("P-256").as_pem(private=True))
    flow, links = (import_module(f"zairyu.identity.oidc.{one}") for one in ("flow", "links"))
    with openid.running(ec.import_key(file.read_text())) as server:
        settings.ZAIRYU_OIDC = {"tests": server.settings(file)}
        links.link(person, flow.Shown("tests", server.issuer, "pairwise-1"), datetime.now(UTC))
        whole = []
        for _ in range(rounds):
            _calm()
            there, answer = _took(partial(client.post, GO))
            brought = server.agree(answer["Location"])
            back, answer = _took(partial(client.get, BACK, brought))
            _must_be_in(client, answer)
            whole.append(there + back)
            client.post(OUT)
        bare = _token_checked(rounds)
    return Way(
        "another provider (OpenID Connect)",
        statistics.median(whole),
        "one token signed and one checked (ES256)",
        bare,
    )


def _token_checked(rounds: int) -> float:
    """Return what nobody can do without: signing our word as client, checking the token's."""
    ec = import_module("cryptography.hazmat.primitives.asymmetric.ec")
    signs = ec.ECDSA(import_module("cryptography.hazmat.primitives.hashes").SHA256())
    key, text = ec.generate_private_key(ec.SECP256R1()), b"x" * 400
    kept = key.sign(text, signs)

    def both() -> None:
        key.sign(text, signs)
        key.public_key().verify(kept, text, signs)

    return median(both, rounds)
