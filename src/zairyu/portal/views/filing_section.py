"""A section of a draft: its questions, saving, and the choice between two versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from zairyu.filing import actions, queries
from zairyu.filing.content import Content
from zairyu.filing.crossing import new_questions
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.work import version_of
from zairyu.law.problem import Problem
from zairyu.portal.hands import of_conflict
from zairyu.portal.views.filing_doors import Visit, to_write
from zairyu.portal.views.filing_draft import draft_words
from zairyu.portal.views.filing_places import (
    code_asked,
    come_back,
    filled,
    not_found,
    to_choose,
)
from zairyu.portal.views.filing_rows import drop, row_url, typed_in, version_sent
from zairyu.portal.views.filing_tasks import next_after, sections_of, side
from zairyu.questionnaire.check import Checked, check
from zairyu.questionnaire.form import Form, Section
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.telling import shown
from zairyu.ui.forms import render_section
from zairyu.ui.middleware import keeps_typed
from zairyu.ui.wording import spoken
from zairyu.words import TOKYO


@keeps_typed
@require_http_methods(["GET", "POST"])
@to_write
def section(request: HttpRequest, visit: Visit, section: str) -> HttpResponseBase:
    """Show a section, or keep what was typed into it."""
    if request.method == "POST":
        return _save(request, visit, section)
    form = form_of(visit.draft, visit.on)
    content = queries.content_of(visit.draft)
    return _page(request, visit, form, _asked(form, section), content, ())


def _asked(form: Form, section: str) -> Section:
    found = form.section(section)
    if found is None:
        raise Http404
    return found


def _save(request: HttpRequest, visit: Visit, section: str) -> HttpResponseBase:
    typed, version = typed_in(request), version_sent(request)
    if "fill" in request.POST:
        asked = _asked(form_of(visit.draft, visit.on), section)
        typed = filled(asked, typed, request.POST)
    saved = actions.save_answers(visit.key, section, typed, version, by=visit.person, at=visit.at)
    here = f"{visit.home}sections/{section}/"
    if saved.conflict:
        return HttpResponseRedirect(f"{here}choose")
    fresh = visit.after(saved.draft)
    if "drop" in request.POST:
        left = drop(fresh, request.POST["drop"], version_of(saved.draft, section))
        return HttpResponseRedirect(f"{here}?{'moved' if left.conflict else 'dropped'}")
    if getattr(request, "switching", False):
        return HttpResponseRedirect(f"{here}?saved")
    return _go_on(request, fresh, section, saved)


def _go_on(
    request: HttpRequest, visit: Visit, section: str, saved: actions.Saved
) -> HttpResponseBase:
    """Lead on after saving: to the list, a row or the next section, or back to what is wrong."""
    if "fill" in request.POST:
        return _looked_up(request, visit, section, saved)
    to = request.POST.get("go", "next")
    if to == "list":
        return HttpResponseRedirect(f"{visit.home}?saved")
    if to.startswith("row:") and _own_row(to.removeprefix("row:")):
        return HttpResponseRedirect(f"{visit.home}rows/{to.removeprefix('row:')}")
    if any(one.severity == "error" for one in saved.problems):
        form = form_of(visit.draft, visit.on)
        content = queries.content_of(saved.draft)
        asked = _asked(form, section)
        return _page(request, visit, form, asked, content, saved.problems, status=422)
    return HttpResponseRedirect(f"{next_after(saved.draft, section, visit.on)}?saved")


def _looked_up(
    request: HttpRequest, visit: Visit, section: str, saved: actions.Saved
) -> HttpResponseBase:
    """Come back to the page after a postal code was looked up, or say what is wrong with it."""
    form = form_of(visit.draft, visit.on)
    asked = _asked(form, section)
    field = code_asked(asked, request.POST["fill"])
    if field is None:
        raise Http404
    content = queries.content_of(saved.draft)
    if field.key in content.answers:
        return HttpResponseRedirect(come_back(f"{visit.home}sections/{section}/", field.key))
    wrong = [Problem("postal-code-shape", at=field.key, params={"label": field.name})]
    return _page(request, visit, form, asked, content, wrong, status=422)


def _own_row(to: str) -> bool:
    table, _, place = to.partition("/")
    return place.isdecimal() and all(sign.isalnum() or sign in "._-" for sign in table)


def _page(
    request: HttpRequest,
    visit: Visit,
    form: Form,
    asked: Section,
    content: Content,
    problems: Sequence[Problem],
    status: int = 200,
) -> HttpResponse:
    sections = sections_of(visit.draft, visit.on)
    place = next((i for i, one in enumerate(sections, 1) if one.key == asked.key), 0)
    page: dict[str, Any] = {
        **draft_words(visit),
        "section": asked,
        "place": place,
        "number": len(sections),
        "side": side(visit.draft, sections, asked.key),
        "questions": _questions(request, visit, form, asked, content, problems),
        "dropped": [one.key for one in asked.fields if one.key in content.dropped],
        "version": version_of(visit.draft, asked.key),
        "saved_time": _clock(saved_at(visit, asked.key)),
        "fresh": new_questions(visit.draft, visit.on).get(asked.key),
        "came": request.GET,
        "problems": problems,
        "form_id": "section",
    }
    return render(request, "portal/filing/section.html", page, status=status)


def _questions(
    request: HttpRequest,
    visit: Visit,
    form: Form,
    asked: Section,
    content: Content,
    problems: Sequence[Problem],
) -> SafeString:
    def url(table: str, row: int | str) -> str:
        return row_url(visit.home, content.answers.get(table) or (), table, row)

    return render_section(
        form,
        asked.key,
        content.answers,
        content.raw,
        problems or _shown_problems(request, visit, form, asked, content),
        spoken(),
        context_of(visit.draft, visit.on),
        row_url=url,
        looked_up=_to_choose(request, asked, content),
    )


def _to_choose(request: HttpRequest, asked: Section, content: Content) -> str:
    """Return the key of the postal code whose town is still to be chosen, or nothing."""
    looked = code_asked(asked, request.GET.get("looked", ""))
    return looked.key if looked and to_choose(looked, content.answers) else ""


def _shown_problems(
    request: HttpRequest, visit: Visit, form: Form, asked: Section, content: Content
) -> Sequence[Problem]:
    """Return what a page says before anything is sent: of saved answers, and of a postal code."""
    looked = code_asked(asked, request.GET.get("looked", ""))
    of_code = not_found(looked, content.answers) if looked else ()
    return [*_kept_problems(visit, form, asked, content), *of_code]


def _kept_problems(visit: Visit, form: Form, asked: Section, content: Content) -> Sequence[Problem]:
    """Return what is wrong, or to be looked at again, with answers that were saved before.

    What is empty is no mistake yet.
    """
    if visit.draft.progress.get(asked.key, ["todo"])[0] == "todo":
        return ()
    context = context_of(visit.draft, visit.on)
    checked = check(form, asked.key, {}, content.answers, visit.on, context, content.raw)
    return [one for one in checked.problems if not one.code.startswith(("required", "rows-none"))]


def saved_at(visit: Visit, section_key: str) -> datetime | None:
    """Return when a section was saved last."""
    kept = visit.draft.versions.get(section_key)
    return datetime.fromisoformat(kept[1]) if kept else None


def _clock(moment: datetime | None) -> str:
    """Return the time that the clock in Tokyo showed, such as 14:32."""
    return f"{moment.astimezone(TOKYO):%H:%M}" if moment else ""


@require_http_methods(["GET", "POST"])
@to_write
def choose(request: HttpRequest, visit: Visit, section: str) -> HttpResponseBase:
    """Show both versions of a section side by side, and keep the one that is chosen."""
    form = form_of(visit.draft, visit.on)
    asked = _asked(form, section)
    here = f"{visit.home}sections/{section}/"
    content = queries.content_of(visit.draft)
    if section not in content.others:
        return HttpResponseRedirect(here)
    if request.method == "POST" and request.POST.get("use") in ("saved", "other"):
        act = actions.choose_other if request.POST["use"] == "other" else actions.drop_other
        act(visit.key, section, by=visit.person, at=visit.at)
        return HttpResponseRedirect(f"{here}?saved")
    page = {
        **draft_words(visit),
        "section": asked,
        "differences": _differences(form, asked, content, visit),
        "saved_at": saved_at(visit, section),
        "other_at": datetime.fromisoformat(content.others[section]["at"]),
        "people": of_conflict(visit, section, content.others[section]),
    }
    return render(request, "portal/filing/choose.html", page)


def _differences(
    form: Form, asked: Section, content: Content, visit: Visit
) -> list[tuple[Field, str, str]]:
    """Return the questions that the two versions answer differently, with both answers."""
    context, language = context_of(visit.draft, visit.on), spoken()
    typed = content.others[asked.key]["typed"]
    saved = Checked(content.answers, content.raw, [])
    other = check(form, asked.key, typed, content.answers, visit.on, context, content.raw)
    pairs = [
        (field, _in_words(field, saved, language), _in_words(field, other, language))
        for field in asked.fields
        if field.asked == "page"
    ]
    return [(field, one, two) for field, one, two in pairs if one != two]


def _in_words(field: Field, answered: Checked, language: str) -> str:
    """Return an answer in words; one that could not be read, as it was typed."""
    value = answered.values.get(field.key)
    if isinstance(value, list) and field.type == "table":
        rows = (
            ", ".join(
                shown(column, row[column.id], language)
                for column in field.columns
                if column.id in row
            )
            for row in value
        )
        return " / ".join(rows)
    if value is not None:
        return shown(field, value, language)
    mine = (
        texts
        for name, texts in answered.raw.items()
        if name == field.key or name.startswith(f"{field.key}.")
    )
    return " ".join(text for texts in mine for text in texts if text)
