"""Texts of the law by key, and the names of what stands in its tables, in every language."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from zairyu.law.read import tables
from zairyu.law.saying import LANGUAGES, filled, in_words
from zairyu.law.tables import Row, Text, data

_PLAIN = "plain"


@cache
def texts() -> Mapping[str, Text]:
    """Return all texts of the law by their key."""
    found = tables("zairyu.law", "texts").values()
    return {key: text for table in found for key, text in (table or {}).items()}


def worded(key: str, /, **params: object) -> dict[str, str]:
    """Return the text under a key in every language, its `{names}` filled in.

    >>> worded("law.confidence.low")["en"]
    'low'
    """
    text = texts()[key]
    return {language: filled(text, language, **params) for language in LANGUAGES}


def named(kind: str, /, **of: object) -> dict[str, str]:
    """Return the name of a thing of some kind, worded under `law.named.<kind>`."""
    return worded(f"law.named.{kind}", **of)


def joined(several: Iterable[Text]) -> dict[str, str]:
    """Return several texts as one, with commas."""
    every = list(several)
    return {
        language: ("、" if language != "en" else ", ").join(
            in_words(one, language) for one in every
        )
        for language in LANGUAGES
    }


def same(word: object) -> dict[str, str]:
    """Return a word that is the same in every language, such as an id."""
    return dict.fromkeys(LANGUAGES, str(word))


def procedure_title(key: str) -> Text:
    """Return what a procedure is called; its id where there is none."""
    row = data("procedures")["procedures"].get(key)
    text: Text = row["title"] if row else texts().get(f"law.fee.{key}") or same(key)
    return text


def _short(key: str) -> Text:
    row = data("procedures")["procedures"].get(key, {})
    text: Text = row.get("short") or procedure_title(key)
    return text


def status_name(key: str) -> Text:
    """Return what a status or a designated activity is called; its id where there is none."""
    table = data("statuses")
    row = table["statuses"].get(key) or table["designated_activities"].get(key)
    text: Text = row["name"] if row else same(key)
    return text


def fee_name(procedure: str, variant: str = _PLAIN) -> dict[str, str]:
    """Return what a fee is called.

    >>> fee_name("extension")["en"]
    'Fee: Application for Extension of Period of Stay'
    """
    if variant == _PLAIN:
        return named("fee", of=procedure_title(procedure))
    row = data("procedures")["procedures"].get(procedure, {})
    said = row.get("variants", {}).get(variant, same(variant))
    return named("fee-variant", of=procedure_title(procedure), variant=said)


def set_name(key: str) -> dict[str, str]:
    """Return what a list of papers is called: its procedures and statuses.

    >>> set_name("spouse-japanese-coe")["en"]
    'List of papers: Certificate of Eligibility (Spouse or Child of Japanese National)'
    """
    row = data("sets")["sets"][key]
    procedures = joined(_short(one) for one in row["procedures"])
    shown = row["statuses"][:4]
    statuses = joined([*map(status_name, shown), *([same("…")] if row["statuses"][4:] else [])])
    return named("set", procedures=procedures, statuses=statuses)


def _of(kind: str, table: str, part: str | None, word: str) -> Callable[[str], dict[str, str]]:
    def name(key: str) -> dict[str, str]:
        rows: Any = data(table)[part] if part else data(table)
        return named(kind, of=rows[key][word] if key in rows else same(key))

    return name


def paper_name(key: str) -> Text:
    """Return what a paper is called; its id where there is none."""
    row = data("papers")["papers"].get(key)
    text: Text = row["name"] if row else same(key)
    return text


def _fact_words(fact: str, value: Any, language: str) -> str:
    row = data("facts")["facts"].get(fact, {})
    asked = in_words(row.get("question", fact), language)
    values = value if isinstance(value, list) else [value]
    choices = row.get("choices", {})
    said = [in_words(choices.get(one, one), language) for one in values]
    return f"{asked} {' / '.join(said)}"


def when_words(item: Row) -> dict[str, str]:
    """Return on what a paper of a list depends, in words; empty where it is always asked.

    >>> when_words({"paper": "cv", "categories": [3, 4], "channel": "online"})["en"]
    'online; organisation of category 3 / 4'
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        said = []
        if "channel" in item:
            said.append(worded(f"law.channel.{item['channel']}")[language])
        if "categories" in item:
            shown = " / ".join(map(str, item["categories"]))
            said.append(worded("law.when.categories", categories=shown)[language])
        said += [_fact_words(key, value, language) for key, value in item.get("when", {}).items()]
        if "one_of" in item:
            said.append(worded("law.when.one-of")[language])
        if item.get("need"):
            said.append(worded(f"law.when.{item['need']}")[language])
        found[language] = ("; " if language == "en" else "；").join(said)
    return found


_NAMES: Mapping[str, Callable[[str], Mapping[str, str]]] = {
    "fee of": fee_name,
    "charge of": lambda key: named("charge", of=procedure_title(key)),
    "periods of": lambda key: named("periods", of=status_name(key)),
    "waiver": _of("waiver", "fees", "waivers", "rule"),
    "status": lambda key: named("status", of=status_name(key)),
    "procedure": _of("procedure", "procedures", "procedures", "title"),
    "category": _of("category", "categories", "categories", "name"),
    "paper": _of("paper", "papers", "papers", "name"),
    "fact": _of("fact", "facts", "facts", "question"),
    "set": set_name,
    "base": _of("base", "sets", "bases", "for"),
    "switch": _of("switch", "switches", None, "text"),
    "question": _of("question", "transitions", "questions", "asks"),
    "rule": _of("rule", "rules", None, "title"),
}
_WHOLE = {"photo": "photo", "photo age": "photo", "uploads": "uploads"}


def name_of(what: str) -> dict[str, str]:
    """Return the name of something that a trace calls `<kind> <key>`, or of a figure.

    >>> name_of("special-period-months")["en"], name_of("procedure coe")["ja"]
    ('Months of the special period', '手続：在留資格認定証明書交付申請')
    """
    if what in data("parameters"):
        return dict(data("parameters")[what]["name"])
    if what in _WHOLE:
        return named(_WHOLE[what])
    if what in data("switches"):
        return dict(_NAMES["switch"](what))
    for kind, name in _NAMES.items():
        if what.startswith(kind + " "):
            return dict(name(what.removeprefix(kind + " ")))
    return same(what)
