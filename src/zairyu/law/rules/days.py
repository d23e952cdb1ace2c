"""The rules of time as questions: what each answers from its inputs."""

from collections.abc import Callable
from typing import Any

from zairyu.law import cards, going, stay, transitions, users, work
from zairyu.law.dates import (
    CORRESPONDING_DAY,
    add_days,
    add_months,
    legal_day,
    next_open_day,
)
from zairyu.law.rules.reading import BadValue, Inputs, MissingKey
from zairyu.law.tables import READ_ON
from zairyu.law.trace import other_reading

Answer = dict[str, Any]


def _civil_code(given: Inputs) -> Answer:
    months = (given.get("years") or 0) * 12 + (given.get("months") or 0)
    days = given.get("days") or 0
    if all(given.get(key) is None for key in ("days", "months", "years")):
        raise MissingKey("civil-code-period", "days, months or years", "a whole number")
    event = given["event"]
    value = add_days(add_months(event, months) if months else event, days)
    with other_reading():
        other = add_days(add_months(event, months, CORRESPONDING_DAY), days)
    differs = {"alternative": other} if other != value else {}
    return {"value": value, **differs, "because": ["first-day-not-counted"]}


def _closed(given: Inputs) -> Answer:
    value = next_open_day(given["deadline"])
    moved = "moved-to-next-open-day" if value != given["deadline"] else "open-day"
    return {"value": value, "because": [moved]}


def _expiry(given: Inputs) -> Answer:
    kinds = ("landing", "change", "acquisition", "extension")
    kind = given["kind"]
    if kind not in kinds:
        raise BadValue("kind", kind, "one of " + ", ".join(kinds))
    if kind == "extension" and given.get("old_expiry") is None:
        raise MissingKey("period-of-stay-expiry", "old_expiry", "the old last day")
    value = stay.new_expiry(kind, given["permitted"], given["period"], given.get("old_expiry"))
    base = "from-old-expiry" if kind == "extension" else "from-permission"
    return {"value": value, "because": [base, "first-day-not-counted"]}


def _window(given: Inputs) -> Answer:
    value = stay.extension_opens_on(
        given["expiry"], given["current_period"], given.get("period_start")
    )
    return {"value": value, "because": ["about-three-months-or-half-of-a-short-period"]}


def _online(given: Inputs) -> Answer:
    last = stay.online_last_day(given["expiry"])
    answer: Answer = {
        "online_last": last,
        "counter_last": stay.counter_last_day(given["expiry"]),
        "because": ["online-closes-the-day-before"],
    }
    if given.get("filed_at") is not None:
        answer["accepted"] = legal_day(given["filed_at"]) <= last
    return answer


def _special(given: Inputs) -> Answer:
    found = stay.special_period(
        given["procedure"],
        given.get("period_granted"),
        given["expiry"],
        given["filed"],
        given.get("decided"),
        given.get("withdrawn"),
    )
    answer: Answer = {
        "value": found.lawful_until,
        "eligible": found.eligible,
        "because": found.because,
    }
    if found.eligible and found.because[-1].endswith(("-month", "-months")):
        advice = stay.special_period_advice(given["expiry"], given["filed"])
        if advice != found.lawful_until:
            answer["alternative"] = advice
    return answer


def _special_documents(given: Inputs) -> Answer:
    allowed = cards.documents_online_in_special_period(
        given["category"], given["expiry"], given["today"], given.get("card_extended_on")
    )
    why = "open" if allowed else "card-not-extended-in-time"
    return {"can_submit": allowed, "because": [why]}


def _acquisition(given: Inputs) -> Answer:
    found = going.acquisition(given["event"])
    return {
        "file_by": found.file_by,
        "file_by_counter": found.file_by_counter,
        "stay_until": found.stay_until,
        "because": ["thirty-days-to-file", "sixty-days-to-stay"],
    }


def _coe(given: Inputs) -> Answer:
    with other_reading():
        other = stay.coe_valid_until(given["issued"], True)
    return {
        "value": stay.coe_valid_until(given["issued"]),
        "alternative_first_day_counted": other,
        "because": ["three-months-from-issue"],
    }


def _reentry(given: Inputs) -> Answer:
    value = going.reentry_permit_until(
        given["effective"],
        given.get("stay_expiry"),
        bool(given.get("special_permanent_resident")),
        bool(given.get("extension")),
    )
    ends = "not-past-the-stay" if value == given.get("stay_expiry") else "longest-period"
    return {"value": value, "because": [ends]}


def _deemed(given: Inputs) -> Answer:
    value = going.deemed_reentry_until(
        given["departed"],
        given.get("stay_expiry"),
        bool(given.get("special_permanent_resident")),
        given.get("special_period_end"),
    )
    return {"value": value, "because": ["from-departure-not-past-the-stay"]}


def _card(until: Callable[..., Any]) -> Callable[[Inputs], Answer]:
    def answer(given: Inputs) -> Answer:
        value = until(
            given["issued"], given["indefinite"], given["birth"], given.get("stay_expiry")
        )
        return {"value": value, "because": ["by-stay-and-age"]}

    return answer


def _renewal(given: Inputs) -> Answer:
    child = bool(given.get("sixteenth_birthday_card"))
    opens = cards.card_renewal_opens(given["card_expiry"], child)
    return {"opens": opens, "because": ["six-months" if child else "two-months"]}


def _hours(given: Inputs) -> Answer:
    vacation = bool(given.get("long_vacation"))
    on = given.get("on") or READ_ON
    allowed = work.hours_ok(given["status"], vacation, given["hours_per_day"], on)
    rule = "eight-hours-a-day" if vacation and given["status"] == "student" else "28-hours-a-week"
    return {"ok": allowed, "because": [rule]}


def _submission(given: Inputs) -> Answer:
    filed, mail = users.agency_receipt(given["submitted_at"])
    return {"filed": filed, "number_mail": mail, "because": ["day-in-tokyo"]}


def _password(given: Inputs) -> Answer:
    found = users.password(given["set_on"])
    return {"value": found.valid_until, "reminders": found.reminders, "because": ["one-year"]}


def _organisation_id(given: Inputs) -> Answer:
    renewed = given.get("report_approved") is not None
    needs = ("old_end", "report_approved") if renewed else ("approved", "password_set")
    for key in needs:
        if given.get(key) is None:
            raise MissingKey("organisation-user-validity", key, "a day such as 2026-11-23")
    value = users.organisation_id_until(**{key: given[key] for key in needs})
    return {"value": value, "because": ["renewed-from-old-end" if renewed else "from-password"]}


def _report(given: Inputs) -> Answer:
    reminder, file_by = users.periodic_report(given["id_ends"])
    return {"reminder": reminder, "file_by": file_by, "because": ["months-before-the-end"]}


def _additional(given: Inputs) -> Answer:
    value = stay.additional_documents_due(given["requested"], given.get("officer_date"))
    set_by = "by-default" if given.get("officer_date") is None else "set-by-officer"
    return {"value": value, "because": [set_by]}


def _age(ok: Callable[..., bool], day: str) -> Callable[[Inputs], Answer]:
    def answer(given: Inputs) -> Answer:
        young = ok(given[day], given["filed"], given.get("max_age"))
        return {"ok": young, "because": ["within-age" if young else "too-old-or-in-the-future"]}

    return answer


def _ssw1(given: Inputs) -> Answer:
    allowed = work.ssw1_ok(
        given["months_used"],
        given["requested_months"],
        given.get("excluded_months") or 0,
        bool(given.get("exception")),
        given.get("on") or READ_ON,
    )
    return {"ok": allowed, "because": ["at-most-72" if given.get("exception") else "at-most-60"]}


def _inactive(given: Inputs) -> Answer:
    day = given.get("last_active") or given.get("left_on")
    if day is None:
        raise MissingKey("status-revocation-inactivity", "last_active", "a day such as 2026-11-23")
    found = work.inactive_from(given["kind"], day)
    return {"from": found, "because": ["information-only"]}


def _transition(given: Inputs) -> Answer:
    return {"value": transitions.holds(given["question"], given["date"]), "because": ["by-day"]}


def _plain(compute: Callable[[Any], Any], key: str, why: str) -> Callable[[Inputs], Answer]:
    return lambda given: {"value": compute(given[key]), "because": [why]}


DAYS: dict[str, Callable[[Inputs], Answer]] = {
    "civil-code-period": _civil_code,
    "closed-day-roll": _closed,
    "period-of-stay-expiry": _expiry,
    "extension-window": _window,
    "online-last-day": _online,
    "special-period": _special,
    "special-period-online-documents": _special_documents,
    "acquisition-30-60": _acquisition,
    "coe-validity": _coe,
    "return-documents-14-days": _plain(stay.return_documents_by, "result_mail", "fourteen-days"),
    "notification-14-days": _plain(going.notification_by, "event", "fourteen-days"),
    "re-entry-permit-validity": _reentry,
    "deemed-re-entry": _deemed,
    "residence-card-validity-until-2026": _card(cards.card_valid_until_2026),
    "residence-card-validity-from-2026": _card(cards.card_valid_until),
    "residence-card-renewal-window": _renewal,
    "outside-activity-28-hours": _hours,
    "submission-and-acceptance-number": _submission,
    "password-validity": _password,
    "organisation-user-validity": _organisation_id,
    "periodic-report-window": _report,
    "additional-documents-due": _additional,
    "document-age": _age(stay.document_age_ok, "issued"),
    "photo-age": _age(stay.photo_age_ok, "taken"),
    "ssw1-total-stay": _ssw1,
    "status-revocation-inactivity": _inactive,
    "transition-dates": _transition,
}
