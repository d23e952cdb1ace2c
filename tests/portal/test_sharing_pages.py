"""The pages of sharing: four steps on one, the preview that is the reader's page, the end."""

import re

import pytest
from django.urls import reverse
from tests.casework.sharing import proof_of, shared, watched
from tests.markup import tight

from zairyu.certificates.models import Share
from zairyu.words.codes import grouped

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(lodged):
    return lodged()


@pytest.fixture
def address(case):
    return reverse("portal:share", args=[case.key, proof_of(case).key])


def body(page):
    """Return what stands between the frames of the answer, without what differs by page."""
    found = re.search(r'<div class="light answer">.*</section>\s*</div>', page, re.S)
    assert found
    return found[0]


def sent(linh, address, **typed):
    code = re.search(
        r'name="code" value="([^"]+)"', linh.get(f"{address}?for=bank").content.decode()
    )
    return linh.post(address, {"for": "bank", "span": "30", "code": code[1], **typed})


def test_first_only_for_whom_is_asked(linh, address):
    page = linh.get(address).content.decode()
    assert 'name="for" value="airline"' not in page
    assert 'name="for" value="carrier"' in page
    assert 'name="span"' not in page


def test_what_the_purpose_needs_is_locked_and_the_rest_is_ticked(linh, address):
    page = linh.get(f"{address}?for=bank").content.decode()
    offered = re.findall(r'name="show" value="([a-z_]+)"', page)
    assert "name" not in offered
    assert {"birth", "nationality", "status", "allowed"} <= set(offered)
    assert not re.search(r'name="show" value="[a-z_]+" checked', page)
    assert 'value="30" checked' in page


def test_the_preview_shares_nothing_and_is_the_readers_page_letter_for_letter(
    linh, client, address
):
    answer = sent(linh, address, show=["birth"], watch="yes", do="preview")
    assert answer.status_code == 200
    assert not Share.objects.exists()
    preview = answer.content.decode()
    code = re.search(r'name="code" value="([^"]+)"', preview)[1]
    made = linh.post(
        address,
        {"for": "bank", "span": "30", "code": code, "show": "birth", "watch": "yes", "do": "make"},
    )
    share = Share.objects.get()
    assert made.url == reverse("portal:share-one", args=[share.key])
    theirs = client.get(f"/v/{grouped(share.code)}").content.decode()
    assert body(theirs) == body(preview)


def test_pressed_twice_it_is_one_share(linh, address):
    page = sent(linh, address, do="preview").content.decode()
    code = re.search(r'name="code" value="([^"]+)"', page)[1]
    form = {"for": "bank", "span": "7", "code": code, "do": "make"}
    assert linh.post(address, form).url == linh.post(address, form).url
    assert Share.objects.count() == 1


def test_a_reader_that_is_not_offered_is_refused_at_the_field(linh, address):
    answer = linh.post(address, {"for": "police", "span": "30", "do": "make"})
    assert answer.status_code == 422
    assert not Share.objects.exists()


def test_a_code_of_ones_own_making_is_not_taken(linh, address):
    linh.post(address, {"for": "bank", "span": "30", "code": "22222222222222", "do": "make"})
    assert Share.objects.get().code != "22222222222222"


def test_the_holder_sees_looks_and_watches_and_ends_it_by_one_button(linh, client, case, at):
    share = shared(case, at)
    watched(share, at)
    client.logout()
    client.get(f"/v/{grouped(share.code)}")
    client.head(f"/v/{grouped(share.code)}")
    client.force_login(case.filer)
    mine = reverse("portal:share-one", args=[share.key])
    page = tight(client.get(mine).content.decode())
    assert page.count('<ul class="looks"><li>') == 1
    assert "あおば銀行" in page
    assert grouped(share.code) in page
    assert client.post(mine).url == mine
    over = client.get(mine).content.decode()
    assert grouped(share.code) not in over.partition('<section class="record"')[0]
    theirs = client.get(f"/v/{grouped(share.code)}").content.decode()
    assert "NGUYEN" not in theirs


def test_one_watch_is_ended_and_the_share_goes_on(linh, case, at):
    share = shared(case, at)
    watch = watched(share, at)
    linh.post(reverse("portal:share-one", args=[share.key]), {"watch": watch.key})
    watch.refresh_from_db()
    share.refresh_from_db()
    assert (watch.ended_why, share.ended_at) == ("holder", None)


def test_all_shares_stand_in_one_list(linh, case, at):
    shared(case, at, label="あおば銀行")
    shared(case, at, purpose="employer", label="青海物産")
    page = linh.get(reverse("portal:shares")).content.decode()
    assert "あおば銀行" in page
    assert "青海物産" in page


def test_what_a_bank_sees_now_is_what_the_counter_says_and_is_no_look(linh, client, case, at):
    proof = proof_of(case)
    mine = linh.get(reverse("portal:seen", args=[case.key, proof.key]) + "?for=bank")
    theirs = client.get(f"/v/{grouped(proof.code)}/for/bank").content.decode()
    without = re.sub(r'<nav class="purposes.*?</nav>\n?', "", body(theirs), flags=re.S)
    assert body(mine.content.decode()).split() == without.split()


def test_nobody_elses_proof_or_share_is_there(client, cast, case, address, at):
    share = shared(case, at)
    client.force_login(cast.mallory)
    for path in (address, reverse("portal:share-one", args=[share.key])):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404
    share.refresh_from_db()
    assert share.ended_at is None
