"""What an officer is called on the pages of applicants: a number that stays, never the name."""

from datetime import date

from django.utils.crypto import salted_hmac

from zairyu.people import queries as people
from zairyu.words.codes import spelled

_SIGNS = 5


def badge(person_key: str) -> str:
    """Return the number of an officer: the same for every reader, worked out from the key.

    Who reads the record of two cases can see that it was the same officer; who the officer is, is
    known to the office alone.
    """
    digest = salted_hmac("zairyu.privacy.badge", person_key, algorithm="sha256").digest()
    return spelled(int.from_bytes(digest[:8], "big") % 31**_SIGNS, _SIGNS)


def whose(number: str, office: str, on: date) -> str:
    """Return the name behind a number, for the officer's own office; empty where there is none."""
    found = (one for one in people.officers_of(office, on) if badge(one.key) == number)
    person = next(found, None)
    return person.name if person else ""
