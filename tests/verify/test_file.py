"""A PDF handed in: as we signed it, changed, or not ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.certificates.conftest import ABOUT
from tests.certificates.documents import DOCUMENTS

from zairyu.certificates import actions, press, queries
from zairyu.verify.views import file as views


def handed_in(client, content: bytes):
    file = SimpleUploadedFile("proof.pdf", content, "application/pdf")
    return client.post("/v/file", {"file": file})


def test_the_file_as_signed_answers_like_its_code(client, pending, at):
    assert press.set_next_pdf(at)
    answer = handed_in(client, queries.pdf(ABOUT, pending.key))
    assert "適法に在留しています（申請中）" in answer.content.decode()


@pytest.mark.slow
def test_a_changed_file_is_called_forged(client, pending, at):
    assert press.set_next_pdf(at)
    changed = bytearray(queries.pdf(ABOUT, pending.key))
    changed[9_000] ^= 4
    shown = handed_in(client, bytes(changed)).content.decode()
    assert "正しい署名ではありません" in shown
    assert "署名した後で内容が変えられています。" in shown
    assert "NGUYEN" not in shown


def test_of_a_letter_only_that_it_is_ours_is_said(client, db, at):
    data, _ = DOCUMENTS["refusal"]
    letter = actions.letter("refusal", ABOUT, data, at)
    assert press.set_next_pdf(at)
    shown = handed_in(client, queries.pdf(ABOUT, letter.key)).content.decode()
    assert "ここから発行した文書です" in shown
    assert "書かれている内容が今も当てはまるかどうかは、この確認では分かりません。" in shown
    for kept in ("NGUYEN", "不許可", "期限はありません"):
        assert kept not in shown


def test_a_file_of_somebody_else_is_not_found(client, db):
    answer = handed_in(client, b"%PDF-1.7 hello")
    assert answer.status_code == 404
    assert "ここから発行したPDFそのものではありません" in answer.content.decode()


def test_no_file_and_a_large_file_are_told_at_the_question(client, db, monkeypatch):
    answer = client.post("/v/file")
    assert answer.status_code == 422
    assert "PDFファイルか写真を選んでください。" in answer.content.decode()
    monkeypatch.setattr(views, "MOST_BYTES", 100)
    assert "10MBまで" in handed_in(client, b"x" * 101).content.decode()
    assert handed_in(client, b"x" * 101).status_code == 422
