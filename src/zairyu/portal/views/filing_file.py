"""Looking at a file of one's own draft: a page as a picture, or the whole as it was sent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zairyu.filing import actions, queries
from zairyu.filing.shown import shown
from zairyu.portal.views.filing_doors import Visit, for_draft
from zairyu.portal.views.filing_draft import draft_words

THUMBNAIL = 180
_PLAIN = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_GET
@for_draft
def picture(request: HttpRequest, visit: Visit, upload: str, page: int) -> HttpResponseBase:
    """Draw a page: small for the list, larger for the page on which it is read."""
    found = queries.upload_of(visit.draft, upload)
    if not 1 <= page <= found.pages:
        raise Http404
    wide = request.GET.get("w") == "wide"
    if wide:
        data = actions.read_page(
            upload, page, 1240, by=visit.person, at=visit.at, chain=f"person:{visit.person.key}"
        )
    else:
        # The list shows what was just sent to the one who sent it: that is no reading.
        data = queries.page_picture(found, page, THUMBNAIL)
    if not data:
        raise Http404
    answer = HttpResponse(data, content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=600, immutable"
    return answer


@require_GET
@for_draft
def page(request: HttpRequest, visit: Visit, upload: str, page: int) -> HttpResponseBase:
    """Show one page of a file large, with the way to the others."""
    found = queries.upload_of(visit.draft, upload)
    if not 1 <= page <= found.pages:
        raise Http404
    words = {
        **draft_words(visit),
        "file": shown(found),
        "page_number": page,
        "before": page - 1,
        "after": page + 1 if page < found.pages else 0,
    }
    return render(request, "portal/filing/page.html", words)


@require_GET
@for_draft
def whole(_request: HttpRequest, visit: Visit, upload: str) -> HttpResponseBase:
    """Hand a file back as it was sent, to be saved and not to be run."""
    queries.upload_of(visit.draft, upload)
    chain = f"person:{visit.person.key}"
    file = actions.read_file(upload, by=visit.person, at=visit.at, chain=chain)
    answer = HttpResponse(file.data, content_type=file.media_type)
    ending = file.media_type.rpartition("/")[2]
    answer["Content-Disposition"] = f'attachment; filename="paper.{ending}"'
    answer["Content-Security-Policy"] = _PLAIN
    answer["Cache-Control"] = "private, no-store"
    return answer
