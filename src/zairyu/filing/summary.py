"""What an office needs of an application at every turn, taken from the answers once, at sealing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from zairyu.law.offices import prefectures


@dataclass(frozen=True)
class Summary:
    """The person, the stay and where the result is to go; days as ISO texts."""

    name: str = ""
    birth: str = ""
    nationality: str = ""
    current_status: str = ""
    wanted_status: str = ""
    period: str = ""
    expires_on: str = ""
    card_number: str = ""
    applicant_email: str = ""
    notification_email: str = ""
    delivery: str = ""
    receiving_office: str = ""
    address: str = ""
    prefecture: str = ""
    organisation: str = ""

    def said(self) -> dict[str, str]:
        """Return what is not empty."""
        return {name: value for name, value in asdict(self).items() if value}


# The fields of the forms that say it, by their own name; the first that is answered counts.
_SAID_BY = {
    "name": ("name",),
    "birth": ("date_of_birth",),
    "nationality": ("nationality",),
    "current_status": ("current_status",),
    "wanted_status": ("desired_status", "purpose_of_entry"),
    "period": ("current_period",),
    "expires_on": ("current_expiry",),
    "card_number": ("residence_card_number", "card_number"),
    "applicant_email": ("email",),
    "notification_email": ("notification_email",),
    "delivery": (
        "residence_card_receipt_method",
        "coe_receipt_method",
        "work_certificate_receipt_method",
    ),
    "receiving_office": ("receiving_bureau",),
    "address": ("address_in_japan",),
    "organisation": ("organization_name", "employer_name", "workplace_name"),
}


def summary_of(answers: Mapping[str, Any], status: str) -> Summary:
    """Return the summary of answers."""
    by_name: dict[str, Any] = {}
    for key, value in answers.items():
        by_name.setdefault(key.partition(".")[2], value)
    said = {
        name: next((text(by_name[one]) for one in fields if by_name.get(one)), "")
        for name, fields in _SAID_BY.items()
    }
    said["wanted_status"] = status
    said["prefecture"] = prefecture_of(said["address"])
    return Summary(**said)


def text(value: Any) -> str:
    """Return an answer as text; a day as ISO."""
    return value.isoformat() if isinstance(value, date) else str(value)


def prefecture_of(address: str) -> str:
    """Return the id of the prefecture that an address in Japan names, or nothing.

    >>> prefecture_of("東京都江東区青海２－７－１１"), prefecture_of("2-7-11 Aomi, Koto-ku, Tokyo")
    ('JP-13', 'JP-13')
    """
    bare = address.replace("　", "").replace(" ", "")
    lower = address.lower()
    for one in prefectures():
        if bare.startswith(one.name["ja"]) or one.name["en"].lower() in lower:
            return one.id
    return ""
