"""What an act may say no to, and how it says so."""

from zairyu.law.problem import Problem, Refusal


class CaseRefused(Refusal):
    """The act is not allowed now, or not to this person; the problem says why and what to do."""


class CaseUnknown(LookupError):
    """For this person there is no such case: the door answers 404."""


def refuse(code: str, at: str = "", **params: object) -> CaseRefused:
    """Return a refusal worded under `problem.case.<code>`."""
    return CaseRefused(Problem(f"case.{code}", at=at, params=params))
