"""The rules of a case as questions: fee, who may file, state, parts of the form, papers."""

from collections.abc import Callable, Mapping
from typing import Any

from zairyu.law import categories, fees, forms, lifecycle
from zairyu.law.rules.reading import BadValue, Inputs, MissingKey
from zairyu.law.sets import Question, needed
from zairyu.law.tables import READ_ON, data

Answer = dict[str, Any]


def _one_fee(item: Mapping[str, Any], given: Inputs) -> fees.Fee:
    channel = item.get("channel") or given.get("channel") or "online"
    procedure = item.get("procedure")
    if not isinstance(procedure, str):
        raise MissingKey("fee", "procedure", "an id such as extension")
    if given.get("waiver"):
        return fees.waived(given["waiver"], procedure, channel, given["received"])
    period = item.get("granted_period") or given.get("granted_period")
    return fees.fee_due(
        procedure,
        channel,
        given["received"],
        period,
        item.get("variant"),
        item.get("status") or given.get("status"),
        given.get("applicant_birth"),
    )


def _granted(given: Inputs) -> bool:
    if given.get("refused") or given.get("withdrawn"):
        return False
    return given.get("granted", True) is not None


def _fee(given: Inputs) -> Answer:
    items = given["combined"] if given.get("combined") else [given]
    if not _granted(given):
        for item in items:
            fees.fee_range(
                str(item.get("procedure")), "counter", given["received"], item.get("variant")
            )
        return {"value": 0, "charge": 0, "because": ["nothing-granted"]}
    found = fees.summed(_one_fee(item, given) for item in items)
    why = "waived" if given.get("waiver") else "tariff-of-the-day-of-receipt"
    return {
        "value": found.amount_yen,
        "charge": found.charge_yen,
        "because": [why],
        "source": found.source,
    }


def _may_file(given: Inputs) -> Answer:
    facts = {key: value for key, value in given.items() if key not in ("category", "procedure")}
    on = facts.pop("on", None) or READ_ON
    for key in ("wanted_status", "current_status"):
        if facts.get(key) is not None:
            forms_known = data("statuses")
            known = {**forms_known["statuses"], **forms_known["designated_activities"]}
            if facts[key] not in known:
                raise BadValue(key, facts[key], "an id of a status")
    found = categories.filing_right(given["category"], given["procedure"], facts, on)
    return {"allowed": found.allowed, "because": found.because, "not_given": found.not_given}


def _lifecycle(given: Inputs) -> Answer:
    state = lifecycle.CASE.run(given["events"])
    return {"state": state, "because": ["table-of-moves"]}


def _form_parts(given: Inputs) -> Answer:
    channel = given.get("channel") or "online"
    if channel not in ("online", "paper", "counter"):
        raise BadValue("channel", channel, "online or paper")
    if not given.get("status") and data("forms")["procedures"].get(given["procedure"], {}).get(
        "family"
    ):
        raise MissingKey("form-parts", "status", "an id of a status")
    found = forms.form_parts(
        given["procedure"],
        given.get("status") or "",
        channel,
        given.get("with") or (),
        given.get("activity"),
        given.get("on") or READ_ON,
    )
    return {"family": found.family, "parts": list(found.parts), "because": ["by-status"]}


def _required(given: Inputs) -> Answer:
    channel = given.get("channel") or "online"
    if channel not in ("online", "paper"):
        raise BadValue("channel", channel, "online or paper")
    facts = dict(given.get("facts") or {})
    category = given.get("organisation_category") or facts.pop("organisation_category", None)
    if category not in (None, 1, 2, 3, 4):
        raise BadValue("organisation_category", category, "1, 2, 3 or 4")
    question = Question(
        given["procedure"],
        given["status"],
        channel,
        category,
        {key: value for key, value in facts.items() if value is not None and key != "channel"},
        given.get("on") or READ_ON,
    )
    found = needed(question)
    groups = [{"group": group, "documents": keys} for group, keys in found.one_of.items()]
    return {
        "sets": found.sets,
        "documents": found.documents,
        **({"one_of": groups} if groups else {}),
        "not_given": found.not_given,
        "because": ["by-procedure-status-and-facts"],
    }


CASES: dict[str, Callable[[Inputs], Answer]] = {
    "fee": _fee,
    "may-file": _may_file,
    "lifecycle": _lifecycle,
    "form-parts": _form_parts,
    "required-documents": _required,
}
