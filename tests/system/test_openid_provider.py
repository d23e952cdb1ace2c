"""Sign-in with a real provider: other people's code, its own process, over http."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from joserfc.jwk import ECKey

from zairyu.identity.models import FederatedIdentity
from zairyu.identity.oidc import keys
from zairyu.people import actions

PROVIDER = Path(__file__).with_name("openid_provider.py")
# How a provider says that it does not know our key differs; this one breaks over it.
REFUSED = ("oidc.client-refused", "oidc.code-refused", "oidc.provider-down")
PASSWORD = "correct horse battery"
RETURN = "http://localhost:8000/sign-in/other/return"


@pytest.fixture(autouse=True)
def clock() -> None:
    """The clock of the machine: the provider beside us has no other."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The provider in a process of its own, and our key that it knows."""
    folder = tmp_path_factory.mktemp("provider")
    key, published = folder / "ours.pem", folder / "ours.json"
    made = ECKey.generate_key("P-256", {"kid": "ours", "use": "sig"})
    key.write_bytes(made.as_pem(private=True))
    published.write_text(json.dumps({"keys": [made.as_dict(private=False)]}))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, str(PROVIDER), str(port), "zairyu", str(published), RETURN]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, cwd=folder)
        try:
            _wait(f"http://127.0.0.1:{port}/keys", process, folder / "log")
            yield f"http://127.0.0.1:{port}", key
        finally:
            process.terminate()
            process.wait(10)


def _wait(where: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(150):
        assert process.poll() is None, log.read_text()
        try:
            requests.get(where, timeout=1)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture
def agreed(home, settings, db):
    """The deployment takes this provider."""
    where, key = home
    keys.forget()
    settings.PUBLIC_ADDRESS = "http://localhost:8000"
    settings.ZAIRYU_OIDC = {
        "other": {
            "name": {"ja": "ほかの窓口", "en": "Other provider", "ja-x-easy": "ほかの サービス"},
            "issuer": where,
            "client_id": "zairyu",
            "key": key,
            "key_id": "ours",
            "authorize": f"{where}/authorization",
            "token": f"{where}/token",
            "keys": f"{where}/keys",
            "userinfo": f"{where}/userinfo",
            "scopes": ["openid", "profile"],
            "two_proofs": True,
            "proves": "openid",
        }
    }


@pytest.fixture
def linh(db, at):
    return actions.join("linh@example.com", name="LINH", password=PASSWORD, at=at)


def brought_back(client, said: str = "linh") -> str:
    """Go there, press the button there, and return the address one is sent back to."""
    where = client.post("/sign-in/other/")["Location"]
    answer = requests.post(where, data={"as": said}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("http://localhost:8000")


def test_who_was_linked_signs_in_by_a_real_provider(client, agreed, linh):
    first = client.get(brought_back(client))
    assert first["Location"] == "/sign-in/unlinked"
    client.post("/account/login/", {"login": linh.email, "password": PASSWORD})
    assert client.post("/me/providers/link")["Location"] == "/me/providers/"
    link = FederatedIdentity.objects.get()
    client.logout()
    assert client.get(brought_back(client))["Location"] == "/me"
    assert client.session["_auth_user_id"] == str(link.person_id)


def test_no_at_a_real_provider_changes_nothing(client, agreed, linh):
    answer = client.get(brought_back(client, said=""))
    assert answer.context["problem"].code == "oidc.cancelled"
    assert "_auth_user_id" not in client.session


def test_a_real_provider_takes_a_code_once(client, agreed, linh):
    first = brought_back(client)
    client.get(first)
    code = first.split("code=")[1].split("&")[0]
    second = brought_back(client)
    with_old = second.replace(second.split("code=")[1].split("&")[0], code)
    assert client.get(with_old).context["problem"].code == "oidc.code-refused"


def test_a_real_provider_wants_our_key(client, agreed, linh, settings, tmp_path):
    other = tmp_path / "other.pem"
    other.write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    settings.ZAIRYU_OIDC["other"]["key"] = other
    answer = client.get(brought_back(client))
    assert answer.context["problem"].code in REFUSED
    assert "_auth_user_id" not in client.session


def test_a_real_provider_wants_the_proof_of_the_way_there(client, agreed, linh):
    """A stolen code is worth nothing without the verifier that never left our server (PKCE)."""
    back = brought_back(client)
    session = client.session
    for begun in session["oidc_begun"].values():
        begun["verifier"] = "x" * 64
    session.save()
    assert client.get(back).context["problem"].code == "oidc.code-refused"
