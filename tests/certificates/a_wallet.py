"""A small wallet, written from the specifications: OpenID4VCI 1.0 and OpenID4VP 1.0.

It knows no function of the house but those that sign: what it is told it reads by itself. `http`
is called with method, path, and what `django.test.Client` takes; it may be a real connection too.
"""

import base64
import hashlib
import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.proof.signing import KeyInMemory, base64url, from_base64url, jwk, verifies

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"


@dataclass
class Answer:
    """What came back: a status, headers, and a body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Http = Callable[..., Answer]


def path_of(address: str) -> str:
    """Return path and query of an address."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def signed(header: dict[str, Any], payload: dict[str, Any], key: KeyInMemory) -> str:
    """Return a JWS, with the spaces that other people's JSON has."""
    parts = [base64url(json.dumps(each).encode()) for each in ({"alg": "ES256", **header}, payload)]
    text = ".".join(parts)
    return f"{text}.{base64url(key.sign(text.encode()))}"


def parts_of(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and payload of a JWS."""
    header, payload, _ = text.split(".")
    return json.loads(from_base64url(header)), json.loads(from_base64url(payload))


@dataclass
class Wallet:
    """Keys, and the credentials bound to them."""

    http: Http
    now: Callable[[], float]
    held: list[tuple[KeyInMemory, str]] = field(default_factory=list)
    token: str = ""

    # --- OpenID4VCI ---------------------------------------------------------------------------

    def offer(self, link: str) -> dict[str, Any]:
        """Fetch the offer that a link names."""
        assert link.startswith("openid-credential-offer://?")
        (where,) = parse_qs(urlsplit(link).query)["credential_offer_uri"]
        answer = self.http("GET", path_of(where))
        assert answer.status == 200, answer
        assert answer.headers["Content-Type"].startswith("application/json")
        return answer.json

    def metadata(self, issuer: str) -> dict[str, Any]:
        """Fetch what the issuer says of itself."""
        found = self.http("GET", f"{urlsplit(issuer).path}/.well-known/openid-credential-issuer")
        assert found.json["credential_issuer"] == issuer
        return found.json

    def ask_token(self, offer: dict[str, Any], number: str, **more: str) -> Answer:
        """Change the code of an offer into a token."""
        server = self.http("GET", "/.well-known/oauth-authorization-server").json
        assert server["issuer"] == offer["credential_issuer"]
        grant = offer["grants"][GRANT]
        form = {
            "grant_type": GRANT,
            "pre-authorized_code": grant["pre-authorized_code"],
            "tx_code": number,
        }
        return self.http("POST", path_of(server["token_endpoint"]), form=form | more)

    def nonce(self, metadata: dict[str, Any]) -> str:
        """Fetch a nonce."""
        answer = self.http("POST", path_of(metadata["nonce_endpoint"]))
        assert "no-store" in answer.headers["Cache-Control"]
        return answer.json["c_nonce"]

    def proof(self, key: KeyInMemory, audience: str, nonce: str, **more: Any) -> str:
        """Prove that this wallet holds a key."""
        header = {"typ": "openid4vci-proof+jwt", "jwk": jwk(key.public)} | more.pop("header", {})
        body = {"aud": audience, "iat": int(self.now()), "nonce": nonce} | more
        return signed(header, {k: v for k, v in body.items() if v is not None}, key)

    def ask(self, metadata: dict[str, Any], body: Any, token: str | None = None) -> Answer:
        """Ask for credentials."""
        token = self.token if token is None else token
        where = path_of(metadata["credential_endpoint"])
        return self.http("POST", where, json=body, token=token)

    def take(self, link: str, number: str, many: int = 1) -> list[str]:
        """Play the whole conversation, and keep the credentials."""
        offer = self.offer(link)
        metadata = self.metadata(offer["credential_issuer"])
        (wanted,) = offer["credential_configuration_ids"]
        kind = metadata["credential_configurations_supported"][wanted]
        assert kind["format"] == "dc+sd-jwt"
        granted = self.ask_token(offer, number)
        assert granted.status == 200, granted
        assert granted.json["token_type"] == "Bearer"
        self.token = granted.json["access_token"]
        keys = [KeyInMemory(ec.generate_private_key(ec.SECP256R1())) for _ in range(many)]
        nonce = self.nonce(metadata)
        proofs = [self.proof(key, metadata["credential_issuer"], nonce) for key in keys]
        body = {"credential_configuration_id": wanted, "proofs": {"jwt": proofs}}
        answer = self.ask(metadata, body)
        assert answer.status == 200, answer
        got = [each["credential"] for each in answer.json["credentials"]]
        for key, text in zip(keys, got, strict=True):
            payload = parts_of(text.split("~")[0])[1]
            assert payload["vct"] == kind["vct"]
            assert payload["cnf"]["jwk"] == jwk(key.public)
        self.held += zip(keys, got, strict=True)
        note = {
            "notification_id": answer.json["notification_id"],
            "event": "credential_accepted",
        }
        where = path_of(metadata["notification_endpoint"])
        assert self.http("POST", where, json=note, token=self.token).status == 204
        return got

    # --- OpenID4VP ----------------------------------------------------------------------------

    def question(self, link: str) -> dict[str, Any]:
        """Fetch the request of a checker, and check who asks."""
        assert link.startswith("openid4vp://?")
        asked = {name: one for name, (one,) in parse_qs(urlsplit(link).query).items()}
        answer = self.http("GET", path_of(asked["request_uri"]))
        assert answer.status == 200, answer
        assert answer.headers["Content-Type"] == "application/oauth-authz-req+jwt"
        text = answer.body.decode()
        header, payload = parts_of(text)
        assert header["typ"] == "oauth-authz-req+jwt"
        leaf = x509.load_der_x509_certificate(_der(header["x5c"][0]))
        digest = hashlib.sha256(leaf.public_bytes(Encoding.DER)).digest()
        assert asked["client_id"] == payload["client_id"] == f"x509_hash:{base64url(digest)}"
        body, _, signature = text.rpartition(".")
        assert verifies(leaf.public_key(), from_base64url(signature), body.encode())
        return payload

    def choose(self, question: dict[str, Any]) -> tuple[str, KeyInMemory, str] | None:
        """Return query id, key and what is shown of the first credential that answers (DCQL)."""
        pairs = itertools.product(question["dcql_query"]["credentials"], self.held)
        for query, (key, text) in pairs:
            payload = parts_of(text.split("~")[0])[1]
            if payload["vct"] not in query["meta"]["vct_values"]:
                continue
            there = {_name(each): each for each in text.split("~")[1:-1]}
            paths = {each["id"]: each["path"][0] for each in query["claims"]}
            for chosen in query.get("claim_sets", [list(paths)]):
                names = [paths[each] for each in chosen]
                if set(names) <= set(there):
                    kept = [there[name] for name in there if name in names]
                    return query["id"], key, "~".join([text.split("~")[0], *kept, ""])
        return None

    def show(self, link: str, **more: Any) -> Answer:
        """Answer a checker."""
        question = self.question(link)
        found = self.choose(question)
        where = path_of(question["response_uri"])
        if found is None:
            form = {"error": "access_denied", "state": question["state"]}
            return self.http("POST", where, form=form)
        wanted, key, text = found
        body = {
            "iat": int(self.now()),
            "aud": question["client_id"],
            "nonce": question["nonce"],
            "sd_hash": base64url(hashlib.sha256(text.encode()).digest()),
        }
        text += signed({"typ": "kb+jwt"}, body | more, key)
        form = {"vp_token": json.dumps({wanted: [text]}), "state": question["state"]}
        return self.http("POST", where, form=form)


def _name(disclosure: str) -> str:
    return json.loads(from_base64url(disclosure))[1]


def _der(text: str) -> bytes:
    return base64.b64decode(text)


def by_client(client: Any) -> Http:
    """Return how a wallet speaks through Django's test client."""

    def http(method: str, path: str, form: Any = None, json: Any = None, token: str = "") -> Answer:
        more = {"headers": {"Authorization": f"Bearer {token}"}} if token else {}
        if method == "GET":
            found = client.get(path, **more)
        elif json is not None:
            found = client.post(path, json, content_type="application/json", **more)
        else:
            plain = "application/x-www-form-urlencoded"
            found = client.post(path, urlencode(form or {}), content_type=plain, **more)
        return Answer(found.status_code, dict(found.headers), found.content)

    return http


def by_address(base: str) -> Http:
    """Return how a wallet speaks over a real connection."""

    def http(method: str, path: str, form: Any = None, json: Any = None, token: str = "") -> Answer:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        found = requests.request(
            method, base + path, data=form, json=json, headers=headers, timeout=60
        )
        return Answer(found.status_code, found.headers, found.content)

    return http
