"""What a grant will cost, told before it is decided: by the day of receipt and the period."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zairyu.casework import queries
from zairyu.casework.facts import birth_of
from zairyu.law import fees, procedures
from zairyu.words.catalogue import Text

if TYPE_CHECKING:
    from zairyu.casework.models import Case, Recommendation


@dataclass(frozen=True)
class Line:
    """One amount of a fee."""

    title: Text
    amount_yen: int
    charge_yen: int


def fee_lines(case: "Case", found: "Recommendation") -> list[Line]:
    """Return the amounts that the grant of a recommendation brings; none for a refusal."""
    if found.outcome != "grant":
        return []
    on, birth = case.filed_on, birth_of(case)
    main = fees.fee_due(
        case.procedure,
        "online",
        on,
        found.period or None,
        status=found.status or None,
        birth=birth,
    )
    lines = [Line(procedures.procedure(case.procedure, on).title, main.amount_yen, main.charge_yen)]
    for permit in queries.permits_of(case):
        if found.permits.get(permit.kind) == "grant":
            variant = permit.variant or None
            fee = fees.fee_due(permit.kind, "online", on, variant=variant, birth=birth)
            title = procedures.procedure(permit.kind, on).title
            lines.append(Line(title, fee.amount_yen, fee.charge_yen))
    return [line for line in lines if line.amount_yen]
