"""Who plays in the demo, how each signs in, and the code that their authenticator shows now."""

from dataclasses import dataclass
from typing import Any

from zairyu.identity import factors
from zairyu.law.read import table
from zairyu.ui.clock import system
from zairyu.words import Text


@dataclass(frozen=True)
class Persona:
    """One of the cast. The password and the secret are public: they protect nothing."""

    id: str
    email: str
    name: str
    language: str
    role: str
    who: Text
    secret: str
    more: dict[str, Any]


def password() -> str:
    """Return the one password of the whole cast."""
    return str(table("zairyu.demo", "data/cast.yaml")["password"])


def cast() -> list[Persona]:
    """Return the whole cast in the order of the table."""
    rows = table("zairyu.demo", "data/cast.yaml")["cast"]
    return [_persona(row) for row in rows]


def persona(name: str) -> Persona:
    """Return one of the cast by id."""
    return next(one for one in cast() if one.id == name)


def _persona(row: dict[str, Any]) -> Persona:
    named = ("id", "email", "name", "language", "role", "who", "secret")
    rest = {key: value for key, value in row.items() if key not in named}
    return Persona(**{key: row.get(key, "") for key in named}, more=rest)


def code_now(one: Persona) -> str:
    """Return the six digits that the persona's authenticator shows at this moment (real time)."""
    return factors.code(one.secret, system())
