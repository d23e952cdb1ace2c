"""Addresses of the pages of a draft, on which an application is written and filed."""

from django.urls import path

from zairyu.portal.views import (
    filing_card,
    filing_draft,
    filing_file,
    filing_papers,
    filing_photo,
    filing_review,
    filing_rows,
    filing_section,
)

_S = "sections/<slug:section>/"
_R = "rows/<str:table>/"
_P = "papers/"
urlpatterns = [
    path("", filing_draft.tasks, name="draft"),
    path("card", filing_card.card, name="draft-card"),
    path("discard", filing_draft.discard, name="draft-discard"),
    path(_S, filing_section.section, name="draft-section"),
    path(_S + "choose", filing_section.choose, name="draft-choose"),
    path(_R + "restore", filing_rows.restore, name="draft-row-restore"),
    path(_R + "<int:index>", filing_rows.row, name="draft-row"),
    path(_P, filing_papers.papers_page, name="draft-papers"),
    path(_P + "questions", filing_papers.questions, name="draft-questions"),
    path(_P + "<str:upload>/remove", filing_papers.remove, name="draft-paper-remove"),
    path(_P + "<str:upload>/restore", filing_papers.restore, name="draft-paper-restore"),
    path(_P + "<str:upload>/file", filing_file.whole, name="draft-paper-file"),
    path(_P + "<str:upload>/<int:page>", filing_file.page, name="draft-paper-page"),
    path(_P + "<str:upload>/<int:page>/picture", filing_file.picture, name="draft-paper-picture"),
    path("photo", filing_photo.photo, name="draft-photo"),
    path("photo/picture", filing_photo.picture, name="draft-photo-picture"),
    path("review", filing_review.review, name="draft-review"),
    path("form.pdf", filing_review.pdf, name="draft-pdf"),
    path("file", filing_review.file, name="draft-file"),
]
