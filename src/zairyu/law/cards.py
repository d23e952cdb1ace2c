"""The residence card: how long it is valid, and from when it can be renewed."""

from datetime import date, timedelta

from zairyu.law.dates import add_period, age_on, birthday, months_before
from zairyu.law.figures import figure
from zairyu.law.tables import NotInForce

NEW_CARD = date(2026, 6, 14)  # the card of the 2024 Act (No. 59)
_DAY_BEFORE_BIRTHDAY = date(2023, 11, 1)  # until then a child's card ended on the birthday
_CHILD = 16


def _child_card_ends(issued_on: date, birth: date) -> date:
    sixteenth = birthday(birth, _CHILD)
    return sixteenth - timedelta(days=1) if issued_on >= _DAY_BEFORE_BIRTHDAY else sixteenth


def card_valid_until_2026(
    issued_on: date, indefinite: bool, birth: date, stay_expiry: date | None
) -> date:
    """Return the last day of a card issued until 2026-06-13.

    Without an end of stay: seven years with the day of issue counted, or, under 16, the day before
    the 16th birthday. With one: the last day of the stay, under 16 the earlier of both.

    Law: ICRRA art. 19-5(1) as in force 2024-04-01.

    >>> card_valid_until_2026(date(2024, 7, 10), True, date(1990, 5, 15), None)
    datetime.date(2031, 7, 9)
    """
    if issued_on >= NEW_CARD:
        raise NotInForce("residence-card-validity-until-2026", issued_on)
    child = age_on(birth, issued_on) < _CHILD
    if indefinite or stay_expiry is None:
        if child:
            return _child_card_ends(issued_on, birth)
        years = figure("residence-card-years", issued=issued_on)
        return add_period(issued_on - timedelta(days=1), years)
    return min(stay_expiry, _child_card_ends(issued_on, birth)) if child else stay_expiry


def card_valid_until(
    issued_on: date, indefinite: bool, birth: date, stay_expiry: date | None
) -> date:
    """Return the last day of a card issued from 2026-06-14 on.

    Without an end of stay: the tenth birthday after the day of issue, the fifth if under 18 on
    that day. With one: the last day of the stay.

    Law: ICRRA art. 19-5(1) as amended by Act No. 59 of 2024.
    Reading: ten and five follow the stated aim of matching the My Number Card.

    >>> card_valid_until(date(2026, 7, 1), True, date(1990, 7, 2), None)
    datetime.date(2035, 7, 2)
    """
    if issued_on < NEW_CARD:
        raise NotInForce("residence-card-validity-from-2026", issued_on)
    if not indefinite and stay_expiry is not None:
        return stay_expiry
    age = age_on(birth, issued_on)
    name = "residence-card-birthdays" + ("-under-18" if age < 18 else "")
    return birthday(birth, age + figure(name, issued=issued_on))


def card_renewal_opens(card_expiry: date, sixteenth_birthday_card: bool) -> date:
    """Return the first day for renewing a card: two months before its end, six for a child's.

    Law: ICRRA art. 19-11(1).

    >>> card_renewal_opens(date(2028, 5, 14), True)
    datetime.date(2027, 11, 14)
    """
    name = "card-renewal-months" + ("-child" if sixteenth_birthday_card else "")
    return months_before(card_expiry, figure(name, card_expiry=card_expiry))


def documents_online_in_special_period(
    category: str, expires_on: date, today: date, card_extended_on: date | None
) -> bool:
    """Say whether papers can be handed in online while the special period runs.

    A foreign national who files for themselves needs a My Number Card that was extended by the last
    day of the stay; everyone else can.

    Law: ISA notice for January 2026.

    >>> documents_online_in_special_period(
    ...     "foreign-national", date(2026, 4, 10), date(2026, 4, 20), date(2026, 4, 15))
    False
    """
    if today < date(2026, 1, 1):
        raise NotInForce("special-period-online-documents", today)
    if category != "foreign-national" or today <= expires_on:
        return True
    return card_extended_on is not None and card_extended_on <= expires_on
