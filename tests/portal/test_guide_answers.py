"""What the guide answers: a table of people, each with the answer a jurist would give.

Today is Tuesday 2026-11-24.
"""

from datetime import date

import pytest
from tests.portal.guiding import thought

from zairyu.filing.guide.answers import Answers
from zairyu.filing.guide.reasons import reasons
from zairyu.filing.guide.result import result

TODAY = date(2026, 11, 24)
SOON = date(2026, 12, 20)  # a Sunday


def of(on=TODAY, **answers):
    named = {name.replace("_as", "-as"): value for name, value in answers.items()}
    return result(Answers(thought(named, on), on))


LINH = {
    "what": "extension", "who": "foreign-national", "held": "engineer-humanities-international",
    "expires": SOON, "period": "P3Y", "where": "JP-13", "permits": [], "delivery": "post",
}  # fmt: skip

# who: what is different from Linh → the answer, and the code of its reason
PEOPLE = [
    ("Linh, who extends", {}, "yes", None),
    ("a permanent resident has nothing to extend",
     {"held": "permanent-resident"}, "no", "scope.indefinite-period"),
    ("a temporary visitor", {"what": "change", "held": "temporary-visitor"}, "no",
     "scope.excluded-status"),
    ("departure preparation, as held",
     {"held": "designated-activities", "held_as": "da-departure-preparation",
      "period": "unknown"}, "no",
     "scope.departure-preparation"),
    ("departure preparation, as wanted",
     {"what": "change", "held": "student", "wanted": "designated-activities",
      "wanted_as": "da-departure-preparation"}, "no", "scope.departure-preparation"),
    ("a change to permanent residence", {"what": "change", "wanted": "permanent-resident"}, "no",
     "scope.counter-only"),
    ("a working holiday: not known, an officer decides",
     {"who": "organisation-staff", "held": "designated-activities", "held_as": "da-notice-5"},
     "unsure", "scope.not-known"),
    ("the last day itself", {"expires": TODAY}, "last-day", "stay.filed-on-last-day"),
    ("the day after", {"expires": date(2026, 11, 20)}, "over", "stay.expired"),
    ("a stay that ended on the Sunday before a holiday", {"expires": date(2026, 11, 22)},
     "last-day", "stay.filed-on-last-day"),
    ("employment for skill development",
     {"what": "coe", "who": "organisation-staff", "wanted": "employment-for-skill-development"},
     "later", "scope.form-not-published"),
    ("a relative for a grown-up",
     {"who": "relative", "birth": date(1990, 5, 3), "unable": "no"}, "no",
     "filing.category-may-not"),
    ("a relative for a child", {"who": "relative", "birth": date(2016, 5, 3)}, "yes", None),
    ("a relative for someone ill",
     {"who": "relative", "birth": date(1990, 5, 3), "unable": "illness"}, "yes", None),
    ("a relative calls his wife",
     {"what": "coe", "who": "relative", "wanted": "spouse-child-japanese"}, "yes", None),
    ("a relative and a worker", {"what": "coe", "who": "relative", "wanted": "skilled-labor"},
     "no", "filing.category-may-not"),
    ("a support organisation and a student",
     {"who": "registered-support-organisation-staff", "held": "student"}, "no",
     "filing.category-may-not"),
    ("a support organisation and a specified skilled worker",
     {"who": "registered-support-organisation-staff", "held": "specified-skilled-worker-1"},
     "yes", None),
    ("a training employer, supervised training",
     {"who": "organisation-staff", "held": "technical-intern-training-2ro",
      "role": "training-employer"}, "no", "filing.category-may-not"),
    ("a newborn", {"what": "acquisition", "who": "legal-representative", "wanted": "dependent",
                   "born": "birth", "event": date(2026, 11, 10)}, "yes", None),
    ("a newborn after thirty days",
     {"what": "acquisition", "who": "legal-representative", "wanted": "dependent",
      "born": "birth", "event": date(2026, 10, 20)}, "last-day", "filing.past-thirty-days"),
    ("a newborn after sixty days",
     {"what": "acquisition", "who": "legal-representative", "wanted": "dependent",
      "born": "birth", "event": date(2026, 9, 1)}, "over", "filing.past-sixty-days"),
    ("who does not know the status", {"held": "unknown"}, "open", None),
    ("a certificate for a student who may not work",
     {"what": "work-qualification-certificate", "held": "student"}, "no",
     "scope.no-authorised-work"),
    ("a re-entry permit alone", {"what": "other", "other": "reentry-permit"}, "elsewhere", None),
    ("an address", {"what": "other", "other": "address-notification",
                    "day": date(2026, 11, 20)}, "elsewhere", None),
]  # fmt: skip


@pytest.mark.parametrize(("who", "said", "word", "code"), PEOPLE, ids=[one[0] for one in PEOPLE])
def test_everybody_is_answered(who, said, word, code):
    found = of(**{**LINH, **said}).verdict
    assert found.word == word
    assert (found.why[0].code if found.why else None) == code


def test_the_days_of_an_extension():
    days = of(**LINH).window
    assert days.opens == date(2026, 9, 20)
    assert days.online_last == date(2026, 12, 19)
    assert days.counter_last == date(2026, 12, 21)  # the day the stay ends is a Sunday
    assert days.counter_moved
    assert days.special_until == date(2027, 2, 20)


def test_thirty_days_give_no_special_period_and_the_counter_is_safer():
    found = of(**{**LINH, "who": "lawyer-scrivener", "held": "student", "period": "P30D"})
    assert found.window.special_until is None
    assert "no-special" in found.safer


def test_a_newborn_has_thirty_and_sixty_days():
    found = of(
        what="acquisition", who="legal-representative", wanted="dependent", born="birth",
        event=date(2026, 11, 10), where="JP-13", permits=[],
    )  # fmt: skip
    assert found.window.online_last == date(2026, 12, 10)
    assert found.window.stay_until == date(2027, 1, 9)
    assert found.photo is None  # below the age of one


def test_the_fee_follows_the_period_and_says_what_the_counter_takes():
    money = of(**LINH).money[0]
    told = {step.period: (step.total, step.counter) for step in money.steps}
    assert told == {
        "P5Y": (65550, 75000),
        "P3Y": (56550, 64000),
        "P1Y": (27330, 33000),
        "P3M": (10330, 10000),
    }
    assert money.hardship == 10000
    assert not money.example


def test_the_reasons_of_the_fee_show_its_highest_step():
    told = next(one for one in reasons(of(**LINH)) if one.about == "fee")
    assert "65,000" in " ".join(one["ja"] for one in told.reasons)


def test_before_october_2026_the_fee_was_flat():
    on = date(2026, 9, 30)
    found = of(on=on, **{**LINH, "expires": date(2026, 10, 20)})
    assert found.total == (5500, 5500)
    change = found.changes[0]
    assert change.day == date(2026, 10, 1)
    assert change.in_time
    assert change.before == (5500, 5500)
    assert change.after == (10330, 65550)


def test_permits_beside_add_their_fees_and_papers():
    alone, beside = of(**LINH), of(**{**LINH, "permits": ["reentry-permit"]})
    assert beside.total[0] > alone.total[0]
    assert len(beside.money) == 2
    assert {step.variant["en"] for step in beside.money[1].steps} == {"single", "multiple"}


def test_the_office_follows_the_prefecture():
    assert of(**{**LINH, "where": "JP-14"}).office.id == "yokohama"
    assert of(**{**LINH, "where": "unknown"}).office is None
    assert len(of(**{**LINH, "where": "unknown"}).offices) == 11


def test_an_announced_change_is_told_where_it_touches_the_answer():
    found = of(
        what="coe", who="organisation-staff", wanted="intra-company-transferee", where="JP-13"
    )
    change = next(one for one in found.changes if one.day == date(2027, 4, 1))
    assert {one.id for one in change.statuses} >= {
        "intra-company-transferee-1",
        "intra-company-transferee-2",
    }
    assert of(**LINH).changes == ()


@pytest.mark.parametrize("held", ["technical-intern-training-2ro", "intra-company-transferee"])
def test_who_holds_an_abolished_status_can_name_it_and_extend_it(held):
    after = of(
        date(2027, 4, 2), what="extension", who="organisation-staff", held=held,
        role="supervising-organisation", expires=date(2027, 6, 1), period="P1Y", where="JP-13",
    )  # fmt: skip
    assert after.verdict.word == "unsure"
    assert after.verdict.why[0].code == "scope.not-known"
    assert after.sheet is not None


def test_a_neighbour_says_by_what_day():
    found = of(what="other", other="address-notification", day=date(2026, 12, 18), where="JP-13")
    assert found.neighbour.place == "municipality"
    assert found.neighbour_days.closes == date(2027, 1, 4)  # New Year


def test_permanent_residence_is_told_to_who_wants_to_change_to_it():
    found = of(**{**LINH, "what": "change", "wanted": "permanent-resident"})
    assert found.neighbour.id == "permanent-residence"


def test_a_permit_alone_names_what_it_goes_beside():
    found = of(what="other", other="reentry-permit", where="JP-13")
    assert found.alone
    assert found.office.id == "tokyo"


def test_papers_of_the_employer_stand_apart_and_a_choice_is_one():
    found = of(**{**LINH, "fact.organisation_category": "3", "fact.worker_dispatch": "no"})
    assert found.papers.from_others
    assert all(one.papers[0].issued_by == "organisation" for one in found.papers.from_others)
    assert found.papers.number == len(found.papers.own) + len(found.papers.from_others)


def test_a_form_that_is_not_confirmed_is_told(settings):
    settings.ZAIRYU_UNCONFIRMED_FORMS = True
    found = of(**{**LINH, "held": "artist"})
    assert found.verdict.word == "yes"
    assert "unconfirmed" in found.safer
    settings.ZAIRYU_UNCONFIRMED_FORMS = False
    assert of(**{**LINH, "held": "artist"}).verdict.why[0].code == "filing.form-not-confirmed"
