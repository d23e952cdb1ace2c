"""Registration of persons (利用者情報登録): in which categories, and what each is asked for."""

from dataclasses import dataclass

from zairyu.law.categories import Category, category
from zairyu.law.tables import data

_NOTHING_ASKED = {"card": False, "residence_card": False, "certificate": False, "address": "home"}


@dataclass(frozen=True)
class Registering:
    """What a registration of a person asks for: the proof, which address, from which age."""

    card: bool  # a My Number card may prove them
    residence_card: bool
    certificate: bool  # the certificate of notification as intermediary (届出済証明書)
    address: str  # home, office
    least_age: int = 0


def registers(key: str) -> Registering:
    """Return what a registration in a category asks for; of organisations nothing is asked here.

    Law: ISA page on registration (利用者情報登録).

    >>> registers("lawyer-scrivener").address, registers("foreign-national").least_age
    ('office', 15)
    """
    return Registering(**data("categories")["registration"].get(key, _NOTHING_ASKED))


def registrable() -> list[Category]:
    """Return the categories in which a person registers: four that file, and the reduced one.

    >>> [one.number for one in registrable()]
    [1, 2, 3, 4, 8]
    """
    return [category(key) for key in data("categories")["registration"]]
