"""Officers open the papers of the mandate that a case was filed on; each look is recorded."""

import pytest
from tests.desk.conftest import PASSWORD, SECRET

from zairyu.audit import queries as audit
from zairyu.casework.models import Case
from zairyu.filing.models import Submission
from zairyu.law.dates import legal_day
from zairyu.people import actions, entrusting, mandates
from zairyu.people.mandates import ACTS, Scope
from zairyu.people.registering import Paper

PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def tanaka(db, before):
    """Tanaka: a scrivener."""
    return actions.join(
        "t@example.com", name="田中", password=PASSWORD, at=before, totp_secret=SECRET
    )


@pytest.fixture
def mandate(linh, tanaka, before):
    """What Linh entrusted to Tanaka, with a letter of attorney."""
    asked = entrusting.ask(tanaka, linh.email, Scope(ACTS, (), legal_day(before)), at=before)
    given = entrusting.answer(asked, True, by=linh, at=before)
    paper = Paper("委任状.pdf", "application/pdf", PDF)
    entrusting.add_papers(given, "letter-of-attorney", [paper], by=tanaka, at=before)
    return given


@pytest.fixture
def filed(case, tanaka, mandate):
    """Linh's application, filed by Tanaka on the mandate."""
    Submission.objects.filter(pk=case.submission_id).update(category="lawyer-scrivener")
    rows = Case.objects.filter(pk=case.pk)
    rows.update(filer=tanaka, mandate=mandate, category="lawyer-scrivener")
    return rows.get()


def address(filed, mandate):
    return f"/desk/cases/{filed.key}/mandate/{mandates.papers_of(mandate)[0][0].key}"


def test_the_case_names_the_papers_of_its_mandate(enter, sato, filed, mandate):
    page = enter(sato).get(f"/desk/cases/{filed.key}/").content.decode()
    assert address(filed, mandate) in page
    assert "委任状.pdf" in page


def test_a_paper_is_handed_out_and_the_look_is_recorded(enter, sato, filed, mandate):
    answer = enter(sato).get(address(filed, mandate))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    assert "委任状" not in answer["Content-Disposition"]
    row = audit.reads_of(f"case:{filed.key}")[0]
    assert (row.verb, row.by) == ("read-mandate-paper", sato.key)


def test_a_paper_of_another_mandate_does_not_exist_here(enter, sato, case, mandate):
    assert enter(sato).get(address(case, mandate)).status_code == 404
    assert not audit.reads_of(f"case:{case.key}")


@pytest.mark.parametrize("who", ["okada", "mallory", "linh", "tanaka"])
def test_nobody_but_an_officer_of_the_office_gets_it(request, enter, filed, mandate, who):
    person = request.getfixturevalue(who)
    assert enter(person).get(address(filed, mandate)).status_code == 404
    assert not audit.reads_of(f"case:{filed.key}")


def test_a_colleague_says_why_first(enter, sato, mori, filed, mandate):
    Case.objects.filter(pk=filed.pk).update(state="in-examination", officer=sato)
    answer = enter(mori).get(address(filed, mandate))
    assert answer["Location"].startswith(f"/desk/cases/{filed.key}/why?")
