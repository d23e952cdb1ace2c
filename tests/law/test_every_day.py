"""No day without an answer, later days never earlier, and every combination with its reason."""

import os
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zairyu.law import categories, forms, going, procedures, statuses, stay
from zairyu.law.cards import card_renewal_opens
from zairyu.law.fees import fee_due, fee_range
from zairyu.law.lint.book import everything, law_book
from zairyu.law.read import tables
from zairyu.law.rules import ask, rule_ids
from zairyu.law.tables import NotInForce, data, on_day

FIRST, LAST = date(2025, 4, 1), date(2035, 12, 31)
# A few examples beside everything else; `.ci/run` asks for more.
some = settings(max_examples=int(os.environ.get("ZAIRYU_EXAMPLES", "40")), deadline=None)
days = st.dates(FIRST, LAST)

STATUSES = list(data("statuses")["statuses"])
ACTIVITIES = list(data("statuses")["designated_activities"])
PROCEDURES = [found.id for found in procedures.all_procedures(FIRST)]
KINDS = [found.id for found in categories.categories()]
LANGUAGES = {"ja", "en", "ja-x-easy"}

# What begins after the first day asked for. Before it there is no such thing, and it is said so.
BEGINS_LATER = {
    "fees/charges": "2026-10-01",
    "statuses/statuses/intra-company-transferee-1/periods": "2027-04-01",
    "statuses/statuses/intra-company-transferee-2/periods": "2027-04-01",
    "statuses/statuses/employment-for-skill-development/periods": "2027-04-01",
    "switches/documents-online-need-extended-card/history": "2026-01-01",
    "transitions/questions/employment-for-skill-development-coe-open/history": "2027-04-01",
    "transitions/questions/new-residence-card-form/history": "2026-06-14",
    "transitions/questions/fee-by-period-granted/history": "2026-10-01",
    "uploads/house": "2026-01-05",
}


def histories():
    """Every dated table: a list of rows of which the one that began last holds."""
    for place, node in everything(law_book()):
        rows = isinstance(node, list) and node and all(isinstance(row, dict) for row in node)
        if rows and all("since" in row for row in node) and "paper" not in node[0]:
            yield "/".join(map(str, place)), node


def test_every_dated_table_answers_every_day_from_its_first_on_and_none_before():
    late = {}
    for name, rows in histories():
        first = rows[0]["since"]
        if first > FIRST:
            late[name] = str(first)
        with pytest.raises(NotInForce):
            on_day(rows, first - timedelta(days=1), name)
        for since in [max(first, FIRST), LAST, *(row["since"] for row in rows)]:
            assert on_day(rows, since, name)["since"] <= since, name
    assert late.items() >= BEGINS_LATER.items()  # a change of the law adds to them


GROWN = {"status": "business-manager", "applicant_birth": "1990-04-01"}


def asked_on(day):
    """Ask every rule about a day: its inputs, each as it may stand in a case of that day."""
    on, soon = day.isoformat(), (day + timedelta(days=20)).isoformat()
    expires, birth = (day + timedelta(days=60)).isoformat(), "2001-05-03"
    card = {"issued": on, "indefinite": False, "birth": birth, "stay_expiry": expires}
    return {
        "civil-code-period": {"event": on, "months": 3},
        "closed-day-roll": {"deadline": on},
        "period-of-stay-expiry": {"kind": "change", "permitted": on, "period": "P1Y"},
        "extension-window": {"expiry": expires, "current_period": "P1Y"},
        "online-last-day": {"expiry": expires, "filed_at": f"{on}T12:00:00+09:00"},
        "special-period": {"procedure": "extension", "period_granted": "P1Y", "expiry": expires,
                           "filed": on, "decided": None},
        "special-period-online-documents": {"category": "relative", "expiry": on, "today": soon},
        "acquisition-30-60": {"event": on},
        "coe-validity": {"issued": on},
        "return-documents-14-days": {"result_mail": on},
        "notification-14-days": {"event": on},
        "re-entry-permit-validity": {"effective": on, "stay_expiry": expires},
        "deemed-re-entry": {"departed": on, "stay_expiry": expires},
        "residence-card-validity-until-2026": card, "residence-card-validity-from-2026": card,
        "residence-card-renewal-window": {"card_expiry": expires},
        "outside-activity-28-hours": {"status": "student", "hours_per_day": [4, 4, 4, 4, 4, 4, 4]},
        "submission-and-acceptance-number": {"submitted_at": f"{on}T23:59:00+09:00"},
        "password-validity": {"set_on": on},
        "organisation-user-validity": {"approved": on, "password_set": soon},
        "periodic-report-window": {"id_ends": expires},
        "additional-documents-due": {"requested": on, "officer_date": soon},
        "document-age": {"issued": birth, "filed": on},
        "photo-age": {"taken": birth, "filed": on},
        "ssw1-total-stay": {"months_used": 12, "requested_months": 12},
        "status-revocation-inactivity": {"kind": "spouse", "last_active": on},
        "transition-dates": {"question": "fee-by-period-granted", "date": on},
        "fee": {"procedure": "extension", "received": on, "granted_period": "P1Y", **GROWN},
        "may-file": {"category": "relative", "procedure": "extension", "filed": on,
                     "applicant_birth": birth, "current_status": "student"},
        "lifecycle": {"events": ["complete", "submit"]},
        "form-parts": {"procedure": "change", "status": "student", "on": on},
        "required-documents": {"procedure": "extension", "status": "student", "on": on},
    }  # fmt: skip


# Rules that hold for a part of these years only, and say so on the other days.
HOLDS = {
    "special-period-online-documents": (date(2025, 12, 12), LAST),  # asked 20 days further
    "residence-card-validity-until-2026": (FIRST, date(2026, 6, 13)),
    "residence-card-validity-from-2026": (date(2026, 6, 14), LAST),
}


def test_every_rule_is_asked():
    assert set(asked_on(FIRST)) == set(rule_ids())


@some
@given(days)
def test_every_rule_answers_on_every_day(day):
    for rule, inputs in asked_on(day).items():
        answer = ask({"rule": rule, "inputs": inputs})
        first, last = HOLDS.get(rule, (FIRST, LAST))
        error = None if first <= day <= last else "not-in-force"
        assert answer.get("error") == error, (rule, answer)


MONOTONE = {
    "the last day to file online": stay.online_last_day,
    "the last day at a counter": stay.counter_last_day,
    "the end of the special period": stay.special_period_ends,
    "the first day of an extension": lambda day: stay.extension_opens_on(day, "P1Y", None),
    "the last day to file for a birth": lambda day: going.acquisition(day).file_by,
    "the end of sixty days": lambda day: going.acquisition(day).stay_until,
    "the end of a certificate": stay.coe_valid_until,
    "the last day of a notification": going.notification_by,
    "the end of a re-entry permit": lambda day: going.reentry_permit_until(day, None),
    "the last day to come back": lambda day: going.deemed_reentry_until(day, None),
    "the papers to be sent in": stay.return_documents_by,
    "the additional papers": stay.additional_documents_due,
    "the renewal of a card": lambda day: card_renewal_opens(day, False),
    "the stay after a change": lambda day: stay.new_expiry("change", day, "P1Y", None),
    "the stay after an extension": lambda day: stay.new_expiry("extension", day, "P1Y", day),
}


@pytest.mark.parametrize("what", MONOTONE)
@some
@given(one=days, other=days)
def test_a_later_day_never_gives_an_earlier_deadline(what, one, other):
    earlier, later = sorted([one, other])
    assert MONOTONE[what](earlier) <= MONOTONE[what](later)


@some
@given(
    st.sampled_from(["change", "extension"]),
    st.sampled_from(["counter", "online"]),
    days,
    st.integers(1, 60),
    st.integers(1, 60),
)
def test_more_months_never_cost_less(procedure, channel, received, one, other):
    fewer, more = sorted([one, other])
    less, dearer = (
        fee_due(
            procedure, channel, received, f"P{months}M",
            status="business-manager", birth=date(1990, 4, 1),
        ).amount_yen
        for months in (fewer, more)
    )  # fmt: skip
    assert less <= dearer
    lowest, highest = fee_range(procedure, channel, received)
    assert lowest <= less <= highest


def every_question(on):
    for key in (*STATUSES, *ACTIVITIES):
        for procedure in PROCEDURES:
            name = "wanted_status" if procedure in ("coe", "change", "acquisition") else ""
            for kind in KINDS:
                facts = {name or "current_status": key, "filed": on, "concurrent_with": "extension"}
                yield kind, procedure, key, facts


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2027, 4, 1)])
def test_every_status_procedure_and_kind_of_user_has_an_answer_with_its_reason(on):
    answers = {True: 0, False: 0, None: 0}
    for kind, procedure, key, facts in every_question(on):
        found = categories.filing_right(kind, procedure, facts, on)
        answers[found.allowed] += 1
        assert found.because, (kind, procedure, key)
        for code in found.because:
            assert set(categories.reason(code)) >= LANGUAGES, code
        warning = categories.not_known(kind, procedure, facts, on)
        assert (warning is not None) == (found.allowed is None)
    assert all(answers.values()), answers
    assert sum(answers.values()) == (len(STATUSES) + len(ACTIVITIES)) * 7 * 7


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2027, 4, 1)])
def test_what_is_not_known_may_be_started_unless_its_form_is_not_published(on):
    unsure, said = [], {key for table in tables("zairyu.law", "texts").values() for key in table}
    for key in (*STATUSES, *ACTIVITIES):
        for procedure in PROCEDURES:
            scope = statuses.status_scope(procedure, key, on)
            current, wanted = (
                ("student", key) if procedure in ("coe", "change", "acquisition") else (key, None)
            )
            told = statuses.online_scope(procedure, current, wanted, on, "extension")
            assert told is None or f"problem.{told.code}" in said
            if scope.reason == statuses.NO_FORM_YET:
                assert told.code == "scope.form-not-published"
            elif scope.allowed is None and key != "da-departure-preparation":
                unsure.append(key)
                assert told is None, (key, procedure)
    assert unsure


@pytest.mark.parametrize("key", ["employment-for-skill-development", "intra-company-transferee-2"])
def test_a_status_whose_form_is_not_published_names_its_first_day_before_and_after_it(key):
    for on in (date(2026, 11, 23), date(2027, 4, 1), LAST):
        told = statuses.online_scope("coe", None, key, on)
        assert told.code == "scope.form-not-published"
        assert told.params["first_day"] == date(2027, 4, 1)
        assert key not in {found.id for found in statuses.statuses_for("coe", on)}


def test_the_first_kind_of_intra_company_transferee_uses_the_sheets_and_lists_there_are():
    on = date(2027, 4, 1)
    assert forms.lists_of("intra-company-transferee-1", on) == "intra-company-transferee"
    assert forms.form_parts("coe", "intra-company-transferee-1", on=on).family == "L"
    with pytest.raises(forms.FormNotPublished):
        forms.form_parts("coe", "intra-company-transferee-2", on=on)


def test_an_abolished_status_can_be_held_and_no_longer_wanted():
    on = date(2027, 4, 1)
    key = "technical-intern-training-2ro"
    assert statuses.status_scope("change", key, on).reason == "no-longer-in-force"
    assert statuses.status_scope("extension", key, on).reason == "transition"
    assert key in {found.id for found in statuses.statuses_for("extension", on)}
    assert key not in {found.id for found in statuses.statuses_for("change", on)}
