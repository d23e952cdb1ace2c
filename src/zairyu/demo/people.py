"""Brings the cast together: accounts, registrations with proofs, posts, organisations."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from zairyu.demo import organisations
from zairyu.demo.cast import Persona, cast, password
from zairyu.demo.specimens import paper
from zairyu.demo.standing import gathered
from zairyu.law import organisations as law
from zairyu.law.dates import legal_day
from zairyu.people import actions, joining, queries, registering

if TYPE_CHECKING:
    from zairyu.people.models import Person

# When the cast joined: before anything happens.
_EARLIER = timedelta(days=40)
_OF_ORGANISATIONS = [kind.id for kind in law.kinds()]  # their organisation registers them
_LICENCE = timedelta(days=700)  # of the scrivener's certificate: nearly two years are left
BORN, ADDRESS = date(1990, 1, 15), "東京都江東区青海２丁目７番１１号"


def gather(at: datetime) -> "dict[str, Person]":
    """Make everybody of the cast who is not there yet; return them by id."""
    joined = at - _EARLIER
    people = {one.id: _joined(one, joined) for one in cast()}
    _appoint(people, joined)
    for one in cast():
        if one.role in ("filer", "waiting") and one.more["category"] not in _OF_ORGANISATIONS:
            _register(one, people, joined)
    organisations.found(people, at, joined)
    return gathered()  # as they stand now: an admission is written to the person's row


def _joined(one: Persona, at: datetime) -> "Person":
    found = queries.person_with(one.email)
    if found is not None:
        return found
    return actions.join(
        one.email,
        name=one.name,
        password=password(),
        at=at,
        language=one.language,
        totp_secret=one.secret,
    )


def _appoint(people: "dict[str, Person]", at: datetime) -> None:
    since = legal_day(at)
    for one in cast():
        person = people[one.id]
        if one.role == "officer" and queries.post_of(person, since) is None:
            office, rank = one.more["office"], one.more["rank"]
            actions.appoint(person, office, rank, since=since, at=at, by="system")


def _register(one: Persona, people: "dict[str, Person]", at: datetime) -> None:
    """Register as anybody who has an account does; the officer looks at the papers."""
    person = people[one.id]
    if queries.registration_of(person) is not None:
        return
    begun = joining.begin(one.more["category"], at=at, person=person)
    proof = paper("本人確認の資料（見本）", f"氏名 {one.name}")
    joining.keep_papers(begun, [registering.Paper("本人確認.pdf", "application/pdf", proof)])
    certificate = "(行)13第2300123号" if one.more["category"] == "lawyer-scrivener" else ""
    card = one.more.get("card", {"sex": "2"})  # the papers say what the card says
    typed = joining.Typed(
        name=one.name, sex={"1": "male", "2": "female"}[card["sex"]], address=ADDRESS,
        telephone="0312340000", certificate=certificate,
    )  # fmt: skip
    joining.note(begun, typed, at=at, proved_by="papers")
    last = legal_day(at) + _LICENCE if certificate else None
    stated = joining.add(begun, joining.Read(BORN, last), at=at)
    if one.role == "filer":
        registering.admit(stated, by=people["sato"], at=at + timedelta(hours=3))
