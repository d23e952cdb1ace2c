"""The addresses of admissions."""

from django.urls import path

from zairyu.desk.views import admissions, on_paper

urlpatterns = [
    path("counter/paper", on_paper.take_in, name="on-paper"),
    path("admissions/", admissions.waiting, name="admissions"),
    path("admissions/<str:key>/", admissions.decide, name="admission"),
    path(
        "admissions/<str:key>/<str:proof>/<int:number>",
        admissions.page,
        name="admission-page",
    ),
]
