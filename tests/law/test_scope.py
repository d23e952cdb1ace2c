"""What may be filed online, by whom, where, and on which form."""

from datetime import date

import pytest

from zairyu.law import categories, forms, offices, procedures, statuses, switches
from zairyu.law.tables import NotInForce, UnknownKey

ON = date(2026, 11, 23)


@pytest.mark.parametrize("permit", ["reentry-permit", "extra-status-activity-permit"])
def test_permits_alone_are_refused_and_beside_an_application_taken(permit):
    problem = statuses.online_scope(permit, "student", None, ON)
    assert problem is not None
    assert problem.code == "scope.permit-alone"
    for beside in ("change", "extension", "acquisition"):
        assert statuses.online_scope(permit, "student", None, ON, beside) is None


@pytest.mark.parametrize("current", ["diplomat", "temporary-visitor", "da-departure-preparation"])
@pytest.mark.parametrize("procedure", ["change", "extension"])
def test_the_excluded_statuses_are_outside_as_current_status(procedure, current):
    problem = statuses.online_scope(procedure, current, "student", ON)
    assert problem is not None
    assert problem.code.startswith("scope.")


def test_a_temporary_visitor_in_japan_may_be_the_subject_of_a_certificate():
    assert statuses.online_scope("coe", "temporary-visitor", "spouse-child-japanese", ON) is None


@pytest.mark.parametrize(
    ("procedure", "current", "wanted"),
    [
        ("coe", None, "spouse-child-japanese"),
        ("change", "student", "engineer-humanities-international"),
        ("extension", "business-manager", None),
        ("work-qualification-certificate", "engineer-humanities-international", None),
    ],
)
def test_the_four_journeys_are_in_scope(procedure, current, wanted):
    assert statuses.online_scope(procedure, current, wanted, ON) is None


def test_where_the_tables_are_unsure_nobody_is_refused():
    scope = statuses.status_scope("change", "da-notice-1", ON)
    assert scope.allowed is None
    assert statuses.online_scope("change", "student", "da-notice-1", ON) is None


def test_permanent_residence_is_another_procedure():
    problem = statuses.online_scope("change", "student", "permanent-resident", ON)
    assert problem is not None
    assert problem.code == "scope.counter-only"


def test_statuses_come_and_go_on_their_days():
    assert statuses.status("intra-company-transferee", date(2027, 3, 31))
    with pytest.raises(NotInForce):
        statuses.status("intra-company-transferee", date(2027, 4, 1))
    with pytest.raises(NotInForce):
        statuses.status("intra-company-transferee-1", date(2027, 3, 31))
    assert statuses.status("intra-company-transferee-1", date(2027, 4, 1))


def test_the_periods_of_a_status_are_those_of_the_day():
    entertainer = [statuses.status("entertainer", day).periods[-1] for day in
                   (date(2023, 7, 31), date(2023, 8, 1))]  # fmt: skip
    assert entertainer == ["P15D", "P30D"]
    skilled = statuses.status("specified-skilled-worker-1", date(2025, 9, 29))
    assert (skilled.periods_kind, skilled.longest_designated) == ("designated", "P1Y")


def test_all_forty_one_statuses_and_sixty_six_activities_are_there():
    tables = statuses.data("statuses")
    assert len(tables["statuses"]) >= 41  # a change of the law adds to them
    assert len(tables["designated_activities"]) >= 66


def test_seven_procedures_are_online_and_ten_stay_elsewhere():
    assert len(procedures.all_procedures(ON)) == 7
    assert len(procedures.neighbours(ON)) == 10
    with pytest.raises(NotInForce):
        procedures.procedure("permanent-residence", ON)


def test_revenue_stamps_are_sent_only_for_filings_received_until_september_2026():
    before = procedures.return_items("extension", date(2026, 9, 30))
    after = procedures.return_items("extension", date(2026, 10, 1))
    assert {item.id for item in before} - {item.id for item in after} == {"fee-form"}


def test_every_prefecture_has_an_office_that_takes_online_applications():
    found = {offices.office_for("change", each.id).id for each in offices.prefectures()}
    assert len(offices.prefectures()) == 47
    assert found == {office.id for office in offices.online_offices()}
    assert all(each.prefix and each.address for each in offices.online_offices())


@pytest.mark.parametrize("typed", ["JP-27", "27", "大阪府", "大阪", "Osaka", " 大阪府 "])
def test_a_prefecture_may_be_given_by_code_or_name(typed):
    assert offices.office_for("coe", typed).id == "osaka"


def test_kyoto_and_tokyo_do_not_get_mixed_up():
    assert offices.office_for("change", "京都").id == "osaka"
    assert offices.office_for("change", "東京").id == "tokyo"


def test_an_unknown_prefecture_is_told():
    with pytest.raises(UnknownKey):
        offices.office_for("change", "Atlantis")


def test_the_prefixes_of_receipt_numbers_differ():
    prefixes = [office.prefix for office in offices.online_offices()]
    assert len(set(prefixes)) == len(prefixes) == 11


@pytest.mark.parametrize("status", [found.id for found in statuses.all_statuses(ON)])
@pytest.mark.parametrize("procedure", ["coe", "change", "extension"])
def test_every_status_in_scope_has_a_form(procedure, status):
    if statuses.status_scope(procedure, status, ON).allowed is not True:
        return
    found = forms.form_parts(procedure, status)
    assert found.parts[0] == f"common-{procedure}"
    assert found.parts[-1] == "online-submission"
    assert found.family == statuses.status(status, ON).form_family


def test_a_designated_activity_leads_to_its_own_sheet():
    assert forms.form_parts("change", "da-notice-46").family == "N"
    assert forms.form_parts("coe", "da-notice-18").family == "R"
    assert forms.form_parts("coe", "da-notice-50").family == "U"


def test_the_order_of_permits_is_that_of_the_form():
    found = forms.form_parts(
        "extension", "student", with_=["extra-status-activity-permit", "reentry-permit"]
    )
    assert found.parts[-3:] == ("reentry", "extra-status-activity", "online-submission")


def test_a_status_without_a_sheet_is_told():
    with pytest.raises(forms.NoForm):
        forms.form_parts("coe", "diplomat")
    with pytest.raises(NotInForce):
        forms.form_parts("coe", "employment-for-skill-development")


@pytest.mark.parametrize(
    ("category", "procedure", "facts", "allowed"),
    [
        ("relative", "coe", {"wanted_status": "spouse-child-japanese"}, True),
        ("relative", "extension", {"applicant_birth": date(2010, 11, 23)}, False),
        ("relative", "extension", {"applicant_birth": date(2010, 11, 24)}, True),
        ("relative", "extra-status-activity-permit", {"concurrent_with": "extension"}, False),
        ("foreign-national", "change", {"applicant_birth": date(2012, 1, 1)}, False),
        ("foreign-national", "extension", {"current_status": "official"}, False),
        ("foreign-national", "extension", {"current_period": "P3M"}, False),
        ("foreign-national", "change", {"current_period": "P30D"}, False),
        ("foreign-national", "extension", {"current_period": "P4M"}, True),
        ("foreign-national", "extension", {"current_period": "indefinite"}, True),
        ("lawyer-scrivener", "extension", {"current_period": "P3M"}, True),
        ("lawyer-scrivener", "work-qualification-certificate", {}, True),
        (
            "organisation-staff",
            "extension",
            {
                "current_status": "technical-intern-training-1ro",
                "organisation_role": "supervising-organisation",
            },
            True,
        ),
        (
            "organisation-staff",
            "extension",
            {"current_status": "technical-intern-training-1i"},
            True,
        ),
        (
            "registered-support-organisation-staff",
            "change",
            {"current_status": "student", "wanted_status": "specified-skilled-worker-1"},
            True,
        ),
        ("registered-support-organisation-staff", "acquisition", {}, None),
        ("organisation-staff", "change", {"wanted_status": "da-notice-1"}, None),
    ],
)
def test_who_may_file(category, procedure, facts, allowed):
    assert categories.may_file(category, procedure, facts, ON) is allowed


def test_a_fact_that_is_missing_counts_against_and_is_named():
    found = categories.filing_right("relative", "coe", {}, ON)
    assert (found.allowed, found.not_given) == (False, ["wanted_status"])


def test_a_setting_may_turn_a_limit_and_only_that_one():
    turned = {"closed-on-last-day": False}
    assert not switches.switch("closed-on-last-day", ON, turned)
    assert switches.switch("filer-in-japan", ON, turned)
    left = [name for name, _ in switches.limits_on(ON, turned)]
    assert left == ["filer-in-japan", "foreign-networks-refused"]
    with pytest.raises(UnknownKey):
        switches.switch("rain", ON)


def test_before_its_first_day_a_limit_does_not_hold():
    assert not switches.switch("documents-online-need-extended-card", date(2025, 12, 31))
