"""A browser, Linh, and a provider on this machine that a deployment has agreed on."""

import pytest
from joserfc.jwk import ECKey
from tests.identity.openid import running

from zairyu.identity.oidc import keys, links
from zairyu.identity.oidc.flow import Shown
from zairyu.people import actions

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
GO, BACK = "/sign-in/tests/", "/sign-in/tests/return"


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """Our own key, as a deployment has it in a file."""
    file = tmp_path_factory.mktemp("keys") / "ours.pem"
    file.write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    return file


@pytest.fixture(scope="module")
def server(key):
    with running(ECKey.import_key(key.read_text())) as made:
        yield made


@pytest.fixture
def provider(server, key, settings):
    server.flaw = server.signs = None
    server.answers, server.told, server.account = {}, {}, {"sub": "pairwise-1"}
    settings.ZAIRYU_OIDC = {"tests": server.settings(key)}
    keys.forget()
    return server


@pytest.fixture
def linh(db, at):
    return actions.join(
        "linh@example.com", name="NGUYEN THI LINH", password="correct horse battery", at=at,
        totp_secret=SECRET,
    )  # fmt: skip


@pytest.fixture
def linked(linh, provider, at):
    return links.link(linh, Shown("tests", provider.issuer, "pairwise-1"), at)


def there(client, **more):
    """Press the button; return the address of the provider that the browser is sent to."""
    answer = client.post(GO, more)
    assert answer.status_code == 302, answer.status_code
    return answer["Location"]


def sign_in(client, provider, **more):
    return client.get(BACK, provider.agree(there(client, **more)))


def who(client):
    return client.session.get("_auth_user_id")


def code_of(answer):
    return answer.context["problem"].code.removeprefix("oidc.")
