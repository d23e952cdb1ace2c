"""Reads what a registration asks: who it is, where, how to reach them; says what is wrong."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.http import HttpRequest

from zairyu.filing import inspection
from zairyu.identity.jpki.facts import Asserted
from zairyu.law.dates import age_on
from zairyu.law.problem import Problem
from zairyu.law.registration import Registering
from zairyu.people.joining import Typed
from zairyu.people.registering import Paper
from zairyu.questionnaire.days import NotADay, boxes_of, whole_day
from zairyu.questionnaire.numbers import card_number, phone
from zairyu.questionnaire.typed import clean, half
from zairyu.words.catalogue import catalogue

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024  # of all proofs together
NAME_SIGNS = 104  # the longest name that a residence card can hold
ADDRESS_SIGNS = 200
CERTIFICATE_SIGNS = 40
DATE_PARTS = ("era", "y", "m", "d")
SEXES = ("male", "female")
_SEX_OF_CARD = {"1": "male", "2": "female"}
_PHONE = re.compile(r"0[0-9]{8,10}|\+[0-9]{8,15}")
_TEXTS = ("name", "sex", "address", "telephone", "email", "card_number", "certificate")


@dataclass
class Checked:
    """What is wrong with what was typed, in the order of the page; its days as days."""

    problems: list[Problem] = field(default_factory=list)
    birth_on: date | None = None
    until: date | None = None


def label(name: str) -> dict[str, object]:
    """Return the name of a field for its problems."""
    return {"label": catalogue()[f"portal.registration.{name}"]}


def read(request: HttpRequest, said: Typed, locked: frozenset[str]) -> Typed:
    """Return what was sent; what the card has said stays as the card says it."""
    found = {
        name: clean(request.POST.get(name, ""))
        for name in _TEXTS
        if name not in locked and name in request.POST
    }
    if "email" in found:
        found["email"] = half(found["email"]).strip().lower()
    days = {
        name: {part: request.POST.get(f"{name}.{part}", "") for part in DATE_PARTS}
        for name in ("birth", "until")
        if name not in locked and f"{name}.y" in request.POST
    }
    return replace(said, **found, **days)  # type: ignore[arg-type]


def of_card(said: Typed, asserted: Asserted, ref: str) -> Typed:
    """Return what was typed with the words of the card in their places."""
    born = asserted.birth_on
    birth = said.birth
    if born is not None:
        birth = {"era": "", "y": str(born.year), "m": str(born.month), "d": str(born.day)}
    return replace(
        said,
        name=asserted.name or said.name,
        birth=birth,
        sex=_SEX_OF_CARD.get(asserted.sex, said.sex),
        address=asserted.address or said.address,
        ref=ref,
    )


def locked(asserted: Asserted | None) -> frozenset[str]:
    """Return what a card has said without a doubt: it is shown and not asked.

    A certificate replaces characters it cannot hold: then the person types name or address.
    """
    if asserted is None:
        return frozenset()
    sure = {
        "name": bool(asserted.name) and "1" not in asserted.name_replaced,
        "birth": asserted.birth_on is not None,
        "sex": asserted.sex in _SEX_OF_CARD,
        "address": bool(asserted.address) and "1" not in asserted.address_replaced,
    }
    return frozenset(name for name, holds in sure.items() if holds)


def check(said: Typed, asked: Registering, today: date, *, email: bool) -> Checked:
    """Return what is wrong; `email` where an address is asked, of who has no account."""
    found = Checked()
    _filled(found, "name", said.name, NAME_SIGNS)
    found.birth_on = _day(found, "birth", said.birth)
    _birth(found, asked, today)
    if said.sex not in SEXES:
        found.problems.append(Problem("required-choice", at="sex", params=label("sex")))
    _filled(found, "address", said.address, ADDRESS_SIGNS, f"address-{asked.address}")
    if asked.residence_card and card_number(said.card_number) is None:
        _wrong(found, "card_number", said.card_number, "card-number-shape")
    if asked.certificate:
        _filled(found, "certificate", said.certificate, CERTIFICATE_SIGNS)
        found.until = _day(found, "until", said.until)
        if found.until is not None and found.until < today:
            found.problems.append(Problem("registration.certificate-ended", at="until"))
    _reach(found, said, email=email)
    return found


def check_reach(said: Typed, asked: Registering) -> list[Problem]:
    """Return what is wrong with address and telephone alone."""
    found = Checked()
    _filled(found, "address", said.address, ADDRESS_SIGNS, f"address-{asked.address}")
    _reach(found, said, email=False)
    return found.problems


def _reach(found: Checked, said: Typed, *, email: bool) -> None:
    if not _PHONE.fullmatch(phone(said.telephone)):
        _wrong(found, "telephone", said.telephone, "registration.telephone")
    if email and not _is_address(said.email):
        _wrong(found, "email", said.email, "registration.email")


def _wrong(found: Checked, name: str, typed: str, code: str) -> None:
    missing = Problem("required", at=name, params=label(name))
    found.problems.append(Problem(code, at=name, params=label(name)) if typed else missing)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _filled(found: Checked, name: str, text: str, limit: int, named: str = "") -> None:
    if not text:
        found.problems.append(Problem("required", at=name, params=label(named or name)))
    elif len(text) > limit:
        params = {**label(named or name), "limit": limit}
        found.problems.append(Problem("registration.too-long", at=name, params=params))


def _day(found: Checked, name: str, typed: dict[str, str]) -> date | None:
    try:
        boxes = boxes_of(typed)
        if boxes.blank:
            found.problems.append(Problem("required", at=name, params=label(name)))
            return None
        return date.fromisoformat(whole_day(boxes))
    except NotADay as fault:
        found.problems.append(Problem(fault.code, at=name, params=label(name)))
        return None


def _birth(found: Checked, asked: Registering, today: date) -> None:
    born = found.birth_on
    if born is not None and born > today:
        found.problems.append(Problem("date-in-future", at="birth", params=label("birth")))
    elif born is not None and age_on(born, today) < asked.least_age:
        params = {"age": asked.least_age}
        found.problems.append(Problem("registration.too-young", at="birth", params=params))


def _inspected(file: "UploadedFile[bytes]") -> Paper | Problem:
    name = clean(file.name or "")[-120:] or "?"
    data = file.read()
    found = inspection.inspect(data, name)
    if found.bad:
        return Problem(found.bad, at="proof", params={"name": name})
    return Paper(name, found.media_type, data, max(found.pages, 1))


def papers(request: HttpRequest) -> tuple[list[Paper], list[Problem]]:
    """Return the papers that were sent, and what is wrong with them."""
    sent = request.FILES.getlist("proof")
    if len(sent) > MOST_FILES or sum(file.size or 0 for file in sent) > MOST_BYTES:
        params = {"files": MOST_FILES, "megabytes": MOST_BYTES // (1024 * 1024)}
        return [], [Problem("registration.proofs-too-much", at="proof", params=params)]
    looked = [_inspected(file) for file in sent]
    wrong = [one for one in looked if isinstance(one, Problem)]
    return [one for one in looked if isinstance(one, Paper)], wrong
