"""Which letters a case owes, to whom: never an outcome and never a card number in them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from zairyu import vault
from zairyu.casework import numbers, papers_back
from zairyu.casework.bring import to_bring
from zairyu.casework.facts import Sealed, facts_of, read_note
from zairyu.casework.models import Case, Decision, Recommendation
from zairyu.casework.readers import link as link
from zairyu.casework.readers import readers
from zairyu.law import offices, procedures, statuses
from zairyu.notices import actions as notices
from zairyu.notices.actions import Receiver
from zairyu.notices.attaching import Attached
from zairyu.questionnaire import codelists

Param = str | int | Mapping[str, object]
BOTH = ("user", "applicant")


def day(on: date) -> Param:
    """Return a day as a letter's parameter: each language writes it its own way."""
    return {"day": on.isoformat()}


def common(case: Case) -> dict[str, Param]:
    """Return what every letter about a case may say."""
    return {
        "number": numbers.shown(case.number),
        "procedure": {"text": dict(procedures.procedure(case.procedure, case.filed_on).title)},
        "office": {"text": dict(offices.office(case.office).name)},
        "filed_on": day(case.filed_on),
        "link": link(f"/cases/{case.key}/"),
    }


def tell(
    case: Case,
    kind: str,
    audiences: tuple[str, ...],
    at: datetime,
    *,
    occasion: str = "",
    **params: Param,
) -> int:
    """Owe a letter to the filer, the applicant, or both; return how many were owed.

    Who gets it in the end, and by which link each reads on, is said by `casework.readers`.
    """
    ways: dict[str, list[Receiver]] = {}
    for one in readers(case, facts_of(case), audiences, at):
        ways.setdefault(one.link, []).append(one.to)
    said = dict(params)
    return sum(
        _owe(case, kind, to, at, occasion, {"link": way, **said}) for way, to in ways.items()
    )


def tell_address(
    case: Case,
    kind: str,
    to: Receiver,
    at: datetime,
    *,
    occasion: str = "",
    facts: Mapping[str, Param] | None = None,
    attached: Sequence[Attached] = (),
    **params: Param,
) -> int:
    """Owe a letter to one address, with files if there are any; return how many were owed."""
    said = {**params, **(facts or {})}
    return _owe(case, kind, [to], at, occasion, said, attached)


def _owe(
    case: Case,
    kind: str,
    to: list[Receiver],
    at: datetime,
    occasion: str,
    params: Mapping[str, Param],
    attached: Sequence[Attached] = (),
) -> int:
    said, about = {**common(case), **params}, f"case:{case.key}"
    keys = notices.owe_each(
        kind, to, said, at=at, about=about, occasion=occasion, attached=attached
    )
    return len(keys)


def of_case(case: Case) -> dict[str, str]:
    """Return what every set letter about a case needs."""
    facts = facts_of(case)
    said = {
        "name": facts.name,
        "number": numbers.shown(case.number),
        "procedure": case.procedure,
        "office": case.office,
    }
    return said | ({"name_own": facts.name_own} if facts.name_own else {})


def reasons(case: Case, decision: Decision) -> str:
    """Return the reasons of a decision, for the letter that tells them."""
    return read_note(decision.reasons, case.key)


def grounds(text: str) -> list[dict[str, str]]:
    """Return reasons as the grounds of a refusal letter, one a line."""
    return [
        {"ground": line.strip(), "fact": "", "evidence": "", "change": ""}
        for line in text.splitlines()
        if line.strip()
    ]


def permit_reasons(case: Case, proposed: Recommendation) -> dict[str, str]:
    """Return why permits filed with a case are to be refused, by their kind."""
    if not proposed.permit_reasons:
        return {}
    found: dict[str, str] = vault.open_json(
        bytes(proposed.permit_reasons), f"case:{case.key}:permits"
    )
    return found


def papers(case: Case, items: list[str]) -> Param:
    """Return papers to send in as a letter's list."""
    names = [papers_back.name(case.procedure, item, case.filed_on) for item in items]
    return {"list": [{"text": dict(name)} for name in names]}


def bring(case: Case) -> Param:
    """Return what to bring to the counter as a letter's list."""
    return {"list": [{"text": dict(name)} for name in to_bring(case)]}


def counter(case: Case) -> Param:
    """Return the office of the counter that was chosen, else the office of the case."""
    return {"text": dict(offices.office(case.pickup or case.office).name)}


def keep_address(case: Case, address: str) -> bytes:
    """Return an address sealed for a case."""
    return vault.seal(address.encode(), f"case:{case.key}:address")


def address_of(case: Case, sealed: Sealed) -> str:
    """Return what `keep_address` sealed."""
    return vault.open(bytes(sealed), f"case:{case.key}:address").decode()


def certificate_facts(case: Case, decision: Decision) -> dict[str, Param]:
    """Return what an electronic certificate of eligibility says: here the mail is the paper."""
    facts = facts_of(case)
    status = statuses.held(decision.status, case.filed_on)
    return {
        "name": facts.name,
        "birth": {"plain_day": facts.birth},
        "sex": {"say": f"casework.sex.{facts.sex or 'unknown'}"},
        "nationality": _country(facts.nationality),
        "status": {"text": dict(status.name)},
        "period": {"span": decision.period},
    }


def _country(code: str) -> Param:
    known = codelists.by_value("nationalities").get(code)
    return {"text": dict(known.label)} if known else code
