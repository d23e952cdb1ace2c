"""What filing refuses to do, told as a problem."""

from zairyu.law.problem import Problem, Refusal


class FilingRefused(Refusal):
    """The draft cannot be started, changed or filed now; the problem says why and what to do."""


class NotThere(LookupError):
    """There is no such draft, section or file for this person."""


def refuse(code: str, at: str = "", source: str = "", **params: object) -> FilingRefused:
    """Return a refusal for a problem of this code."""
    return FilingRefused(Problem(code, at=at, source=source, params=params))
