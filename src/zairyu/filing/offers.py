"""What can be begun here: procedures, statuses whose form is known, permits beside."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zairyu.filing.scope import WITH_PERMITS
from zairyu.law import statuses
from zairyu.law.problem import Refusal
from zairyu.law.statuses import Status
from zairyu.questionnaire.form import form


@dataclass(frozen=True)
class Offer:
    """What choosing a procedure asks: which statuses, and whether permits may stand beside it."""

    procedure: str
    wanted: tuple[Status, ...]  # statuses that may be asked for, or held, with a form here
    elsewhere: tuple[Status, ...]  # online, but not yet with a form here
    current: tuple[Status, ...]  # what may be held now, where that is another question
    permits: bool
    asks_expiry: bool


def form_known(procedure: str, status: str, permits: tuple[str, ...], on: date) -> bool:
    """Say whether every part of the form is known here."""
    try:
        form(procedure, status, permits, on)
    except (Refusal, LookupError):
        return False
    return True


@lru_cache(maxsize=64)
def offer(procedure: str, on: date) -> Offer:
    """Return what a procedure offers on a day; reckoned once a day."""
    online = statuses.statuses_for(procedure, on)
    known = tuple(one for one in online if form_known(procedure, one.id, (), on))
    held = tuple(
        one
        for one in statuses.all_statuses(on)
        if statuses.online_scope("change", one.id, None, on) is None
    )
    return Offer(
        procedure,
        known,
        tuple(one for one in online if one not in known),
        held if procedure == "change" else (),
        procedure in WITH_PERMITS,
        procedure in WITH_PERMITS,
    )
