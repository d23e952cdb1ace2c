"""The sentence of a problem in a language."""

from collections.abc import Mapping

from zairyu.law.problem import Problem
from zairyu.words import pick, say


def word(problem: Problem, language: str) -> str:
    """Return what is wrong and how it is mended, in a language; of any room's problem.

    A parameter that is a text in several languages (such as the name of a question) is said in
    the same one.
    """
    params = {
        name: pick(value, language) if isinstance(value, Mapping) else value
        for name, value in problem.params.items()
    }
    return say(f"problem.{problem.code}", language, **params)
