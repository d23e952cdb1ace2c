"""The seven kinds of user, what each proves at registration, and what each may file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.law.dates import INDEFINITE, age_on, length
from zairyu.law.problem import Problem
from zairyu.law.procedures import permit_alone, procedure
from zairyu.law.statuses import relative_may_ask, status_scope
from zairyu.law.tables import READ_ON, NotInForce, Row, Text, data, entry

_RELATIVES_NEED_A_REASON = ("change", "extension", "acquisition", "reentry-permit")
_WANTED = ("coe", "change", "acquisition")
_LEAST_AGE = 15


@dataclass(frozen=True)
class Proof:
    """A paper that is asked for at registration."""

    id: str
    name: Text


@dataclass(frozen=True)
class Category:
    """A kind of user (利用者区分)."""

    id: str
    number: int
    name: Text
    who: Text
    route: str
    proof: list[Proof]
    confidence: str


@dataclass(frozen=True)
class MayFile:
    """Whether someone may file: None where the tables do not know, and an officer decides."""

    allowed: bool | None
    because: list[str]
    not_given: list[str]


@dataclass(frozen=True)
class _Case:
    category: str
    procedure: str
    facts: Mapping[str, Any]
    on: date

    def day(self) -> date:
        """Return the filing day, on which ages are measured."""
        filed = self.facts.get("filed")
        return filed if isinstance(filed, date) else self.on

    def age(self) -> int | None:
        """Return the applicant's age on the filing day, where the birth is known."""
        birth = self.facts.get("applicant_birth")
        return age_on(birth, self.day()) if isinstance(birth, date) else None

    def statuses(self) -> list[str]:
        """Return the statuses the question is about, those that are given."""
        names = ("wanted_status", "current_status")
        return [self.facts[name] for name in names if self.facts.get(name)]


@dataclass(frozen=True)
class _Found:
    allowed: bool | None
    why: str
    not_given: str = ""


def _category(key: str, row: Row) -> Category:
    names = data("categories")["proofs"]
    return Category(
        id=key,
        number=row["number"],
        name=row["name"],
        who=row["who"],
        route=row["route"],
        proof=[Proof(proof, names[proof]) for proof in row["proof"]],
        confidence=row["confidence"],
    )


def category(key: str) -> Category:
    """Return a kind of user, the reduced registration without a right to file among them.

    >>> [proof.id for proof in category("relative").proof]
    ['identity', 'family-relation']
    >>> category("coe-electronic-delivery-only").number
    8
    """
    table = data("categories")
    return _category(key, entry({**table["categories"], **table["reduced"]}, key, "category"))


def categories() -> list[Category]:
    """Return the seven kinds of user in the order of the agency."""
    return [_category(key, row) for key, row in data("categories")["categories"].items()]


def matrix(key: str) -> dict[str, str]:
    """Return whether a kind of user may file each procedure: yes, conditional or no.

    >>> matrix("relative")["work-qualification-certificate"], matrix("lawyer-scrivener")["coe"]
    ('no', 'yes')
    """
    row = entry(data("categories")["categories"], key, "category")
    return {procedure: cell["may"] for procedure, cell in row["may_file"].items()}


def _matrix(case: _Case) -> Iterator[_Found]:
    cell = data("categories")["categories"][case.category]["may_file"][case.procedure]
    if cell["may"] == "no":
        yield _Found(False, "not-this-kind-of-user")
    elif cell.get("confidence") == "low":
        yield _Found(None, "not-known-for-this-kind-of-user")


def _alone(case: _Case) -> Iterator[_Found]:
    if permit_alone(case.procedure, case.facts.get("concurrent_with")):
        missing = "" if "concurrent_with" in case.facts else "concurrent_with"
        yield _Found(False, "permit-alone", missing)


def _scope(case: _Case) -> Iterator[_Found]:
    current = case.facts.get("current_status")
    if case.procedure != "coe" and current in data("statuses")["excluded_as_current"]:
        yield _Found(False, "excluded-status")
    name = "wanted_status" if case.procedure in _WANTED else "current_status"
    key = case.facts.get(name)
    if key:
        scope = status_scope(case.procedure, key, case.day())
        if scope.allowed is not True:
            yield _Found(scope.allowed, scope.reason)


def _own(case: _Case) -> Iterator[_Found]:
    age = case.age()
    if age is not None and age < _LEAST_AGE:
        yield _Found(False, "under-fifteen")
    no_card, period = data("categories")["no_card"], case.facts.get("current_period", "")
    if case.facts.get("current_status") in no_card["statuses"]:
        yield _Found(False, "no-residence-card")
    elif period not in (*INDEFINITE, None) and length(period) <= length(no_card["longest_period"]):
        yield _Found(False, "short-period")


def _relative(case: _Case) -> Iterator[_Found]:
    if case.procedure == "coe":
        wanted = case.facts.get("wanted_status")
        if not wanted:
            yield _Found(False, "relative-not-for-this-status", "wanted_status")
        elif not relative_may_ask(wanted):
            yield _Found(False, "relative-not-for-this-status")
    elif case.procedure in _RELATIVES_NEED_A_REASON and not case.facts.get("incapacity_reason"):
        age = case.age()
        if age is None:
            yield _Found(False, "relative-needs-a-reason", "applicant_birth")
        elif age >= data("categories")["age_rule"]["under_age"]:
            yield _Found(False, "relative-needs-a-reason")


def _organisation(case: _Case) -> Iterator[_Found]:
    # Supervised training (団体監理型, ids ending in ro): the supervising organisation files.
    if any(key.startswith("technical-intern") and key.endswith("ro") for key in case.statuses()):
        role = case.facts.get("organisation_role")
        if role is None:
            yield _Found(False, "supervising-organisation-files", "organisation_role")
        elif role == "training-employer":
            yield _Found(False, "supervising-organisation-files")


def _support(case: _Case) -> Iterator[_Found]:
    name = "wanted_status" if case.procedure in _WANTED else "current_status"
    key = case.facts.get(name) or next(iter(case.statuses()), None)
    if key is None:
        cell = data("categories")["categories"][case.category]["may_file"][case.procedure]
        if cell.get("confidence") != "low":
            yield _Found(False, "specified-skilled-worker-1-only", name)
    elif key != "specified-skilled-worker-1":
        yield _Found(False, "specified-skilled-worker-1-only")


_Check = Callable[[_Case], Iterator[_Found]]
_OF_THE_KIND: dict[str, _Check] = {
    "foreign-national": _own,
    "relative": _relative,
    "organisation-staff": _organisation,
    "registered-support-organisation-staff": _support,
}


def filing_right(
    category_id: str, procedure_id: str, facts: Mapping[str, Any], on: date = READ_ON
) -> MayFile:
    """Say whether a kind of user may file a procedure online, and why not.

    `facts`: applicant_birth and filed (days), incapacity_reason, wanted_status, current_status,
    current_period (held), organisation_role, concurrent_with. A fact that is wanted and not given
    does not match.

    Law: matrix of users and procedures of the agency; ICRRA art. 61-9-3 for relatives, art. 19-3
    for whoever has no residence card.

    >>> filing_right("foreign-national", "extension", {"current_period": "P3M"}).because
    ['short-period']

    >>> filing_right("relative", "change", {"applicant_birth": date(1980, 6, 15)}).because
    ['relative-needs-a-reason']
    """
    row = entry(data("categories")["categories"], category_id, "category")
    case = _Case(category_id, procedure_id, facts, on)
    if case.day() < row["since"]:
        raise NotInForce(category_id, case.day())
    procedure(procedure_id, case.day())
    own = _OF_THE_KIND.get(category_id, lambda _: iter(()))
    checks: list[_Check] = [_matrix, _alone, _scope, own]
    found = [each for check in checks for each in check(case)]
    against = [each for each in found if each.allowed is False]
    unsure = [each for each in found if each.allowed is None]
    allowed = False if against else None if unsure else True
    because = [each.why for each in against or unsure] or ["may-file"]
    return MayFile(allowed, because, [each.not_given for each in found if each.not_given])


def may_file(
    category_id: str, procedure_id: str, facts: Mapping[str, Any], on: date = READ_ON
) -> bool | None:
    """Say whether a kind of user may file; None means that an officer decides.

    >>> may_file("foreign-national", "extension", {"current_status": "business-manager"})
    True
    >>> may_file("relative", "work-qualification-certificate", {})
    False
    """
    return filing_right(category_id, procedure_id, facts, on).allowed


def reason(code: str) -> Text:
    """Return a reason of `filing_right` in words.

    >>> reason("may-file")["en"]
    'You may file this.'
    """
    rows = {**data("statuses")["reasons"], **data("categories")["reasons"]}
    text: Text = entry(rows, code, "reason")
    return text


def not_known(
    category_id: str, procedure_id: str, facts: Mapping[str, Any], on: date = READ_ON
) -> Problem | None:
    """Return a plain warning where the tables know neither yes nor no: an officer decides.

    >>> not_known("organisation-staff", "change", {"wanted_status": "da-notice-1"}).code
    'scope.not-known'
    >>> not_known("organisation-staff", "change", {"wanted_status": "student"}) is None
    True
    """
    if category_id in data("categories")["reduced"]:
        return None  # filed on paper: nothing is asked of the matrix
    found = filing_right(category_id, procedure_id, facts, on)
    if found.allowed is not None:
        return None
    source = data("categories")["categories"][category_id]["source"]
    return Problem("scope.not-known", source=source, params={"reason": reason(found.because[0])})
