"""The addresses of notifications of use at the desk."""

from django.urls import path

from zairyu.desk.views import organisations

urlpatterns = [
    path("organisations/", organisations.waiting, name="organisations"),
    path("organisations/<str:key>/", organisations.examine, name="organisation"),
    path(
        "organisations/<str:key>/<str:paper>/<int:number>",
        organisations.page,
        name="organisation-page",
    ),
]
