"""The copy of an application as PDF: for its filer and its officer, and nobody else."""

import pypdfium2
from django.test import Client

from zairyu.audit import queries as audit
from zairyu.certificates import documents


def words(answer) -> str:
    pages = pypdfium2.PdfDocument(answer.content)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def verbs(case):
    return [row.verb for row in audit.reads_of(f"case:{case.key}")]


def test_the_filer_keeps_a_copy_with_number_and_time_and_the_look_is_recorded(linh, lodged):
    case = lodged()
    answer = linh.get(f"/cases/{case.key}/form.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    said = words(answer)
    assert "申請書の控え" in said
    assert "見本SAMPLE" in said
    assert case.submission.law_version in said
    assert "read-answers" in verbs(case)


def test_the_page_of_what_was_filed_offers_it_and_names_the_law(linh, lodged):
    case = lodged()
    page = linh.get(f"/cases/{case.key}/filed").content.decode()
    assert f'href="/cases/{case.key}/form.pdf"' in page
    assert case.submission.law_version in page


def test_for_others_it_does_not_exist(cast, lodged, db):
    case = lodged()
    stranger = Client()
    assert stranger.get(f"/cases/{case.key}/form.pdf").status_code == 302
    stranger.force_login(cast.sato)
    assert stranger.get(f"/cases/{case.key}/form.pdf").status_code == 404


def test_where_it_cannot_be_made_the_page_says_so(linh, lodged, monkeypatch):
    case = lodged()
    monkeypatch.setattr(documents, "SECONDS", 0.0)
    back = linh.get(f"/cases/{case.key}/form.pdf", follow=True)
    assert "今、PDFを作ることができません" in back.content.decode()
