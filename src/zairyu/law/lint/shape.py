"""Whether every entry has the keys it needs and none beside, and every value is of its kind."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from zairyu.law.dates import INDEFINITE, NotAPeriod, months_and_days
from zairyu.law.lint.book import Book, Fault, Place
from zairyu.law.readings import without_reading
from zairyu.law.saying import LANGUAGES

CONFIDENCE = ("high", "medium", "low")
_LANGUAGES = {
    "text": LANGUAGES,
    "official": ("ja", "en"),
}
_OR_NOTHING = " or nothing"
_INHERITED = ("source", "confidence", "since")


def _named(place: Place) -> str:
    return f"row {place[-1] + 1} of {place[-2]}" if isinstance(place[-1], int) else str(place[-1])


def _near(word: object, known: Any) -> str:
    if not known:
        return "there is no table of such ids either; add it"
    close = get_close_matches(str(word), [str(one) for one in known], n=1)
    return f"did you mean {close[0]}?" if close else "use one of " + ", ".join(map(str, known))


def _period(value: Any) -> bool:
    try:
        return value in INDEFINITE or bool(months_and_days(value))
    except NotAPeriod:
        return False


def _quoted_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "quoted day": (_quoted_day, "write a day such as '2026-11-23'"),
    "day": (lambda value: type(value) is date, "write a day such as 2026-11-23, without quotes"),
    "whole": (_whole, "write a whole number"),
    "yes-no": (lambda value: isinstance(value, bool), "write true or false"),
    "word": (lambda value: isinstance(value, str), "write a text"),
    "period": (_period, "write a period such as P1Y, P6M or P90D"),
    "confidence": (lambda value: value in CONFIDENCE, "write high, medium or low"),
    "anything": (lambda _: True, ""),
}


@lru_cache(maxsize=20_000)
def _unread(text: str) -> str:
    """Return the first run of kanji without its reading, if there is one."""
    return next(iter(without_reading(text)), "")


class Shapes:
    """Compares tables with their shapes."""

    def __init__(
        self, book: Book, shapes: Mapping[str, Any], known: Mapping[str, Collection[Any]]
    ) -> None:
        """Take the tables, their shapes, and the ids that may be named."""
        self._shapes = shapes
        self._book = book
        self._known = known

    def faults(self) -> Iterator[Fault]:
        """Yield what does not have its shape, table by table."""
        for name, value in self._book.values.items():
            shape = self._shapes.get(name, self._shapes.get("each"))
            if shape is None:
                known = [key for key in self._shapes if key not in ("every", "shapes")]
                said = "no shape is known for this table; " + _near(name, known)
                yield Fault((name,), said)
            elif isinstance(value, Mapping):
                held = set(_INHERITED) & set(value)
                yield from self._check(value, shape, (name,), held)
            elif value is not None:
                yield Fault((name,), "this table has no keys; write a key and a colon")

    def _check(self, value: Any, shape: Any, place: Place, held: set[str]) -> Iterator[Fault]:
        if isinstance(shape, str):
            yield from self._word(value, shape, place, held)
        elif isinstance(shape, list):
            if not isinstance(value, list):
                yield Fault(place, f"{_named(place)} is no list; write a list")
                return
            for row, item in enumerate(value):
                yield from self._check(item, shape[0], (*place, row), held)
        elif not isinstance(value, Mapping):
            yield Fault(place, f"{_named(place)} has no keys below it; write " + ", ".join(shape))
        elif any(key.startswith("*") for key in shape):
            yield from self._table(value, shape, place, held)
        else:
            yield from self._entry(value, shape, place, held)

    def _table(self, value: Any, shape: Any, place: Place, held: set[str]) -> Iterator[Fault]:
        ((star, inner),) = shape.items()
        known = self._known[star.removeprefix("* of ")] if " of " in star else None
        for key, item in value.items():
            if known is not None and key not in known:
                yield Fault((*place, key), f"there is no {key}; {_near(key, known)}")
            yield from self._check(item, inner, (*place, key), held)

    def _entry(self, value: Any, shape: Any, place: Place, held: set[str]) -> Iterator[Fault]:
        wanted = {key.rstrip("?"): inner for key, inner in shape.items()}
        every = self._shapes["every"]
        for key, item in value.items():
            inner = wanted.get(key, every.get(key))
            if inner is None:
                said = f"nothing reads the key {key}; {_near(key, [*wanted, *every])}"
                yield Fault((*place, key), said)
            else:
                yield from self._check(item, inner, (*place, key), held | set(value))
        for key in shape:
            missing = not key.endswith("?") and key not in value
            if missing and not (key in _INHERITED and key in held and len(place) > 1):
                yield Fault(place, f"{_named(place)} has no {key}; add {key}")

    def _word(self, value: Any, shape: str, place: Place, held: set[str]) -> Iterator[Fault]:
        if shape.endswith(_OR_NOTHING):
            shape = "anything" if value is None else shape.removesuffix(_OR_NOTHING)
        if shape in _LANGUAGES:
            yield from self._text(value, shape, place)
        elif shape in self._shapes["shapes"]:
            yield from self._check(value, self._shapes["shapes"][shape], place, held)
        elif shape.startswith(("one of ", "id of ")):
            yield from self._choice(value, shape, place)
        elif not _KINDS[shape][0](value):
            yield Fault(place, f"{_named(place)} is {value!r}; {_KINDS[shape][1]}")

    def _choice(self, value: Any, shape: str, place: Place) -> Iterator[Fault]:
        if shape.startswith("one of "):
            choices = shape.removeprefix("one of ").split(", ")
            if str(value) not in choices:
                yield Fault(place, f"{_named(place)} is {value!r}; {_near(value, choices)}")
            return
        known = self._known[shape.removeprefix("id of ")]
        if not isinstance(value, str) or value not in known:
            yield Fault(place, f"there is no {value}; {_near(value, known)}")

    def _text(self, value: Any, shape: str, place: Place) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield Fault(
                place, f"{_named(place)} is no text in languages; write ja, en and ja-x-easy"
            )
            return
        for language in _LANGUAGES[shape]:
            if not value.get(language):
                yield Fault(place, f"{_named(place)} has no text in {language}; add it")
        for language in value:
            if language not in _LANGUAGES["text"]:
                said = f"{language} is no language of ours; {_near(language, _LANGUAGES['text'])}"
                yield Fault((*place, language), said)
        lacking = _unread(str(value.get("ja-x-easy") or ""))
        if lacking:
            said = f"{lacking} has no reading; write {lacking}（…） with its kana"
            yield Fault((*place, "ja-x-easy"), said)
