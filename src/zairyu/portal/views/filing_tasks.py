"""The rows of the start page of a draft: each page of it with its state in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from zairyu.filing import papers
from zairyu.filing.content import Content
from zairyu.filing.crossing import new_questions, progress_on
from zairyu.filing.forms import context_of, form_of
from zairyu.questionnaire.changes import Fresh
from zairyu.questionnaire.form import Section, visible
from zairyu.ui.wording import read_aloud, spoken
from zairyu.words import pick, say, say_day

if TYPE_CHECKING:
    from zairyu.filing.models import Draft, Upload

Row = dict[str, Any]
_LAST = "online-submission"
_PERMITS = ("reentry", "extra-status-activity")


@dataclass
class Group:
    """Pages that belong together: whom or what they are about, and their rows."""

    key: str
    rows: list[Row] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The key of the words over them."""
        return f"portal.filing.group.{self.key}"


@dataclass
class Tasks:
    """A draft page by page."""

    groups: list[Group] = field(default_factory=list)
    papers: list[Row] = field(default_factory=list)
    done: int = 0
    total: int = 0


def _said(key: str, **params: object) -> str:
    return say(f"portal.filing.state.{key}", spoken(), **params)


def _new(fresh: Fresh) -> str:
    return _said("new", number=len(fresh.fields), day=say_day(fresh.since, spoken()))


def tasks_of(draft: "Draft", content: Content, uploads: Sequence["Upload"], on: date) -> Tasks:
    """Return the pages of a draft with their states."""
    found = Tasks()
    home = f"/drafts/{draft.key}/"
    progress, new = progress_on(draft, content, on), new_questions(draft, on)
    for section in sections_of(draft, on):
        row = section_row(home, section, progress, section.key in content.others)
        if section.key in new:
            row |= {"kind": "soon", "state": _new(new[section.key])}
        about = _about(section)
        if not found.groups or found.groups[-1].key != about:
            found.groups.append(Group(about))
        found.groups[-1].rows.append(row)
        found.total += 1
        found.done += section.key not in new and progress.get(section.key, ["todo"])[0] == "done"
    found.papers = [
        _questions(home, draft, content, on),
        *_papers(home, draft, content, uploads, on),
    ]
    return found


def _about(section: Section) -> str:
    """Return whom or what a page is about, by the sheet on which it is printed."""
    if section.part == _LAST or section.key.startswith("representative"):
        return "last"
    return "permit" if section.part in _PERMITS else section.filled_by


def sections_of(draft: "Draft", on: date) -> tuple[Section, ...]:
    """Return the sections of a draft in which something can be asked."""
    return visible(form_of(draft, on), context_of(draft, on))


def section_row(
    home: str, section: Section, progress: Mapping[str, Sequence[Any]], two_versions: bool = False
) -> Row:
    """Return one section as a row: its address, its title and its state."""
    state, done, total, wrong = progress.get(section.key, ("todo", 0, 0, 0))
    kind, words = "", _said("done")
    if two_versions:
        kind, words = "soon", _said("choose")
    elif state == "wrong":
        kind, words = "soon", _said("wrong", number=wrong)
    elif state == "part":
        words = _said("part", done=done, total=total)
    elif state == "todo":
        words = _said("todo")
    href = f"{home}sections/{section.key}/{'choose' if two_versions else ''}"
    return {
        "href": href,
        "title": section.title,
        "state": words,
        "kind": kind,
        "key": f"task-{section.key}",
        "section": section.key,
    }


def _row(href: str, title: str, words: str, key: str) -> Row:
    said = say(f"portal.filing.{title}", spoken())
    return {"href": href, "title": said, "state": words, "kind": "", "key": key, "section": key}


def _questions(home: str, draft: "Draft", content: Content, on: date) -> Row:
    asked = len(papers.asked_facts(draft, content, on))
    done = asked - len(papers.open_facts(draft, content, on))
    state = _said("done") if done == asked else _said("part", done=done, total=asked)
    return _row(f"{home}papers/questions", "questions.title", state, "task-questions")


def _papers(
    home: str, draft: "Draft", content: Content, uploads: Sequence["Upload"], on: date
) -> list[Row]:
    here = [one for one in uploads if one.removed_at is None]
    slots = papers.slots(papers.asked(draft, content, on), here)
    wanted = [slot for slot in slots if slot.paper.required]
    lacking = len(papers.lacking(slots))
    words = _said("done")
    if lacking:
        words = _said("papers-left", number=lacking)
    rows = [
        _row(f"{home}papers/", "papers.title", words if wanted else _said("free"), "task-papers")
    ]
    if papers.photo_needed(draft, content, on):
        settled = any(one.slot == "photo" for one in here)
        sent = any(one.slot == "photo-original" for one in here)
        state = "done" if settled else "photo-sent" if sent else "todo"
        rows.append(_row(f"{home}photo", "photo.title", _said(state), "task-photo"))
    return rows


def side(draft: "Draft", sections: Sequence[Section], current: str) -> SafeString:
    """Return the list beside a section as HTML: joined here, for it stands on the busiest page."""
    language, home = spoken(), f"/drafts/{draft.key}/"
    lines = []
    for one in sections:
        row = section_row(home, one, draft.progress)
        here = ' aria-current="page"' if one.key == current else ""
        title = _words(pick(one.title, language), language)
        state = _words(row["state"], language)
        lines.append(f'<li><a href="{row["href"]}"{here}>{title}</a> <span>{state}</span></li>')
    return mark_safe("".join(lines))


@lru_cache(maxsize=4000)
def _words(text: str, language: str) -> str:
    return str(read_aloud(text, language))


def next_after(draft: "Draft", section_key: str, on: date) -> str:
    """Return the address of the page that comes after a section."""
    keys = [section.key for section in sections_of(draft, on)]
    place = keys.index(section_key) + 1 if section_key in keys else 0
    home = f"/drafts/{draft.key}/"
    return f"{home}sections/{keys[place]}/" if place < len(keys) else f"{home}papers/questions"
