"""May this be filed here, by this person, on this day? Asked of the same rules as filing."""

from dataclasses import dataclass
from datetime import date

from zairyu.filing import scope
from zairyu.filing.guide.answers import OF_A_STATUS_WANTED, UNKNOWN, Answers
from zairyu.law import categories, statuses, stay
from zairyu.law.announced import announced
from zairyu.law.problem import Problem, Refusal
from zairyu.questionnaire.form import form


@dataclass(frozen=True)
class Verdict:
    """The answer in one word, and why.

    yes, unsure (it may be filed, an officer decides), later (from `from_day` on), no, last-day
    (today, at a counter), over (the stay has ended), elsewhere (another procedure), open (what
    would decide is not known).
    """

    word: str
    why: tuple[Problem, ...] = ()
    from_day: date | None = None

    @property
    def may_begin(self) -> bool:
        """Whether a draft can be begun."""
        return self.word in ("yes", "unsure")


def verdict(a: Answers) -> Verdict:
    """Return whether the application can be filed online."""
    if a.neighbour:
        return Verdict("elsewhere")
    if not a.procedure or UNKNOWN in (a.current, a.wanted):
        return Verdict("open")
    coming = _coming(a)
    if coming is not None:
        return coming
    late = _late(a)
    if late is not None and late.word == "over":
        return late
    problem = _refused(a)
    if problem is not None:
        return Verdict("no", (problem,))
    if late is not None:
        return late
    if not _form_known(a):
        return Verdict("no", (Problem("filing.form-not-ready"),))
    unsure = scope.unsure(a.category, a.procedure, a.current, a.wanted, a.on, a.about_person)
    return Verdict("unsure", (unsure,)) if unsure else Verdict("yes")


def _refused(a: Answers) -> Problem | None:
    """Return why this cannot be filed here; the status held may settle it before the wanted one."""
    if a.house is not None and a.house.asks_host and not a.house.hosts:
        return Problem("organisations.host-not-pledged")
    if not a.wanted:
        return statuses.online_scope(a.procedure, a.current or None, None, a.on)
    asked = (a.category, a.procedure, a.current, a.wanted, a.permits, None, a.on)
    return scope.out_of_scope(*asked, person=a.about_person, activity=a.activity)


def _form_known(a: Answers) -> bool:
    try:
        form(a.procedure, a.wanted, a.permits, a.on, a.activity)
    except (Refusal, LookupError):
        return False
    return True


def settled(a: Answers) -> bool:
    """Say whether the answer is a plain no already, whatever else would be said."""
    if not a.procedure or not a.category:
        return False
    if UNKNOWN in (a.current, a.wanted):
        return True
    if a.wanted and _coming(a) is not None:
        return True
    late = _late(a)
    return late is not None or _shut(a)


def _shut(a: Answers) -> bool:
    """Say whether this is refused, with what is known and without waiting for more."""
    try:
        if statuses.online_scope(a.procedure, a.current or None, a.wanted or None, a.on):
            return True
    except Refusal:
        return True
    if not a.wanted:
        return False
    if scope.not_confirmed(a.procedure, a.wanted, (), a.on, a.activity):
        return True
    facts = {"wanted_status": a.wanted, "current_status": a.current, **a.about_person}
    known = {name: value for name, value in facts.items() if value}
    right = categories.filing_right(a.category, a.procedure, known, a.on)
    open_ = right.not_given or _reason_open(a, right.because)
    return right.allowed is False and not open_


def _reason_open(a: Answers, because: list[str]) -> bool:
    """Say whether a relative has not been asked yet why the applicant cannot file."""
    return because == ["relative-needs-a-reason"] and "unable" not in a.said


def _coming(a: Answers) -> Verdict | None:
    """Return that a status begins only later, with its first day, or nothing."""
    if a.procedure not in OF_A_STATUS_WANTED or not a.wanted:
        return None
    if statuses.status_scope(a.procedure, a.wanted, a.on).reason != "not-yet-in-force":
        return None
    first = next(day for day in announced(a.on) if _exists(a.wanted, day))
    problem = statuses.online_scope(a.procedure, None, a.wanted, a.on)
    return Verdict("later", (problem,) if problem else (), first)


def _exists(status: str, on: date) -> bool:
    try:
        return statuses.status(status, on) is not None
    except Refusal:
        return False


def _late(a: Answers) -> Verdict | None:
    """Return that the last day to file online has passed, or the stay has ended."""
    if a.acquisition is not None:
        days = a.acquisition
        if a.on > days.stay_until:
            return Verdict("over", (Problem("filing.past-sixty-days", params=vars(days)),))
        if a.on > days.file_by:
            return Verdict("last-day", (Problem("filing.past-thirty-days", params=vars(days)),))
        return None
    if a.expires_on is None:
        return None
    problem = scope.too_late(a.expires_on, a.on)
    if problem is None:
        return None
    return Verdict("over" if a.on > stay.counter_last_day(a.expires_on) else "last-day", (problem,))
