"""Addresses of the guide; the words in them are names of questions and random keys."""

from django.urls import path

from zairyu.portal.views import guide, guide_result

urlpatterns = [
    path("guide/", guide.question, name="guide"),
    path("guide/result", guide_result.show, name="guide-result"),
    path("guide/calendar.ics", guide_result.file, name="guide-calendar"),
    path("guide/keep", guide_result.keep, name="guide-keep"),
    path("guide/draft", guide_result.draft, name="guide-draft"),
    path("guide/again", guide.again, name="guide-again"),
    path("guide/about/<slug:procedure>", guide.about, name="guide-about"),
    path("guide/kept/<str:key>", guide_result.kept, name="guide-kept"),
    path("guide/kept/<str:key>/draft", guide_result.waiting, name="guide-waiting"),
    path("guide/<slug:question>", guide.question, name="guide-question"),
    path("apply", guide.apply, name="apply"),
    path("apply/<slug:procedure>", guide.apply_for, name="apply-start"),
]
