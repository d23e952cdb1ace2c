"""A row of a table on its own page; taking rows out and putting them back."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zairyu.filing import actions, queries
from zairyu.filing.content import Content
from zairyu.filing.forms import form_of
from zairyu.filing.work import version_of
from zairyu.law.problem import Problem
from zairyu.portal.views.filing_doors import Visit, for_draft, to_write
from zairyu.portal.views.filing_draft import draft_words
from zairyu.questionnaire.form import Form, Section
from zairyu.questionnaire.parts import Field
from zairyu.ui.forms import render_row
from zairyu.ui.middleware import keeps_typed
from zairyu.ui.wording import spoken
from zairyu.words import pick

OURS = {"csrfmiddlewaretoken", "version", "go", "lang", "drop", "more", "shown", "fill"}
MAX_ROWS = 200


def version_sent(request: HttpRequest) -> int:
    """Return the version of the section that the page was made from."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else -1


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was typed, without what the page itself sends."""
    return {
        name: values
        for name, values in request.POST.lists()
        if name not in OURS and not name.startswith("place.")
    }


def table_of(form: Form, table: str) -> tuple[Section, Field]:
    """Return a table and the section in which it stands, or say that there is none."""
    for section in form.sections:
        for field in section.fields:
            if field.key == table and field.type == "table":
                return section, field
    raise Http404


def row_url(home: str, rows: Sequence[Any], table: str, place: int | str) -> str:
    """Return the address of a row; a new one stands behind the last."""
    return f"{home}rows/{table}/{len(rows) if place == 'new' else place}"


@keeps_typed
@require_http_methods(["GET", "POST"])
@to_write
def row(request: HttpRequest, visit: Visit, table: str, index: int) -> HttpResponseBase:
    """Show one row to be filled in, or keep what was typed."""
    form = form_of(visit.draft, visit.on)
    section, field = table_of(form, table)
    if request.method != "POST":
        content = queries.content_of(visit.draft)
        if index > min(len(content.answers.get(table) or []), MAX_ROWS):
            raise Http404
        return _page(request, visit, form, section, field, index, content, ())
    saved = actions.save_row(
        visit.key, table, index, typed_in(request), version_sent(request),
        by=visit.person, at=visit.at,
    )  # fmt: skip
    back = f"{visit.home}sections/{section.key}/"
    if getattr(request, "switching", False):
        return HttpResponseRedirect(request.path)
    if saved.conflict:
        return HttpResponseRedirect(f"{back}?both")
    if any(one.severity == "error" for one in saved.problems):
        content = queries.content_of(saved.draft)
        fresh = visit.after(saved.draft)
        return _page(request, fresh, form, section, field, index, content, saved.problems, 422)
    return HttpResponseRedirect(f"{back}?saved#{table.replace('.', '-')}")


def _page(
    request: HttpRequest,
    visit: Visit,
    form: Form,
    section: Section,
    field: Field,
    index: int,
    content: Content,
    problems: Sequence[Problem],
    status: int = 200,
) -> HttpResponse:
    rows = content.answers.get(field.key) or []
    page: dict[str, Any] = {
        **draft_words(visit),
        "section": section,
        "table": pick(field.label, spoken()),
        "index": index,
        "number": index + 1,
        "new": index >= len(rows),
        "back": f"{visit.home}sections/{section.key}/",
        "questions": render_row(
            form, field.key, index, content.answers, content.raw, problems, spoken()
        ),
        "version": version_of(visit.draft, section.key),
        "problems": problems,
        "form_id": "row",
    }
    return render(request, "portal/filing/row.html", page, status=status)


@require_POST
@for_draft
def restore(_request: HttpRequest, visit: Visit, table: str) -> HttpResponseBase:
    """Put the row back that was taken out last."""
    section, _ = table_of(form_of(visit.draft, visit.on), table)
    actions.restore_row(visit.key, table, by=visit.person, at=visit.at)
    return HttpResponseRedirect(f"{visit.home}sections/{section.key}/?saved")


def drop(visit: Visit, named: str, version: int) -> actions.Saved:
    """Take out the row that a button named (`part.table.2`)."""
    table, _, place = named.rpartition(".")
    if not place.isdecimal() or len(place) > 3:
        raise Http404
    return actions.drop_row(visit.key, table, int(place), version, by=visit.person, at=visit.at)
