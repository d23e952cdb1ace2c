"""The officer sees what the check said when the application was filed, and what came since."""

from datetime import timedelta

from tests.making.standing import files_as

from zairyu.demo import play
from zairyu.demo.journeys import journey
from zairyu.desk.problems import problems_of
from zairyu.law.dates import legal_day

PASSPORT = "common-extension.passport_expiry"


def lodged(linh, at, **changes):
    files_as(linh, "foreign-national")
    return play.lodge(journey("president"), linh, at, changes)


def passports(case, day):
    """Return what is said of the passport: whether it only warns, and whether it came later."""
    found = problems_of(case, day, "ja")
    return {(one.warns, one.since) for one in found if one.field["ja"] == "旅券の有効期限"}


def test_what_is_in_order_shows_nothing(linh, at):
    case = lodged(linh, at, **{PASSPORT: "today+4000"})
    assert problems_of(case, legal_day(at), "ja") == []


def test_a_warning_of_the_person_is_the_officers_as_well(linh, at, enter, sato):
    case = lodged(linh, at, **{PASSPORT: "today-3"})
    assert passports(case, legal_day(at)) == {(True, False)}
    assert all("在留期間更新許可申請書" in one.source for one in problems_of(case, at.date(), "ja"))
    page = enter(sato).get(f"/desk/cases/{case.key}/").content.decode()
    assert "入力の確認" in page
    assert "旅券の有効期限" in page


def test_what_came_after_the_filing_is_told_as_such(linh, at):
    case = lodged(linh, at, **{PASSPORT: "today+3"})
    assert (True, True) not in passports(case, legal_day(at))
    assert (True, True) in passports(case, legal_day(at + timedelta(days=4)))
