"""Reads what a form about a mandate says: whom, what, from when until when, with which papers."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest

from zairyu.filing import inspection
from zairyu.law.problem import Problem
from zairyu.law.procedures import all_procedures
from zairyu.people.mandates import ACTS, Scope
from zairyu.people.registering import Paper
from zairyu.words.catalogue import catalogue

MOST_BYTES = 10 * 1024 * 1024
_SIGNS = 254


@dataclass
class Asked:
    """What was typed into the form, as it was typed, and what is wrong with it."""

    whom: str = ""
    name: str = ""
    language: str = "ja"
    acts: list[str] = field(default_factory=list)  # nothing is ticked beforehand: powers are given
    which: str = ""
    procedures: list[str] = field(default_factory=list)
    since: str = ""
    until: str = ""
    problems: list[Problem] = field(default_factory=list)

    def scope(self, today: date) -> Scope | None:
        """Return what is entrusted, or None where a day cannot be read."""
        since = day(self.since, "since", self.problems) or today
        until = day(self.until, "until", self.problems)
        if self.which not in ("all", "some"):
            self.problems.append(Problem("people.mandate-procedures", at="which"))
        if self.which == "some" and not self.procedures:
            self.problems.append(Problem("people.mandate-procedures", at="procedures"))
        if self.problems:
            return None
        named = tuple(self.procedures) if self.which == "some" else ()
        return Scope(tuple(self.acts), named, since, until)


def asked(request: HttpRequest, today: date) -> Asked:
    """Return the form as it was sent, or as it begins."""
    if request.method != "POST":
        whom = request.GET.get("whom", "")[:_SIGNS]
        return Asked(whom=whom, since=f"{today:%Y%m%d}")
    post = request.POST
    return Asked(
        whom=post.get("whom", "")[:_SIGNS],
        name=post.get("name", "")[:208],
        language=post.get("language", "ja"),
        acts=[one for one in ACTS if one in post.getlist("acts")],
        which=post.get("which", ""),
        procedures=post.getlist("procedures"),
        since=post.get("since", "")[:20],
        until=post.get("until", "")[:20],
    )


def day(typed: str, name: str, problems: list[Problem]) -> date | None:
    """Return a day as a browser sends it or as somebody writes it; nothing where nothing is."""
    plain = unicodedata.normalize("NFKC", typed).strip().replace("/", "-").replace(".", "-")
    if not plain:
        return None
    if plain.isdecimal() and len(plain) == len("20261201"):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    try:
        year, month, number = (int(part) for part in plain.split("-"))
        return date(year, month, number)
    except ValueError:
        params = {"label": catalogue()[f"portal.mandates.{name}"]}
        problems.append(Problem("portal.day-shape", at=name, params=params))
        return None


def choices(today: date, chosen: list[str]) -> list[dict[str, Any]]:
    """Return the procedures to choose from."""
    return [
        {"id": one.id, "title": one.title, "on": one.id in chosen} for one in all_procedures(today)
    ]


def paper(request: HttpRequest) -> tuple[list[Paper], list[Problem]]:
    """Return the paper that was sent, and what is wrong with it."""
    sent = request.FILES.get("paper")
    if sent is None:
        return [], [Problem("portal.file-wanted", at="paper")]
    name = (sent.name or "")[-120:] or "?"
    if (sent.size or 0) > MOST_BYTES:
        return [], [Problem("portal.mandate-file-large", at="paper")]
    data = sent.read()
    found = inspection.inspect(data, name)
    if found.bad:
        return [], [Problem(found.bad, at="paper", params={"name": name})]
    return [Paper(name, found.media_type, data, max(found.pages, 1))], []
