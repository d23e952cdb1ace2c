"""What a provider says of who somebody is, in the same words as a card's certificate."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from zairyu.identity.jpki.facts import Asserted

LONGEST = 400
# The Digital Authentication App writes 1 and 2, as the certificates do; OpenID Connect words.
_SEX = {"1": "1", "2": "2", "male": "1", "female": "2"}


def asserted(said: Mapping[str, Any]) -> Asserted | None:
    """Return name, birth, sex and address, or None where there is no name or no day of birth.

    >>> asserted({"name": "山田", "birthdate": "19900115", "gender": "2"}).birth_on
    datetime.date(1990, 1, 15)
    >>> asserted({"name": "A", "birthdate": "1990-01-15", "gender": "female"}).sex
    '2'
    >>> asserted({"name": "A", "birthdate": "0000-01-15"}) is None
    True
    """
    name, born = _text(said.get("name")), _day(said.get("birthdate"))
    if not name or born is None:
        return None
    sex = _SEX.get(str(said.get("gender", "")), "3")
    said_born = born.strftime("%Y%m%d")
    return Asserted(name, born, sex, _address(said.get("address")), said_born)


def _text(said: object) -> str:
    return said.strip()[:LONGEST] if isinstance(said, str) else ""


def _address(said: object) -> str:
    return _text(said.get("formatted")) if isinstance(said, dict) else _text(said)


def _day(said: object) -> date | None:
    found = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", said) if isinstance(said, str) else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
