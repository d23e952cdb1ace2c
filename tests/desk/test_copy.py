"""The officer takes the copy of an application; every look stands in the record."""

import pypdfium2

from zairyu.audit import queries as audit


def test_the_officer_takes_the_same_copy_and_the_look_is_recorded(enter, sato, case):
    client = enter(sato)
    page = client.get(f"/desk/cases/{case.key}/").content.decode()
    assert f'href="/desk/cases/{case.key}/form.pdf"' in page
    assert case.submission.law_version in page
    pdf = client.get(f"/desk/cases/{case.key}/form.pdf")
    first = pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_bounded()
    assert "就労資格証明書交付申請書" in "".join(first.split())
    assert "read-answers" in [row.verb for row in audit.reads_of(f"case:{case.key}")]


def test_for_an_officer_of_another_office_it_does_not_exist(enter, okada, case):
    assert enter(okada).get(f"/desk/cases/{case.key}/form.pdf").status_code == 404
