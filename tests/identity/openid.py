"""A provider on this machine that answers as it is told: rightly, or with one thing wrong.

It holds to the protocol on its own side: a code works once, for the client it was given to, with
the verifier of the way there, and only for who shows the client's key.
"""

import hmac
import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

CLIENT = "zairyu-tests"
Flaw = Callable[[dict[str, Any], dict[str, Any]], Any]


@dataclass
class Codes:
    """What was asked for, by the code that was given out."""

    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


class Openid:
    """One provider: its keys, the account that signs in, and what is wrong with its answers."""

    def __init__(self, port: int, client_key: Any) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self.issuer = f"{self.home}/realm"
        self.client_key = client_key
        self.key = ECKey.generate_key("P-256", {"kid": "one", "use": "sig"})
        self.rsa = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"})
        self.published = [self.key, self.rsa]
        self.codes = Codes()
        self.account: dict[str, Any] = {"sub": "pairwise-1"}
        self.told: dict[str, Any] = {}  # userinfo, besides sub
        self.flaw: Flaw | None = None  # changes header and claims, may return a whole token
        self.signs: Any = None  # signs in place of the key
        self.answers: dict[str, tuple[int, bytes]] = {}  # path -> answer in its place
        self.seen: list[str] = []

    def settings(self, key: Path, **more: Any) -> dict[str, Any]:
        return {
            "name": {"ja": "試験の窓口", "en": "Test provider", "ja-x-easy": "テスト"},
            "issuer": self.issuer,
            "client_id": CLIENT,
            "key": key,
            "key_id": "ours",
            "authorize": f"{self.home}/auth",
            "token": f"{self.home}/token",
            "keys": f"{self.home}/keys",
            "two_proofs": True,
        } | more

    def agree(self, where: str) -> dict[str, str]:
        """Play the person who agrees at the provider: return what the browser brings back."""
        asked = {name: one[0] for name, one in parse_qs(urlsplit(where).query).items()}
        code = secrets.token_urlsafe(12)
        self.codes.asked[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.asked.get(sent.get("code", ""))
        if not self._is_client(sent):
            return 401, {"error": "invalid_client"}
        if asked is None or sent["code"] in self.codes.used:
            return 400, {"error": "invalid_grant"}
        self.codes.used.add(sent["code"])
        proof = urlsafe_b64encode(sha256(sent.get("code_verifier", "").encode()).digest())
        fits = proof.decode().rstrip("=") == asked.get("code_challenge")
        if not fits or sent.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(8)
        found = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        return 200, found | {"id_token": self.id_token(asked, access)}

    def _is_client(self, sent: dict[str, str]) -> bool:
        try:
            said = jwt.decode(sent["client_assertion"], self.client_key).claims
        except (KeyError, ValueError, JoseError):
            return False
        ours = said["iss"] == said["sub"] == CLIENT and said["aud"] == f"{self.home}/token"
        return ours and said["exp"] > time.time()

    def id_token(self, asked: dict[str, str], access: str) -> str:
        header: dict[str, Any] = {"alg": "ES256", "kid": "one"}
        clock = int(time.time())
        half = sha256(access.encode()).digest()[:16]
        claims = self.account | {
            "iss": self.issuer,
            "aud": CLIENT,
            "exp": clock + 300,
            "iat": clock,
            "nonce": asked["nonce"],
            "at_hash": urlsafe_b64encode(half).decode().rstrip("="),
        }
        whole = self.flaw(header, claims) if self.flaw else None
        if isinstance(whole, str):
            return whole
        return jwt.encode(header, claims, self.signs or self.key, algorithms=[header["alg"]])


def _written(*parts: dict[str, Any]) -> str:
    return ".".join(_base64(json.dumps(one).encode()) for one in parts)


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """Return a token that claims to need no signature."""
    return _written({**header, "alg": "none"}, claims) + "."


def critical(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """Return a token that says: who does not know this word must not take me."""
    return _written({**header, "crit": ["x"], "x": 1}, claims) + ".AAAA"


def confused(provider: Openid) -> Flaw:
    """Return a flaw: the public key of the provider used as a secret of HS256."""

    def made(header: dict[str, Any], claims: dict[str, Any]) -> str:
        plain = _written({**header, "alg": "HS256"}, claims)
        secret = provider.key.as_pem(private=False)
        return f"{plain}.{_base64(hmac.digest(secret, plain.encode(), 'sha256'))}"

    return made


@contextmanager
def running(client_key: Any) -> Iterator[Openid]:
    """Run a provider on a free port of this machine until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    made = Openid(server.server_port, client_key)
    server.openid = made  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Door(BaseHTTPRequestHandler):
    def log_message(self, *_said: Any) -> None:
        """Say nothing."""

    @property
    def openid(self) -> Openid:
        return self.server.openid  # type: ignore[attr-defined,no-any-return]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.openid.seen.append(path)
        if path == "/keys":
            keys = [one.as_dict(private=False) for one in self.openid.published]
            self._say(path, 200, {"keys": keys})
        elif path == "/userinfo" and self.headers.get("Authorization", "").startswith("Bearer "):
            self._say(path, 200, {"sub": self.openid.account["sub"]} | self.openid.told)
        else:
            self._say(path, 404, {})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        sent = parse_qs(self.rfile.read(length).decode())
        self.openid.seen.append(self.path)
        self._say(self.path, *self.openid.token({name: one[0] for name, one in sent.items()}))

    def _say(self, path: str, status: int, said: dict[str, Any]) -> None:
        status, body = self.openid.answers.get(path, (status, json.dumps(said).encode()))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{self.openid.home}/keys")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
