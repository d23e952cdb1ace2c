"""The copy of an application form as PDF: of a case for its filer and its officer."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation

from zairyu.casework.queries import number_shown
from zairyu.certificates.documents import CannotPrint, form_pdf
from zairyu.filing import actions as filing
from zairyu.filing import queries as filings
from zairyu.filing.forms import context_of, form_of
from zairyu.ui.forms.paper import Copy, paper
from zairyu.ui.wording import plain, spoken
from zairyu.vault import CannotOpen

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import Person


def copy_of(case: "Case", *, by: "Person", at: datetime) -> bytes:
    """Return what was filed as PDF, with the form and the law of that day; the reading is recorded.

    Raises:
        CannotPrint: it cannot be set now.
    """
    submission, chain = case.submission, f"case:{case.key}"
    answers = filing.read_answers(submission.key, by=by, at=at, chain=chain)
    photo = filings.photo_of_submission(submission.pk)
    read = filing.read_file(photo.key, by=by, at=at, chain=chain).data if photo else b""
    copy = Copy(
        at=at,
        number=number_shown(case),
        filed_at=submission.filed_at,
        law=submission.law_version,
        photo=read,
        sample=settings.ZAIRYU_MODE in ("demo", "test"),
    )
    day = case.filed_on
    filled = paper(form_of(submission, day), answers, context_of(submission, day), copy)
    return form_pdf(filled, at)


def handed_out(
    request: HttpRequest, make: Callable[[], bytes], name: str, back: str
) -> HttpResponseBase:
    """Return a PDF to be saved under a name, or lead back and say why there is none now."""
    try:
        return _saved(make(), name)
    except CannotPrint as refusal:
        messages.warning(request, plain(f"problem.{refusal.problem.code}", spoken()))
        return HttpResponseRedirect(back)


def _saved(pdf: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def form_of_case(case: "Case", person: "Person", at: datetime) -> bytes | None:
    """Return what was filed as PDF for a copy of a person's data, or nothing if it cannot be set.

    The worker makes it; the reading is recorded in the person's name, who has ordered the copy.
    """
    with translation.override(person.language):
        try:
            return copy_of(case, by=person, at=at)
        except (CannotPrint, LookupError, CannotOpen):
            return None
