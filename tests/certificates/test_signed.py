"""Signatures, seen with tools that are not ours, and the code on the printed page."""

import hashlib
import io
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
import zxingcpp
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management import CommandError, call_command
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from tests.certificates.authority import serving
from tests.certificates.conftest import ABOUT
from tests.certificates.documents import DOCUMENTS

from zairyu.certificates import actions, keys, press, queries, tokens
from zairyu.certificates.apps import keys_are_there
from zairyu.certificates.models import Certificate, Letter
from zairyu.proof import pdf, trust


@pytest.fixture
def printed(pending, at) -> bytes:
    """Linh's pending certificate as the job sets it."""
    assert press.set_next_pdf(at)
    pdf = queries.pdf(ABOUT, pending.key)
    assert pdf
    return pdf


def judged(pdf: bytes):
    root = x509.Certificate.load(keys.issuer().root.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    return validate_pdf_signature(signature, context)


def test_an_independent_validator_trusts_the_signature_by_the_root_alone(printed, at):
    status = judged(printed)
    assert status.bottom_line
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.signer_reported_dt == at
    signature = PdfFileReader(io.BytesIO(printed)).embedded_signatures[0]
    assert signature.docmdp_level == MDPPerm.NO_CHANGES


def test_a_stranger_s_root_is_not_trusted(printed, tmp_path):
    keys.make(tmp_path / "issuer", "Forger", *keys.DEMO_SPAN)
    forger = keys.read(tmp_path / "issuer")
    root = x509.Certificate.load(forger.root.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    signature = PdfFileReader(io.BytesIO(printed)).embedded_signatures[0]
    assert not validate_pdf_signature(signature, context).trusted


def test_the_file_stays_pdf_1_7_as_the_archive_standard_asks(printed):
    assert printed.startswith(b"%PDF-1.7")
    assert "/Version" not in PdfFileReader(io.BytesIO(printed)).root


def test_the_counter_knows_the_file_by_its_digest(printed, pending, at):
    verdict = queries.verify_file(sha256(printed), printed, at)
    assert (verdict.state, verdict.code) == ("pending", pending.code)


def test_a_file_of_somebody_else_is_unknown(db, at):
    data, around = DOCUMENTS["pending"]
    unsigned = press.document("pending", data, "ja", at, **around)
    for content in (b"", b"%PDF-1.7", unsigned):
        assert queries.verify_file(sha256(content), content, at).state == "unknown"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(("scale", "turn"), [(2.0, 0), (1.0, 0), (2.0, 7), (2.0, 180)])
def test_the_codes_on_the_printed_page_lead_to_the_right_place(printed, pending, scale, turn):
    page = pypdfium2.PdfDocument(printed)[0].render(scale=scale).to_pil().convert("L")
    found = zxingcpp.read_barcodes(page.rotate(turn, expand=True, fillcolor=255))
    read = sorted(each.text for each in found)
    assert read == [tokens.text_of(pending), queries.address(pending.code)]


def test_the_file_holds_the_token_that_is_printed_on_it(printed, pending, at):
    root = keys.issuer().root
    found = pdf.check(printed, trust.read(keys.trust_list(at), root), at)
    assert (found.reason, found.token) == ("", tokens.text_of(pending))


def test_certificates_and_revocation_list_lie_inside_and_one_signature_covers_all(printed):
    reader = PdfFileReader(io.BytesIO(printed))
    store = reader.root["/DSS"]
    assert (len(store["/Certs"]), len(store["/CRLs"])) == (2, 1)
    assert reader.xrefs.total_revisions == 2
    assert judged(printed).coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_the_worker_sets_each_pdf_once_and_then_rests(pending, at):
    data, _ = DOCUMENTS["fee-order"]
    letter = actions.letter("fee-order", ABOUT, data, at)
    assert press.set_next_pdf(at)
    assert press.set_next_pdf(at)
    assert not press.set_next_pdf(at)
    assert queries.pdf(ABOUT, letter.key).startswith(b"%PDF-1.7")
    assert [paper.ready for paper in queries.papers_of(ABOUT)] == [True, True]


def test_a_worker_that_died_leaves_the_page_to_the_next_one(pending, at, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(press, "_print", lambda row, at: None)  # dies after the claim
        assert press.set_next_pdf(at)
    assert not press.set_next_pdf(at)  # it is still another's
    assert press.set_next_pdf(at + press.RETRY)
    assert queries.pdf(ABOUT, pending.key)


def test_a_page_that_cannot_be_set_is_tried_again_ever_later(db, at, caplog):
    data, _ = DOCUMENTS["fee-order"]
    letter = actions.letter("fee-order", ABOUT, data, at)
    Letter.objects.update(contents=b"not sealed by us")
    assert press.set_next_pdf(at)
    waits = []
    for _ in range(3):
        due = Letter.objects.get().pdf_due_at
        waits.append(due)
        assert press.set_next_pdf(due)
    assert waits[2] - waits[1] > waits[1] - waits[0]
    assert queries.pdf(ABOUT, letter.key) is None
    assert "LINH" not in caplog.text


def test_a_page_waits_while_the_server_of_time_stamps_does_not_answer(
    pending, at, settings, tmp_path
):
    with serving(tmp_path, at) as address:
        settings.ZAIRYU_TIME_STAMPS = {"address": address, "anchors": tmp_path}
    assert press.set_next_pdf(at)  # the server has gone
    assert queries.pdf(ABOUT, pending.key) is None
    with serving(tmp_path, at) as address:
        settings.ZAIRYU_TIME_STAMPS = {"address": address, "anchors": tmp_path}
        assert press.set_next_pdf(at + press.RETRY)
    reader = PdfFileReader(io.BytesIO(queries.pdf(ABOUT, pending.key)))
    assert len(list(reader.embedded_timestamp_signatures)) == 1


def test_the_photo_is_printed_and_kept_sealed(db, at):
    photo = io.BytesIO()
    Image.new("RGB", (300, 400), (10, 200, 30)).save(photo, "JPEG")
    data, around = DOCUMENTS["coe"]
    coe = actions.issue("coe", ABOUT, data, around["until"], at, photo=photo.getvalue())
    assert press.set_next_pdf(at)
    page = pypdfium2.PdfDocument(queries.pdf(ABOUT, coe.key))[0].render(scale=1).to_pil()
    colours = page.convert("RGB").getcolors(1_000_000) or []
    green = sum(count for count, (r, g, b) in colours if g > 180 and r < 40 and b < 60)
    assert green > 8_000
    assert coe.photo_path


def test_production_without_keys_is_an_error(settings, tmp_path):
    settings.ZAIRYU_MODE = "production"
    settings.VAULT_KEY_FOLDER = tmp_path
    with pytest.raises(keys.IssuerKeysMissing, match="make_issuer_keys"):
        keys.issuer()


def test_a_person_makes_the_keys_of_production_once(settings, tmp_path, capsys):
    settings.ZAIRYU_MODE = "production"
    settings.VAULT_KEY_FOLDER = tmp_path
    assert [error.id for error in keys_are_there()] == ["certificates.E001"]
    call_command("make_issuer_keys", name="Immigration Services Agency")
    assert keys_are_there() == []
    assert "PRIVATE" not in capsys.readouterr().out
    with pytest.raises(CommandError, match="never overwritten"):
        call_command("make_issuer_keys", name="Immigration Services Agency")


def test_two_that_start_at_once_use_the_same_keys(tmp_path):
    place = tmp_path / "issuer"
    keys.make(place, "First", *keys.DEMO_SPAN)
    before = (place / "ring.json").read_bytes()
    keys.make(place, "Second", *keys.DEMO_SPAN)
    assert (place / "ring.json").read_bytes() == before
    assert all(file.stat().st_mode & 0o077 == 0 for file in (place / "private").iterdir())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["issuer"]


def test_the_pdf_bears_the_instant_of_the_act_even_if_it_is_set_later(pending, at):
    assert press.set_next_pdf(at + timedelta(hours=3))
    row = Certificate.objects.get()
    assert row.pdf_set_at == at + timedelta(hours=3)
    assert judged(queries.pdf(ABOUT, row.key)).signer_reported_dt == at
    assert at.replace(tzinfo=UTC) == datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.mark.slow
def test_no_web_process_carries_the_press():
    told = "import django, sys; django.setup(); import zairyu.config.urls"
    asked = f"{told}; print([n for n in ('pyhanko', 'typst') if n in sys.modules])"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=env
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_file_of_ours_that_we_forgot_is_judged_by_the_token_in_it(printed, pending, at):
    Certificate.objects.update(pdf_digest="")
    verdict = queries.verify_file(sha256(printed), printed, at)
    assert (verdict.state, verdict.code) == ("pending", pending.code)


@pytest.mark.slow
def test_a_forged_file_is_told_what_is_wrong_with_it(printed, at):
    longer = printed + b"\n%shadow"
    verdict = queries.verify_file(sha256(longer), longer, at)
    assert (verdict.state, verdict.reason) == ("forged", "later-revision")
