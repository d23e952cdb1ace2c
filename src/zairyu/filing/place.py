"""Whether somebody may file from where they are: the agency's rules on places, asked in one place.

Two dated switches of the law's tables say what the agency's system does: access from networks
abroad is refused (`foreign-networks-refused`), and the filer is in Japan (`filer-in-japan`). Only
beginning and filing ask here: reading, answering, paying, receiving and checking never do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zairyu.filing.scope import turned
from zairyu.law.problem import Problem
from zairyu.law.switches import switch

HOME = "JP"
SAID = ("japan", "abroad")
# Why somebody in Japan comes from a network abroad, or is abroad; the words stand with the page.
BECAUSE = ("roaming", "company-network", "travelling", "living-abroad", "other")
# Applications that the applicant files in Japan: a stay is changed or lengthened while it is held.
IN_JAPAN = ("change", "extension", "acquisition")
OWN = "foreign-national"
STAFF = (
    "organisation-staff",
    "public-interest-corporation-staff",
    "registered-support-organisation-staff",
)
PROOFS = ("card", "passkey")
UNSAID = "filing.place-unsaid"


@dataclass(frozen=True)
class Place:
    """Where a filer is: what the network says, what they say, and what makes them known."""

    country: str  # of the network, two letters; empty where it is unknown
    said: str = ""  # japan, abroad; empty while nobody asked
    way: str = ""  # card, passkey, organisation; empty where none proves them


def way_of(shown: Iterable[str], categories: Iterable[str]) -> str:
    """Return what makes somebody known well enough to go on from a network abroad.

    `shown` is by what the session was proved, `categories` as what the person may file.

    >>> way_of(["password", "passkey"], ["foreign-national"])
    'passkey'
    >>> way_of(["password", "totp"], ["organisation-staff"]), way_of(["password"], [OWN])
    ('organisation', '')
    """
    proofs = {name.removesuffix("-second") for name in shown}
    found = next((name for name in PROOFS if name in proofs), "")
    return found or ("organisation" if set(STAFF) & set(categories) else "")


def trouble(place: Place, procedure: str, category: str, on: date) -> Problem | None:
    """Return why this cannot be filed from there, that the place has to be said first, or nothing.

    Law: ICRRA art. 20(2), 21(2) (a stay is changed or extended of whoever resides in Japan);
    the rest is the agency's terms of use.
    """
    if place.said == "abroad":
        return _abroad(place, procedure, category, on)
    if not switch("foreign-networks-refused", on, turned()) or place.country == HOME:
        return None
    if place.said != "japan":
        return Problem(UNSAID, at="said")
    if not place.country or place.way:
        return None  # an unknown network bars nobody who says where they are
    return Problem("filing.foreign-network", at="said")


def _abroad(place: Place, procedure: str, category: str, on: date) -> Problem | None:
    if not switch("filer-in-japan", on, turned()):
        return None
    if category == OWN and procedure in IN_JAPAN:
        return Problem("filing.applicant-abroad", at="said")
    return None if place.way else Problem("filing.filer-abroad", at="said")
