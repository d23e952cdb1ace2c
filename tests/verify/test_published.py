"""What is published at well-known addresses, as whoever checks proofs elsewhere fetches it."""

from datetime import timedelta

import pytest
from cryptography import x509

from zairyu.certificates import keys
from zairyu.proof import trust
from zairyu.ui.clock import now

pytestmark = pytest.mark.django_db
PLACE = "/.well-known/zairyu-trust"


def test_the_trust_list_is_read_with_the_root_alone(client):
    page = client.get(PLACE)
    found = trust.read(page.content.decode(), keys.issuer().root, now())
    assert {key.use for key in found.keys.values()} == {
        "documents",
        "tokens",
        "credentials",
        "lists",
    }
    assert page["Content-Type"] == "application/jwt"


@pytest.mark.parametrize("place", [PLACE, "crl", "root"])
def test_everybody_may_keep_a_copy_and_nobody_is_followed(client, place):
    kid = keys.issuer().register.root().kid
    page = client.get(place if place == PLACE else f"/.well-known/zairyu-{place}/{kid}")
    assert page["Cache-Control"].startswith("public, max-age=")
    assert page["Access-Control-Allow-Origin"] == "*"
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


def test_who_has_the_present_copy_is_told_so_in_a_line(client):
    etag = client.get(PLACE)["ETag"]
    again = client.get(PLACE, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_root_and_revocations_lie_where_the_certificates_say(client):
    leaf = keys.issuer().key("documents", now()).certificate
    lists = leaf.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    roots = leaf.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    found = client.get(_path(lists[0].full_name[0].value))
    assert found["Content-Type"] == "application/pkix-crl"
    crl = x509.load_der_x509_crl(found.content)
    assert crl.is_signature_valid(keys.issuer().root.public_key())
    assert crl.next_update_utc > now() + timedelta(days=28)
    found = client.get(_path(roots[0].access_location.value))
    assert x509.load_der_x509_certificate(found.content) == keys.issuer().root


@pytest.mark.parametrize("place", ["crl", "root"])
@pytest.mark.parametrize("kid", ["0000000000000000", "trust", "..", "x" * 300])
def test_of_a_root_that_is_not_ours_nothing_is_published(client, place, kid):
    assert client.get(f"/.well-known/zairyu-{place}/{kid}").status_code == 404


def _path(address: str) -> str:
    return address.removeprefix("http://localhost:8000")
