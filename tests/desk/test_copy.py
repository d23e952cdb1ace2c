"""The officer takes the copy of an application; every look stands in the record."""

import pypdfium2
from tests.making.amending import amended

from zairyu.audit import queries as audit
from zairyu.filing.forms import form_of
from zairyu.law.dates import legal_day


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


LATER = """
sections:
- key: person
  fields:
  - id: blood_group
    since: 2026-11-20
    label: {ja: 血液型, en: Blood group, ja-x-easy: 血液型（けつえきがた）}
    type: text
    required: true
    privacy: personal
"""


def test_a_filed_case_stays_with_the_form_of_its_day(enter, sato, case, at):
    with amended({"work-qualification": LATER}):
        today = form_of(case.submission, legal_day(at))
        assert "work-qualification.blood_group" in today.fields
        client = enter(sato)
        assert "血液型" not in client.get(f"/desk/cases/{case.key}/").content.decode()
        pdf = client.get(f"/desk/cases/{case.key}/form.pdf").content
        words = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
        assert "血液型" not in "".join("".join(words).split())
