"""What changes by law before or after the answer is used: said with the day, never as news."""

from dataclasses import dataclass
from datetime import date, timedelta

from zairyu.filing.guide import money, needs, verdict
from zairyu.filing.guide.answers import Answers
from zairyu.law import papers, statuses
from zairyu.law.announced import announced, follows
from zairyu.law.problem import Refusal
from zairyu.law.statuses import Status
from zairyu.law.tables import Text

_AHEAD = timedelta(days=366)  # who asks today files within a year


@dataclass(frozen=True)
class Change:
    """What is different from a day on: amounts, papers, the right to file, related statuses.

    `in_time` says that the day lies within the days for filing: two answers hold, by the day.
    """

    day: date
    in_time: bool
    before: tuple[int, int] | None = None  # least and most to pay
    after: tuple[int, int] | None = None
    papers_new: tuple[Text, ...] = ()
    papers_gone: tuple[Text, ...] = ()
    closed: bool = False
    opened: bool = False
    statuses: tuple[Status, ...] = ()

    @property
    def says(self) -> bool:
        """Whether there is anything to say."""
        papers_changed = self.papers_new or self.papers_gone
        moved = self.before != self.after
        return bool(moved or papers_changed or self.closed or self.opened or self.statuses)


def changes(a: Answers, last: date | None) -> list[Change]:
    """Return what announced changes of the law do to an answer, day by day."""
    if not a.wanted or not a.procedure:
        return []
    found, before = [], a.on
    for day in announced(a.on):
        if day > a.on + _AHEAD:
            break
        change = _between(a, before, day, last)
        if change.says:
            found.append(change)
        before = day
    return found


def _between(a: Answers, before: date, day: date, last: date | None) -> Change:
    on_eve, then = _may(a, before), _may(a, day)
    new, gone = _papers(a, before, day) if on_eve and then else ((), ())
    return Change(
        day,
        last is None or day <= last,
        _amounts(a, before) if on_eve and then else None,
        _amounts(a, day) if on_eve and then else None,
        new,
        gone,
        closed=on_eve and not then,
        opened=then and not on_eve,
        statuses=_related(a, before, day),
    )


def _may(a: Answers, on: date) -> bool:
    later = Answers({**a.said, "expires": "", "event": ""}, on, a.known_category, a.own, a.houses)
    try:
        return verdict.verdict(later).may_begin
    except Refusal:
        return False


def _amounts(a: Answers, on: date) -> tuple[int, int]:
    found = money.money(a, a.procedure, on)
    return found.least, found.most


def _papers(a: Answers, before: date, day: date) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    old, new = needs.needed(a, before).ids, needs.needed(a, day).ids
    return (
        tuple(papers.paper(one, on=day).name for one in new if one not in old),
        tuple(papers.paper(one, on=before).name for one in old if one not in new),
    )


def _related(a: Answers, before: date, day: date) -> tuple[Status, ...]:
    """Return statuses that begin on a day and belong to those that were named."""
    there = {one.id for one in statuses.all_statuses(before)}
    began = [one for one in statuses.all_statuses(day) if one.id not in there]
    named = {follows(one) for one in (a.wanted, a.current) if one}
    return tuple(one for one in began if follows(one.id) in named)
