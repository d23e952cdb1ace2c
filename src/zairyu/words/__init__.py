"""How things are said: texts in every language, days, amounts, readings and codes."""

from zairyu.words.catalogue import DEFAULT, LANGUAGES, Text, UnknownText, pick, say
from zairyu.words.dates import (
    TOKYO,
    era_year,
    say_day,
    say_man,
    say_moment,
    say_plain_day,
    say_span,
    say_yen,
)
from zairyu.words.readings import ruby

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "TOKYO",
    "Text",
    "UnknownText",
    "era_year",
    "pick",
    "ruby",
    "say",
    "say_day",
    "say_man",
    "say_moment",
    "say_plain_day",
    "say_span",
    "say_yen",
]
