"""The papers: which are asked, in which words, and the questions that decide them."""

from datetime import date

import pytest

from zairyu.law import papers, sets, statuses
from zairyu.law.read import read
from zairyu.law.sets import Question, needed
from zairyu.law.tables import NotInForce, UnknownKey, data
from zairyu.words.readings import without_reading

ON = date(2026, 11, 23)
LANGUAGES = {"ja", "en", "ja-x-easy"}
JOURNEYS = [
    ("coe", "spouse-child-japanese"),
    ("change", "engineer-humanities-international"),
    ("extension", "business-manager"),
    ("work-qualification-certificate", "engineer-humanities-international"),
    ("extra-status-activity-permit", "student"),
    ("reentry-permit", "business-manager"),
]


def first_day(key):
    return max(ON, data("papers")["papers"][key].get("since", ON))


def asked(procedure, status, category, **facts):
    return [paper.id for paper in papers.required_papers(procedure, status, category, facts, on=ON)]


def test_all_papers_and_sets_of_the_tables_are_there():
    assert len(data("papers")["papers"]) >= 196  # a change of the law adds to them
    assert len(data("sets")["sets"]) >= 103


@pytest.mark.parametrize("key", papers.worded_in_full())
def test_a_set_that_says_it_is_worded_in_full_is(key):
    for paper_id in papers.papers_of_set(key):
        paper = papers.paper(paper_id, on=first_day(paper_id))
        for text in (paper.name, paper.why, paper.hint):
            assert text is not None
            assert set(text) == LANGUAGES, paper_id
            assert without_reading(text["ja-x-easy"]) == [], paper_id


@pytest.mark.parametrize(("procedure", "status"), JOURNEYS)
def test_the_sets_of_the_journeys_are_worded_in_full(procedure, status):
    question = Question(procedure, status)
    keys = [key for key, _ in sets._in_play(question)]
    assert keys
    assert set(keys) <= set(papers.worded_in_full())


@pytest.mark.parametrize(("procedure", "status"), JOURNEYS)
def test_the_questions_of_the_journeys_are_worded_in_full(procedure, status):
    for fact in papers.facts_asked(procedure, status):
        for text in (fact.question, *[text for _, text in fact.choices]):
            assert set(text) == LANGUAGES
            assert without_reading(text["ja-x-easy"]) == []


def test_the_house_does_not_ask_what_it_knows():
    known = {"filed_by", "channel", "has_passport", "photo_required_by_age", "current_status"}
    for procedure, status in JOURNEYS:
        assert not known & {fact.id for fact in papers.facts_asked(procedure, status)}


def test_a_husband_brings_eight_papers_and_the_proof_that_he_is_the_husband():
    found = asked(
        "coe", "spouse-child-japanese", "relative", relation="spouse", resident_tax_not_enough=False
    )
    assert found == [
        "proof-of-relation-filer", "family-register-jp", "marriage-certificate-home",
        "tax-certificate-residence", "tax-payment-certificate-residence", "guarantee",
        "household-residence-record", "questionnaire-spouse", "snapshots",
    ]  # fmt: skip


def test_savings_are_asked_where_the_tax_certificate_does_not_do():
    found = asked(
        "coe", "spouse-child-japanese", "relative", relation="spouse", resident_tax_not_enough=True
    )
    assert "savings-or-job-offer" in found


def test_a_child_has_a_set_of_its_own():
    found = asked(
        "coe", "spouse-child-japanese", "legal-representative", relation="child",
        born_in_japan=False, acknowledged=False, resident_tax_not_enough=False,
    )  # fmt: skip
    assert "birth-certificate-home" in found
    assert "snapshots" not in found


def test_a_student_who_joins_a_listed_company_brings_one_paper():
    found = asked(
        "change", "engineer-humanities-international", "foreign-national",
        organisation_category=1, career_basis="university", worker_dispatch=False,
        language_based_customer_work=False, current_status="student",
    )  # fmt: skip
    assert found == ["cat1-proof"]


def test_a_small_company_brings_more_and_offers_a_choice():
    found = papers.required_papers(
        "change",
        "engineer-humanities-international",
        3,
        {
            "role": "employee",
            "career_basis": "university",
            "worker_dispatch": False,
            "business_newly_started": False,
            "language_based_customer_work": True,
        },
        on=ON,
    )
    choice = [paper.id for paper in found if paper.one_of]
    assert choice == ["company-brochure", "company-outline-other"]
    assert "japanese-ability-b2" in [paper.id for paper in found]


def test_the_declaration_on_the_representative_is_asked_since_april_2026():
    facts = {"worker_dispatch": False, "first_extension_after_job_change": False}
    for day, expected in ((date(2026, 4, 14), False), (date(2026, 4, 15), True)):
        found = papers.papers_needed(
            "extension", "engineer-humanities-international", 3, facts, on=day
        )
        assert ("representative-declaration" in found.documents) is expected


def test_the_president_of_a_small_company_shows_the_business_and_the_taxes():
    found = asked(
        "extension", "business-manager", "foreign-national", organisation_category=3,
        role="officer", business_needs_permit=False, meets_criteria_of_2025=False,
    )  # fmt: skip
    assert {"financial-statement", "public-dues-proof", "business-plan-verified"} <= set(found)
    assert "representative-declaration" not in found


def test_a_certificate_of_employment_after_a_change_of_employer_wants_four_papers():
    found = asked(
        "work-qualification-certificate", "engineer-humanities-international", "foreign-national",
        employer_changed=True,
    )  # fmt: skip
    assert found == [
        "withholding-slip", "retirement-certificate", "wq-new-org-outline", "wq-new-activity",
    ]  # fmt: skip


def test_the_general_permission_wants_no_paper():
    assert (
        asked("extra-status-activity-permit", "student", None, permission_kind="comprehensive")
        == []
    )


def test_at_a_counter_the_card_and_the_passport_are_shown():
    found = papers.required_papers("extension", "business-manager", 1, {}, "paper", ON)
    assert {"passport", "residence-card", "application-form"} <= {paper.id for paper in found}


def test_a_paper_that_the_office_asks_for_now_and_then_is_not_required():
    found = papers.required_papers("coe", "business-manager", 3, {"role": "officer"}, on=ON)
    assert {paper.id: paper.required for paper in found}["capital-formation"] is False


def test_questions_close_as_they_are_answered():
    facts = {"organisation_category": 1}
    first = papers.facts_open("change", "engineer-humanities-international", None, {}, on=ON)
    later = papers.facts_open("change", "engineer-humanities-international", None, facts, on=ON)
    assert "organisation_category" in {fact.id for fact in first}
    assert not {"organisation_category", "role", "withholding_exempt"} & {f.id for f in later}


def test_answering_every_open_question_leaves_none():
    facts = {"filed_by": "applicant", "has_passport": True, "photo_required_by_age": True}
    for _ in range(30):
        still = papers.facts_open("change", "engineer-humanities-international", 4, facts, on=ON)
        if not still:
            break
        fact = still[0]
        facts[fact.id] = fact.choices[0][0] if fact.choices else True
    assert not still


@pytest.mark.parametrize("channel", ["online", "paper"])
def test_every_status_in_scope_asks_for_its_papers(channel):
    lacking = []
    for procedure in ("coe", "change", "extension"):
        for status in statuses.statuses_for(procedure, ON):
            found = [key for key, _ in sets._in_play(Question(procedure, status.id, channel))]
            if not found:
                lacking.append((procedure, status.id))
    # The first stage of training begins with a certificate, the second with a change.
    assert lacking == [
        ("coe", "technical-intern-training-2i"),
        ("coe", "technical-intern-training-2ro"),
        ("change", "technical-intern-training-1i"),
        ("change", "technical-intern-training-1ro"),
    ]


def test_what_is_not_known_is_named_and_not_guessed():
    found = needed(Question("coe", "spouse-child-japanese"))
    assert found.sets == []
    assert found.not_given == ["relation"]


def test_unknown_facts_and_statuses_are_told():
    with pytest.raises(UnknownKey):
        needed(Question("coe", "student", facts={"favourite_colour": "blue"}))
    with pytest.raises(UnknownKey):
        needed(Question("coe", "astronaut"))
    with pytest.raises(NotInForce):
        needed(Question("coe", "employment-for-skill-development"))


def test_the_reader_of_tables_takes_categories_as_numbers_and_as_text():
    by_text = papers.papers_needed("coe", "business-manager", "3", {})
    by_fact = papers.papers_needed("coe", "business-manager", None, {"organisation_category": "3"})
    assert by_text == by_fact
    assert read("a: yes")["a"] == "yes"


def test_a_paper_states_its_first_day_its_source_and_how_sure_it_is():
    for key in data("papers")["papers"]:
        paper = papers.paper(key, on=first_day(key))
        assert paper.source
        assert paper.confidence in ("high", "medium", "low")


def test_before_the_first_day_a_paper_and_a_list_are_an_error_and_never_a_guess():
    with pytest.raises(NotInForce):
        papers.paper("guarantee", on=date(2019, 7, 24))
    with pytest.raises(NotInForce):
        papers.fact("role", on=date(2019, 7, 24))
    with pytest.raises(NotInForce):
        needed(Question("coe", "student", on=date(2019, 7, 24)))
