"""The addresses of what we hold of a person."""

from django.urls import path

from zairyu.portal.views import data, data_copy, data_leave, data_sessions, where

urlpatterns = [
    path("me/data/", data.overview, name="data"),
    path("me/data/looks", data.looks, name="data-looks"),
    path("me/data/looks/<str:about>/<int:place>", data.question, name="data-question"),
    path("me/data/copy", data_copy.copy, name="data-copy"),
    path("me/data/copy/<str:key>", data_copy.fetch, name="data-copy-file"),
    path("me/data/leave", data_leave.leave, name="data-leave"),
    path("me/where", where.where, name="where"),
    path("me/data/sessions", data_sessions.show, name="data-sessions"),
]
