"""The answer of the guide: everything that one page says, put together for one day."""

from dataclasses import dataclass
from datetime import date, timedelta

from zairyu.filing.guide import changes, money, needs, verdict, window
from zairyu.filing.guide.answers import Answers
from zairyu.law import elsewhere, offices, photo, procedures
from zairyu.law.elsewhere import Days
from zairyu.law.offices import Office
from zairyu.law.procedures import PERMITS, Neighbour, Procedure, permit_alone
from zairyu.law.tables import Text

_NEAR = timedelta(days=3)  # so few days before the end a counter is the safer way


@dataclass(frozen=True)
class Result:
    """What the page of the answer shows; parts that do not apply are empty."""

    answers: Answers
    verdict: verdict.Verdict
    procedure: Procedure | None
    window: window.Window
    sheet: needs.Sheet | None
    papers: needs.Papers | None
    money: tuple[money.Money, ...]
    changes: tuple[changes.Change, ...]
    office: Office | None
    offices: tuple[Office, ...]
    returns: tuple[Text, ...]
    photo: photo.PhotoRules | None
    neighbour: Neighbour | None
    neighbour_days: Days | None
    alone: bool
    safer: tuple[str, ...]

    @property
    def total(self) -> tuple[int, int]:
        """The least and the most that is paid online for everything that was chosen."""
        return sum(one.least for one in self.money), sum(one.most for one in self.money)


def result(a: Answers) -> Result:
    """Return the answer to what was said, as the law stands on the day."""
    found = verdict.verdict(a)
    chosen = procedures.procedure(a.procedure, a.on) if a.procedure else None
    days = window.window(a)
    whole = chosen is not None and found.may_begin
    sheet = needs.sheet(a, a.on) if whole else None
    beside, beside_days = _neighbour(a, found)
    office = _office(a)
    return Result(
        answers=a,
        verdict=found,
        procedure=chosen,
        window=days,
        sheet=sheet,
        papers=needs.needed(a, a.on) if whole else None,
        money=_money(a) if whole else (),
        changes=tuple(changes.changes(a, days.online_last)) if whole else (),
        office=office,
        offices=() if office else tuple(offices.online_offices()),
        returns=_returns(a) if whole else (),
        photo=photo.rules(a.on) if whole and a.photo_needed else None,
        neighbour=beside,
        neighbour_days=beside_days,
        alone=a.neighbour in PERMITS,
        safer=tuple(_safer(a, found, days, sheet)),
    )


def _money(a: Answers) -> tuple[money.Money, ...]:
    return tuple(money.money(a, one, a.on) for one in (a.procedure, *a.permits))


def _office(a: Answers) -> Office | None:
    asked = a.procedure or (a.neighbour if a.neighbour not in PERMITS else "extension")
    if not a.prefecture or not asked:
        return None
    return offices.office_for(asked, a.prefecture)


def _returns(a: Answers) -> tuple[Text, ...]:
    if a.delivery in ("", "post"):
        return tuple(one.name for one in procedures.return_items(a.procedure, a.on))
    return ()


def _neighbour(a: Answers, found: verdict.Verdict) -> tuple[Neighbour | None, Days | None]:
    """Return the procedure to turn to instead, and its days where they can be counted."""
    event = a.expires_on or a.event if not a.neighbour else a.day("day")
    if a.neighbour and a.neighbour not in PERMITS:
        beside: Neighbour | None = procedures.neighbour(a.neighbour, a.on)
    elif found.word == "no":
        beside = elsewhere.instead(a.procedure, a.wanted, a.on)
    else:
        beside = None
    if beside is None or event is None:
        return beside, None
    return beside, elsewhere.neighbour_days(beside, event)


def _safer(
    a: Answers, found: verdict.Verdict, days: window.Window, sheet: needs.Sheet | None
) -> list[str]:
    """Return why a counter is the safer way, by the name of the reason."""
    said = []
    if found.word == "unsure":
        said.append("unsure")
    if sheet is not None and sheet.unconfirmed:
        said.append("unconfirmed")
    if found.may_begin and days.online_last and days.online_last - a.on <= _NEAR:
        said.append("near")
    if found.may_begin and days.special_none:
        said.append("no-special")
    return said


def beside_which(on: date) -> list[Procedure]:
    """Return the applications beside which a permit can be filed online."""
    every = procedures.all_procedures(on)
    return [one for one in every if any(not permit_alone(name, one.id) for name in PERMITS)]
