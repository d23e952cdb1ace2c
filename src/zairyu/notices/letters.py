"""The words of a letter: Japanese first, English below it, easy Japanese last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from html import escape
from typing import Any

from zairyu.words import LANGUAGES, pick, say, say_day, say_moment, say_plain_day, say_span, say_yen
from zairyu.words.catalogue import catalogue

_RULE = "-" * 40
_LANG = {"ja": "ja", "en": "en", "ja-x-easy": "ja"}
Param = str | int | Mapping[str, Any]


@dataclass(frozen=True)
class Letter:
    """What a letter says: its subject with our prefix, and its text."""

    subject: str
    text: str
    version: str


def worded(value: Param, language: str) -> str:
    """Return a parameter in a language; what is not plain says what it is by its one key.

    >>> worded({"yen": 56000}, "en"), worded({"day": "2026-12-18"}, "ja"), worded("AB", "ja")
    ('¥56,000', '2026年12月18日（金）', 'AB')
    """
    if not isinstance(value, Mapping):
        return str(value)
    ((kind, said),) = value.items()
    return _KINDS[kind](said, language)


def _list(said: list[Param], language: str) -> str:
    return "\n".join(f"  - {worded(item, language)}" for item in said)


def _sentence(said: str | list[Any], language: str) -> str:
    if isinstance(said, str):
        return say(said, language)
    key, params = said
    return say(key, language, **{name: worded(value, language) for name, value in params.items()})


_KINDS: dict[str, Callable[[Any, str], str]] = {
    "day": lambda said, language: say_day(date.fromisoformat(said), language),
    "plain_day": lambda said, language: say_plain_day(date.fromisoformat(said), language),
    "moment": lambda said, language: say_moment(datetime.fromisoformat(said), language),
    "yen": say_yen,
    "span": say_span,
    "say": _sentence,
    "list": _list,
    "text": lambda said, language: pick(said, language),
}


@cache
def version(kind: str) -> str:
    """Return the version of a letter's texts: letters already sent can be told apart by it."""
    texts = catalogue()
    words = [sorted(texts[f"notices.{kind}.{part}"].items()) for part in ("subject", "body")]
    return sha256(repr(words).encode()).hexdigest()[:12]


def _part(kind: str, language: str, params: Mapping[str, Param]) -> str:
    said = {name: worded(value, language) for name, value in params.items()}
    return say(f"notices.{kind}.body", language, **said).strip()


def _subject(kind: str, language: str, params: Mapping[str, Param]) -> str:
    said = {name: worded(value, language) for name, value in params.items()}
    return say(f"notices.{kind}.subject", language, **said)


def write(kind: str, language: str, params: Mapping[str, Param]) -> Letter:
    """Write a letter in all languages; one who does not read Japanese has the subject twice."""
    subject = say("notices.prefix", "ja") + _subject(kind, "ja", params)
    if language == "en":
        subject += f" ({_subject(kind, 'en', params)})"
    parts = [_part(kind, tongue, params) for tongue in LANGUAGES]
    parts.append(say("notices.foot", "ja") + "\n" + say("notices.foot", "en"))
    return Letter(subject, f"\n\n{_RULE}\n".join(parts) + "\n", version(kind))


def in_language(text: str, language: str) -> str:
    """Return what a written letter says in one language."""
    return text.split(f"\n\n{_RULE}\n")[LANGUAGES.index(language)]


def as_page(subject: str, text: str) -> str:
    """Return the same words as a page that mail programs print well on one A4."""
    tongues = [_LANG[tongue] for tongue in LANGUAGES]
    parts = text.rstrip().split(f"\n\n{_RULE}\n")
    said = "<hr>".join(
        f'<div lang="{lang}" style="white-space:pre-wrap">{_linked(part)}</div>'
        for part, lang in zip(parts, [*tongues, "ja"], strict=True)
    )
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title><style>@page{{size:A4;margin:15mm}}"
        "body{font:11pt/1.45 sans-serif;max-width:46em}hr{margin:.6em 0}</style></head>"
        f"<body>{said}</body></html>"
    )


def _linked(part: str) -> str:
    lines = []
    for line in part.split("\n"):
        said = escape(line)
        if line.strip().startswith(("http://", "https://")):
            said = f'<a href="{said.strip()}">{said.strip()}</a>'
        lines.append(said)
    return "\n".join(lines)
