"""A PDF checked with the list of trust alone: ours holds, and everything else is told why not."""

import re
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from tests.certificates.authority import made as authority
from tests.certificates.authority import serving
from tests.proof import forged_pdf as forged
from tests.proof.forged_pdf import NOON, TOKEN, genuine, listed

from zairyu.certificates import handed, keys, pades
from zairyu.proof import apart, pdf

pytestmark = pytest.mark.slow


def why(content: bytes, trust=None, at=NOON, newest=b"") -> str:
    return pdf.check(content, trust or listed(), at, newest).reason


def test_a_document_of_ours_holds_and_gives_its_token():
    found = pdf.check(genuine(), listed(), NOON)
    assert found.holds
    assert (found.signed_at, found.stamped_at, found.token) == (NOON, None, TOKEN)
    assert found.key == keys.issuer().key("documents", NOON).name


def test_it_holds_years_later_and_by_an_old_list():
    assert why(genuine(), at=NOON + timedelta(days=3000)) == ""


CHANGED = {
    "an update that changes nothing": forged.nothing,
    "an update that paints over the page": forged.painted_over,
    "an update with a note upon the page": forged.annotated,
    "a shadow: other content for the page": forged.replaced,
    "a shadow: another tree of pages": forged.catalogue_swapped,
    "an update with a script": forged.acted,
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_later_revision_is_refused_whatever_it_does(change):
    found = pdf.check(forged.updated(change), listed(), NOON)
    assert (found.reason, found.ours) == ("later-revision", True)


SHAPED = {
    "saved anew by an editor": (forged.rewritten, "coverage changed wrapped broken"),
    "copied into a new file": (forged.copied, "coverage changed wrapped broken"),
    "with a password": (forged.locked, "encrypted broken"),
    "something in the noughts of the container": (forged.padding_filled, "wrapped"),
    "the container in small letters": (forged.small_letters, "wrapped"),
    "its second half moved behind": (forged.wrapped, "wrapped changed broken"),
    "a range from somewhere else": (lambda: forged.byte_range("9 10 20 30"), "coverage"),
    "a range beyond the file": (lambda: forged.byte_range("0 10 20 99999999"), "coverage"),
    "a range backwards": (lambda: forged.byte_range("0 20 10 30"), "coverage"),
    "a range of two numbers": (lambda: forged.byte_range("0 10"), "coverage"),
    "signed, and yet open to change": (forged.not_certified, "wrong-kind"),
    "a line more": (lambda: genuine() + b"\n", "later-revision"),
    "a comment more": (lambda: genuine() + b"%shadow", "later-revision"),
    "a comment before": (lambda: b"%x\n" + genuine(), "no-pdf"),
    "its last byte gone": (lambda: genuine()[:-1], "coverage broken"),
    "its first half only": (lambda: genuine()[: len(genuine()) // 2], "broken"),
    "twice in a row": (lambda: genuine() + genuine(), "later-revision wrapped coverage broken"),
}


@pytest.mark.parametrize(("make", "reasons"), SHAPED.values(), ids=SHAPED)
def test_a_file_of_another_shape_is_refused(make, reasons):
    assert why(make()) in reasons.split()


def table(entries: bytes, wrapping: bytes) -> bytes:
    """Return a file whose table of objects is packed."""
    body = b"%PDF-1.7\n"
    head = b"/Type/XRef/Size 100000000/W[1 4 2]/Root 2 0 R/Filter " + wrapping
    stream = b"1 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    end = b"startxref\n%d\n%%%%EOF\n" % len(body)
    return body + stream % (head, len(entries), entries) + end


TWICE = zlib.compress(zlib.compress(b"\0" * (1 << 26), 9), 9)
ROUND = (
    b"%PDF-1.7\n1 0 obj<</A 1 0 R>>endobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    b"trailer<</Size 2/Root 1 0 R/Prev 36>>\nstartxref\n36\n%%EOF\n"
)
HOSTILE = {
    "a table that unpacks to very much": table(TWICE, b"[/FlateDecode/FlateDecode]"),
    "a table that is none": table(b"x" * 50, b"/FlateDecode"),
    "lists in lists in lists": b"%PDF-1.7\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF\n",
    "a table that leads to itself": ROUND,
    "a table beyond the file": b"%PDF-1.7\nstartxref\n99999999\n%%EOF\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_file_made_to_break_readers_is_refused(content):
    assert why(content) == "broken"


NOT_OURS = {
    "nothing": (b"", "no-pdf"),
    "words": (b"hello", "no-pdf"),
    "a head alone": (b"%PDF-1.7", "broken"),
    "noughts": (b"%PDF-1.7\n" + b"\0" * 2000, "broken"),
    "too large": (b"%PDF-1.7\n" + b" " * apart.MOST_BYTES, "too-large"),
}


@pytest.mark.parametrize(("content", "reason"), NOT_OURS.values(), ids=NOT_OURS)
def test_what_is_no_document_of_anybody_is_not_called_forged(content, reason):
    found = pdf.check(content, listed(), NOON)
    assert (found.reason, found.ours) == (reason, False)


def test_our_page_without_a_signature_is_told_so():
    assert why(forged.page()) == "not-signed"


def test_one_bit_turned_anywhere_is_refused():
    places = range(0, len(genuine()), 4001)
    taken = [place for place in places if why(forged.flipped(place, place % 8)) == ""]
    assert taken == []


@pytest.mark.slow
def test_one_bit_turned_anywhere_near_the_container_is_refused():
    first, second = forged.gap()
    places = range(first - 300, min(second + 300, len(genuine())), 11)
    taken = [place for place in places if why(forged.flipped(place, place % 7)) == ""]
    assert taken == []


def test_a_copy_signed_again_by_a_stranger_is_refused_even_under_our_name(tmp_path):
    found = {}
    for name in ("", "Somebody"):
        issuer = forged.stranger(tmp_path / (name or "same"), name=name)
        copy = forged.signed_by(issuer, forged.page("SOMEBODY ELSE"))
        found[name] = pdf.check(copy, listed(), NOON)
        also = forged.signed_again(issuer)
        assert why(also) in ("more-signatures", "later-revision")
    assert {each.reason for each in found.values()} == {"another-issuer"}
    assert found[""].ours


def test_another_s_document_without_our_name_is_nobody_s_forgery(tmp_path):
    issuer = forged.stranger(tmp_path / "theirs", name="A bank")
    bare = re.sub(rb"ZRY1:[^<)]*", lambda said: b"-" * len(said[0]), forged.page())
    found = pdf.check(forged.signed_by(issuer, bare), listed(), NOON)
    assert (found.reason, found.ours) == ("another-issuer", False)


SPANS = {
    "expired": (datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC), 2),
    "not-yet-valid": (datetime(2026, 12, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC), 9),
}


@pytest.mark.parametrize(("reason", "span"), SPANS.items(), ids=SPANS)
def test_a_certificate_out_of_its_time_is_refused(tmp_path, reason, span):
    since, until, days = span
    issuer = forged.stranger(tmp_path / "ours", since, until)
    key = issuer.key("documents", max(since, NOON))
    copy = pades._signed(forged.page(), key, forged.empty_list(issuer, NOON), None, NOON)
    entries = {**listed().keys, **{one.kid: one for one in issuer.register.keys}}
    trust = forged.replace(listed(), anchors=(issuer.root,), keys=entries)
    assert why(copy, trust, NOON + timedelta(days=days)) == reason


def test_a_document_from_the_future_is_refused():
    assert why(genuine(), at=NOON - timedelta(days=1)) == "future"


KEYS = {
    "key-unknown": {},
    "key-for-another-use": {"use": "tokens"},
    "key-compromised": {"compromised_at": NOON + timedelta(days=1)},
    "key-not-yet": {"since": NOON + timedelta(days=1)},
    "key-retired": {"until": NOON - timedelta(days=1)},
}


@pytest.mark.parametrize(("reason", "change"), KEYS.items(), ids=KEYS)
def test_the_key_must_count_for_documents_at_that_instant(reason, change):
    assert why(genuine(), forged.without_key(listed(), **change)) == reason


def test_a_revoked_certificate_is_refused_by_the_newest_list():
    serial = keys.issuer().key("documents", NOON).certificate.serial_number
    gone = forged.empty_list(keys.issuer(), NOON, gone=serial)
    assert why(genuine(), newest=gone) == "revoked"


def test_a_document_without_a_revocation_list_needs_one_from_the_checker():
    issuer = keys.issuer()
    key, stale = issuer.key("documents", NOON), NOON - timedelta(days=90)
    old = pades._signed(forged.page(), key, forged.empty_list(issuer, stale), None, NOON)
    assert why(old) == "no-revocation-list"
    assert why(old, newest=forged.empty_list(issuer, NOON)) == ""


@pytest.fixture(scope="module")
def stamped(tmp_path_factory):
    """A document with two time-stamps, and the settings by which it got them."""
    place = tmp_path_factory.mktemp("stamps")
    with pytest.MonkeyPatch.context() as patch, serving(place, NOON) as address:
        terms = {"address": address, "anchors": place}
        patch.setattr("django.conf.settings.ZAIRYU_TIME_STAMPS", terms)
        return pades.signed(forged.page(), NOON)


def test_a_time_stamp_by_a_known_authority_proves_the_instant(stamped):
    trust = forged.replace(listed(), time_anchors=(authority("Time")[0],))
    found = pdf.check(stamped, trust, NOON)
    assert (found.reason, found.stamped_at) == ("", NOON + timedelta(seconds=2))


def test_what_was_stamped_in_time_outlives_its_certificate(stamped):
    trust = forged.replace(listed(), time_anchors=(authority("Time")[0],))
    later = keys.DEMO_SPAN[1] + timedelta(days=90)
    assert why(stamped, trust, later) == ""
    assert why(genuine(), at=later) == "expired"


def test_what_was_revoked_after_the_time_stamp_holds(stamped):
    trust = forged.replace(listed(), time_anchors=(authority("Time")[0],))
    serial = keys.issuer().key("documents", NOON).certificate.serial_number
    later = forged.empty_list(keys.issuer(), NOON + timedelta(days=9), gone=serial)
    assert why(stamped, trust, NOON + timedelta(days=10), later) == ""


def test_a_time_stamp_by_a_stranger_is_a_later_change(stamped):
    trust = forged.replace(listed(), time_anchors=(authority("Other")[0],))
    assert why(stamped, trust) == "time-stamp"
    assert why(stamped) == "time-stamp"


@pytest.mark.slow
def test_the_check_runs_apart_and_answers_the_same():
    found = handed.looked_at(genuine(), NOON)
    assert (found.holds, found.signed_at, found.token) == (True, NOON, TOKEN)
    assert handed.looked_at(b"%PDF-1.7 hello", NOON) == apart.Checked("another-issuer")


def test_a_file_that_is_too_hard_is_no_proof(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    assert handed.looked_at(genuine(), NOON).reason == "too-hard"
