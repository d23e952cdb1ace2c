"""The pages of the status lists: media types of the standard, and nobody in a question."""

import pytest

from zairyu.certificates import keys
from zairyu.proof import check, trust

JWT, CWT = "application/statuslist+jwt", "application/statuslist+cwt"


@pytest.mark.parametrize(("accept", "media"), [
    (JWT, JWT), (CWT, CWT), ("*/*", JWT), (f"{JWT};q=0.5, {CWT}", CWT), ("application/*", JWT),
])  # fmt: skip
def test_a_list_comes_in_the_form_that_was_asked_for(client, pending, at, accept, media):
    page = client.get("/v/status/1", headers={"accept": accept})
    assert (page.status_code, page["Content-Type"]) == (200, media)
    believed = trust.read(keys.trust_list(at), keys.issuer().root, at)
    assert check.read_list(page.content, believed).state(pending.status_index) == 0
    assert page["Access-Control-Allow-Origin"] == "*"
    assert "Accept" in page["Vary"]
    assert "max-age=30" in page["Cache-Control"]
    assert not page.cookies


@pytest.mark.parametrize(("address", "accept", "status"), [
    ("/v/status/1", "text/html", 406),
    ("/v/status/1?time=1686925000", JWT, 501),
    ("/v/status/99", JWT, 404),
])  # fmt: skip
def test_what_is_not_kept_is_said_so(client, db, address, accept, status):
    assert client.get(address, headers={"accept": accept}).status_code == status


def test_all_lists_are_named_in_one_place(client, pending, settings):
    page = client.get("/v/status/")
    assert page["Content-Type"] == "application/json"
    mine = f"{settings.PUBLIC_ADDRESS}/v/status/{pending.status_list}"
    assert page.json() == {"status_lists": [mine]}


def test_a_copy_that_is_still_the_present_one_is_not_sent_again(client, pending):
    first = client.get("/v/status/1")
    again = client.get("/v/status/1", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
